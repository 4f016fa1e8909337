//! Meetings, guard by guard: one file per phase.

mod completing;
mod holding;
mod inviting;
mod packs;
mod planning;

use super::*;
use crate::{
    assignment::Role,
    case::{CaseFile, CaseState, ConfidentialityAnswer, FamilyDecision, KeyIssues},
    code::CodeList,
    entity::Entity,
    filed::sample::{HEALTH, MOTHER, NURSE, TODAY, day, id, member, preparing},
    membership::FamilyRole,
    refusal::Code,
};

/// What spoils a target or a command, and the refusal that follows.
type Guard<T> = (fn(&mut T), Code);

fn decision() -> FamilyDecision {
    FamilyDecision { decided_by: id(MOTHER), decided_on: day(TODAY), how: None, recorded_by: None }
}

fn venue() -> Venue {
    let name = "Hoani Waititi Marae".to_owned();
    Venue { name, address: None, neutrality: Neutrality::Marae, accessibility: None }
}

/// A Thursday evening.
fn evening() -> NaiveDateTime {
    "2026-03-19T18:30:00".parse().unwrap()
}

fn meeting(kind: MeetingKind, state: MeetingState) -> Entity<Meeting> {
    let meeting = Meeting {
        case_id: id(100),
        kind,
        agenda: vec![Part { id: id(900), body: point("Welcome") }],
        starts_at_local: evening(),
        minutes: 90,
        venue: venue(),
        approvals: Vec::new(),
        facilitation: None,
        session_of: None,
        moves: 0,
        state,
    };
    Entity::new(id(400), meeting)
}

fn invitation(n: u128, invitee: Invitee, state: InvitationState) -> Entity<Invitation> {
    let invitation = Invitation {
        case_id: id(100),
        meeting_id: id(400),
        invitee,
        state,
        decision: Some(decision()),
        reason: None,
        attendance: None,
    };
    Entity::new(id(n), invitation)
}

fn mother() -> Invitee {
    Invitee::FamilyMember { person_id: id(MOTHER) }
}

fn nurse() -> Invitee {
    Invitee::Worker { worker_id: id(NURSE), agency_id: id(HEALTH) }
}

/// A prepared first meeting with mother and nurse, in this state, with invitations in that.
fn held(state: MeetingState, invited: InvitationState) -> MeetingFile {
    let mut case = preparing();
    let answer =
        ConfidentialityAnswer { asked_at: DateTime::UNIX_EPOCH, anything: false, decision: decision() };
    case.case.body.confidentiality = Some(answer);
    case.case.body.key_issues = Some(KeyIssues { entries: vec![id(300)], decision: decision() });
    let mut meeting = meeting(MeetingKind::First, state);
    let approval = |aspect: &Aspect| Approval { aspect: *aspect, decision: decision() };
    if meeting.state.status() != MeetingStatus::Preparing {
        meeting.body.approvals = Aspect::ALL.iter().map(approval).collect();
    }
    MeetingFile {
        case,
        meeting,
        invitations: vec![invitation(501, mother(), invited), invitation(502, nurse(), invited)],
        facilitator: None,
        has_profile: true,
        apart: Vec::new(),
        kept_points: std::collections::BTreeSet::new(),
        sessions: Vec::new(),
    }
}

const FATHER: u128 = 3;

/// The father belongs to the family, and has an invitation in this state.
fn invite_father(file: &mut MeetingFile, state: InvitationState) {
    file.case.members.push(member(FATHER, FamilyRole::WhanauSupport));
    file.invitations.push(invitation(503, Invitee::FamilyMember { person_id: id(FATHER) }, state));
}

fn without_consent(case: CaseFile) -> CaseFile {
    CaseFile { consents: Vec::new(), ..case }
}

fn status(meeting: &Meeting) -> MeetingStatus {
    meeting.state.status()
}

/// Every state that a meeting can be in.
fn states() -> Vec<MeetingState> {
    let on = day(TODAY);
    let outcome = MeetingOutcome {
        on,
        result: MeetingResult::Plan,
        reason: None,
        next_review_on: None,
        decided_to_close: true,
        decisions: Vec::new(),
    };
    vec![
        MeetingState::Preparing,
        MeetingState::FamilyApproved,
        MeetingState::Invited,
        MeetingState::Confirmed,
        MeetingState::InProgress,
        MeetingState::Completed(outcome),
        MeetingState::HeldWithoutFamily { on },
        MeetingState::Cancelled { reason: "illness".to_owned() },
        MeetingState::Adjourned { on, reason: "an earthquake".to_owned() },
    ]
}

/// A point of an agenda about nothing in particular.
fn point(text: &str) -> AgendaPoint {
    AgendaPoint { text: text.to_owned(), about: About::default() }
}

//! An item of the school about the child, for health and a nurse, in a case that is being prepared.

mod decision;
mod law;
mod way;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{
    assignment::Role,
    command::Moment,
    entity::Entity,
    filed::sample::{
        CHILD, COORDINATOR, HEALTH, MOTHER, OTHERS, SCHOOL, TEACHER, by_coordinator, change, code, consent,
        day, evidence, holds, id, preparing, worker, written,
    },
    meeting::{Meeting, MeetingKind, MeetingState, Neutrality, Venue},
    refusal::Code,
    restriction::{Audience, Concealment, Reach, Restriction, Withheld},
};

const MEETING: u128 = 300;

/// The teacher calls.
fn by_teacher() -> Moment {
    let principal = crate::actor::Principal::Worker { worker: id(TEACHER), agency: id(SCHOOL) };
    let actor = crate::actor::Actor { principal, ..by_coordinator().actor };
    Moment { actor, ..by_coordinator() }
}

/// The same caller, so much later.
fn later(moment: &Moment, after: TimeDelta) -> Moment {
    Moment { now: moment.now + after, ..moment.clone() }
}

fn now() -> DateTime<Utc> {
    by_teacher().now
}

/// A meeting in five days.
fn meeting(state: MeetingState) -> Entity<Meeting> {
    let meeting = Meeting {
        case_id: id(100),
        kind: MeetingKind::First,
        agenda: Vec::new(),
        starts_at_local: day("2026-03-07").and_hms_opt(18, 0, 0).unwrap(),
        minutes: 120,
        venue: Venue {
            name: "Marae".to_owned(),
            address: None,
            neutrality: Neutrality::Marae,
            accessibility: None,
        },
        approvals: Vec::new(),
        facilitation: None,
        session_of: None,
        moves: 0,
        state,
    };
    Entity::new(id(MEETING), meeting)
}

fn proposal() -> Proposal {
    Proposal {
        subjects: vec![id(CHILD)],
        category: InformationCategory::Education,
        summary: "Misses two days a week".to_owned(),
        purpose: "To plan for attendance".to_owned(),
        necessity: Some("Nobody else knows how often".to_owned()),
        meeting: Some(id(MEETING)),
        recipients: vec![NamedRecipient::Agency(id(HEALTH))],
        ground: LegalGround::Consent,
        basis: None,
    }
}

fn basis() -> BasisDraft {
    BasisDraft {
        agency_id: id(HEALTH),
        requester: "Henderson site".to_owned(),
        request_ref: "OT  2026/17".to_owned(),
        privilege: Privilege::None,
        consultation: Some(Consultation::NotConsulted { reason: "would not be safe".to_owned() }),
        supervisor: None,
    }
}

fn demanded() -> Proposal {
    Proposal { ground: LegalGround::S66Request, basis: Some(basis()), meeting: None, ..proposal() }
}

/// A family that consents to share education with health.
fn case() -> crate::case::CaseFile {
    let mut case = preparing();
    let paper = consent(&[HEALTH, SCHOOL]);
    case.consents = vec![paper.amended(|it| it.categories = vec![InformationCategory::Education])];
    case.assignments.push(holds(Role::Participant, SCHOOL, Some(TEACHER)));
    case
}

fn proposing() -> ProposalFile {
    ProposalFile {
        case: case(),
        meeting: Some(meeting(MeetingState::Confirmed)),
        agencies: vec![id(HEALTH), id(SCHOOL)],
        workers: vec![worker(70, HEALTH), worker(71, OTHERS)],
        child_protection: [id(HEALTH)].into(),
        ground_used: false,
        hidden: [].into(),
    }
}

fn item_of(proposal: Proposal) -> Entity<Disclosure> {
    let made = change(&ProposeDisclosure(proposal), &proposing(), &by_teacher());
    written!(made, Disclosure)[0].clone()
}

fn file(item: Entity<Disclosure>) -> DisclosureFile {
    let meeting = item.meeting_id.map(|_| meeting(MeetingState::Confirmed));
    DisclosureFile { case: case(), item, meeting, restrictions: Vec::new(), safeguards: Vec::new() }
}

/// The item after a command.
fn after<C>(command: &C, file: &DisclosureFile, at: &Moment) -> DisclosureFile
where
    C: crate::command::Command<Target = DisclosureFile>,
{
    let made = change(command, file, at);
    let item = written!(made, Disclosure)[0].clone();
    DisclosureFile {
        case: case(),
        item,
        meeting: file.meeting.clone(),
        restrictions: file.restrictions.clone(),
        safeguards: file.safeguards.clone(),
    }
}

fn approved() -> DisclosureFile {
    after(&ApproveDisclosure, &file(item_of(proposal())), &by_teacher())
}

fn noticing(files: &[&DisclosureFile]) -> NoticeFile {
    let items = files.iter().map(|it| NoticeItem { item: it.item.clone(), meeting: it.meeting.clone() });
    let names = [(id::<crate::agency::Agency>(SCHOOL).uuid(), "School".to_owned())];
    let addresses = names.iter().map(|(id, _)| (*id, "2 Side Road".to_owned())).collect();
    NoticeFile { case: case(), items: items.collect(), names: names.into(), hidden: [].into(), addresses }
}

fn give(person: u128, files: &[&DisclosureFile]) -> GiveNotice {
    GiveNotice {
        person: id(person),
        items: files.iter().map(|it| it.item.id).collect(),
        channel: NoticeChannel::InPerson,
        addresses: Some("1 Main Road".to_owned()),
        period: TimeDelta::hours(48),
    }
}

/// The item once the mother was told.
fn told(file: &DisclosureFile, at: &Moment) -> DisclosureFile {
    let made = change(&give(MOTHER, &[file]), &noticing(&[file]), at);
    let item = written!(made, Disclosure)[0].clone();
    DisclosureFile {
        case: case(),
        item,
        meeting: file.meeting.clone(),
        restrictions: Vec::new(),
        safeguards: Vec::new(),
    }
}

fn notified() -> DisclosureFile {
    told(&approved(), &by_coordinator())
}

/// The family keeps education from an agency.
fn kept_from(agency: u128) -> Vec<Entity<Restriction>> {
    let decision = crate::case::FamilyDecision {
        decided_by: id(MOTHER),
        decided_on: day("2026-03-01"),
        how: None,
        recorded_by: None,
    };
    let restriction = Restriction {
        case_id: id(100),
        withheld: Withheld::Category(InformationCategory::Education),
        reach: Reach::HiddenFrom,
        audiences: vec![Audience::Agency { agency_id: id(agency) }],
        in_plan: Concealment::Omit,
        decision,
        lifted_at: None,
        lifting: None,
    };
    vec![Entity::new(id(9), restriction)]
}

/// After the time to answer.
fn in_time() -> Moment {
    later(&by_teacher(), TimeDelta::hours(48))
}

//! The course of a case, as tables.

use super::{sample::*, *};
use crate::{
    actor::Principal,
    assignment::Role,
    command::{Command, Decision},
    entity::Entity,
    meeting::{
        Invitation, InvitationState, Invitee, Meeting, MeetingKind, MeetingState, MeetingStatus, Neutrality,
        Venue,
    },
    record::Record,
    refusal::Code,
    review::ReviewState,
};

fn meeting_to_come() -> Entity<Meeting> {
    let venue = Venue {
        name: "Hall".to_owned(),
        address: None,
        neutrality: Neutrality::Neutral,
        accessibility: None,
    };
    let meeting = Meeting {
        case_id: id(9),
        kind: MeetingKind::First,
        agenda: vec![],
        starts_at_local: day(2026, 3, 19).into(),
        minutes: 90,
        venue,
        approvals: vec![],
        facilitation: None,
        session_of: None,
        moves: 0,
        state: MeetingState::Confirmed,
    };
    stored(51, meeting)
}

fn invitation_out(to: &Entity<Meeting>) -> Entity<Invitation> {
    let invitation = Invitation {
        case_id: id(9),
        meeting_id: to.id,
        invitee: Invitee::FamilyMember { person_id: id(11) },
        state: InvitationState::Accepted,
        decision: None,
        reason: None,
        attendance: None,
    };
    stored(52, invitation)
}

fn hold(active_since: Option<NaiveDate>) -> CaseState {
    let reason = HoldReason::FamilyRequest;
    CaseState::OnHold(Hold { reason, review_on: TODAY, since: TODAY, active_since })
}

fn closing(reason: CloseReason) -> CaseState {
    CaseState::Closing { reason, note: None, since: TODAY }
}

const MET: NaiveDate = day(2026, 1, 20);

/// F0-06: whatever the state, the family can leave; again, it changes nothing.
#[test]
fn f0_06_a_family_can_always_withdraw() {
    let leave = WithdrawFamily { channel: "by telephone".to_owned(), said_by: None };
    let open = [
        CaseState::AwaitingConsent,
        CaseState::Preparing,
        CaseState::Active { since: MET },
        hold(Some(MET)),
        closing(CloseReason::GoalsMet),
    ];
    let ana = at(Principal::Family(id(11)));
    for state in open {
        let mut target = ending(agreed(state));
        target.file.assignments =
            vec![role(31, Role::Coordinator, 100, Some(1)), role(32, Role::LeadAgency, 101, None)];
        let change = written(&leave, &target, &ana);
        let case = case_in(&change).unwrap();
        let CaseState::Closed(end) = &case.state else { panic!("not closed") };
        assert_eq!(end.reason, CloseReason::FamilyWithdrew);
        assert_eq!(end.decision.as_ref().unwrap().decided_by, id(11));
        let ended = |record: &&Record| matches!(record, Record::Assignment(it) if it.ended_on == Some(TODAY));
        assert_eq!(change.records().iter().filter(ended).count(), 1, "all but the coordinator");
        let back = |record: &&Record| matches!(record, Record::Consent(it) if it.state.status() == crate::consent::ConsentStatus::Withdrawn);
        assert_eq!(change.records().iter().filter(back).count(), 2);
        let again = ending(agreed(case.state.clone()));
        assert!(matches!(leave.decide(&again, &ana), Ok(Decision::Unchanged)));
    }
}

#[test]
fn f0_23_a_worker_names_nobody_outside_the_family() {
    let leave = WithdrawFamily { channel: "by telephone".to_owned(), said_by: Some(id(77)) };
    assert_eq!(
        refused(&leave, &ending(agreed(CaseState::Preparing)), &at(COORDINATOR)),
        Code::PersonNotMember
    );
}

/// F0-32: which reasons need an accepted report, and what stands in for it.
#[test]
fn f0_32_closing_needs_a_report_or_a_reason() {
    let close = |note: Option<&str>| CloseCase {
        outcome: Outcome::Met,
        independence: Independence::Independent,
        note: note.map(str::to_owned),
    };
    let rows = [
        (CloseReason::GoalsMet, true, None, None),
        (CloseReason::GoalsMet, false, Some("because"), Some(Code::FinalReportMissing)),
        (CloseReason::MovedOverseas, false, None, Some(Code::FinalReportWaiverMissing)),
        (CloseReason::MovedOverseas, false, Some("gone"), None),
        (CloseReason::MovedOverseas, true, None, None),
    ];
    for (reason, report_accepted, note, wanted) in rows {
        let target = CaseEnding { report_accepted, ..ending(agreed(closing(reason))) };
        let code = close(note).decide(&target, &at(COORDINATOR)).err().map(|refusal| refusal.code);
        assert_eq!(code, wanted, "{reason:?}");
    }
    let early = ending(agreed(CaseState::Preparing));
    assert_eq!(refused(&close(None), &early, &at(COORDINATOR)), Code::CaseNotInState);
}

#[test]
fn model_2_closing_drops_reviews() {
    let review = crate::review::Review {
        case_id: id(9),
        due_on: TODAY,
        original_due_on: TODAY,
        moves: vec![],
        state: ReviewState::Scheduled,
    };
    let mut target = ending(file(CaseState::AwaitingConsent));
    target.reviews = vec![stored(41, review)];
    let change = written(&DeclineConsent { reason: "no".to_owned() }, &target, &at(COORDINATOR));
    let dropped =
        |record: &Record| matches!(record, Record::Review(it) if matches!(it.state, ReviewState::Dropped));
    assert!(change.records().iter().any(dropped));
}

/// F0-06: nobody is expected at a meeting of a case that is over.
#[test]
fn f0_06_closing_calls_off_the_meetings_to_come() {
    let mut target = ending(agreed(CaseState::Preparing));
    target.meetings = vec![meeting_to_come()];
    target.invitations = vec![invitation_out(&target.meetings[0])];
    let leave = WithdrawFamily { channel: "in person".to_owned(), said_by: None };
    let change = written(&leave, &target, &at(Principal::Family(id(11))));
    let off = |record: &Record| matches!(record, Record::Meeting(it) if it.state.status() == MeetingStatus::Cancelled);
    let back =
        |record: &Record| matches!(record, Record::Invitation(it) if it.state == InvitationState::Revoked);
    assert!(change.records().iter().any(off));
    assert!(change.records().iter().any(back));
}

/// Model 2: a rest leads back to where the case was, while consent is sufficient.
#[test]
fn model_2_resuming_leads_back() {
    for (since, wanted) in [(None, CaseStatus::Preparing), (Some(MET), CaseStatus::Active)] {
        let change = written(&ResumeCase, &agreed(hold(since)), &at(COORDINATOR));
        assert_eq!(case_in(&change).unwrap().state.status(), wanted);
    }
    assert_eq!(refused(&ResumeCase, &file(hold(None)), &at(COORDINATOR)), Code::ConsentInsufficient);
    let target = agreed(CaseState::Preparing);
    assert_eq!(refused(&ResumeCase, &target, &at(COORDINATOR)), Code::CaseNotInState);
}

#[test]
fn model_2_a_rest_is_looked_at_on_a_later_day() {
    let rest = |review_on| HoldCase { reason: HoldReason::FamilyRequest, review_on };
    let target = agreed(CaseState::Active { since: MET });
    assert_eq!(refused(&rest(TODAY), &target, &at(COORDINATOR)), Code::HoldReviewMissing);
    let change = written(&rest(day(2026, 2, 3)), &target, &at(COORDINATOR));
    assert_eq!(case_in(&change).unwrap().active_since(), Some(MET));
}

#[test]
fn f0_36_another_coordinator_of_the_region_takes_over() {
    let held_by = |worker| RegionalCase {
        case: case(CaseState::Preparing),
        coordinator: Some(role(31, Role::Coordinator, 100, Some(worker))),
        by: ACTING,
        excluded: false,
        demanded: false,
    };
    assert_eq!(refused(&TakeOverCase, &held_by(1), &at(COORDINATOR)), Code::CoordinatorAlready);
    assert_eq!(written(&TakeOverCase, &held_by(2), &at(COORDINATOR)).records().len(), 2);
    let excluded = RegionalCase { excluded: true, ..held_by(2) };
    assert_eq!(refused(&TakeOverCase, &excluded, &at(COORDINATOR)), Code::TakeoverNotPossible);
    let mut over = held_by(2);
    let leave = WithdrawFamily { channel: "by telephone".to_owned(), said_by: None };
    let left = written(&leave, &ending(agreed(CaseState::Preparing)), &at(Principal::Family(id(11))));
    over.case.body.state = case_in(&left).unwrap().state.clone();
    assert_eq!(refused(&TakeOverCase, &over, &at(COORDINATOR)), Code::CaseClosed);
    over.demanded = true;
    assert_eq!(written(&TakeOverCase, &over, &at(COORDINATOR)).records().len(), 2);
}

/// F0-06: that the family withdraws or does not consent is the family's to say.
#[test]
fn f0_06_nobody_chooses_for_the_family_that_it_withdrew() {
    for (reason, wanted) in [
        (CloseReason::FamilyWithdrew, Some(Code::CloseReasonReserved)),
        (CloseReason::NoConsent, Some(Code::CloseReasonReserved)),
        (CloseReason::Other, Some(Code::CloseReasonMissing)),
        (CloseReason::MovedRegion, None),
    ] {
        let target = ending(agreed(CaseState::Active { since: MET }));
        let start = StartClosing { reason, note: None };
        let code = start.decide(&target, &at(COORDINATOR)).err().map(|refusal| refusal.code);
        assert_eq!(code, wanted, "{reason:?}");
    }
}

/// Model 2, 5: what was not agreed when a case ends is given up; what was agreed stays in history.
#[test]
fn model_5_a_plan_that_was_not_agreed_ends_with_the_case() {
    use crate::plan::{PlanContent, PlanState, PlanVersion};
    let draft = PlanVersion {
        case_id: id(9),
        number: 1,
        meeting_id: None,
        change_reason: None,
        content: PlanContent::default(),
        state: PlanState::Draft,
    };
    let mut target = ending(agreed(CaseState::Active { since: MET }));
    target.plans = vec![stored(51, draft)];
    let leave = WithdrawFamily { channel: "by telephone".to_owned(), said_by: None };
    let change = written(&leave, &target, &at(COORDINATOR));
    let given_up = |record: &Record| matches!(record, Record::PlanVersion(it) if matches!(it.state, PlanState::Abandoned { .. }));
    assert!(change.records().iter().any(given_up));
}

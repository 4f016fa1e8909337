use super::*;
use crate::{
    case::{Hold, HoldReason},
    filed::sample::{OTHERS, SCHOOL, TEACHER, by_coordinator, change, code, holds, refusal, worker, written},
    review::{Review, ReviewState},
};

/// What spoils a completion, the refusal that follows, and where it points.
type PointedGuard = (fn(&mut CompleteMeeting), Code, Option<&'static str>);

fn attended(n: u128, presence: Presence, heard: Heard) -> Attended {
    Attended { invitation_id: id(n), attendance: Attendance { presence, heard } }
}

fn everybody() -> Vec<Attended> {
    vec![attended(501, Presence::Present, Heard::Spoke), attended(502, Presence::Remote, Heard::Spoke)]
}

/// Sione leads for health and keeps in touch; the review is in five weeks.
fn complete() -> CompleteMeeting {
    CompleteMeeting {
        held_on: None,
        attendance: everybody(),
        named: Named {
            lead_agency: Some(id(HEALTH)),
            lead_worker: Some(id(NURSE)),
            key_contact: Some(id(NURSE)),
        },
        next_review_on: Some(day("2026-04-07")),
        decided_to_close: false,
        result: MeetingResult::Plan,
        reason: None,
        decisions: Vec::new(),
    }
}

fn completion() -> Completion {
    let mut meeting = held(MeetingState::InProgress, InvitationState::Accepted);
    meeting.case.assignments.push(holds(Role::Participant, HEALTH, Some(NURSE)));
    let appointed =
        Appointed { lead_worker: Some(worker(NURSE, HEALTH)), key_contact: Some(worker(NURSE, HEALTH)) };
    Completion { meeting, appointed, reviews: Vec::new(), lead_excluded: false }
}

#[test]
fn the_first_meeting_makes_the_case_active_and_plans_the_review_f0_51() {
    let completed = change(&complete(), &completion(), &by_coordinator());
    assert_eq!(status(written!(completed, Meeting)[0]), MeetingStatus::Completed);
    let [case] = written!(completed, Case)[..] else { panic!() };
    assert!(matches!(case.state, CaseState::Active { since } if since == day(TODAY)));
    assert_eq!(case.next_review_on, Some(day("2026-04-07")));
    let [review] = written!(completed, Review)[..] else { panic!() };
    assert_eq!((review.due_on, review.original_due_on), (day("2026-04-07"), day("2026-04-07")));
    let roles: Vec<_> = written!(completed, Assignment).iter().map(|it| it.role).collect();
    assert_eq!(roles, [Role::LeadAgency, Role::LeadWorker, Role::KeyContact]);
    assert!(written!(completed, Invitation).iter().all(|it| it.attendance.is_some()));
}

#[test]
fn without_the_family_nothing_comes_of_it_f3_06() {
    let absent =
        vec![attended(501, Presence::Apologies, Heard::No), attended(502, Presence::Present, Heard::Spoke)];
    let command = CompleteMeeting { attendance: absent, named: Named::default(), ..complete() };
    let held = change(&command, &completion(), &by_coordinator());
    assert_eq!(status(written!(held, Meeting)[0]), MeetingStatus::HeldWithoutFamily);
    assert!(written!(held, Case).is_empty() && written!(held, Review).is_empty());
    assert_eq!(written!(held, Invitation).len(), 2);
}

#[test]
fn each_guard_of_completing() {
    let nobody = Named::default();
    let cases: Vec<PointedGuard> = vec![
        (|it| it.held_on = Some(day("2026-03-03")), Code::DateInFuture, Some("#/held_on")),
        (|it| it.held_on = Some(day("2026-01-31")), Code::HeldBeforeCase, Some("#/held_on")),
        (|it| it.attendance.truncate(1), Code::AttendanceIncomplete, Some("#/attendance")),
        (
            |it| it.attendance.push(attended(999, Presence::Present, Heard::Spoke)),
            Code::ReferenceUnknown,
            Some("#/attendance/2/invitation_id"),
        ),
        (|it| it.attendance[0] = attended(501, Presence::Present, Heard::No), Code::NotEveryoneHeard, None),
        (|it| it.named.lead_agency = None, Code::LeadAgencyMissing, None),
        (|it| it.named.lead_agency = Some(id(OTHERS)), Code::AgencyNotParticipating, None),
        (|it| it.named.key_contact = None, Code::KeyContactMissing, None),
        (|it| it.next_review_on = None, Code::NextReviewMissing, Some("#/next_review_on")),
        (|it| it.next_review_on = Some(day(TODAY)), Code::ReviewDateOutOfBounds, Some("#/next_review_on")),
        (
            |it| it.next_review_on = Some(day("2026-09-01")),
            Code::ReviewDateOutOfBounds,
            Some("#/next_review_on"),
        ),
        (|it| it.result = MeetingResult::NoPlan, Code::OutcomeMissing, Some("#/reason")),
    ];
    for (spoil, expected, pointer) in cases {
        let mut command = complete();
        spoil(&mut command);
        let refused = refusal(&command, &completion(), &by_coordinator()).unwrap();
        assert_eq!((refused.code, refused.pointer.as_deref()), (expected, pointer));
    }
    let mut led = completion();
    led.meeting.case.assignments.push(holds(Role::LeadAgency, HEALTH, None));
    led.meeting.case.assignments.push(holds(Role::KeyContact, HEALTH, Some(NURSE)));
    let command = CompleteMeeting { named: nobody, ..complete() };
    let completed = change(&command, &led, &by_coordinator());
    assert!(written!(completed, Assignment).is_empty());
}

#[test]
fn who_is_named_exists_works_there_and_takes_part_f0_26() {
    let mut stranger = completion();
    stranger.appointed.lead_worker = None;
    let mut elsewhere = completion();
    elsewhere.appointed.lead_worker = Some(worker(TEACHER, SCHOOL));
    let mut gone = completion();
    gone.appointed.key_contact = Some(worker(NURSE, HEALTH).amended(|it| it.ended_on = Some(day(TODAY))));
    let mut outsider = completion();
    outsider.appointed.key_contact = Some(worker(TEACHER, SCHOOL));
    let mut unreachable = completion();
    unreachable.appointed.key_contact = Some(worker(NURSE, HEALTH).amended(|it| it.phone = None));
    let excluded = Completion { lead_excluded: true, ..completion() };
    let cases = [
        (stranger, Code::ReferenceUnknown),
        (elsewhere, Code::WorkerNotOfAgency),
        (gone, Code::WorkerEnded),
        (outsider, Code::AgencyNotParticipating),
        (unreachable, Code::KeyContactUnreachable),
        (excluded, Code::LeadNotPossible),
    ];
    for (target, expected) in cases {
        assert_eq!(code(&complete(), &target, &by_coordinator()), Some(expected));
    }
}

/// Whoever is kept from something of the plan leads nothing, also where the agency leads already.
#[test]
fn f1_17_a_worker_from_whom_something_is_kept_does_not_lead() {
    let mut target = completion();
    target.meeting.case.assignments.push(holds(Role::LeadAgency, HEALTH, None));
    target.lead_excluded = true;
    let mut completed = complete();
    completed.named.lead_agency = None;
    assert_eq!(code(&completed, &target, &by_coordinator()), Some(Code::LeadNotPossible));
}

#[test]
fn a_new_lead_agency_brings_its_own_lead_worker() {
    let mut target = completion();
    target.meeting.case.assignments.push(holds(Role::LeadAgency, SCHOOL, None));
    target.meeting.case.assignments.push(holds(Role::LeadWorker, SCHOOL, Some(TEACHER)));
    let command = CompleteMeeting { named: Named { lead_worker: None, ..complete().named }, ..complete() };
    let completed = change(&command, &target, &by_coordinator());
    let ended: Vec<_> =
        written!(completed, Assignment).iter().filter(|it| it.ended_on.is_some()).map(|it| it.role).collect();
    assert_eq!(ended, [Role::LeadAgency, Role::LeadWorker]);
}

#[test]
fn closing_instead_of_a_review_and_no_plan_with_a_reason_f1_19() {
    let command = CompleteMeeting {
        next_review_on: None,
        decided_to_close: true,
        result: MeetingResult::NoPlan,
        reason: Some("the family has what it needs".to_owned()),
        ..complete()
    };
    let completed = change(&command, &completion(), &by_coordinator());
    assert!(written!(completed, Review).is_empty());
    assert_eq!(written!(completed, Case)[0].next_review_on, None);
}

#[test]
fn a_planned_review_moves_to_the_day_agreed() {
    let planned = |state| {
        let due_on = day("2026-03-20");
        let review = Review { case_id: id(100), due_on, original_due_on: due_on, moves: Vec::new(), state };
        Completion { reviews: vec![Entity::new(id(700), review)], ..completion() }
    };
    let moved = change(&complete(), &planned(ReviewState::Missed), &by_coordinator());
    let [review] = written!(moved, Review)[..] else { panic!() };
    assert_eq!((review.due_on, review.original_due_on), (day("2026-04-07"), day("2026-03-20")));
    assert!(matches!(review.state, ReviewState::Scheduled) && review.moves.len() == 1);
    let running = change(&complete(), &planned(ReviewState::InProgress), &by_coordinator());
    assert!(written!(running, Review).is_empty());
    let dropped = change(&complete(), &planned(ReviewState::Dropped), &by_coordinator());
    assert_ne!(written!(dropped, Review)[0].id, id(700));
}

#[test]
fn a_case_that_rests_remembers_that_the_family_met() {
    let mut target = completion();
    target.meeting.case.case.body.state = CaseState::OnHold(Hold {
        reason: HoldReason::ConsentLapsed,
        review_on: day("2026-03-16"),
        since: day(TODAY),
        active_since: None,
    });
    let completed = change(&complete(), &target, &by_coordinator());
    let [case] = written!(completed, Case)[..] else { panic!() };
    assert!(matches!(&case.state, CaseState::OnHold(hold) if hold.active_since == Some(day(TODAY))));
}

#[test]
fn a_meeting_is_recorded_from_the_day_on_which_the_case_was_opened() {
    let first = CompleteMeeting { held_on: Some(day("2026-02-01")), ..complete() };
    assert_ne!(code(&first, &completion(), &by_coordinator()), Some(Code::HeldBeforeCase));
}

/// F0-38: whoever facilitates has to do with the case until the meeting is over.
#[test]
fn the_facilitator_leaves_with_the_meeting_f0_38() {
    let mut target = completion();
    target.meeting.case.assignments.push(holds(Role::Facilitator, OTHERS, Some(13)));
    let absent =
        vec![attended(501, Presence::Absent, Heard::No), attended(502, Presence::Present, Heard::Spoke)];
    let without_family = CompleteMeeting { attendance: absent, ..complete() };
    let left = |change: &crate::command::Change| {
        let ended = |it: &&&Entity<crate::assignment::Assignment>| {
            it.role == Role::Facilitator && it.ended_on == Some(day(TODAY))
        };
        written!(change, Assignment).iter().filter(ended).count()
    };
    assert_eq!(left(&change(&complete(), &target, &by_coordinator())), 1);
    assert_eq!(left(&change(&without_family, &target, &by_coordinator())), 1);
    let adjourn = AdjournMeeting { reason: "an earthquake".to_owned() };
    assert_eq!(left(&change(&adjourn, &target.meeting, &by_coordinator())), 1);
    target.meeting.meeting.body.state = MeetingState::Confirmed;
    let cancel = CancelMeeting { reason: "illness".to_owned() };
    assert_eq!(left(&change(&cancel, &target.meeting, &by_coordinator())), 1);
}

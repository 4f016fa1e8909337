//! Emergency access, as tables.

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{
    actor::{Principal, Scope, Scopes},
    case::{CaseState, sample::*},
    code::CodeList,
    command::{Command, Moment},
    entity::Entity,
    machine::Machine,
    operation::{Effect, Operation},
    record::Record,
    refusal::Code,
};

const HOLDER: u128 = 30;
const OFFICER: u128 = 31;

fn by(worker: u128, minutes: i64) -> Moment {
    let now = at(COORDINATOR).now + TimeDelta::minutes(minutes);
    Moment { now, ..at(Principal::Worker { worker: id(worker), agency: id(300) }) }
}

fn wish(minutes: u16) -> OpenBreakGlass {
    let (ground, part) = (BreakGlassGround::ChildAtRisk, BreakGlassPart::People);
    OpenBreakGlass { ground, reason: "a call from the hospital".to_owned(), part, minutes }
}

fn glass(has_role: bool, is_open: bool, is_unreviewed: bool) -> GlassToBreak {
    GlassToBreak { case: case(CaseState::Preparing), has_role, is_open, is_unreviewed }
}

fn written<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Entity<BreakGlassGrant> {
    let Ok(crate::command::Decision::Change(change)) = command.decide(target, at) else {
        panic!("nothing is written")
    };
    match change.into_records().pop() {
        Some(Record::BreakGlassGrant(grant)) => grant,
        _ => panic!("no grant is written"),
    }
}

fn refused<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Option<Code> {
    command.decide(target, at).err().map(|refusal| refusal.code)
}

fn opened(minutes: u16) -> Entity<BreakGlassGrant> {
    written(&wish(minutes), &glass(false, false, false), &by(HOLDER, 0))
}

fn review(outcome: BreakGlassOutcome, follow_up: Option<&str>) -> ReviewBreakGlass {
    let follow_up = follow_up.map(str::to_owned);
    ReviewBreakGlass { outcome, findings: "as it was".to_owned(), follow_up, reason_told: false }
}

#[test]
fn a_case_is_opened_to_whom_no_role_and_no_grant_opens_it_once_the_last_one_is_reviewed() {
    let rows = [
        (false, false, false, None),
        (true, false, false, Some(Code::BreakGlassHasRole)),
        (false, true, true, Some(Code::BreakGlassOpenAlready)),
        (true, true, true, Some(Code::BreakGlassHasRole)),
        (false, false, true, Some(Code::BreakGlassUnreviewed)),
    ];
    for (has_role, is_open, is_unreviewed, expected) in rows {
        let target = glass(has_role, is_open, is_unreviewed);
        assert_eq!(refused(&wish(60), &target, &by(HOLDER, 0)), expected);
    }
    for nobody in [Principal::System(id(300)), Principal::Administrator, Principal::Family(id(20))] {
        let refusal = refused(&wish(60), &glass(false, false, false), &at(nobody));
        assert_eq!(refusal, Some(Code::WorkerMissing), "{nobody:?}");
    }
}

#[test]
fn it_lasts_as_long_as_was_asked_and_three_hours_at_most() {
    for (asked, lasts) in [(1, 1), (60, 60), (180, 180), (181, 180), (u16::MAX, 180)] {
        let grant = opened(asked);
        assert_eq!(grant.expires_at - grant.opened_at, TimeDelta::minutes(lasts), "{asked}");
    }
}

/// 6 February is Waitangi Day, and 2 February, in Auckland, is not a holiday in 2026: the anniversary was in January.
#[test]
fn the_review_is_due_within_five_working_days() {
    let grant = opened(60);
    assert_eq!(grant.review_due_on, day(2026, 2, 10));
    let end: DateTime<Utc> = "2026-02-10T11:00:00Z".parse().unwrap();
    assert_eq!(grant.review_due_at, end, "midnight in Auckland");
    assert!(!grant.is_overdue(end - TimeDelta::seconds(1)) && grant.is_overdue(end));
    let reviewed = written(
        &review(BreakGlassOutcome::Justified, None),
        &stored(5, grant.body.clone()),
        &by(OFFICER, 61),
    );
    assert!(!reviewed.is_overdue(end));
}

#[test]
fn where_a_grant_stands_follows_from_the_clock_and_from_what_was_done() {
    use BreakGlassStatus::{Expired, Open, Reviewed, Revoked};
    let now = |minutes| by(HOLDER, minutes).now;
    let grant = opened(60);
    let states = |grant: &Entity<BreakGlassGrant>| [0, 59, 60, 61].map(|minute| grant.status(now(minute)));
    assert_eq!(states(&grant), [Open, Open, Expired, Expired]);
    let revoked = written(&RevokeBreakGlass, &grant, &by(OFFICER, 10));
    assert_eq!(states(&revoked), [Revoked; 4]);
    assert_eq!((grant.ends_at(), revoked.ends_at()), (now(60), now(10)));
    let found = review(BreakGlassOutcome::Justified, None);
    for over in [&grant, &revoked] {
        assert_eq!(written(&found, over, &by(OFFICER, 90)).status(now(90)), Reviewed);
    }
}

#[test]
fn each_step_of_a_grant() {
    let found = || review(BreakGlassOutcome::Justified, None);
    let no = Some(Code::BreakGlassNotInState);
    let grant = opened(60);
    assert_eq!(refused(&found(), &grant, &by(OFFICER, 59)), no, "it is reviewed when it is over");
    assert_eq!(refused(&RevokeBreakGlass, &grant, &by(HOLDER, 60)), no);
    assert_eq!(refused(&found(), &grant, &by(OFFICER, 60)), None);
    let revoked = written(&RevokeBreakGlass, &grant, &by(HOLDER, 1));
    assert_eq!(refused(&RevokeBreakGlass, &revoked, &by(HOLDER, 2)), no);
    assert_eq!(refused(&found(), &revoked, &by(OFFICER, 2)), None);
    let reviewed = written(&found(), &revoked, &by(OFFICER, 2));
    assert_eq!(refused(&found(), &reviewed, &by(OFFICER, 3)), no);
    assert_eq!(refused(&RevokeBreakGlass, &reviewed, &by(OFFICER, 3)), no);
    assert_eq!(BreakGlassStatus::Reviewed.allowed(), Vec::<&str>::new());
}

#[test]
fn nobody_reviews_their_own_and_no_misuse_is_left_without_consequence() {
    use BreakGlassOutcome::{Justified, NotJustified};
    let grant = opened(60);
    let rows = [
        (HOLDER, Justified, None, Some(Code::BreakGlassReviewOwn)),
        (HOLDER, NotJustified, Some("we talk"), Some(Code::BreakGlassReviewOwn)),
        (OFFICER, Justified, None, None),
        (OFFICER, NotJustified, None, Some(Code::BreakGlassFollowUpMissing)),
        (OFFICER, NotJustified, Some("we talk"), None),
    ];
    for (who, outcome, follow_up, expected) in rows {
        assert_eq!(refused(&review(outcome, follow_up), &grant, &by(who, 60)), expected, "{who} {outcome:?}");
    }
}

/// The words of the holder may name whoever rang: somebody else decides whether the family reads them.
#[test]
fn the_family_reads_the_reason_where_the_review_says_so() {
    let grant = opened(60);
    assert_eq!(grant.reason_for_family(), None);
    for (reason_told, told) in [(false, None), (true, Some("a call from the hospital"))] {
        let found = ReviewBreakGlass { reason_told, ..review(BreakGlassOutcome::Justified, None) };
        assert_eq!(written(&found, &grant, &by(OFFICER, 60)).reason_for_family(), told);
    }
}

#[test]
fn an_emergency_opens_nothing_for_writing_and_no_answers_words_or_restrictions_of_the_family() {
    use Operation::*;
    for operation in Operation::ALL {
        let opened = operation.who().iter().any(|relation| Relation::IN_EMERGENCY.contains(relation));
        assert!(!opened || operation.effect() == Effect::Reads, "{}", operation.name());
    }
    for closed in [
        ReadConsent,
        ReadConsentState,
        ReadRestrictions,
        ReadStatements,
        ReadCorrections,
        ReadDisclosure,
        ReadNotices,
        ReadLedger,
        ReadAdvice,
        ReadIntake,
        ReadBreakGlass,
    ] {
        let opened = closed.who().iter().any(|relation| Relation::IN_EMERGENCY.contains(relation));
        assert!(!opened, "{}", closed.name());
    }
}

#[test]
fn each_part_opens_what_the_parts_before_it_open() {
    use Operation::*;
    let rows = [
        (BreakGlassPart::People, vec![ReadPerson, ReadFamily, ReadCase], vec![ReadPlan, ReadProfile]),
        (BreakGlassPart::Plan, vec![ReadPerson, ReadPlan, ReadAction, ReadReview], vec![ReadProfile]),
        (BreakGlassPart::Case, vec![ReadPerson, ReadPlan, ReadProfile, ReadMeeting, ReadContacts], vec![]),
    ];
    for (part, opens, leaves) in rows {
        let scopes = [Scope::CaseBreakGlass].into_iter().collect::<Scopes>();
        let standing = crate::policy::Standing::of(part.relations().iter().copied(), scopes);
        for operation in opens {
            assert!(standing.permits(operation), "{part:?} {}", operation.name());
        }
        for operation in leaves {
            assert!(!standing.permits(operation), "{part:?} {}", operation.name());
        }
        let nothing = crate::policy::Standing::of(part.relations().iter().copied(), Scopes::default());
        assert!(!nothing.permits(ReadPerson), "the token has to allow it");
    }
}

/// Whatever else a token allows, with `privacy.officer` in it it opens oversight and the directory.
#[test]
fn a_privacy_officer_comes_as_nothing_else() {
    let everything: Scopes = Scope::ALL.iter().copied().collect();
    for relation in Relation::ALL {
        let counts = [Relation::Anyone, Relation::SignedIn, Relation::PrivacyOfficer, Relation::Service]
            .contains(relation);
        let is_counted = relation.counts_with(everything) || *relation == Relation::Service;
        assert_eq!(is_counted, counts, "{}", relation.code());
    }
    let allowed: Vec<&str> = Operation::ALL
        .iter()
        .filter(|operation| operation.within(everything))
        .map(|operation| operation.name())
        .collect();
    let expected = [
        "coordinator.find",
        "directory.read",
        "session.identify",
        "session.start",
        "session.refresh",
        "session.end",
        "intake.receive",
        "recall.read",
        "break_glass.read",
        "break_glass.revoke",
        "break_glass.review",
        "oversight.read_break_glass",
        "oversight.read_accesses",
        "oversight.read_changes",
    ];
    assert_eq!(allowed, expected);
}

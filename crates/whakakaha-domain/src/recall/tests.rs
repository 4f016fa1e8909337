//! What is asked back, of whom, until when, and what is answered, as tables.

use chrono::Days;

use super::*;
use crate::{
    actor::Principal,
    case::{CaseState, WithdrawFamily, sample::*},
    command::{Change, Command, Decision},
    consent::{ConsentFile, ConsentState, InformationCategory, RefuseConsent, SignConsent, WithdrawConsent},
    record::Record,
    refusal::Code,
};

const SERVICE: Principal = Principal::Service;

fn recalls(change: &Change) -> Vec<&Entity<Recall>> {
    let records = change.records().iter();
    records.filter_map(|it| if let Record::Recall(recall) = it { Some(recall) } else { None }).collect()
}

/// The agencies of which something is asked back.
fn asked(change: &Change) -> Vec<Id<Agency>> {
    let open = recalls(change).into_iter().filter(|it| it.status == RecallStatus::Open);
    open.map(|it| it.agency_id).collect()
}

/// Agencies that were shown something; the first of them has things about health.
fn shown(agencies: &[u128]) -> Shown {
    let to: BTreeSet<_> = agencies.iter().map(|agency| id(*agency)).collect();
    let health = BTreeSet::from([Held::Category(InformationCategory::Health).topic()]);
    let about = to.first().map(|agency| (*agency, health)).into_iter().collect();
    Shown { to, about, waiting: Vec::new() }
}

/// The consent of 11, beside that of 12, for agencies 100 and 101, which are shown something or not.
fn held(agencies: &[u128]) -> ConsentFile {
    ConsentFile { consent: active(21, 11), file: agreed(CaseState::Preparing), shown: shown(agencies) }
}

fn back(purposes: &[Purpose], agencies: &[u128], categories: &[InformationCategory]) -> WithdrawConsent {
    WithdrawConsent {
        purposes: purposes.to_vec(),
        agencies: agencies.iter().map(|agency| id(*agency)).collect(),
        categories: categories.to_vec(),
        channel: "in person".to_owned(),
    }
}

fn written_by<C: Command>(command: &C, target: &C::Target) -> Change {
    written(command, target, &at(COORDINATOR))
}

/// F0-06: whoever was shown something, and may not read the case any more, is asked; nobody else.
#[test]
fn f0_06_what_was_shown_is_asked_back_of_whoever_loses_the_case() {
    let share = [Purpose::ShareWithAgencies];
    let only = |it: &[u128]| it.iter().map(|agency| id(*agency)).collect::<Vec<Id<Agency>>>();
    let alone = |agencies| {
        let mut file = agreed(CaseState::Preparing);
        file.members.retain(|member| member.person.id != id(12));
        file.consents.retain(|consent| consent.person_id == id(11));
        ConsentFile { consent: active(21, 11), file, shown: shown(agencies) }
    };
    for (taken, shown_to, expected) in [
        (back(&[], &[], &[]), &[100, 101][..], &[100, 101][..]),
        (back(&[], &[], &[]), &[100], &[100]),
        (back(&[], &[], &[]), &[], &[]),
        (back(&share, &[], &[]), &[100, 101], &[100, 101]),
        (back(&[Purpose::Participate], &[], &[]), &[100], &[100]),
        // A part: the agency alone from which it is taken.
        (back(&[], &[101], &[]), &[100, 101], &[101]),
        (back(&[], &[101], &[]), &[100], &[]),
        // The case stays open: the agency alone that has something of this kind.
        (back(&[], &[], &[InformationCategory::Health]), &[100, 101], &[100]),
        (back(&[], &[], &[InformationCategory::Education]), &[100, 101], &[]),
        (back(&[Purpose::ReportingStatistics], &[], &[]), &[100, 101], &[]),
    ] {
        let mut target = alone(shown_to);
        target.consent.body.purposes.push(Purpose::ReportingStatistics);
        target.file.consents[0].body.purposes.push(Purpose::ReportingStatistics);
        assert_eq!(asked(&written_by(&taken, &target)), only(expected), "{:?} {shown_to:?}", taken.agencies);
    }
}

/// Where the rest of the family goes on with the agencies, these may keep what does not concern whoever left.
#[test]
fn f0_06_of_a_case_that_stays_open_a_part_is_asked_back() {
    let mut target = held(&[100, 101]);
    assert!(asked(&written_by(&back(&[], &[], &[]), &target)).is_empty());
    target.shown.about.insert(id(101), BTreeSet::from([Uuid::from_u128(11), Uuid::from_u128(12)]));
    let change = written_by(&back(&[], &[], &[]), &target);
    let [part] = recalls(&change)[..] else { panic!("one recall") };
    assert_eq!((part.agency_id, part.extent()), (id(101), RecallExtent::Part));
    assert!(part.of == Recalled::Part(BTreeSet::from([Held::Person(id(11))])));
}

/// Whoever is asked for the whole case answers that alone.
#[test]
fn a_part_is_lifted_where_the_whole_case_is_asked_back() {
    let mut target = ending(agreed(CaseState::Preparing));
    target.shown = shown(&[100, 101]);
    let of = Recalled::Part(BTreeSet::from([Held::Person(id(12))]));
    target.shown.waiting = vec![stored(81, Recall { of, ..recall(RecallStatus::Escalated, 100).body })];
    let leave = WithdrawFamily { channel: "by telephone".to_owned(), said_by: Some(id(11)) };
    let change = written_by(&leave, &target);
    assert_eq!(asked(&change), [id(100), id(101)]);
    assert!(recalls(&change).iter().any(|it| it.id == id(81) && it.status == RecallStatus::Lifted));
}

/// A part is open again where nothing of it is held back any more.
#[test]
fn a_part_is_lifted_by_the_consent_that_gives_it_back() {
    use InformationCategory::{Education, Health};
    let mut target = held(&[100]);
    for (part, lifted) in [(&[Health][..], true), (&[Health, Education], false)] {
        let of = Recalled::Part(part.iter().copied().map(Held::Category).collect());
        target.shown.waiting = vec![stored(81, Recall { of, ..recall(RecallStatus::Open, 100).body })];
        target.consent = consent(21, 11, ConsentState::PendingSignature);
        target.consent.body.categories = vec![Health];
        target.file.consents[0] = target.consent.clone();
        let change = written_by(&SignConsent(signature()), &target);
        assert_eq!(
            recalls(&change).iter().any(|it| it.status == RecallStatus::Lifted),
            lifted,
            "{}",
            part.len()
        );
    }
}

#[test]
fn f0_06_a_family_that_withdraws_asks_everything_back() {
    let mut target = ending(agreed(CaseState::Preparing));
    target.shown = shown(&[100, 101]);
    let leave = WithdrawFamily { channel: "by telephone".to_owned(), said_by: Some(id(11)) };
    let change = written_by(&leave, &target);
    assert_eq!(asked(&change), [id(100), id(101)]);
    assert!(recalls(&change).iter().all(|recall| recall.person_id == Some(id(11))));
}

#[test]
fn an_agency_to_which_the_case_is_open_again_is_asked_nothing_any_more() {
    let mut target = held(&[100]);
    target.consent = consent(21, 11, ConsentState::PendingSignature);
    target.file.consents[0] = target.consent.clone();
    for (status, agency, lifted) in [
        (RecallStatus::Open, 100, true),
        (RecallStatus::Escalated, 100, true),
        // Of an agency that the new consent does not name it is still asked.
        (RecallStatus::Open, 102, false),
    ] {
        target.shown.waiting = vec![recall(status, agency)];
        let change = written_by(&SignConsent(signature()), &target);
        let after: Vec<RecallStatus> = recalls(&change).iter().map(|it| it.status).collect();
        assert_eq!(after == [RecallStatus::Lifted], lifted, "{status:?} {agency}");
    }
    // A no after which the rest of the family goes on opens the case to the agency, too.
    target.shown.waiting = vec![recall(RecallStatus::Open, 100)];
    assert_eq!(recalls(&written_by(&RefuseConsent, &target))[0].status, RecallStatus::Lifted);
}

fn recall(status: RecallStatus, agency: u128) -> Entity<Recall> {
    let of = (id(agency), Recalled::Case);
    let recall = Recall::new(&case(CaseState::Preparing), of, Some(id(11)), &at(COORDINATOR));
    stored(81, Recall { status, ..recall })
}

/// Ten working days, where the family lives, holidays left out.
#[test]
fn an_agency_has_ten_working_days() {
    let asked = recall(RecallStatus::Open, 100);
    let days = Calendar::new(case(CaseState::Preparing).anniversary);
    assert_eq!(asked.due_on, days.add_working_days(TODAY, 10));
    assert!(asked.due_on >= TODAY + Days::new(14));
    assert_eq!(asked.due_at, case(CaseState::Preparing).zone.local((asked.due_on + Days::new(1)).into()));
}

#[test]
fn a_recall_is_escalated_after_its_last_day_and_once() {
    let due = recall(RecallStatus::Open, 100).due_at;
    let second = chrono::TimeDelta::seconds(1);
    for (status, now, moves) in [
        (RecallStatus::Open, due - second, false),
        (RecallStatus::Open, due, true),
        (RecallStatus::Escalated, due, false),
        (RecallStatus::Acknowledged, due, false),
        (RecallStatus::Lifted, due, false),
    ] {
        let decision = EscalateRecall.decide(&recall(status, 100), &Moment { now, ..at(SERVICE) });
        assert_eq!(matches!(decision, Ok(Decision::Change(_))), moves, "{status:?} {now}");
    }
}

#[test]
fn each_answer_to_a_recall() {
    use RecallAction::{Deleted, Retained};
    use RecallStatus::{Acknowledged, Escalated, Lifted, Open};
    let ground = "Public Records Act 2005, section 18";
    for (status, action, ground, refusal) in [
        (Open, Deleted, None, None),
        (Open, Retained, Some(ground), None),
        (Escalated, Deleted, None, None),
        (Acknowledged, Deleted, None, None),
        (Lifted, Deleted, None, Some(Code::RecallNotInState)),
        (Open, Retained, None, Some(Code::RecallGround)),
        (Open, Deleted, Some(ground), Some(Code::RecallGround)),
    ] {
        let command = AcknowledgeRecall { action, legal_ground: ground.map(str::to_owned) };
        let decision = command.decide(&recall(status, 100), &at(COORDINATOR));
        assert_eq!(decision.as_ref().err().map(|it| it.code), refusal, "{status:?} {action:?} {ground:?}");
        let Ok(Decision::Change(change)) = decision else { continue };
        let [answered] = recalls(&change)[..] else { panic!("one recall") };
        assert_eq!(
            (answered.status, answered.answer.as_ref().map(|it| it.action)),
            (Acknowledged, Some(action))
        );
    }
}

#[test]
fn the_same_answer_again_changes_nothing() {
    let command = AcknowledgeRecall { action: RecallAction::Deleted, legal_ground: None };
    let change = written_by(&command, &recall(RecallStatus::Open, 100));
    let answered = recalls(&change)[0].clone();
    assert!(matches!(command.decide(&answered, &at(COORDINATOR)), Ok(Decision::Unchanged)));
    let ground = Some("Public Records Act 2005, section 18".to_owned());
    let retained = AcknowledgeRecall { action: RecallAction::Retained, legal_ground: ground };
    let refused = retained.decide(&answered, &at(COORDINATOR)).err().map(|it| it.code);
    assert_eq!(refused, Some(Code::RecallDeleted), "what is deleted is not retained any more");
}

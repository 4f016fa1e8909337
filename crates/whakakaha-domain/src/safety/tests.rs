use std::collections::BTreeSet;

use chrono::NaiveTime;
use uuid::Uuid;

use super::{safeguard::PLACES, *};
use crate::{
    actor::Principal,
    code::CodeList,
    contact::ContactChannel,
    filed::sample::{
        CHILD, COORDINATOR, HEALTH, MOTHER, NURSE, SCHOOL, TODAY, TRUST, by_coordinator, by_mother, by_nurse,
        change, code, day, id, member, moment, preparing, written,
    },
    machine::Machine,
    membership::FamilyRole,
    operation::Operation,
    refusal::Code,
    restriction::Reader,
};

const FATHER: u128 = 3;
const AUNT: u128 = 4;
const SUPERVISOR: u128 = 15;

fn family() -> CaseFile {
    let mut file = preparing();
    file.members.push(member(FATHER, FamilyRole::Parent));
    file.members.push(member(AUNT, FamilyRole::WhanauSupport));
    file
}

fn draft() -> AlertDraft {
    AlertDraft { case: family(), others: Vec::new(), known: vec![true] }
}

fn raise() -> RaiseAlert {
    RaiseAlert {
        kind: AlertKind::NoContact,
        person: id(FATHER),
        protected: Some(id(MOTHER)),
        ground: AlertGround::ProtectionOrder,
        source: "Family Court".to_owned(),
        reference: None,
        advice: None,
        begins_on: day(TODAY),
        ends_on: None,
        may_see: vec![id(CHILD)],
        ties: vec![Tie::Agency { agency_id: id(SCHOOL) }],
    }
}

fn raised(wish: &RaiseAlert) -> AlertFile {
    let change = change(wish, &draft(), &by_coordinator());
    let alert = written!(change, SafetyAlert)[0].clone();
    let safeguards = written!(change, Safeguard).into_iter().cloned().collect();
    AlertFile { case: family(), alert, safeguards }
}

fn file(wish: &RaiseAlert, status: AlertStatus) -> AlertFile {
    let mut file = raised(wish);
    file.alert.body.status = status;
    if status != AlertStatus::InForce {
        let lowering = Lowering {
            asked_by: id(COORDINATOR),
            asked_at: by_coordinator().now,
            reason: "the order was discharged".to_owned(),
            supervisor_id: id(SUPERVISOR),
            answer: None,
        };
        file.alert.body.lowerings.push(lowering);
    }
    file
}

fn by_supervisor() -> Moment {
    moment(Principal::Worker { worker: id(SUPERVISOR), agency: id(TRUST) })
}

/// What is kept from somebody: people by number, an agency as `s`, places as `p`.
fn kept(file: &AlertFile, reader: Reader) -> String {
    let keeping = file.safeguards.iter().filter(|it| it.keeps_from(reader));
    let topics: BTreeSet<Uuid> = keeping.map(|it| it.conceals.topic()).collect();
    let known = [(MOTHER, '1'), (CHILD, '2'), (FATHER, '3'), (AUNT, '4'), (SCHOOL, 's')];
    let people = known.into_iter().filter(|(n, _)| topics.contains(&Uuid::from_u128(*n)));
    people.map(|(_, letter)| letter).chain(topics.contains(&PLACES).then_some('p')).collect()
}

/// Scenario 7: from the restricted person everybody but the children whom they may see, and from all but the
/// protected person where they are.
#[test]
fn what_an_alert_keeps_from_whom() {
    let alert = raised(&raise());
    let readers = [
        (Reader::FamilyMember(id(FATHER)), "14sp"),
        (Reader::FamilyMember(id(MOTHER)), ""),
        (Reader::FamilyMember(id(AUNT)), "sp"),
        (Reader::FamilyMember(id(CHILD)), "sp"),
        (Reader::Worker(id(NURSE), id(HEALTH)), ""),
        (Reader::System(id(HEALTH)), ""),
        (Reader::Coordinator(id(COORDINATOR)), ""),
        (Reader::Nobody, ""),
    ];
    for (reader, expected) in readers {
        assert_eq!(kept(&alert, reader), expected, "{reader:?}");
    }
    let hidden = raised(&RaiseAlert { may_see: Vec::new(), ..raise() });
    assert_eq!(kept(&hidden, Reader::FamilyMember(id(FATHER))), "124sp");
    let child = raised(&RaiseAlert { protected: Some(id(CHILD)), may_see: Vec::new(), ..raise() });
    assert_eq!(kept(&child, Reader::FamilyMember(id(MOTHER))), "", "a protected child's guardian");
    assert_eq!(kept(&child, Reader::FamilyMember(id(FATHER))), "124sp", "who is restricted guards nobody");
}

#[test]
fn a_warning_keeps_nothing_from_anybody() {
    let warning = RaiseAlert { kind: AlertKind::Caution, protected: None, ..raise() };
    assert!(raised(&warning).safeguards.is_empty());
}

#[test]
fn each_guard_of_raising_an_alert() {
    let other = raised(&raise()).alert;
    let cases: [(RaiseAlert, AlertDraft, Code); 9] = [
        (RaiseAlert { person: id(9), ..raise() }, draft(), Code::PersonNotMember),
        (RaiseAlert { protected: Some(id(9)), ..raise() }, draft(), Code::PersonNotMember),
        (RaiseAlert { protected: Some(id(FATHER)), ..raise() }, draft(), Code::AlertWithSelf),
        (RaiseAlert { may_see: vec![id(AUNT)], ..raise() }, draft(), Code::PersonNotMember),
        (RaiseAlert { protected: Some(id(CHILD)), ..raise() }, draft(), Code::PersonNotMember),
        (raise(), AlertDraft { known: vec![true, false], ..draft() }, Code::ReferenceUnknown),
        (RaiseAlert { begins_on: day("2026-03-04"), ..raise() }, draft(), Code::DateInFuture),
        (RaiseAlert { ends_on: Some(day("2026-03-01")), ..raise() }, draft(), Code::AlertOver),
        (raise(), AlertDraft { others: vec![other], ..draft() }, Code::AlertExists),
    ];
    for (n, (wish, draft, expected)) in cases.into_iter().enumerate() {
        assert_eq!(code(&wish, &draft, &by_coordinator()), Some(expected), "{n}");
    }
    let two = AlertDraft { others: vec![raised(&raise()).alert], ..draft() };
    let another = RaiseAlert { ground: AlertGround::PoliceSafetyOrder, ..raise() };
    assert_eq!(code(&another, &two, &by_coordinator()), None, "each order has an end of its own");
    assert_eq!(code(&raise(), &draft(), &by_mother()), Some(Code::WorkerMissing));
    assert_eq!(code(&raise(), &draft(), &by_nurse()), None);
}

/// A temporary order becomes a final one before it ends, and a child is not to be seen any more.
#[test]
fn an_order_is_renewed_before_it_ends() {
    let until = |last: Option<&str>, may_see: Vec<u128>| RaiseAlert {
        ends_on: last.map(day),
        may_see: may_see.into_iter().map(id).collect(),
        ..raise()
    };
    let other = raised(&until(Some("2026-04-01"), vec![CHILD])).alert;
    for (last, may_see, expected) in [
        (Some("2026-04-01"), vec![CHILD], Some(Code::AlertExists)),
        (Some("2026-03-20"), vec![CHILD], Some(Code::AlertExists)),
        (Some("2026-04-02"), vec![CHILD], None),
        (None, vec![CHILD], None),
        (Some("2026-04-01"), vec![], None),
    ] {
        let others = AlertDraft { others: vec![other.clone()], ..draft() };
        assert_eq!(code(&until(last, may_see), &others, &by_coordinator()), expected, "{last:?}");
    }
}

/// Without consent nothing is written about a family, but for what keeps somebody safe.
#[test]
fn safety_does_not_wait_for_consent() {
    let mut waiting = draft();
    waiting.case.consents.clear();
    assert_eq!(code(&raise(), &waiting, &by_coordinator()), None);
}

/// Every state, and what is possible in it.
#[test]
fn what_is_possible_in_which_state() {
    let steps = [
        Operation::ExtendAlert,
        Operation::AskLowering,
        Operation::ConfirmLowering,
        Operation::RefuseLowering,
        Operation::EndAlert,
    ];
    let table = AlertStatus::ALL.iter().map(|status| {
        let open = |step: &Operation| if status.after(*step).is_ok() { 'x' } else { '.' };
        steps.iter().map(open).collect::<String>()
    });
    assert_eq!(table.collect::<Vec<_>>(), ["xx..x", "xxxxx", ".....", "....."]);
}

fn supervised(status: AlertStatus) -> Supervised {
    let supervisor = Worker {
        agency_id: id(TRUST),
        name: "Hēni".to_owned(),
        profession: "coordinator".to_owned(),
        phone: None,
        email: None,
        ended_on: None,
    };
    let supervisor = Some(Entity::new(id(SUPERVISOR), supervisor));
    Supervised { file: file(&raise(), status), supervisor, registered: true }
}

#[test]
fn lowering_is_asked_for_with_a_reason_and_of_somebody_else() {
    let ask = AskLowering { reason: "the order was discharged".to_owned() };
    let asked = change(&ask, &supervised(AlertStatus::InForce), &by_coordinator());
    let alert = written!(asked, SafetyAlert)[0];
    assert_eq!((alert.status, alert.supervisor()), (AlertStatus::LoweringAsked, Some(id(SUPERVISOR))));
    assert!(alert.holds_on(day(TODAY)) && written!(asked, Safeguard).is_empty(), "it holds until confirmed");
    let open = || supervised(AlertStatus::InForce);
    let refused = |target: Supervised, at: Moment| code(&ask, &target, &at);
    let unknown = Supervised { supervisor: None, ..open() };
    assert_eq!(refused(unknown, by_coordinator()), Some(Code::ReferenceUnknown));
    assert_eq!(refused(open(), by_supervisor()), Some(Code::SupervisorNotPossible), "oneself");
    let stranger = Supervised { registered: false, ..open() };
    assert_eq!(refused(stranger, by_coordinator()), Some(Code::SupervisorNotPossible));
    let mut left = open();
    left.supervisor.as_mut().unwrap().body.ended_on = Some(day(TODAY));
    assert_eq!(refused(left, by_coordinator()), Some(Code::SupervisorNotPossible));
}

/// Two lower it, never one alone.
#[test]
fn lowering_takes_two() {
    let asked = || file(&raise(), AlertStatus::LoweringAsked);
    let (yes, no) = (ConfirmLowering { reason: None }, RefuseLowering { reason: "too early".to_owned() });
    for (at, expected) in [
        (by_coordinator(), Some(Code::LoweringTakesTwo)),
        (by_nurse(), Some(Code::LoweringTakesTwo)),
        (by_mother(), Some(Code::LoweringTakesTwo)),
        (by_supervisor(), None),
    ] {
        assert_eq!(code(&yes, &asked(), &at), expected);
        assert_eq!(code(&no, &asked(), &at), expected);
    }
    let mut same = asked();
    same.alert.body.lowerings[0].supervisor_id = id(COORDINATOR);
    assert_eq!(code(&yes, &same, &by_coordinator()), Some(Code::LoweringTakesTwo));
    let lowered = change(&yes, &asked(), &by_supervisor());
    let alert = written!(lowered, SafetyAlert)[0];
    assert!(!alert.holds_on(day(TODAY)) && alert.lowerings[0].answer.as_ref().unwrap().confirmed);
    assert!(written!(lowered, Safeguard).iter().all(|it| it.lifted_at.is_some()));
    assert_eq!(written!(lowered, Safeguard).len(), asked().safeguards.len());
    let refused = change(&no, &asked(), &by_supervisor());
    let alert = written!(refused, SafetyAlert)[0];
    assert!(alert.status == AlertStatus::InForce && written!(refused, Safeguard).is_empty());
    assert!(!alert.lowerings[0].answer.as_ref().unwrap().confirmed, "that it was refused is kept");
}

/// Day by day around the last one.
#[test]
fn an_alert_ends_by_itself_after_its_last_day() {
    let until = |last: Option<&str>| RaiseAlert { ends_on: last.map(day), ..raise() };
    for (last, holds) in [(None, true), (Some(TODAY), true), (Some("2026-03-03"), true)] {
        let open = file(&until(last), AlertStatus::InForce);
        assert_eq!(open.alert.holds_on(day(TODAY)), holds);
        let ending = EndingAlert(open);
        assert!(matches!(
            crate::command::Command::decide(&EndAlert, &ending, &by_coordinator()),
            Ok(crate::command::Decision::Unchanged)
        ));
    }
    let mut past = file(&raise(), AlertStatus::LoweringAsked);
    past.alert.body.ends_on = Some(day("2026-03-01"));
    assert!(!past.alert.holds_on(day(TODAY)));
    let ended = change(&EndAlert, &EndingAlert(past), &by_coordinator());
    assert_eq!(written!(ended, SafetyAlert)[0].status, AlertStatus::Ended);
    assert!(written!(ended, Safeguard).iter().all(|it| it.lifted_at.is_some()));
}

#[test]
fn more_is_kept_back_later_never_less() {
    let nurse = Tie::Worker { worker_id: id(NURSE) };
    let add = ExtendAlert { ties: vec![nurse, Tie::Agency { agency_id: id(SCHOOL) }, nurse] };
    let target = Extension { file: raised(&raise()), known: vec![true; 3] };
    let extended = change(&add, &target, &by_nurse());
    let [one] = written!(extended, Safeguard)[..] else { panic!("what was known is not kept twice") };
    let hidden: Vec<_> = [FATHER, MOTHER, AUNT].map(|n| one.keeps_from(Reader::FamilyMember(id(n)))).into();
    assert_eq!(hidden, [true, false, true]);
    assert_eq!(written!(extended, SafetyAlert)[0].ties.len(), 2);
    let unknown = Extension { known: vec![true, false, true], ..target };
    assert_eq!(code(&add, &unknown, &by_nurse()), Some(Code::ReferenceUnknown));
    let warning = RaiseAlert { kind: AlertKind::Caution, protected: None, ..raise() };
    let warning = Extension { file: raised(&warning), known: vec![true; 3] };
    assert_eq!(code(&add, &warning, &by_nurse()), Some(Code::AlertProtectsNobody));
}

/// Who joins the family is not shown to the restricted person, nor shown where the protected one is.
#[test]
fn whoever_joins_the_family_is_guarded_like_the_others() {
    let alert = raised(&raise()).alert;
    let kept = |n: u128| {
        let safeguards = joining(std::slice::from_ref(&alert), id(n), &by_coordinator());
        let file = AlertFile { case: family(), alert: alert.clone(), safeguards };
        [FATHER, n].map(|n| kept(&file, Reader::FamilyMember(id(n))))
    };
    assert_eq!(kept(AUNT), ["4", "sp"]);
    assert_eq!(kept(MOTHER), ["1", ""]);
    assert_eq!(kept(CHILD), ["", "sp"]);
}

/// F0-06: the family comes back, and what was kept back in the case before is in the next as well.
#[test]
fn an_alert_goes_on_in_the_next_case_of_the_family() {
    let first = raised(&raise());
    let standing = StandingAlerts { alerts: vec![first.alert], safeguards: first.safeguards };
    let (case, at) = (id(77), by_coordinator());
    let alert = standing.in_case(case).next().unwrap();
    assert_eq!(alert.cases().collect::<Vec<_>>(), [family().case.id, case]);
    let again = standing.guards_in(case, &at);
    assert!(again.iter().all(|it| it.case_id == case && it.alert_id == alert.id));
    assert_eq!(again.len(), standing.safeguards.len());
    let joined = joining(std::slice::from_ref(&alert), id(AUNT), &at);
    assert_eq!(joined.iter().filter(|it| it.case_id == case).count(), joined.len() / 2);
    let safeguards = standing.safeguards.into_iter().chain(again).collect();
    let file = AlertFile { case: family(), alert, safeguards };
    let target = Extension { file, known: vec![true] };
    let add = ExtendAlert { ties: vec![Tie::Worker { worker_id: id(NURSE) }] };
    let extended = change(&add, &target, &by_nurse());
    let kept: Vec<_> = written!(extended, Safeguard).iter().map(|it| it.case_id).collect();
    assert_eq!(kept, [family().case.id, case]);
}

/// F0-35: the channel, the hour, and whether a message may be left.
#[test]
fn how_and_when_it_is_safe_to_get_in_touch_f0_35() {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let mut person = member(MOTHER, FamilyRole::Parent).person.body;
    let attempt = |channel, time, message_left| Attempt { channel, time, message_left, previewed: None };
    let call = attempt(ContactChannel::Telephone, None, true);
    assert!(ensure_safe(&person, call).is_ok(), "nothing is said of it");
    person.safe_contact = Some(SafeContact {
        channels: vec![ContactChannel::Telephone, ContactChannel::InPerson],
        hours: vec![SafeHours { from: time(9, 0), until: time(15, 0) }],
        voicemail: false,
        preview: false,
    });
    let cases = [
        (ContactChannel::Telephone, Some(time(9, 0)), false, None),
        (ContactChannel::InPerson, Some(time(14, 59)), false, None),
        (ContactChannel::Email, Some(time(9, 0)), false, Some(Code::ChannelUnsafe)),
        (ContactChannel::Telephone, None, false, Some(Code::TimeMissing)),
        (ContactChannel::Telephone, Some(time(8, 59)), false, Some(Code::HourUnsafe)),
        (ContactChannel::Telephone, Some(time(15, 0)), false, Some(Code::HourUnsafe)),
        (ContactChannel::Telephone, Some(time(9, 0)), true, Some(Code::VoicemailUnsafe)),
    ];
    for (channel, time, left, expected) in cases {
        let refused = ensure_safe(&person, attempt(channel, time, left)).err().map(|it| it.code);
        assert_eq!(refused, expected, "{channel:?} {time:?}");
    }
    let safe = person.safe_contact.as_mut().unwrap();
    (safe.hours, safe.voicemail) = (Vec::new(), true);
    assert!(ensure_safe(&person, call).is_ok());
}

/// F0-35: whether somebody else may read a message on a locked screen.
#[test]
fn what_a_message_may_show_unopened_f0_35() {
    let mut person = member(MOTHER, FamilyRole::Parent).person.body;
    for preview in [false, true] {
        person.safe_contact = Some(SafeContact {
            channels: ContactChannel::ALL.to_vec(),
            hours: vec![],
            voicemail: false,
            preview,
        });
        for (channel, previewed, expected) in [
            (ContactChannel::Message, None, Some(Code::PreviewMissing)),
            (ContactChannel::Message, Some(true), Some(Code::PreviewUnsafe)),
            (ContactChannel::Message, Some(false), None),
            (ContactChannel::Email, None, Some(Code::PreviewMissing)),
            (ContactChannel::Email, Some(true), Some(Code::PreviewUnsafe)),
            (ContactChannel::Letter, None, None),
            (ContactChannel::Telephone, None, None),
        ] {
            let attempt = Attempt { channel, time: None, message_left: false, previewed };
            let refused = ensure_safe(&person, attempt).err().map(|it| it.code);
            assert_eq!(refused, expected.filter(|_| !preview), "{channel:?} {previewed:?} {preview}");
        }
    }
}

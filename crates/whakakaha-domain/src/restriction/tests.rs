use super::*;
use crate::{
    action::Owner,
    assignment::Role,
    entity::Entity,
    filed::{
        Filed,
        sample::{
            CHILD, COORDINATOR, HEALTH, MOTHER, NURSE, SCHOOL, TEACHER, TRUST, by_coordinator, by_mother,
            by_nurse, change, code, evidence, holds, id, preparing, refusal, written,
        },
    },
    refusal::Code,
};

const THING: u128 = 5;
const FATHER: u128 = 3;

fn agency(n: u128) -> Audience {
    Audience::Agency { agency_id: id(n) }
}

fn worker(n: u128, of: u128) -> Audience {
    Audience::Worker { worker_id: id(n), agency_id: id(of) }
}

fn member(n: u128) -> Audience {
    Audience::FamilyMember { person_id: id(n) }
}

fn hide(withheld: Withheld) -> Restrict {
    Restrict { withheld, reach: Reach::HiddenFrom, in_plan: Concealment::Omit, evidence: evidence() }
}

fn need() -> Restrict {
    hide(Withheld::Need(id(THING)))
}

fn action() -> Restrict {
    hide(Withheld::Action(id(THING)))
}

fn from(named: Audience) -> RestrictedItem {
    RestrictedItem {
        case: preparing(),
        known: true,
        owners: Vec::new(),
        named: vec![Ok(named)],
        others: Vec::new(),
        reader: Reader::Coordinator(id(COORDINATOR)),
    }
}

fn made(wish: &Restrict, item: &RestrictedItem) -> Entity<Restriction> {
    let item = RestrictedItem {
        reader: Reader::FamilyMember(id(MOTHER)),
        case: item.case.clone(),
        ..from(item.named[0].unwrap())
    };
    written!(change(wish, &item, &by_mother()), Restriction)[0].clone()
}

#[test]
fn what_the_family_keeps_from_an_agency_is_recorded_f1_17() {
    let restriction = made(&need(), &from(agency(SCHOOL)));
    assert_eq!(restriction.audiences, [agency(SCHOOL)]);
    assert_eq!((restriction.lifted_at, restriction.decision.recorded_by), (None, None));
}

/// Who is kept from a thing, for each way of naming somebody (F1-17).
#[test]
fn f1_17_a_restriction_reaches_those_whom_it_names_or_everybody_else() {
    let readers = [
        Reader::Agency(id(SCHOOL)),
        Reader::System(id(SCHOOL)),
        Reader::Worker(id(TEACHER), id(SCHOOL)),
        Reader::Worker(id(NURSE), id(HEALTH)),
        Reader::System(id(HEALTH)),
        Reader::Coordinator(id(COORDINATOR)),
        Reader::FamilyMember(id(FATHER)),
        Reader::FamilyMember(id(MOTHER)),
        Reader::Nobody,
        Reader::InEmergency(id(TEACHER)),
    ];
    let kept = |withheld, reach, named| {
        let item = from(named);
        let restriction = made(&Restrict { reach, ..hide(withheld) }, &item);
        readers
            .map(|reader| if restriction.keeps_from(reader) { 'x' } else { '.' })
            .iter()
            .collect::<String>()
    };
    let (need, action) = (Withheld::Need(id(THING)), Withheld::Action(id(THING)));
    let (hidden, known) = (Reach::HiddenFrom, Reach::KnownOnlyTo);
    assert_eq!(kept(need, hidden, agency(SCHOOL)), "xxx.......");
    assert_eq!(kept(need, hidden, worker(TEACHER, SCHOOL)), ".xx......x");
    assert_eq!(kept(need, hidden, worker(COORDINATOR, TRUST)), ".....x....");
    assert_eq!(kept(need, hidden, agency(TRUST)), "..........", "a coordinator is none of the agency's");
    assert_eq!(kept(need, hidden, member(FATHER)), "......x...");
    assert_eq!(kept(need, known, agency(SCHOOL)), "...xxxx.x.");
    assert_eq!(kept(need, known, worker(TEACHER, SCHOOL)), "xx.xxxx.x.");
    assert_eq!(kept(need, known, member(FATHER)), "xxxxxx..x.");
    assert_eq!(kept(action, known, agency(SCHOOL)), "...xx.x.x.", "a coordinator sees the plan");
}

#[test]
fn each_guard_of_a_restriction() {
    let mut led = preparing();
    led.assignments.push(holds(Role::LeadAgency, SCHOOL, None));
    led.assignments.push(holds(Role::Coordinator, TRUST, Some(COORDINATOR)));
    let school = || from(agency(SCHOOL));
    let owned = |owner| RestrictedItem { owners: vec![owner], ..school() };
    let by_school = Owner::Agency { agency_id: id(SCHOOL), worker_id: None };
    let by_teacher = Owner::Agency { agency_id: id(SCHOOL), worker_id: Some(id(TEACHER)) };
    let others = vec![made(&need(), &school())];
    let health = Withheld::Category(InformationCategory::Health);
    let only = |withheld| Restrict { reach: Reach::KnownOnlyTo, ..hide(withheld) };
    let cases = [
        (need(), RestrictedItem { known: false, ..school() }, Code::ItemUnknown),
        (
            need(),
            RestrictedItem { named: vec![Err(AudienceKind::Agency)], ..school() },
            Code::ReferenceUnknown,
        ),
        (
            need(),
            RestrictedItem { named: vec![Err(AudienceKind::FamilyMember)], ..school() },
            Code::PersonNotMember,
        ),
        (need(), RestrictedItem { others, ..school() }, Code::RestrictionExists),
        (action(), owned(by_school), Code::RestrictedOwner),
        (
            action(),
            RestrictedItem { named: vec![Ok(worker(TEACHER, SCHOOL))], ..owned(by_teacher) },
            Code::RestrictedOwner,
        ),
        (
            only(health),
            RestrictedItem { named: vec![Ok(agency(HEALTH))], ..owned(by_school) },
            Code::RestrictedOwner,
        ),
        (action(), RestrictedItem { case: led.clone(), ..school() }, Code::RestrictedLead),
        (hide(health), RestrictedItem { case: led.clone(), ..school() }, Code::RestrictedLead),
        (only(health), RestrictedItem { case: led.clone(), ..from(agency(HEALTH)) }, Code::RestrictedLead),
        (
            hide(health),
            RestrictedItem { case: led, ..from(worker(COORDINATOR, TRUST)) },
            Code::RestrictedCoordinator,
        ),
        (need(), from(member(MOTHER)), Code::RestrictedAuthor),
        (hide(Withheld::Person(id(FATHER))), from(member(FATHER)), Code::RestrictedAuthor),
    ];
    for (wish, item, expected) in cases {
        assert_eq!(code(&wish, &item, &by_coordinator()), Some(expected), "{:?}", wish.withheld);
    }
    let unproven = Restrict { evidence: None, ..need() };
    assert_eq!(code(&unproven, &school(), &by_coordinator()), Some(Code::FamilyDecisionMissing));
}

#[test]
fn the_lead_agency_may_be_kept_from_words_but_not_from_actions() {
    let mut case = preparing();
    case.assignments.push(holds(Role::LeadAgency, SCHOOL, None));
    let item = RestrictedItem { case, ..from(agency(SCHOOL)) };
    assert_eq!(code(&hide(Withheld::ProfileEntry(id(THING))), &item, &by_coordinator()), None);
}

#[test]
fn nobody_records_what_they_may_not_read_afterwards() {
    let of_nurse = |named| RestrictedItem { reader: Reader::Worker(id(NURSE), id(HEALTH)), ..from(named) };
    assert_eq!(code(&need(), &of_nurse(agency(HEALTH)), &by_nurse()), Some(Code::RestrictedSelf));
    assert_eq!(code(&need(), &of_nurse(agency(SCHOOL)), &by_nurse()), None);
    assert_eq!(code(&need(), &from(agency(TRUST)), &by_coordinator()), None);
}

#[test]
fn who_decides_and_whom_it_concerns_are_always_among_those_who_know() {
    let only = Restrict { reach: Reach::KnownOnlyTo, ..hide(Withheld::Person(id(CHILD))) };
    let restriction = made(&only, &from(agency(SCHOOL)));
    assert_eq!(restriction.audiences, [agency(SCHOOL), member(MOTHER), member(CHILD)]);
}

#[test]
fn a_restriction_is_lifted_once_by_the_family() {
    let made = change(&need(), &from(agency(SCHOOL)), &by_mother());
    let thing: Entity<Restriction> = written!(made, Restriction)[0].clone();
    let mut filed = Filed { case: preparing(), thing };
    let lift = LiftRestriction { evidence: None };
    assert_eq!(code(&lift, &filed, &by_coordinator()), Some(Code::FamilyDecisionMissing));
    let lifted = change(&lift, &filed, &by_mother());
    filed.thing = written!(lifted, Restriction)[0].clone();
    assert!(filed.thing.lifting.is_some(), "F0-23: who decided is kept");
    assert!(!filed.thing.keeps_from(Reader::Agency(id(SCHOOL))));
    assert_eq!(refusal(&lift, &filed, &by_mother()).unwrap().code, Code::RestrictionLifted);
}

#[test]
fn f1_17_only_the_author_lifts_a_restriction() {
    let mut thing = made(&need(), &from(agency(SCHOOL)));
    thing.body.decision.decided_by = id(FATHER);
    let filed = Filed { case: preparing(), thing };
    let lift = LiftRestriction { evidence: evidence() };
    assert_eq!(code(&lift, &filed, &by_coordinator()), Some(Code::RestrictionNotOwn));
    assert_eq!(code(&lift, &filed, &by_mother()), Some(Code::RestrictionNotOwn));
}

#[test]
fn nothing_is_an_answer_to_the_confidentiality_question_f1_17() {
    let answer = |evidence| AnswerConfidentiality { anything: false, evidence };
    assert_eq!(code(&answer(None), &preparing(), &by_coordinator()), Some(Code::FamilyDecisionMissing));
    let answered = change(&answer(evidence()), &preparing(), &by_coordinator());
    assert!(!written!(answered, Case)[0].confidentiality.as_ref().unwrap().anything);
}

use super::*;
use crate::{
    assignment::Role,
    entity::Entity,
    filed::{
        Filed,
        sample::{
            HEALTH, SCHOOL, TRUST, by_coordinator, by_mother, by_nurse, change, code, evidence, holds, id,
            preparing, refusal, written,
        },
    },
    refusal::Code,
};

fn restrict(kind: RestrictedKind, agency: u128) -> Restrict {
    Restrict { kind, item_id: Uuid::from_u128(5), agency_id: id(agency), evidence: evidence() }
}

fn item() -> RestrictedItem {
    RestrictedItem { case: preparing(), known: true, owner: None, agency_known: true, hidden: false }
}

#[test]
fn what_the_family_keeps_from_an_agency_is_recorded_f1_17() {
    let made = change(&restrict(RestrictedKind::ProfileEntry, SCHOOL), &item(), &by_mother());
    let [restriction] = written!(made, Restriction)[..] else { panic!() };
    assert_eq!((restriction.agency_id, restriction.lifted_at), (id(SCHOOL), None));
    assert_eq!(restriction.decision.recorded_by, None);
}

#[test]
fn each_guard_of_a_restriction() {
    let mut led = preparing();
    led.assignments.push(holds(Role::LeadAgency, SCHOOL, None));
    let cases = [
        (RestrictedKind::Need, RestrictedItem { known: false, ..item() }, Code::ItemUnknown),
        (RestrictedKind::Need, RestrictedItem { agency_known: false, ..item() }, Code::ReferenceUnknown),
        (RestrictedKind::Need, RestrictedItem { hidden: true, ..item() }, Code::RestrictionExists),
        (RestrictedKind::Action, RestrictedItem { owner: Some(id(SCHOOL)), ..item() }, Code::RestrictedOwner),
        (RestrictedKind::Action, RestrictedItem { case: led, ..item() }, Code::RestrictedLead),
    ];
    for (kind, item, expected) in cases {
        assert_eq!(code(&restrict(kind, SCHOOL), &item, &by_coordinator()), Some(expected));
    }
    let unproven = Restrict { evidence: None, ..restrict(RestrictedKind::Need, SCHOOL) };
    assert_eq!(code(&unproven, &item(), &by_coordinator()), Some(Code::FamilyDecisionMissing));
}

#[test]
fn the_lead_agency_may_be_kept_from_words_but_not_from_actions() {
    let mut case = preparing();
    case.assignments.push(holds(Role::LeadAgency, SCHOOL, None));
    let item = RestrictedItem { case, ..item() };
    assert_eq!(code(&restrict(RestrictedKind::ProfileEntry, SCHOOL), &item, &by_coordinator()), None);
}

#[test]
fn nobody_records_what_they_may_not_read_afterwards() {
    let own = restrict(RestrictedKind::Need, HEALTH);
    assert_eq!(code(&own, &item(), &by_nurse()), Some(Code::RestrictedSelf));
    assert_eq!(code(&restrict(RestrictedKind::Need, TRUST), &item(), &by_coordinator()), None);
}

#[test]
fn a_restriction_is_lifted_once_by_the_family() {
    let made = change(&restrict(RestrictedKind::Need, SCHOOL), &item(), &by_mother());
    let thing: Entity<Restriction> = written!(made, Restriction)[0].clone();
    let mut filed = Filed { case: preparing(), thing };
    let lift = LiftRestriction { evidence: None };
    assert_eq!(code(&lift, &filed, &by_coordinator()), Some(Code::FamilyDecisionMissing));
    let lifted = change(&lift, &filed, &by_mother());
    filed.thing = written!(lifted, Restriction)[0].clone();
    assert!(filed.thing.lifting.is_some(), "F0-23: who decided is kept");
    assert_eq!(refusal(&lift, &filed, &by_mother()).unwrap().code, Code::RestrictionLifted);
}

#[test]
fn nothing_is_an_answer_to_the_confidentiality_question_f1_17() {
    let answer = |evidence| AnswerConfidentiality { anything: false, evidence };
    assert_eq!(code(&answer(None), &preparing(), &by_coordinator()), Some(Code::FamilyDecisionMissing));
    let answered = change(&answer(evidence()), &preparing(), &by_coordinator());
    assert!(!written!(answered, Case)[0].confidentiality.as_ref().unwrap().anything);
}

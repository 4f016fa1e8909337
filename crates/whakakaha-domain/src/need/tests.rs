use super::*;
use crate::{
    case::CaseState,
    entity::Entity,
    filed::{
        Filed,
        sample::{CHILD, by_coordinator, change, code, file, id, preparing, refusal, written},
    },
    refusal::Code,
};

fn add(person: Option<u128>) -> AddNeed {
    AddNeed {
        person_id: person.map(id),
        domain: Domain::FamilySocialRelationships,
        text: "rest".to_owned(),
        priority: NeedPriority::Priority,
    }
}

#[test]
fn a_need_is_the_familys_or_a_members_f1_02() {
    let added = change(&add(Some(CHILD)), &preparing(), &by_coordinator());
    let [need] = written!(added, Need)[..] else { panic!() };
    assert!(!need.met);
    let stranger = refusal(&add(Some(999)), &preparing(), &by_coordinator()).unwrap();
    assert_eq!((stranger.code, stranger.pointer.as_deref()), (Code::PersonNotMember, Some("#/person_id")));
    let early = code(&add(None), &file(CaseState::AwaitingConsent), &by_coordinator());
    assert_eq!(early, Some(Code::ConsentInsufficient));
}

#[test]
fn a_need_is_met() {
    let added = change(&add(Some(CHILD)), &preparing(), &by_coordinator());
    let need: Entity<Need> = written!(added, Need)[0].clone();
    let revise = ReviseNeed {
        domain: need.domain,
        text: "more rest".to_owned(),
        priority: NeedPriority::Later,
        met: true,
    };
    let revised = change(&revise, &Filed { case: preparing(), thing: need }, &by_coordinator());
    let [need] = written!(revised, Need)[..] else { panic!() };
    assert_eq!((need.text.as_str(), need.met, need.person_id), ("more rest", true, Some(id(CHILD))));
}

use super::{
    ChangePerson, CreatePerson, ExternalIdentifier, Identification, IdentifyPerson, Person, PersonMove, fold,
};
use crate::{
    actor::Principal,
    command::{Command, Decision, Moment},
    entity::Entity,
    period::tests::{at, day, id, refused, verdict},
    record::Record,
    refusal::Code,
    region::RegionDesk,
};

pub(crate) fn person(born_on: Option<&str>) -> Person {
    Person {
        region_id: id(1),
        name: "Mere Whānau-Tūī".to_owned(),
        preferred_name: Some("Mez".to_owned()),
        born_on: born_on.map(day),
        gender: None,
        ethnicities: Vec::new(),
        iwi: Vec::new(),
        languages: Vec::new(),
        interpreter: false,
        school: None,
        contact_points: Vec::new(),
        safe_contact: None,
        identifiers: Vec::new(),
    }
}

fn identifier() -> ExternalIdentifier {
    ExternalIdentifier { agency_id: id(7), system: "client".to_owned(), value: "A-1".to_owned() }
}

#[test]
fn nobody_is_born_in_the_future() {
    let desk = RegionDesk(id(1));
    assert_eq!(verdict(&CreatePerson(person(None)), &desk), Ok(1));
    assert_eq!(verdict(&CreatePerson(person(Some("2026-06-01"))), &desk), Ok(1));
    assert_eq!(
        verdict(&CreatePerson(person(Some("2026-06-02"))), &desk),
        refused(Code::BirthInFuture, "#/born_on")
    );
}

#[test]
fn a_record_moves_only_to_a_region_of_the_same_coordinator() {
    for (region, coordinated, expected) in
        [(1, false, Ok(1)), (2, true, Ok(1)), (2, false, refused(Code::ReferenceUnknown, "#/region_id"))]
    {
        let wanted = PersonMove { person: Entity::new(id(5), person(None)), coordinated };
        let command = ChangePerson(Person { region_id: id(region), ..person(None) });
        assert_eq!(verdict(&command, &wanted), expected);
    }
}

#[test]
fn a_change_keeps_what_agencies_call_the_person() {
    let known = Person { identifiers: vec![identifier()], ..person(None) };
    let wanted = PersonMove { person: Entity::new(id(5), known), coordinated: true };
    let Decision::Change(change) = ChangePerson(person(None)).decide(&wanted, &at()).unwrap() else {
        panic!("nothing is written")
    };
    let Some(Record::Person(written)) = change.records().first() else { panic!("no person is written") };
    assert!(written.identifiers == [identifier()]);
}

/// IPP 13
#[test]
fn an_identifier_belongs_to_one_person() {
    let table = [
        (true, None, Ok(1)),
        (true, Some(id(5)), Ok(0)),
        (true, Some(id(6)), refused(Code::IdentifierTaken, "")),
        (false, None, refused(Code::ReferenceUnknown, "#/agency_id")),
    ];
    for (agency_known, holder, expected) in table {
        let wanted = Identification { person: Entity::new(id(5), person(None)), agency_known, holder };
        assert_eq!(verdict(&IdentifyPerson(identifier()), &wanted), expected);
    }
}

#[test]
fn a_system_records_the_identifiers_of_its_own_agency() {
    for (agency, code) in [(7, None), (8, Some(Code::IdentifierOfOthers))] {
        let mut at: Moment = at();
        at.actor.principal = Principal::System(id(agency));
        let wanted =
            Identification { person: Entity::new(id(5), person(None)), agency_known: true, holder: None };
        let refusal = IdentifyPerson(identifier()).decide(&wanted, &at).err();
        assert_eq!(refusal.map(|it| it.code), code);
    }
}

#[test]
fn macrons_and_capitals_do_not_matter_to_a_search() {
    assert_eq!(fold("Whānau"), ["whanau"]);
    assert_eq!(person(None).search_words(), ["mere", "mez", "tui", "whanau"]);
}

use uuid::Uuid;

use super::{CalendarLink, CalendarOwner, CalendarPlace, CreateCalendarLink, EndCalendarLink};
use crate::{
    actor::{Actor, Principal, Scopes},
    command::{Command, Decision, Moment},
    entity::Entity,
    period::tests::{at, id, refused, verdict},
    record::Record,
    refusal::Code,
};

pub(crate) fn link() -> Entity<CalendarLink> {
    let body = CalendarLink {
        owner: CalendarOwner::Person(id(5)),
        scopes: Scopes::parse("family.self"),
        client_id: None,
        sha256: "5e".to_owned(),
        made_at: at().now,
        ended_at: None,
    };
    Entity::new(id(8), body)
}

fn create() -> CreateCalendarLink {
    CreateCalendarLink { sha256: "5e".to_owned() }
}

#[test]
fn r19_somebody_has_five_links_at_the_most() {
    let place = |links| CalendarPlace { owner: CalendarOwner::Person(id(5)), links };
    assert_eq!(verdict(&create(), &place(4)), Ok(1));
    assert_eq!(verdict(&create(), &place(5)), refused(Code::CalendarLinkTooMany, ""));
}

/// A link allows no more than its maker's token did, and of that only what lets somebody read meetings.
#[test]
fn r19_a_link_allows_no_more_than_reading_meetings() {
    let program = Uuid::from_u128(9);
    let table = [
        ("case.lead agency.admin case.break_glass", "people", "case.lead", None),
        ("family.self", "people", "family.self", None),
        ("case.participate integration.read", &*program.to_string(), "case.participate", Some(id(9))),
    ];
    for (scopes, client, allowed, client_id) in table {
        let principal = Principal::Worker { worker: id(6), agency: id(2) };
        let actor = Actor { principal, scopes: Scopes::parse(scopes), client: client.to_owned() };
        let place = CalendarPlace { owner: CalendarOwner::Worker(id(6)), links: 0 };
        let Ok(Decision::Change(change)) = create().decide(&place, &Moment { actor, ..at() }) else {
            panic!("{scopes}")
        };
        let Record::CalendarLink(made) = change.into_records().remove(0) else { panic!("another thing") };
        assert_eq!((made.scopes.claim().as_str(), made.client_id), (allowed, client_id), "{scopes}");
    }
}

#[test]
fn r19_a_link_ends_once() {
    assert_eq!(verdict(&EndCalendarLink, &link()), Ok(1));
    assert_eq!(verdict(&EndCalendarLink, &link().amended(|it| it.ended_at = Some(at().now))), Ok(0));
}

use chrono::NaiveDate;

use super::{Coordinator, EndCoordinator, PublicContact, RegisterCoordinator, Registration};
use crate::{
    calendar::{Anniversary, Zone},
    entity::Entity,
    period::tests::{day, id, refused, verdict},
    refusal::Code,
    region::Region,
    worker::Worker,
};

fn contact() -> PublicContact {
    PublicContact { name: "Hana".to_owned(), phone: None, email: None }
}

fn worker(ended_on: Option<NaiveDate>) -> Entity<Worker> {
    let (name, profession) = ("Hana".to_owned(), "coordinator".to_owned());
    Entity::new(id(1), Worker { agency_id: id(2), name, profession, email: None, phone: None, ended_on })
}

fn region() -> Entity<Region> {
    Entity::new(
        id(3),
        Region {
            code: "west".to_owned(),
            name_mi: "Waitākere".to_owned(),
            name_en: "West".to_owned(),
            parent: None,
            zone: Zone::Auckland,
            anniversary: Anniversary::Auckland,
            consent_age: crate::region::CONSENT_AGE,
            places: Vec::new(),
        },
    )
}

/// F0-34, F0-36
#[test]
fn a_worker_who_works_is_registered_once_for_a_region_that_exists() {
    let table = [
        (Some(worker(None)), Some(region()), false, Ok(1)),
        (None, Some(region()), false, refused(Code::ReferenceUnknown, "#/worker_id")),
        (Some(worker(None)), None, false, refused(Code::ReferenceUnknown, "#/region_id")),
        (Some(worker(Some(day("2026-01-01")))), Some(region()), false, refused(Code::WorkerEnded, "")),
        (Some(worker(None)), Some(region()), true, refused(Code::CoordinatorRegistered, "")),
    ];
    for (worker, region, registered, expected) in table {
        let wanted = Registration { worker, region, registered };
        assert_eq!(verdict(&RegisterCoordinator { contact: contact() }, &wanted), expected);
    }
}

#[test]
fn a_registration_ends_once() {
    let registration = |ended_on| {
        let started_on = day("2026-05-01");
        Entity::new(
            id(5),
            Coordinator { worker_id: id(1), region_id: id(3), contact: contact(), started_on, ended_on },
        )
    };
    let table = [
        (None, "2026-06-01", Ok(1)),
        (None, "2026-04-30", refused(Code::EndBeforeStart, "#/ended_on")),
        (None, "2026-06-02", refused(Code::DateInFuture, "#/ended_on")),
        (Some(day("2026-05-20")), "2026-06-01", refused(Code::CoordinatorEnded, "")),
    ];
    for (ended, on, expected) in table {
        assert_eq!(verdict(&EndCoordinator { ended_on: day(on) }, &registration(ended)), expected);
    }
}

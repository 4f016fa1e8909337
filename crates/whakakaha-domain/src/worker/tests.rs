use chrono::NaiveDate;

use super::{ChangeWorker, Employment, EndWorker, Worker, WorkerDetails};
use crate::{
    assignment::{Assignment, Role},
    command::{Command, Decision},
    coordinator::{Coordinator, PublicContact},
    entity::Entity,
    period::tests::{at, day, id, refused, verdict},
    record::Record,
    refusal::Code,
};

fn details() -> WorkerDetails {
    WorkerDetails { name: "Rangi".to_owned(), profession: "nurse".to_owned(), email: None, phone: None }
}

fn worker(ended_on: Option<NaiveDate>) -> Entity<Worker> {
    let WorkerDetails { name, profession, email, phone } = details();
    Entity::new(id(1), Worker { agency_id: id(2), name, profession, email, phone, ended_on })
}

fn registration(started_on: &str) -> Entity<Coordinator> {
    let contact = PublicContact { name: "Rangi".to_owned(), phone: None, email: None };
    let started_on = day(started_on);
    Entity::new(
        id(3),
        Coordinator { worker_id: id(1), region_id: id(4), contact, started_on, ended_on: None },
    )
}

fn employment(ended_on: Option<NaiveDate>) -> Employment {
    Employment {
        worker: worker(ended_on),
        registrations: vec![registration("2026-05-31")],
        roles: Vec::new(),
    }
}

#[test]
fn a_worker_ends_once_and_not_ahead() {
    let table = [
        (None, "2026-06-01", Ok(2)),
        (None, "2026-06-02", refused(Code::DateInFuture, "#/ended_on")),
        (Some(day("2026-01-01")), "2026-06-01", refused(Code::WorkerEnded, "")),
    ];
    for (ended, on, expected) in table {
        assert_eq!(verdict(&EndWorker { ended_on: day(on) }, &employment(ended)), expected);
    }
}

#[test]
fn the_registrations_of_a_worker_end_with_the_employment_and_not_before_they_began() {
    for (last, expected) in [("2026-06-01", "2026-06-01"), ("2026-05-01", "2026-05-31")] {
        let decision = EndWorker { ended_on: day(last) }.decide(&employment(None), &at()).unwrap();
        let Decision::Change(change) = decision else { panic!("nothing is written") };
        let ended = change
            .records()
            .iter()
            .find_map(|record| if let Record::Coordinator(it) = record { it.ended_on } else { None });
        assert_eq!(ended, Some(day(expected)));
    }
}

#[test]
fn a_worker_who_left_is_not_changed() {
    let left = worker(Some(day("2026-01-01")));
    assert_eq!(verdict(&ChangeWorker(details()), &left), refused(Code::WorkerEnded, ""));
    assert_eq!(verdict(&ChangeWorker(details()), &worker(None)), Ok(1));
}

/// F0-24: what a worker alone held is vacant from then on; what the agency takes part in stays.
#[test]
fn the_roles_that_a_worker_alone_held_end_with_the_employment() {
    let role = Assignment {
        case_id: id(5),
        role: Role::KeyContact,
        agency_id: id(2),
        worker_id: Some(id(1)),
        involvement: None,
        decision: None,
        started_on: day("2026-05-31"),
        ended_on: None,
    };
    for (last, expected) in [("2026-06-01", "2026-06-01"), ("2026-05-01", "2026-05-31")] {
        let employment = Employment { roles: vec![Entity::new(id(6), role.clone())], ..employment(None) };
        let decision = EndWorker { ended_on: day(last) }.decide(&employment, &at()).unwrap();
        let Decision::Change(change) = decision else { panic!("nothing is written") };
        let ended = change
            .records()
            .iter()
            .find_map(|record| if let Record::Assignment(it) = record { it.ended_on } else { None });
        assert_eq!(ended, Some(day(expected)));
    }
}

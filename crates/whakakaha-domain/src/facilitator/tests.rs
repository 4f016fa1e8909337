use super::{Enrolment, Facilitator, RecordTraining, RegisterFacilitator, Training};
use crate::{
    entity::Entity,
    period::tests::{day, id, refused, verdict},
    refusal::Code,
    worker::Worker,
};

fn facilitator(training: Vec<Training>) -> Entity<Facilitator> {
    Entity::new(id(1), Facilitator { worker_id: id(2), training, active: true })
}

fn course(completed: &str, expires: Option<&str>) -> Training {
    Training { course: "Facilitation".to_owned(), completed_on: day(completed), expires_on: expires.map(day) }
}

#[test]
fn a_worker_is_registered_as_facilitator_once() {
    let worker = |ended_on| {
        let (name, profession) = ("Rangi".to_owned(), "mediator".to_owned());
        Entity::new(id(2), Worker { agency_id: id(3), name, profession, email: None, phone: None, ended_on })
    };
    let table = [
        (Some(worker(None)), false, Ok(1)),
        (None, false, refused(Code::ReferenceUnknown, "#/worker_id")),
        (Some(worker(Some(day("2026-01-01")))), false, refused(Code::WorkerEnded, "")),
        (Some(worker(None)), true, refused(Code::FacilitatorRegistered, "")),
    ];
    for (worker, registered, expected) in table {
        assert_eq!(verdict(&RegisterFacilitator, &Enrolment { worker, registered }), expected);
    }
}

/// F0-20
#[test]
fn training_is_completed_and_expires_later() {
    let table = [
        (course("2026-06-01", None), Ok(1)),
        (course("2026-01-01", Some("2026-01-01")), Ok(1)),
        (course("2026-06-02", None), refused(Code::DateInFuture, "#/completed_on")),
        (course("2026-01-01", Some("2025-12-31")), refused(Code::EndBeforeStart, "#/expires_on")),
    ];
    for (course, expected) in table {
        assert_eq!(verdict(&RecordTraining(course), &facilitator(Vec::new())), expected);
    }
}

/// F0-20
#[test]
fn training_counts_from_the_day_it_was_completed_until_it_lapses() {
    let trained = facilitator(vec![course("2026-01-10", Some("2026-03-10"))]);
    let table = [("2026-01-09", false), ("2026-01-10", true), ("2026-03-10", true), ("2026-03-11", false)];
    for (on, counts) in table {
        assert_eq!(trained.is_trained_on(day(on)), counts, "{on}");
    }
}

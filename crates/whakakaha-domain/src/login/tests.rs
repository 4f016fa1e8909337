use chrono::TimeDelta;

use super::{Admission, AdmitPerson, CodeHolder, CodeText, InviteWorker, LoginCode, Spoken};
use crate::{
    actor::Scopes,
    entity::Entity,
    period::tests::{at, id, refused, verdict},
    person::Person,
    refusal::Code,
    worker::Worker,
};

pub(crate) fn person() -> Entity<Person> {
    Entity::new(id(5), crate::person::tests::person(None))
}

pub(crate) fn worker() -> Entity<Worker> {
    let body = Worker {
        agency_id: id(2),
        name: "Rangi".to_owned(),
        profession: "nurse".to_owned(),
        email: None,
        phone: None,
        ended_on: None,
    };
    Entity::new(id(6), body)
}

pub(crate) fn spoken(text: &str) -> Spoken {
    CodeText::read(text).unwrap().spoken()
}

pub(crate) fn code(holder: CodeHolder, text: &str) -> Entity<LoginCode> {
    Entity::new(id(7), LoginCode::new(holder, spoken(text), at().now))
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    let code = CodeText::of([7, 20, 15, 11, 9, 24, 20, 22, 29, 2, 27, 13]);
    assert_eq!(code.shown(), "7MFB-9RMP-X2VD");
    let read = |typed: &str| CodeText::read(typed).map(|it| it.shown());
    for typed in ["7MFB-9RMP-X2VD", "7mfb9rmpx2vd", " 7mfb 9rmp x2vd ", "7-M-F-B-9RMPX2VD"] {
        assert_eq!(read(typed).as_deref(), Some("7MFB-9RMP-X2VD"), "{typed}");
    }
    assert_eq!(read("OIL0-0000-0000").as_deref(), Some("0110-0000-0000"));
    for typed in
        ["", "7MFB-9RMP-X2V", "7MFB-9RMP-X2VDA", "7MFB-9RMP-X2VU", "7MFB-9RMP-X2V\u{101}", "7MFB_9RMP_X2VD"]
    {
        assert_eq!(read(typed), None, "{typed}");
    }
    assert_eq!(code.spoken().beginning, "7MFB");
    assert!(!format!("{:?}", code.spoken()).contains("9RMP"), "nothing that is kept tells the code");
}

#[test]
fn a_person_is_given_five_codes_a_day_and_one_at_a_time() {
    let holder = CodeHolder::Person(person().id);
    let given =
        |count: usize| Admission { person: person(), codes: vec![code(holder, "0000-0000-0000"); count] };
    let admit = AdmitPerson(spoken("7MFB-9RMP-X2VD"));
    assert_eq!(verdict(&admit, &given(0)), Ok(1));
    assert_eq!(verdict(&admit, &given(4)), Ok(5), "the ones before are void");
    assert_eq!(verdict(&admit, &given(5)), refused(Code::TooManyCodes, ""));
}

#[test]
fn a_code_lives_until_it_runs_out_is_used_or_was_tried_too_often() {
    let fresh = code(CodeHolder::Person(id(1)), "0000-0000-0000");
    let now = at().now;
    assert!(fresh.is_live(now));
    assert!(fresh.is_live(now + LoginCode::FOR_PERSON - TimeDelta::seconds(1)));
    assert!(!fresh.is_live(now + LoginCode::FOR_PERSON));
    assert!(!fresh.amended(|it| it.used_at = Some(now)).is_live(now));
    assert!(fresh.amended(|it| it.failures = 4).is_live(now));
    assert!(!fresh.amended(|it| it.failures = 5).is_live(now));
    let invitation = code(CodeHolder::Worker(id(1), Scopes::default()), "0000-0000-0000");
    assert!(invitation.is_live(now + TimeDelta::hours(71)));
}

#[test]
fn a_worker_is_invited_with_a_workers_scopes() {
    let worker = worker();
    let invite =
        |scopes: &str| InviteWorker { spoken: spoken("7MFB-9RMP-X2VD"), scopes: Scopes::parse(scopes) };
    assert_eq!(verdict(&invite("case.lead case.participate"), &worker), Ok(1));
    for scopes in ["integration.read", "family.self", "agency.admin"] {
        assert_eq!(
            verdict(&invite(scopes), &worker),
            refused(Code::ScopeNotGrantable, "#/scopes"),
            "{scopes}"
        );
    }
    let left = worker.amended(|it| it.ended_on = Some(at().now.date_naive()));
    assert_eq!(verdict(&invite("case.lead"), &left), refused(Code::WorkerEnded, ""));
}

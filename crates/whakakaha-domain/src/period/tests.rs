use chrono::{DateTime, NaiveDate};
use uuid::Uuid;

use super::{ensure_ended, ensure_reached};
use crate::{
    actor::{Actor, Principal, Scopes},
    command::{Command, Decision, Moment},
    ids::Id,
    refusal::Code,
};

/// 10:30 UTC on 1 June 2026: 22:30 in Auckland, 23:15 on the Chatham Islands.
pub(crate) fn at() -> Moment {
    Moment {
        now: "2026-06-01T10:30:00Z".parse().unwrap(),
        actor: Actor {
            principal: Principal::Administrator,
            scopes: Scopes::default(),
            client: "test".to_owned(),
        },
        change_id: Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000),
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn id<T>(n: u128) -> Id<T> {
    Id::new(Uuid::from_u128(n))
}

/// What a rule says: the code of its refusal and where, or how much it writes.
pub(crate) fn verdict<C: Command>(command: &C, target: &C::Target) -> Result<usize, (Code, Option<String>)> {
    match command.decide(target, &at()) {
        Ok(Decision::Unchanged) => Ok(0),
        Ok(Decision::Change(change)) => Ok(change.records().len()),
        Ok(Decision::Kept(_, refusal)) | Err(refusal) => Err((refusal.code, refusal.pointer)),
    }
}

pub(crate) fn refused(code: Code, pointer: &str) -> Result<usize, (Code, Option<String>)> {
    Err((code, (!pointer.is_empty()).then(|| pointer.to_owned())))
}

#[test]
fn a_day_is_reached_once_it_begins_anywhere_in_the_country() {
    let midnight_on_chatham: DateTime<chrono::Utc> = "2026-06-01T11:15:00Z".parse().unwrap();
    assert!(ensure_reached(day("2026-06-02"), midnight_on_chatham, "#/x").is_ok());
    assert!(ensure_reached(day("2026-06-02"), at().now, "#/x").is_err());
    assert!(ensure_reached(day("2026-06-01"), at().now, "#/x").is_ok());
}

#[test]
fn a_last_day_lies_between_the_first_and_today() {
    let table = [
        (Some("2026-05-01"), "2026-05-01", None),
        (Some("2026-05-01"), "2026-04-30", Some(Code::EndBeforeStart)),
        (Some("2026-05-01"), "2026-06-02", Some(Code::DateInFuture)),
        (None, "1990-01-01", None),
    ];
    for (first, last, code) in table {
        let refusal = ensure_ended(first.map(day), day(last), at().now).err();
        assert_eq!(refusal.map(|it| it.code), code, "{first:?} to {last}");
    }
}

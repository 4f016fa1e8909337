//! Idempotency keys: the answer to a request is kept in the transaction of the request, so that the
//! same request sent again gets the same answer and does nothing twice (R13).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::{
    db::{Db, Execution},
    dialect::{Conn, Key},
    error::Failure,
    schema::idempotency_keys::dsl,
};

/// For how long an answer is kept.
pub const KEPT: TimeDelta = TimeDelta::hours(24);

/// A request that may be sent again.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who sends it: kind and identifier of the caller, and the program.
    pub client: String,
    /// Method and path.
    pub route: String,
    /// The key that the caller chose.
    pub key: String,
    /// SHA-256 of the body.
    pub hash: String,
}

/// An answer as it was sent the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers that belong to the answer: name, value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// What there is to say to a request that was sent before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recalled {
    /// The answer of that time.
    Answer(Answer),
    /// The command is not open to the caller any more: what it made or changed, so that the caller can be
    /// told what they may still read of that.
    Subject(Option<Uuid>),
}

/// The answer given before to the same request, and what it is about, if there was one within [`KEPT`].
pub(crate) fn recall(
    conn: &mut Conn,
    request: &Request,
    now: DateTime<Utc>,
) -> Result<Option<(Answer, Option<Uuid>)>, Failure> {
    let kept = dsl::idempotency_keys
        .find((&request.client, &request.route, &request.key))
        .filter(dsl::created_at.gt((now - KEPT).naive_utc()))
        .select((dsl::request_hash, dsl::status, dsl::headers, dsl::body, dsl::subject_id))
        .first::<(String, i32, String, String, Option<Key>)>(conn)
        .optional()?;
    let Some((hash, status, headers, body, subject)) = kept else { return Ok(None) };
    if hash != request.hash {
        return Err(Failure::KeyReused);
    }
    let headers = serde_json::from_str(&headers).map_err(|error| Failure::Bug(error.into()))?;
    let status = u16::try_from(status).map_err(|error| Failure::Bug(error.into()))?;
    Ok(Some((Answer { status, headers, body }, subject.map(|it| it.0))))
}

/// Keeps an answer, in place of one that is too old to be recalled.
pub(crate) fn remember(
    conn: &mut Conn,
    request: &Request,
    subject: Option<Uuid>,
    answer: &Answer,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let headers = serde_json::to_string(&answer.headers).map_err(|error| Failure::Bug(error.into()))?;
    let same = dsl::idempotency_keys.find((&request.client, &request.route, &request.key));
    diesel::delete(same).execute(conn)?;
    diesel::insert_into(dsl::idempotency_keys)
        .values((
            dsl::client.eq(&request.client),
            dsl::route.eq(&request.route),
            dsl::key.eq(&request.key),
            dsl::request_hash.eq(&request.hash),
            dsl::status.eq(i32::from(answer.status)),
            dsl::headers.eq(headers),
            dsl::body.eq(&answer.body),
            dsl::subject_id.eq(subject.map(Key)),
            dsl::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Deletes the answers given up to an instant.
pub(crate) fn forget(conn: &mut Conn, until: DateTime<Utc>) -> Result<usize, Failure> {
    let old = dsl::idempotency_keys.filter(dsl::created_at.le(until.naive_utc()));
    Ok(diesel::delete(old).execute(conn)?)
}

/// Deletes the answers that are too old to be recalled, by the service itself, and says how many.
pub async fn forget_answers(db: &Db, execution: impl FnOnce() -> Execution) -> Result<usize, Failure> {
    db.write(execution(), |unit| unit.forget_answers(KEPT)).await
}

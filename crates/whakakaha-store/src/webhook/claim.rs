//! Delivering: what is due is claimed, told as to the agency's system, and kept with what came of it.

use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeDelta, Utc};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use uuid::Uuid;
use whakakaha_domain::{
    case::Case,
    code::CodeList,
    entity::Entity,
    event::Thing,
    ids::Id,
    webhook::{AttemptOutcome, Delivery, DeliveryStatus, Verdict, Webhook, WebhookStatus},
};

use crate::{
    db::{Db, Execution},
    dialect::{Conn, Key, key},
    error::Failure,
    event::{Look, Told, ToldKey, code, system},
    record::Row,
    schema::{agencies, deliveries, delivery_attempts, webhooks},
};

/// A delivery that is due.
#[derive(Clone)]
pub struct Due {
    /// Its id.
    pub delivery: Id<Delivery>,
    /// To which webhook.
    pub webhook: Entity<Webhook>,
    /// The thing that it is about, and the case of it; none: it is a test, or the question whether anything is wanted.
    pub about: Option<(Id<Case>, Thing)>,
    /// The event that is to be sent.
    pub event: Uuid,
    /// Since when it is to be sent.
    pub made_at: DateTime<Utc>,
    /// How often it was tried.
    pub tried: i32,
    told: bool,
}

/// An attempt to deliver.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// When.
    pub at: DateTime<Utc>,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// The status of the answer, if there was one.
    pub status: Option<i32>,
    /// How long it took, in milliseconds.
    pub elapsed_ms: i32,
}

/// How many deliveries are claimed at once.
const AT_ONCE: i64 = 32;

/// How long whoever has claimed a delivery has for it: after that another process tries.
const CLAIMED: TimeDelta = TimeDelta::seconds(60);

/// How long it is waited where a thing may not be read, and the relay has not said yet what became of it.
const UNREAD: TimeDelta = TimeDelta::seconds(5);

/// Claims what is due: of each case and webhook what was told first.
pub async fn claim(db: &Db, now: DateTime<Utc>) -> Result<Vec<Due>, Failure> {
    db.settle(move |conn| claim_due(conn, now.trunc_subsecs(6))).await
}

type Columns = (Key, Key, Option<Key>, Option<String>, Option<Key>, Key, NaiveDateTime, i32, bool);

fn claim_due(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<Due>, Failure> {
    let earlier = diesel::alias!(deliveries as earlier);
    let before = earlier
        .filter(earlier.field(deliveries::webhook_id).eq(deliveries::webhook_id))
        .filter(earlier.field(deliveries::case_id).eq(deliveries::case_id))
        .filter(earlier.field(deliveries::status).eq(DeliveryStatus::Pending.code()))
        .filter(earlier.field(deliveries::made_at).lt(deliveries::made_at));
    // Until the address has confirmed it is sent nothing but the question.
    let is_question =
        webhooks::status.eq(WebhookStatus::Unconfirmed.code()).and(deliveries::case_id.is_null());
    let served =
        agencies::table.filter(agencies::id.eq(webhooks::agency_id)).filter(not(agencies::suspended));
    let wanted = webhooks::table
        .filter(webhooks::id.eq(deliveries::webhook_id))
        .filter(exists(served))
        .filter(webhooks::status.eq(WebhookStatus::Active.code()).or(is_question));
    let rows = deliveries::table
        .filter(deliveries::status.eq(DeliveryStatus::Pending.code()))
        .filter(deliveries::due_at.le(now.naive_utc()))
        .filter(exists(wanted))
        .filter(not(exists(before)))
        .order(deliveries::due_at)
        .limit(AT_ONCE)
        .select((
            deliveries::id,
            deliveries::webhook_id,
            deliveries::case_id,
            deliveries::resource,
            deliveries::thing_id,
            deliveries::event_id,
            deliveries::made_at,
            deliveries::attempts,
            deliveries::told,
        ))
        .load::<Columns>(conn)?;
    rows.into_iter().map(|row| claim_one(conn, now, row)).collect()
}

fn claim_one(
    conn: &mut Conn,
    now: DateTime<Utc>,
    (id, webhook, case, resource, thing, event, made_at, tried, told): Columns,
) -> Result<Due, Failure> {
    put_off(conn, id, now + CLAIMED)?;
    let webhook = webhooks::table
        .find(webhook)
        .select((webhooks::id, webhooks::version, webhooks::body))
        .first::<Row<Webhook>>(conn)?;
    let about = match (case, resource, thing) {
        (Some(case), Some(resource), Some(thing)) => Some((case.id(), (code(&resource)?, thing.0))),
        _ => None,
    };
    Ok(Due {
        delivery: id.id(),
        webhook: webhook.0,
        about,
        event: event.0,
        made_at: made_at.and_utc(),
        tried,
        told,
    })
}

fn put_off(conn: &mut Conn, delivery: Key, until: DateTime<Utc>) -> Result<(), Failure> {
    let due_at = deliveries::due_at.eq(until.naive_utc());
    diesel::update(deliveries::table.find(delivery)).set(due_at).execute(conn)?;
    Ok(())
}

/// What is told of the thing of a delivery, with a record of it; none where the agency may not read it now.
pub async fn tell(db: &Db, execution: Execution, due: &Due, look: Look) -> Result<Option<Told>, Failure> {
    let Some((case, thing)) = due.about else { return Ok(None) };
    let (delivery, now) = (key(due.delivery), execution.now.trunc_subsecs(6));
    let wanted = ToldKey { case, thing, known: due.told, look };
    let as_agency = Execution { caller: system(key(due.webhook.agency_id)), ..execution };
    let may = db.look(as_agency.clone(), move |unit| match unit.read::<Told>(&wanted) {
        Err(Failure::Absent | Failure::Forbidden(_)) => Ok(false),
        read => read.map(|_| true),
    });
    if !matches!(may.await, Ok(true)) {
        db.settle(move |conn| put_off(conn, delivery, now + UNREAD)).await?;
        return Ok(None);
    }
    let told = db.read(as_agency, move |unit| Ok(unit.read::<Told>(&wanted)?.0.into_inner())).await?;
    db.settle(move |conn| {
        let told = deliveries::told.eq(true);
        diesel::update(deliveries::table.find(delivery)).set(told).execute(conn)?;
        Ok(())
    })
    .await?;
    Ok(Some(told))
}

/// Keeps what came of an attempt. Where something newer is to be sent by now, that is sent next.
pub async fn settle_attempt(
    db: &Db,
    due: &Due,
    event: Uuid,
    attempt: Attempt,
    verdict: Verdict,
) -> Result<(), Failure> {
    let delivery = key(due.delivery);
    let tried = due.tried + 1;
    db.settle(move |conn| {
        let same = deliveries::table.filter(deliveries::id.eq(delivery));
        let (status, due_at) = match verdict {
            Verdict::Delivered => (DeliveryStatus::Delivered, attempt.at),
            Verdict::GivenUp => (DeliveryStatus::Failed, attempt.at),
            Verdict::Again(at) => (DeliveryStatus::Pending, at),
        };
        let state = (
            deliveries::status.eq(status.code()),
            deliveries::attempts.eq(tried),
            deliveries::due_at.eq(due_at.trunc_subsecs(6).naive_utc()),
        );
        diesel::update(same.filter(deliveries::event_id.eq(Key(event)))).set(state).execute(conn)?;
        let known = same.select(deliveries::id).first::<Key>(conn).optional()?;
        if known.is_some() {
            write(conn, delivery, &attempt)?;
        }
        Ok(())
    })
    .await
}

fn write(conn: &mut Conn, delivery: Key, attempt: &Attempt) -> Result<(), Failure> {
    diesel::insert_into(delivery_attempts::table)
        .values((
            delivery_attempts::delivery_id.eq(delivery),
            delivery_attempts::attempted_at.eq(attempt.at.trunc_subsecs(6).naive_utc()),
            delivery_attempts::outcome.eq(attempt.outcome.code()),
            delivery_attempts::status.eq(attempt.status),
            delivery_attempts::elapsed_ms.eq(attempt.elapsed_ms),
        ))
        .execute(conn)?;
    Ok(())
}

/// How long it is remembered what came of an attempt.
const ATTEMPTS_KEPT: TimeDelta = TimeDelta::days(30);

/// Forgets what came of attempts long ago, and says of how many.
pub async fn forget_attempts(db: &Db, execution: impl FnOnce() -> Execution) -> Result<usize, Failure> {
    let until = (execution().now - ATTEMPTS_KEPT).naive_utc();
    let old = move |conn: &mut Conn| {
        let old = delivery_attempts::table.filter(delivery_attempts::attempted_at.lt(until));
        Ok(diesel::delete(old).execute(conn)?)
    };
    db.settle(old).await
}

//! What is to be sent to webhooks: of each thing what it was told of last, so that what is sent is never older than that.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    code::CodeList,
    entity::Entity,
    event::{Happening, Thing},
    ids::{Id, nth},
    webhook::{Delivery, DeliveryStatus, Queued, Webhook, WebhookStatus},
};

use crate::{
    case::instant,
    dialect::{Conn, Key, key},
    error::Failure,
    event::code,
    record::Row,
    schema::{deliveries, delivery_attempts, holdings, webhooks},
};

/// The state of what is to be sent from now on.
macro_rules! pending_columns {
    ($event:expr, $at:expr) => {
        (
            deliveries::event_id.eq(Key($event)),
            deliveries::status.eq(DeliveryStatus::Pending.code()),
            deliveries::attempts.eq(0),
            deliveries::due_at.eq($at.naive_utc()),
            deliveries::made_at.eq($at.naive_utc()),
        )
    };
}

/// What waits for a webhook and is about no case: a test, or the question whether its address wants anything.
macro_rules! messages {
    ($webhook:expr) => {
        deliveries::table
            .filter(deliveries::webhook_id.eq(key($webhook.id)))
            .filter(deliveries::case_id.is_null())
            .filter(deliveries::status.eq(DeliveryStatus::Pending.code()))
    };
}

/// Something of which an agency is told.
pub(crate) struct Telling {
    pub(crate) case: Key,
    pub(crate) thing: Thing,
    pub(crate) happening: Happening,
    pub(crate) event: Uuid,
    pub(crate) at: DateTime<Utc>,
}

/// Queues what an agency is told for each of its webhooks. Ids of deliveries are derived from this one.
pub(crate) fn queue_news(
    conn: &mut Conn,
    agency: Key,
    base: Uuid,
    tellings: &[Telling],
) -> Result<(), Failure> {
    let active = webhooks::table
        .filter(webhooks::agency_id.eq(agency))
        .filter(webhooks::status.eq_any(WebhookStatus::TOLD.map(CodeList::code)))
        .order(webhooks::id)
        .select((webhooks::id, webhooks::version, webhooks::body))
        .load::<Row<Webhook>>(conn)?;
    let mut ids = (0_u32..).map(|n| nth(base, n));
    for webhook in Row::entities(active) {
        for telling in tellings.iter().filter(|it| webhook.wants(it.thing.0)) {
            queue(conn, webhook.id, telling, ids.next().unwrap_or_default())?;
        }
    }
    Ok(())
}

/// Queues what was asked for with a change of a webhook.
pub(crate) fn queue_asked(conn: &mut Conn, change: Key, webhook: &Entity<Webhook>) -> Result<(), Failure> {
    match webhook.queued {
        None => Ok(()),
        Some(Queued::Question) => {
            forget_message(conn, webhook)?;
            begin_anew(conn, change, webhook)?;
            queue_message(conn, change, webhook)
        }
        Some(Queued::Again) => {
            begin_anew(conn, change, webhook)?;
            if webhook.confirmed { Ok(()) } else { queue_message(conn, change, webhook) }
        }
        Some(Queued::Test) => queue_message(conn, change, webhook),
        Some(Queued::Mail) => super::mail::queue(conn, change, webhook),
        Some(Queued::Delivery(delivery)) => again(conn, change, delivery),
        Some(Queued::Since(from)) => replay(conn, change, webhook, from),
    }
}

/// How long whatever waits for longer waits at the most, when it is asked for again. What is just being sent, or asked, has
/// its time.
const SOON: TimeDelta = TimeDelta::minutes(1);

/// Lets deliveries that would wait for longer wait no longer than that.
macro_rules! bring_forward {
    ($conn:expr, $change:expr, $deliveries:expr) => {
        let soon = (instant($change) + SOON).naive_utc();
        let late = $deliveries.filter(deliveries::due_at.gt(soon));
        diesel::update(late).set(deliveries::due_at.eq(soon)).execute($conn)?;
    };
}

/// Lets what waits for a webhook be tried from the first attempt on.
fn begin_anew(conn: &mut Conn, change: Key, webhook: &Entity<Webhook>) -> Result<(), Failure> {
    let pending = deliveries::table
        .filter(deliveries::webhook_id.eq(key(webhook.id)))
        .filter(deliveries::status.eq(DeliveryStatus::Pending.code()));
    diesel::update(pending).set(deliveries::attempts.eq(0)).execute(conn)?;
    bring_forward!(conn, change, pending);
    Ok(())
}

/// Lets a message that is about no case be due: a test, or the question. There is one of a webhook at a time.
fn queue_message(conn: &mut Conn, change: Key, webhook: &Entity<Webhook>) -> Result<(), Failure> {
    let waiting = messages!(webhook).select(deliveries::id).first::<Key>(conn).optional()?;
    if waiting.is_some() {
        bring_forward!(conn, change, messages!(webhook));
        return Ok(());
    }
    let row = (deliveries::id.eq(change), deliveries::webhook_id.eq(key(webhook.id)));
    let state = (pending_columns!(change.0, instant(change)), deliveries::told.eq(false));
    diesel::insert_into(deliveries::table).values((row, state)).execute(conn)?;
    Ok(())
}

/// What an address was asked, or sent to try it, says nothing about the one that has taken its place.
fn forget_message(conn: &mut Conn, webhook: &Entity<Webhook>) -> Result<(), Failure> {
    let waiting = messages!(webhook).select(deliveries::id).load::<Key>(conn)?;
    waiting.into_iter().try_for_each(|delivery| drop_row(conn, delivery))
}

fn again(conn: &mut Conn, change: Key, delivery: Id<Delivery>) -> Result<(), Failure> {
    diesel::update(deliveries::table.find(key(delivery)))
        .set((
            deliveries::status.eq(DeliveryStatus::Pending.code()),
            deliveries::attempts.eq(0),
            deliveries::due_at.eq(instant(change).naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

fn replay(
    conn: &mut Conn,
    change: Key,
    webhook: &Entity<Webhook>,
    from: DateTime<Utc>,
) -> Result<(), Failure> {
    let told = holdings::table
        .filter(holdings::agency_id.eq(key(webhook.agency_id)))
        .filter(holdings::told_at.ge(from.naive_utc()))
        .filter(holdings::happening.ne(Happening::Silenced.code()))
        .order(holdings::told_at)
        .select((
            holdings::case_id,
            holdings::resource,
            holdings::thing_id,
            holdings::happening,
            holdings::event_id,
            holdings::told_at,
        ))
        .load::<(Key, String, Key, String, Key, NaiveDateTime)>(conn)?;
    for (n, (case, resource, thing, happening, event, at)) in (0_u32..).zip(told) {
        let telling = Telling {
            case,
            thing: (code(&resource)?, thing.0),
            happening: code(&happening)?,
            event: event.0,
            at: at.and_utc(),
        };
        if webhook.wants(telling.thing.0) {
            queue(conn, webhook.id, &telling, nth(change.0, n))?;
        }
    }
    Ok(())
}

/// Puts a telling in the place of what was sent or waits of the same thing. That something is gone is sent only where the
/// webhook was told that it was there.
fn queue(conn: &mut Conn, webhook: Id<Webhook>, telling: &Telling, id: Uuid) -> Result<(), Failure> {
    let (resource, thing) = telling.thing;
    let same = deliveries::table
        .filter(deliveries::webhook_id.eq(key(webhook)))
        .filter(deliveries::case_id.eq(telling.case))
        .filter(deliveries::resource.eq(resource.code()))
        .filter(deliveries::thing_id.eq(Key(thing)))
        .select((deliveries::id, deliveries::told))
        .first::<(Key, bool)>(conn)
        .optional()?;
    let gone = matches!(telling.happening, Happening::Deleted | Happening::Silenced);
    match same {
        None if gone => Ok(()),
        Some((id, told)) if telling.happening == Happening::Silenced || (gone && !told) => drop_row(conn, id),
        Some((id, _)) => {
            let state = pending_columns!(telling.event, telling.at);
            diesel::update(deliveries::table.find(id)).set(state).execute(conn)?;
            Ok(())
        }
        None => {
            let row = (
                deliveries::id.eq(Key(id)),
                deliveries::webhook_id.eq(key(webhook)),
                deliveries::case_id.eq(telling.case),
                deliveries::resource.eq(resource.code()),
                deliveries::thing_id.eq(Key(thing)),
                deliveries::told.eq(false),
            );
            let state = pending_columns!(telling.event, telling.at);
            diesel::insert_into(deliveries::table).values((row, state)).execute(conn)?;
            Ok(())
        }
    }
}

fn drop_row(conn: &mut Conn, delivery: Key) -> Result<(), Failure> {
    let of_it = delivery_attempts::table.filter(delivery_attempts::delivery_id.eq(delivery));
    diesel::delete(of_it).execute(conn)?;
    diesel::delete(deliveries::table.find(delivery)).execute(conn)?;
    Ok(())
}

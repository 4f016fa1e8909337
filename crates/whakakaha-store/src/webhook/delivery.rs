//! Deliveries as an agency sees them: what was sent when, and what was answered, never what was in it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    code::CodeList,
    entity::Entity,
    event::Resource,
    ids::Id,
    operation::Operation,
    policy::Standing,
    webhook::{AttemptOutcome, Delivery, DeliveryStatus, Webhook},
};

use crate::{
    access::{About, Recorded},
    dialect::{Key, key},
    error::Failure,
    event::code,
    page::{Page, PageRequest, Position},
    schema::{deliveries, delivery_attempts},
    unit::{Door, Find, Found, List, Read},
};

use super::Attempt;

/// What is sent to a webhook about one thing, or to try it.
pub struct DeliverySheet {
    /// Its id.
    pub id: Id<Delivery>,
    /// To which webhook.
    pub webhook: Id<Webhook>,
    /// The event that was sent last, or is to be sent.
    pub event: Uuid,
    /// What kind of thing it is about; none for a test.
    pub resource: Option<Resource>,
    /// How far it is.
    pub status: DeliveryStatus,
    /// How often it was tried.
    pub tried: i32,
    /// When it is tried next.
    pub due_at: DateTime<Utc>,
    /// The attempts, newest first; not in lists.
    pub attempts: Vec<Attempt>,
}

impl Recorded for DeliverySheet {
    const ABOUT: About<Self> = About::Agency;
}

/// A delivery of a webhook.
#[derive(Clone, Copy)]
pub struct DeliveryKey {
    /// The webhook.
    pub webhook: Id<Webhook>,
    /// The delivery.
    pub delivery: Id<Delivery>,
}

type Columns = (Key, Key, Key, Option<String>, String, i32, NaiveDateTime);

macro_rules! columns {
    () => {
        (
            deliveries::id,
            deliveries::webhook_id,
            deliveries::event_id,
            deliveries::resource,
            deliveries::status,
            deliveries::attempts,
            deliveries::due_at,
        )
    };
}

fn sheet((id, webhook, event, resource, status, tried, due_at): Columns) -> Result<DeliverySheet, Failure> {
    Ok(DeliverySheet {
        id: id.id(),
        webhook: webhook.id(),
        event: event.0,
        resource: resource.as_deref().map(code).transpose()?,
        status: code(&status)?,
        tried,
        due_at: due_at.and_utc(),
        attempts: Vec::new(),
    })
}

/// How many attempts are shown.
const ATTEMPTS_SHOWN: i64 = 50;

impl Find for DeliverySheet {
    type Key = DeliveryKey;

    fn find(door: &mut Door<'_>, wanted: &DeliveryKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Webhook>>::find(door, &wanted.webhook)? else { return Ok(None) };
        let row = deliveries::table
            .filter(deliveries::id.eq(key(wanted.delivery)))
            .filter(deliveries::webhook_id.eq(key(wanted.webhook)))
            .select(columns!())
            .first::<Columns>(door.conn)
            .optional()?;
        let Some(row) = row else { return Ok(None) };
        let attempts = delivery_attempts::table
            .filter(delivery_attempts::delivery_id.eq(key(wanted.delivery)))
            .order(delivery_attempts::attempted_at.desc())
            .limit(ATTEMPTS_SHOWN)
            .select((
                delivery_attempts::attempted_at,
                delivery_attempts::outcome,
                delivery_attempts::status,
                delivery_attempts::elapsed_ms,
            ))
            .load::<(NaiveDateTime, String, Option<i32>, i32)>(door.conn)?;
        let attempt = |(at, outcome, status, elapsed_ms): (NaiveDateTime, String, Option<i32>, i32)| {
            Ok(Attempt { at: at.and_utc(), outcome: code::<AttemptOutcome>(&outcome)?, status, elapsed_ms })
        };
        let attempts = attempts.into_iter().map(attempt).collect::<Result<_, Failure>>()?;
        let thing = Self { attempts, ..sheet(row)? };
        Ok(Some(Found { thing, standing: found.standing, version: 0 }))
    }
}

impl Read for DeliverySheet {
    const OPERATION: Operation = Operation::ReadWebhooks;
}

/// The deliveries to a webhook, those of one status if it is named.
#[derive(Clone, Copy)]
pub struct DeliveriesOf {
    /// The webhook.
    pub webhook: Id<Webhook>,
    /// How far they are.
    pub status: Option<DeliveryStatus>,
}

impl List for DeliverySheet {
    const OPERATION: Operation = Operation::ReadWebhooks;
    type Filter = DeliveriesOf;

    fn standing(door: &mut Door<'_>, of: &DeliveriesOf) -> Result<Option<Standing>, Failure> {
        Ok(<Entity<Webhook>>::find(door, &of.webhook)?.map(|found| found.standing))
    }

    fn page(door: &mut Door<'_>, of: &DeliveriesOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let wanted = of.status.map_or_else(|| DeliveryStatus::ALL.to_vec(), |status| vec![status]);
        let rows = deliveries::table
            .filter(deliveries::webhook_id.eq(key(of.webhook)))
            .filter(deliveries::status.eq_any(wanted.into_iter().map(CodeList::code)))
            .filter(deliveries::id.gt(Key(page.after_id())))
            .order(deliveries::id)
            .limit(page.fetch())
            .select(columns!())
            .load::<Columns>(door.conn)?;
        let sheets = rows.into_iter().map(sheet).collect::<Result<_, _>>()?;
        Ok(Page::cut(sheets, page, |it: &Self| Position { sort: String::new(), id: it.id.uuid() }))
    }
}

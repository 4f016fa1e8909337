//! Webhooks and what is delivered to them.

mod claim;
mod delivery;
mod mail;
mod queue;

use diesel::prelude::*;
use whakakaha_domain::{
    actor::Principal,
    agency::Agency,
    code::CodeList,
    command::Command,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
    webhook::{ConfirmWebhook, DeliveryFile, DisableWebhook, Webhook, WebhookPlace, WebhookStatus},
};

pub use claim::{Attempt, Due, claim, forget_attempts, settle_attempt, tell};
pub use delivery::{DeliveriesOf, DeliveryKey, DeliverySheet};
pub use mail::{DueMail, claim_mails, settle_mail};
pub(crate) use queue::{Telling, queue_asked, queue_news};

use crate::{
    access::{About, Recorded},
    db::{Db, Execution},
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::{agencies, deliveries, webhooks},
    unit::{Door, Find, Found, List, Read},
};

/// How the caller stands to what belongs to an agency; none where it belongs to another one.
fn standing(door: &Door<'_>, agency: Id<Agency>) -> Option<Standing> {
    let principal = door.viewer.actor.principal;
    let relation = match principal {
        Principal::Worker { .. } => Relation::AgencyAdmin,
        Principal::System(_) => Relation::SystemWriter,
        Principal::Service => Relation::Service,
        Principal::Family(_) | Principal::Reporter | Principal::Administrator | Principal::Public => {
            return None;
        }
    };
    let own = principal.agency() == Some(agency) || principal == Principal::Service;
    own.then(|| door.standing([relation]))
}

impl Find for Entity<Webhook> {
    type Key = Id<Webhook>;

    fn find(door: &mut Door<'_>, id: &Id<Webhook>) -> Result<Option<Found<Self>>, Failure> {
        let row = webhooks::table
            .find(key(*id))
            .select((webhooks::id, webhooks::version, webhooks::body))
            .first::<Row<Webhook>>(door.conn)
            .optional()?;
        let found = row.and_then(|row| {
            let standing = standing(door, row.0.agency_id)?;
            Some(Found { version: row.0.version, thing: row.0, standing })
        });
        Ok(found)
    }
}

impl Recorded for Entity<Webhook> {
    const ABOUT: About<Self> = About::Agency;
}

impl Read for Entity<Webhook> {
    const OPERATION: Operation = Operation::ReadWebhooks;
}

impl Find for WebhookPlace {
    type Key = Id<Agency>;

    fn find(door: &mut Door<'_>, agency: &Id<Agency>) -> Result<Option<Found<Self>>, Failure> {
        let Some(standing) = standing_to(door, *agency)? else { return Ok(None) };
        let webhooks: i64 = webhooks::table
            .filter(webhooks::agency_id.eq(key(*agency)))
            .filter(webhooks::status.ne(WebhookStatus::Ended.code()))
            .count()
            .get_result(door.conn)?;
        let thing = Self { agency: *agency, webhooks: usize::try_from(webhooks).unwrap_or(usize::MAX) };
        Ok(Some(Found { thing, standing, version: 0 }))
    }
}

/// How the caller stands to an agency that everybody may know of; none where there is no such agency.
fn standing_to(door: &mut Door<'_>, agency: Id<Agency>) -> Result<Option<Standing>, Failure> {
    let known = agencies::table.find(key(agency)).select(agencies::id).first::<Key>(door.conn).optional()?;
    Ok(known.map(|_| standing(door, agency).unwrap_or_default()))
}

/// The webhooks of an agency, those that have ended included.
#[derive(Clone, Copy)]
pub struct WebhooksOf(pub Id<Agency>);

impl List for Entity<Webhook> {
    const OPERATION: Operation = Operation::ReadWebhooks;
    type Filter = WebhooksOf;

    fn standing(door: &mut Door<'_>, of: &WebhooksOf) -> Result<Option<Standing>, Failure> {
        standing_to(door, of.0)
    }

    fn page(door: &mut Door<'_>, of: &WebhooksOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = webhooks::table
            .filter(webhooks::agency_id.eq(key(of.0)))
            .filter(webhooks::id.gt(Key(page.after_id())))
            .order(webhooks::id)
            .limit(page.fetch())
            .select((webhooks::id, webhooks::version, webhooks::body))
            .load::<Row<Webhook>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

impl Find for DeliveryFile {
    type Key = DeliveryKey;

    fn find(door: &mut Door<'_>, wanted: &DeliveryKey) -> Result<Option<Found<Self>>, Failure> {
        let DeliveryKey { webhook, delivery } = *wanted;
        let Some(found) = <Entity<Webhook>>::find(door, &webhook)? else { return Ok(None) };
        let known = deliveries::table
            .filter(deliveries::id.eq(key(delivery)))
            .filter(deliveries::webhook_id.eq(key(webhook)))
            .select(deliveries::id)
            .first::<Key>(door.conn)
            .optional()?;
        Ok(known.map(|_| found.map(|webhook| Self { webhook, delivery })))
    }
}

/// Begins to send to a webhook whose address has said that it wants that, by the service itself.
pub async fn confirm(db: &Db, execution: Execution, webhook: &Entity<Webhook>) -> Result<(), Failure> {
    execute(db, execution, webhook.id, ConfirmWebhook { url: webhook.url.clone() }).await
}

/// Stops sending to a webhook, by the service itself, unless its address is another by now.
pub async fn disable(db: &Db, execution: Execution, webhook: &Entity<Webhook>) -> Result<(), Failure> {
    execute(db, execution, webhook.id, DisableWebhook { url: webhook.url.clone() }).await
}

async fn execute<C>(db: &Db, execution: Execution, webhook: Id<Webhook>, command: C) -> Result<(), Failure>
where
    C: Command<Target = Entity<Webhook>> + Send + 'static,
{
    db.write(execution, move |unit| unit.execute(&webhook, &command, None)).await.map(drop)
}

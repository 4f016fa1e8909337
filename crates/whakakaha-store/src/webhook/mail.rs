//! E-mails to agencies, which are kept until they are sent.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use diesel::prelude::*;
use whakakaha_domain::{
    code::CodeList,
    entity::Entity,
    ids::Id,
    webhook::{Mail, Webhook, WebhookStatus},
};

use crate::{
    case::instant,
    db::Db,
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    schema::{mails, webhooks},
};

/// An e-mail that is due.
pub struct DueMail {
    /// Its id.
    pub id: Id<Mail>,
    /// The webhook of which it tells.
    pub webhook: Entity<Webhook>,
}

/// How many are claimed at once.
const AT_ONCE: i64 = 32;

/// How long it is waited before one that was not sent is tried again.
const PAUSE: TimeDelta = TimeDelta::minutes(10);

/// After how long one is not tried any more.
const GIVEN_UP: TimeDelta = TimeDelta::days(3);

/// Lets an e-mail about a webhook be due now.
pub(super) fn queue(conn: &mut Conn, change: Key, webhook: Id<Webhook>) -> Result<(), Failure> {
    let due_at = mails::due_at.eq(instant(change).naive_utc());
    let row = (mails::id.eq(change), mails::webhook_id.eq(key(webhook)), due_at);
    diesel::insert_into(mails::table).values(row).execute(conn)?;
    Ok(())
}

/// Claims what is due. What is of no use any more is forgotten: the webhook is sent to again, or nobody took the e-mail for
/// three days.
pub async fn claim_mails(db: &Db, now: DateTime<Utc>) -> Result<Vec<DueMail>, Failure> {
    db.settle(move |conn| claim(conn, now.trunc_subsecs(6))).await
}

fn claim(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<DueMail>, Failure> {
    let rows = mails::table
        .inner_join(webhooks::table.on(webhooks::id.eq(mails::webhook_id)))
        .filter(mails::due_at.le(now.naive_utc()))
        .order(mails::due_at)
        .limit(AT_ONCE)
        .select((mails::id, webhooks::status, (webhooks::id, webhooks::version, webhooks::body)))
        .load::<(Key, String, Row<Webhook>)>(conn)?;
    let mut due = Vec::new();
    for (id, status, webhook) in rows {
        if status == WebhookStatus::Disabled.code() && now - instant(id) < GIVEN_UP {
            let later = mails::due_at.eq((now + PAUSE).naive_utc());
            diesel::update(mails::table.find(id)).set(later).execute(conn)?;
            due.push(DueMail { id: id.id(), webhook: webhook.0 });
        } else {
            diesel::delete(mails::table.find(id)).execute(conn)?;
        }
    }
    Ok(due)
}

/// Forgets an e-mail that was sent.
pub async fn settle_mail(db: &Db, mail: Id<Mail>) -> Result<(), Failure> {
    db.settle(move |conn| {
        diesel::delete(mails::table.find(key(mail))).execute(conn)?;
        Ok(())
    })
    .await
}

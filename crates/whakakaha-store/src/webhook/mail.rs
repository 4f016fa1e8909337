//! E-mails to agencies, which are kept until they are sent.

use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeDelta, Utc};
use diesel::prelude::*;
use whakakaha_domain::{
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

/// After how long one is forgotten, whether it was sent or not.
const KEPT: TimeDelta = TimeDelta::days(3);

/// How many are written for an agency in a day at the most: whoever names an address may name somebody else's.
const MOST_A_DAY: i64 = 3;

/// Lets an e-mail about a webhook be due now, unless many were written for its agency today.
pub(super) fn queue(conn: &mut Conn, change: Key, webhook: &Entity<Webhook>) -> Result<(), Failure> {
    let at = instant(change);
    let today: i64 = mails::table
        .filter(mails::agency_id.eq(key(webhook.agency_id)))
        .filter(mails::made_at.gt((at - TimeDelta::days(1)).naive_utc()))
        .count()
        .get_result(conn)?;
    if today >= MOST_A_DAY {
        return Ok(());
    }
    let row = (
        mails::id.eq(change),
        mails::agency_id.eq(key(webhook.agency_id)),
        mails::webhook_id.eq(key(webhook.id)),
        mails::made_at.eq(at.naive_utc()),
        mails::due_at.eq(at.naive_utc()),
    );
    diesel::insert_into(mails::table).values(row).execute(conn)?;
    Ok(())
}

/// Claims what is due, and forgets what is old.
pub async fn claim_mails(db: &Db, now: DateTime<Utc>) -> Result<Vec<DueMail>, Failure> {
    db.settle(move |conn| claim(conn, now.trunc_subsecs(6))).await
}

fn claim(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<DueMail>, Failure> {
    let old = mails::table.filter(mails::made_at.lt((now - KEPT).naive_utc()));
    diesel::delete(old).execute(conn)?;
    let rows = mails::table
        .inner_join(webhooks::table.on(webhooks::id.eq(mails::webhook_id)))
        .filter(mails::due_at.le(now.naive_utc()))
        .order(mails::due_at)
        .limit(AT_ONCE)
        .select((mails::id, (webhooks::id, webhooks::version, webhooks::body)))
        .load::<(Key, Row<Webhook>)>(conn)?;
    let mut due = Vec::new();
    for (id, Row(webhook)) in rows {
        // Where it is sent to again, there is nothing to write.
        let again = (webhook.status == WebhookStatus::Disabled).then(|| (now + PAUSE).naive_utc());
        diesel::update(mails::table.find(id)).set(mails::due_at.eq(again)).execute(conn)?;
        due.extend(again.map(|_| DueMail { id: id.id(), webhook }));
    }
    Ok(due)
}

/// Keeps that an e-mail was sent, or never will be.
pub async fn settle_mail(db: &Db, mail: Id<Mail>) -> Result<(), Failure> {
    db.settle(move |conn| {
        let done = mails::due_at.eq(None::<NaiveDateTime>);
        diesel::update(mails::table.find(key(mail))).set(done).execute(conn)?;
        Ok(())
    })
    .await
}

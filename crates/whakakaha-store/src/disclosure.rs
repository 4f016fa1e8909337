//! Disclosures: who may know of an item at which point of its way, decided in the query.

mod advice;
mod files;
mod known;
mod ledger;
mod names;
mod notice;
mod own;
mod sheet;

use diesel::prelude::*;
use whakakaha_domain::{
    disclosure::{Disclosure, Recipient},
    entity::Entity,
    ids::Id,
};

pub use advice::{AdviceInbox, AdviceOn};
pub use files::{AdviceKey, NoticeKey, ProposalKey};
pub(crate) use known::{families_of, items_inside, known as known_items, received as received_items};
pub use ledger::{LedgerFilter, LedgerLine};
pub use notice::NoticesOf;
pub use own::{OwnItem, OwnItems};
pub use sheet::{DisclosureFilter, DisclosureSheet, Onlooker};

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    schema::{disclosure_recipients, disclosure_subjects},
};

/// Keeps beside an item whom it is about and who receives it, which never changes; once it has gone, also who keeps it.
pub(crate) fn index_item(conn: &mut Conn, change: Key, item: &Entity<Disclosure>) -> Result<(), Failure> {
    if item.version > 0 {
        return index_keepers(conn, change, item);
    }
    for subject in &item.subjects {
        diesel::insert_into(disclosure_subjects::table)
            .values((
                disclosure_subjects::disclosure_id.eq(key(item.id)),
                disclosure_subjects::person_id.eq(key(*subject)),
                disclosure_subjects::change_id.eq(change),
            ))
            .execute(conn)?;
    }
    item.recipients.iter().try_for_each(|recipient| index_recipient(conn, change, item.id, recipient))
}

/// Those who keep it are as if they had been named.
fn index_keepers(conn: &mut Conn, change: Key, item: &Entity<Disclosure>) -> Result<(), Failure> {
    let Some(basis) = item.ground.basis().filter(|_| !item.kept_by.is_empty()) else { return Ok(()) };
    let known = disclosure_recipients::table
        .filter(disclosure_recipients::disclosure_id.eq(key(item.id)))
        .select(disclosure_recipients::recipient_id)
        .load::<Key>(conn)?;
    for worker_id in item.kept_by.iter().copied().filter(|it| !known.contains(&key(*it))) {
        let keeper = Recipient::Worker { worker_id, agency_id: basis.agency_id };
        index_recipient(conn, change, item.id, &keeper)?;
    }
    Ok(())
}

fn index_recipient(
    conn: &mut Conn,
    change: Key,
    item: Id<Disclosure>,
    recipient: &Recipient,
) -> Result<(), Failure> {
    diesel::insert_into(disclosure_recipients::table)
        .values((
            disclosure_recipients::disclosure_id.eq(key(item)),
            disclosure_recipients::recipient_id.eq(Key(recipient.id())),
            disclosure_recipients::agency_id.eq(recipient.agency().map(key)),
            disclosure_recipients::worker_id.eq(recipient.worker().map(key)),
            disclosure_recipients::person_id.eq(recipient.member().map(key)),
            disclosure_recipients::change_id.eq(change),
        ))
        .execute(conn)?;
    Ok(())
}

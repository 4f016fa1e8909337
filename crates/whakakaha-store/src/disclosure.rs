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
use whakakaha_domain::{disclosure::Disclosure, entity::Entity};

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

/// Keeps beside a new item whom it is about and who receives it, which never changes.
pub(crate) fn index_item(conn: &mut Conn, change: Key, item: &Entity<Disclosure>) -> Result<(), Failure> {
    if item.version > 0 {
        return Ok(());
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
    for recipient in &item.recipients {
        diesel::insert_into(disclosure_recipients::table)
            .values((
                disclosure_recipients::disclosure_id.eq(key(item.id)),
                disclosure_recipients::recipient_id.eq(Key(recipient.id())),
                disclosure_recipients::agency_id.eq(recipient.agency().map(key)),
                disclosure_recipients::worker_id.eq(recipient.worker().map(key)),
                disclosure_recipients::person_id.eq(recipient.member().map(key)),
                disclosure_recipients::change_id.eq(change),
            ))
            .execute(conn)?;
    }
    Ok(())
}

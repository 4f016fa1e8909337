//! The ledger: who holds what about a family, since when, on which ground, and who was told. There is a line for each
//! item and each of those who received it.

use diesel::{dsl::exists, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    agency::Agency,
    code::CodeList,
    disclosure::{DisclosureStatus, Recipient},
    family::Family,
    ids::Id,
    operation::Operation,
    policy::Standing,
};

use super::{
    known::{ItemCondition, inside, received},
    sheet::{DisclosureSheet, Seen, columns},
};
use crate::{
    access::{About, Recorded},
    dialect::{Key, key},
    error::Failure,
    family,
    page::{Page, PageRequest, Position},
    schema::{cases, disclosure_recipients, disclosures},
    unit::{Door, List},
    viewer::Viewer,
};

/// One item that somebody holds or held.
pub struct LedgerLine {
    /// The item.
    pub sheet: DisclosureSheet,
    /// Who holds it.
    pub holder: Recipient,
}

impl Recorded for LedgerLine {
    const ABOUT: About<Self> = About::Case(|it| it.sheet.item.case_id);
}

/// Which lines are wanted.
#[derive(Clone, Copy)]
pub struct LedgerFilter {
    /// Of which family.
    pub family: Id<Family>,
    /// Only those of which somebody should have been told by now.
    pub overdue: bool,
    /// Only what this agency, or a worker of it, holds.
    pub holder: Option<Id<Agency>>,
}

impl List for LedgerLine {
    const OPERATION: Operation = Operation::ReadLedger;
    type Filter = LedgerFilter;

    fn standing(door: &mut Door<'_>, filter: &LedgerFilter) -> Result<Option<Standing>, Failure> {
        Ok(family::known(door, filter.family)?.map(|found| found.standing))
    }

    fn page(door: &mut Door<'_>, filter: &LedgerFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let (item, holder) = place(page)?;
        let of_family = cases::table.filter(cases::family_id.eq(key(filter.family))).select(cases::id);
        let mut query = disclosures::table
            .filter(disclosures::case_id.eq_any(of_family))
            .filter(disclosures::status.eq_any(DisclosureStatus::LEFT.map(CodeList::code)))
            .filter(known(filter, door.viewer))
            .filter(disclosures::id.ge(Key(item)))
            .order(disclosures::id)
            // Of the first item there may be no line left; every other one has one at least.
            .limit(page.fetch() + 1)
            .select(columns(door.viewer))
            .into_boxed();
        if filter.overdue {
            query = query.filter(disclosures::notice_due_at.le(door.viewer.now.naive_utc()));
        }
        let rows = query.load::<Seen>(door.conn)?;
        let sheets = rows.into_iter().map(|seen| DisclosureSheet::of(seen, door.viewer));
        let lines = sheets.flat_map(|sheet| lines(&sheet, filter));
        let further = lines.filter(|line| line.place() > (item, holder)).collect();
        Ok(Page::cut(further, page, |line: &Self| {
            let (item, holder) = line.place();
            Position { sort: item.to_string(), id: holder }
        }))
    }
}

impl LedgerLine {
    fn place(&self) -> (Uuid, Uuid) {
        (self.sheet.item.id.uuid(), self.holder.id())
    }
}

/// The item and its holder after whose line the page begins.
fn place(page: &PageRequest) -> Result<(Uuid, Uuid), Failure> {
    let Some(after) = &page.after else { return Ok((Uuid::nil(), Uuid::nil())) };
    Ok((Uuid::try_parse(&after.sort).map_err(|_| Failure::Cursor)?, after.id))
}

/// Which items the caller may know that somebody holds them, or that this agency does: as a recipient, of itself alone.
fn known(filter: &LedgerFilter, viewer: &Viewer) -> ItemCondition {
    let Some(holder) = filter.holder else { return Box::new(inside(viewer).or(received(viewer))) };
    let held = disclosure_recipients::table
        .filter(disclosure_recipients::disclosure_id.eq(disclosures::id))
        .filter(disclosure_recipients::agency_id.eq(key(holder)));
    let own = viewer.actor.principal.agency() == Some(holder);
    let of_whom = if own { Box::new(inside(viewer).or(received(viewer))) } else { inside(viewer) };
    Box::new(of_whom.and(exists(held)))
}

/// A line for each who holds an item, as far as the caller may know of them, in the order of their ids.
fn lines(sheet: &DisclosureSheet, filter: &LedgerFilter) -> Vec<LedgerLine> {
    let mut holders = sheet.item.recipients.clone();
    holders.retain(|it| filter.holder.is_none_or(|agency| it.agency() == Some(agency)));
    holders.sort_by_key(|it| it.id());
    holders.into_iter().map(|holder| LedgerLine { sheet: sheet.clone(), holder }).collect()
}

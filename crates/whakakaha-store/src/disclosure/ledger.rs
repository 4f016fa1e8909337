//! The ledger: who holds what about a family, since when, on which ground, and who was told.

use diesel::prelude::*;
use whakakaha_domain::{
    code::CodeList, disclosure::DisclosureStatus, family::Family, ids::Id, operation::Operation,
    policy::Standing,
};

use super::{
    known::{inside, received},
    sheet::{DisclosureSheet, Seen, columns},
};
use crate::{
    access::{About, Recorded},
    dialect::{Key, key},
    error::Failure,
    family,
    page::{Page, PageRequest},
    schema::{cases, disclosures},
    unit::{Door, List},
};

/// One item that others hold or held.
pub struct LedgerLine(pub DisclosureSheet);

impl Recorded for LedgerLine {
    const ABOUT: About<Self> = About::Case(|it| it.0.item.case_id);
}

/// Which lines are wanted.
#[derive(Clone, Copy)]
pub struct LedgerFilter {
    /// Of which family.
    pub family: Id<Family>,
    /// Only those of which somebody should have been told by now.
    pub overdue: bool,
}

impl List for LedgerLine {
    const OPERATION: Operation = Operation::ReadLedger;
    type Filter = LedgerFilter;

    fn standing(door: &mut Door<'_>, filter: &LedgerFilter) -> Result<Option<Standing>, Failure> {
        Ok(family::known(door, filter.family)?.map(|found| found.standing))
    }

    fn page(door: &mut Door<'_>, filter: &LedgerFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let of_family = cases::table.filter(cases::family_id.eq(key(filter.family))).select(cases::id);
        let mut query = disclosures::table
            .filter(disclosures::case_id.eq_any(of_family))
            .filter(disclosures::status.eq_any(DisclosureStatus::LEFT.map(CodeList::code)))
            .filter(inside(door.viewer).or(received(door.viewer)))
            .filter(disclosures::id.gt(Key(page.after_id())))
            .order(disclosures::id)
            .limit(page.fetch())
            .select(columns(door.viewer))
            .into_boxed();
        if filter.overdue {
            query = query.filter(disclosures::notice_due_at.le(door.viewer.now.naive_utc()));
        }
        let rows = query.load::<Seen>(door.conn)?;
        let lines = rows.into_iter().map(|seen| Self(DisclosureSheet::of(seen, door.viewer))).collect();
        Ok(Page::cut(lines, page, |line: &Self| line.0.position()))
    }
}

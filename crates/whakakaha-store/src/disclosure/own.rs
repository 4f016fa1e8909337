//! What is shared, or about to be, of a member of the family and of whoever they speak for, on whatever case: with what
//! they were told of it, and what they said to it.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    code::CodeList,
    disclosure::{Disclosure, DisclosureNotice, DisclosureStatus, FamilyAnswer, NoticeLine},
    entity::Entity,
    ids::Id,
    meeting::Meeting,
    operation::Operation,
    person::Person,
    policy::Standing,
};

use super::{
    known::{families_of, inside},
    names::Names,
    sheet::{DisclosureSheet, Seen, columns},
};
use crate::{
    access::{About, Recorded, oneself},
    dialect::{Conn, Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::{cases, disclosure_notices, disclosures, people},
    unit::{Door, List},
};

/// An item that concerns whoever asks.
pub struct OwnItem {
    /// The item, as they may know it.
    pub sheet: DisclosureSheet,
    /// The item in words, as the notice had it where they were given one.
    pub line: NoticeLine,
    /// The notice that they were given.
    pub notice: Option<Entity<DisclosureNotice>>,
    /// Whether an answer is possible: the case is open, or the law demands it.
    pub is_open: bool,
}

impl OwnItem {
    /// What they said to it last.
    #[must_use]
    pub fn answer(&self) -> Option<&FamilyAnswer> {
        self.sheet.item.answers.last()
    }

    /// Whether it is on its way and they have not answered.
    #[must_use]
    pub fn waits(&self) -> bool {
        let on_its_way = DisclosureStatus::AHEAD.contains(&self.sheet.item.status);
        self.is_open && on_its_way && self.answer().is_none()
    }
}

impl Recorded for OwnItem {
    const ABOUT: About<Self> = About::Case(|it| it.sheet.item.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        self.sheet.mentions()
    }

    fn meeting(&self) -> Option<Id<Meeting>> {
        self.sheet.meeting()
    }

    fn without_meeting(&mut self) {
        self.sheet.without_meeting();
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        self.sheet.agents()
    }
}

/// Which of them are wanted.
#[derive(Clone, Copy)]
pub struct OwnItems {
    /// Only those that are about to be shared.
    pub ahead: bool,
}

impl List for OwnItem {
    const OPERATION: Operation = Operation::ReadOwnDoor;
    type Filter = OwnItems;

    fn standing(door: &mut Door<'_>, _: &OwnItems) -> Result<Option<Standing>, Failure> {
        Ok(Some(oneself(door)))
    }

    /// Newest first: what is about to be shared is among the latest.
    fn page(door: &mut Door<'_>, wanted: &OwnItems, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = door.viewer.actor.principal.person().ok_or(Failure::Absent)?;
        let own_cases = cases::table
            .filter(cases::family_id.eq_any(families_of(reader)))
            .select(cases::id)
            .load::<Key>(door.conn)?;
        let mut query = disclosures::table
            .filter(disclosures::case_id.eq_any(own_cases))
            .filter(inside(door.viewer))
            .order(disclosures::id.desc())
            .limit(page.fetch())
            .select(columns(door.viewer))
            .into_boxed();
        if wanted.ahead {
            query = query.filter(disclosures::status.eq_any(DisclosureStatus::AHEAD.map(CodeList::code)));
        }
        if let Some(after) = &page.after {
            query = query.filter(disclosures::id.lt(Key(after.id)));
        }
        let rows = query.load::<Seen>(door.conn)?;
        let sheets = rows.into_iter().map(|seen| DisclosureSheet::of(seen, door.viewer)).collect();
        let Page { items, next } = Page::cut(sheets, page, DisclosureSheet::position);
        Ok(Page { items: told(door.conn, reader, items)?, next })
    }
}

/// The items with what the reader was told of them: by as many statements, however many there are.
fn told(conn: &mut Conn, reader: Id<Person>, sheets: Vec<DisclosureSheet>) -> Result<Vec<OwnItem>, Failure> {
    if sheets.is_empty() {
        return Ok(Vec::new());
    }
    let notices = notices(conn, reader, &sheets)?;
    let of_cases: BTreeSet<Key> = sheets.iter().map(|it| key(it.item.case_id)).collect();
    let open = cases::table
        .filter(cases::id.eq_any(of_cases))
        .filter(cases::is_open)
        .select(cases::id)
        .load::<Key>(conn)?;
    let names = names(conn, &sheets)?;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let own = |sheet: DisclosureSheet| {
        let notice =
            notices.iter().rev().find(|it| it.lines.iter().any(|line| line.disclosure_id == sheet.item.id));
        let line = notice.and_then(|it| it.lines.iter().find(|line| line.disclosure_id == sheet.item.id));
        OwnItem {
            line: line.cloned().unwrap_or_else(|| NoticeLine::of(&sheet.item, name)),
            notice: notice.cloned(),
            is_open: open.contains(&key(sheet.item.case_id)) || sheet.item.ground.is_statutory(),
            sheet,
        }
    };
    Ok(sheets.into_iter().map(own).collect())
}

/// The notices of these items that were given to the reader.
fn notices(
    conn: &mut Conn,
    reader: Id<Person>,
    sheets: &[DisclosureSheet],
) -> Result<Vec<Entity<DisclosureNotice>>, Failure> {
    let of_items = sheets.iter().flat_map(|it| it.item.notices.iter().filter_map(|it| it.notice_id.map(key)));
    let named: BTreeSet<Key> = of_items.chain([Key(Uuid::nil())]).collect();
    let rows = disclosure_notices::table
        .filter(disclosure_notices::id.eq_any(named))
        .filter(disclosure_notices::person_id.eq(key(reader)))
        .order(disclosure_notices::id)
        .select((disclosure_notices::id, disclosure_notices::version, disclosure_notices::body))
        .load::<Row<DisclosureNotice>>(conn)?;
    Ok(Row::entities(rows))
}

/// The names of everybody in these items: of members of the family, agencies and workers.
fn names(conn: &mut Conn, sheets: &[DisclosureSheet]) -> Result<BTreeMap<Uuid, String>, Failure> {
    let items: Vec<_> = sheets.iter().map(|it| &it.item).collect();
    let members: BTreeSet<Key> = items.iter().copied().flat_map(members).collect();
    let rows = people::table
        .filter(people::id.eq_any(members))
        .select((people::id, people::version, people::body))
        .load::<Row<Person>>(conn)?;
    let people = rows.into_iter().map(|Row(person)| (person.id.uuid(), person.body.name));
    let Names { mut names, .. } = Names::of(conn, &items)?;
    names.extend(people);
    Ok(names)
}

/// The members of the family whom an item is about, or who are to receive it.
fn members(item: &Entity<Disclosure>) -> Vec<Key> {
    let receiving = item.recipients.iter().filter_map(|it| it.member());
    item.subjects.iter().copied().chain(receiving).map(key).collect()
}

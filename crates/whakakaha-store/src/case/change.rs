//! What changed of cases: when each did last, as far as the caller may know, and which are closed to the
//! caller's agency by now. The changes of a case are states, not a history: only the last one counts.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{expression::BoxableExpression, prelude::*, sql_types::Nullable};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    agency::Agency,
    assignment::Role,
    case::Case,
    code::CodeList,
    consent::Purpose,
    ids::Id,
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    worker::Worker,
};

use super::{outline::outline_changed, own, taken_part_in_by};
use crate::{
    access::{About, Recorded},
    dialect::{Db, Key, greatest, key, sql},
    error::Failure,
    page::{Page, PageRequest, Position},
    schema::{assignments, cases, consent_standings, departures, families, memberships},
    unit::{Door, List},
    viewer::Viewer,
};

/// A case that has changed, or that is closed to the caller's agency.
pub struct CaseChange {
    /// The case.
    pub case: Id<Case>,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the caller may not read it any more.
    pub gone: bool,
    change: Key,
}

impl CaseChange {
    fn of((case, change): (Key, Key), gone: bool) -> Self {
        Self { case: case.id(), at: instant(change), gone, change }
    }

    /// Its place in the feed.
    #[must_use]
    pub fn position(&self) -> Position {
        Position { sort: self.change.0.to_string(), id: self.case.uuid() }
    }

    fn order(&self) -> (Key, Uuid) {
        (self.change, self.case.uuid())
    }
}

impl Recorded for CaseChange {
    const ABOUT: About<Self> = About::Case(|it| it.case);
}

/// How long changes are held back: whatever began this long ago is there, or never will be, because
/// [no write takes longer](crate::db::LONGEST_WRITE). So a reader who goes on from a cursor misses nothing.
pub const HELD_BACK: TimeDelta = TimeDelta::seconds(30);

impl List for CaseChange {
    const OPERATION: Operation = Operation::ReadChanges;
    type Filter = ();

    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        let system = matches!(door.viewer.actor.principal, Principal::System(_));
        Ok(Some(door.standing(system.then_some(Relation::System))))
    }

    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        let Principal::System(agency) = door.viewer.actor.principal else { return Err(Failure::Absent) };
        let span = Span::of(door.viewer, page)?;
        let mut items = open_cases(door, &span, page)?;
        items.extend(closed_cases(door, agency, &span, page)?);
        items.sort_by_key(Self::order);
        items.truncate(usize::from(page.limit));
        let last = items.last().map_or_else(|| span.beginning(), Self::position);
        Ok(Page { items, next: Some(last) })
    }
}

/// Which changes are wanted: after this one of this case, and before that one.
struct Span {
    after: (Key, Key),
    before: Key,
}

impl Span {
    fn of(viewer: &Viewer, page: &PageRequest) -> Result<Self, Failure> {
        let change = match &page.after {
            Some(after) => after.sort.parse().map_err(|_| Failure::Cursor)?,
            None => Uuid::nil(),
        };
        let after = (Key(change), Key(page.after_id()));
        Ok(Self { after, before: first_change_at(viewer.now - HELD_BACK) })
    }

    fn beginning(&self) -> Position {
        Position { sort: self.after.0.0.to_string(), id: self.after.1.0 }
    }
}

fn open_cases(door: &mut Door<'_>, span: &Span, page: &PageRequest) -> Result<Vec<CaseChange>, Failure> {
    let (change, case) = span.after;
    let rows = cases::table
        .filter(own(door.viewer))
        .filter(last_change(door.viewer).lt(span.before))
        .filter(
            last_change(door.viewer)
                .gt(change)
                .or(last_change(door.viewer).eq(change).and(cases::id.gt(case).nullable())),
        )
        .order((last_change(door.viewer), cases::id))
        .limit(page.fetch())
        .select((cases::id, last_change(door.viewer).assume_not_null()))
        .load::<(Key, Key)>(door.conn)?;
    Ok(rows.into_iter().map(|row| CaseChange::of(row, false)).collect())
}

/// The departures from cases that are still closed.
fn closed_cases(
    door: &mut Door<'_>,
    agency: Id<Agency>,
    span: &Span,
    page: &PageRequest,
) -> Result<Vec<CaseChange>, Failure> {
    let (change, case) = span.after;
    let still_open = taken_part_in_by(door.viewer, agency).select(assignments::case_id);
    let rows = departures::table
        .filter(departures::agency_id.eq(key(agency)))
        .filter(departures::case_id.ne_all(still_open))
        .filter(departures::change_id.lt(span.before))
        .filter(
            departures::change_id
                .gt(change)
                .or(departures::change_id.eq(change).and(departures::case_id.gt(case))),
        )
        .order((departures::change_id, departures::case_id))
        .limit(page.fetch())
        .select((departures::case_id, departures::change_id))
        .load::<(Key, Key)>(door.conn)?;
    Ok(rows.into_iter().map(|row| CaseChange::of(row, true)).collect())
}

/// The last change of a case that the caller may know of: of what everybody sees of the case, of its family's name, of the
/// caller's own part in it, or of the consent that opens it to the caller.
pub(super) fn last_change(viewer: &Viewer) -> LastChange {
    let of_both = || greatest(outline_changed(), family_changed());
    match viewer.actor.principal {
        Principal::Worker { worker, agency } => {
            Box::new(greatest(of_both(), greatest(roles_changed(worker), consent_changed(agency))))
        }
        Principal::System(agency) => {
            Box::new(greatest(of_both(), greatest(part_changed(agency), consent_changed(agency))))
        }
        Principal::Family(person) => Box::new(greatest(of_both(), membership_changed(person))),
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => {
            Box::new(outline_changed())
        }
    }
}

pub(super) type LastChange = Box<dyn BoxableExpression<cases::table, Db, SqlType = Nullable<sql::Id>>>;

#[diesel::dsl::auto_type(no_type_alias)]
fn family_changed() -> _ {
    families::table.filter(families::id.eq(cases::family_id)).select(families::change_id).single_value()
}

#[diesel::dsl::auto_type(no_type_alias)]
fn roles_changed(worker: Id<Worker>) -> _ {
    let worker: Key = key(worker);
    assignments::table
        .filter(assignments::case_id.eq(cases::id))
        .filter(assignments::worker_id.eq(worker))
        .order(assignments::change_id.desc())
        .select(assignments::change_id)
        .single_value()
}

#[diesel::dsl::auto_type(no_type_alias)]
fn part_changed(agency: Id<Agency>) -> _ {
    let agency: Key = key(agency);
    let participant: &'static str = Role::Participant.code();
    assignments::table
        .filter(assignments::case_id.eq(cases::id))
        .filter(assignments::agency_id.eq(agency))
        .filter(assignments::role.eq(participant))
        .order(assignments::change_id.desc())
        .select(assignments::change_id)
        .single_value()
}

/// The consent to take part, and that to share with the agency.
#[diesel::dsl::auto_type(no_type_alias)]
fn consent_changed(agency: Id<Agency>) -> _ {
    let agency: Key = key(agency);
    let nobody: Key = Key(Uuid::nil());
    let participate: &'static str = Purpose::Participate.code();
    let share: &'static str = Purpose::ShareWithAgencies.code();
    let to_take_part =
        consent_standings::purpose.eq(participate).and(consent_standings::agency_id.eq(nobody));
    let to_share = consent_standings::purpose.eq(share).and(consent_standings::agency_id.eq(agency));
    consent_standings::table
        .filter(consent_standings::case_id.eq(cases::id))
        .filter(to_take_part.or(to_share))
        .order(consent_standings::change_id.desc())
        .select(consent_standings::change_id)
        .single_value()
}

#[diesel::dsl::auto_type(no_type_alias)]
fn membership_changed(person: Id<Person>) -> _ {
    let person: Key = key(person);
    memberships::table
        .filter(memberships::family_id.eq(cases::family_id))
        .filter(memberships::person_id.eq(person))
        .order(memberships::change_id.desc())
        .select(memberships::change_id)
        .single_value()
}

/// How many bits of a UUID version 7 follow its milliseconds (RFC 9562, 5.7).
const AFTER_THE_TIME: u32 = 80;

/// Sorts before every change from this millisecond on, and after every earlier one.
pub(crate) fn first_change_at(at: DateTime<Utc>) -> Key {
    const LATEST: u64 = (1 << 48) - 1;
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0).min(LATEST);
    Key(Uuid::from_u128(u128::from(millis) << AFTER_THE_TIME))
}

/// When a change was made, to the millisecond.
pub(crate) fn instant(change: Key) -> DateTime<Utc> {
    let millis = i64::try_from(change.0.as_u128() >> AFTER_THE_TIME).unwrap_or(0);
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

//! Who must not meet whom, in whichever case that is on record, and which meetings are not told of to whom.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::{
    dsl::{exists, not},
    expression::BoxableExpression,
    prelude::*,
    sql_types::Bool,
};
use whakakaha_domain::{
    actor::Principal,
    code::CodeList,
    ids::Id,
    meeting::{Apart, InvitationState, Meeting},
    person::Person,
};

use crate::{
    dialect::{Conn, Db, Key, key},
    error::Failure,
    hidden::is_kept_back,
    schema::{invitations, meetings, safety_alerts},
    unit::Door,
    viewer::Viewer,
};

/// Pairs of these people who must not meet on a day.
pub(crate) fn apart(conn: &mut Conn, people: &[Key], today: NaiveDate) -> Result<Vec<Apart>, Failure> {
    if people.len() < 2 {
        return Ok(Vec::new());
    }
    let others: Vec<Option<Key>> = people.iter().copied().map(Some).collect();
    let pairs = safety_alerts::table
        .filter(safety_alerts::is_open.eq(true))
        .filter(safety_alerts::ends_on.is_null().or(safety_alerts::ends_on.ge(today).assume_not_null()))
        .filter(safety_alerts::person_id.eq_any(people))
        .filter(safety_alerts::protected_id.eq_any(others))
        .select((safety_alerts::person_id, safety_alerts::protected_id.assume_not_null()))
        .load::<(Key, Key)>(conn)?;
    Ok(pairs.into_iter().map(|(one, other)| (one.id(), other.id())).collect())
}

type MeetingCondition = Box<dyn BoxableExpression<meetings::table, Db, SqlType = Bool>>;

/// Whether a meeting is for somebody whom the caller must not meet: the caller learns neither when nor where it is,
/// unless they were invited to it themselves.
pub(crate) fn keeps_away(viewer: &Viewer) -> MeetingCondition {
    let Principal::Family(reader) = viewer.actor.principal else {
        return Box::new(meetings::id.is_null().assume_not_null());
    };
    Box::new(exists(comes_protected(reader)).and(not(exists(is_invited(reader)))))
}

/// The same of one meeting.
pub(crate) fn is_kept_away(door: &mut Door<'_>, meeting: Id<Meeting>) -> Result<bool, Failure> {
    Ok(!kept_away(door, [key(meeting)].into())?.is_empty())
}

/// Which of these meetings are kept from the caller.
pub(crate) fn kept_away(door: &mut Door<'_>, meetings: BTreeSet<Key>) -> Result<BTreeSet<Key>, Failure> {
    if meetings.is_empty() || !matches!(door.viewer.actor.principal, Principal::Family(_)) {
        return Ok(BTreeSet::new());
    }
    let kept = meetings::table.filter(meetings::id.eq_any(meetings)).filter(keeps_away(door.viewer));
    Ok(kept.select(meetings::id).load::<Key>(door.conn)?.into_iter().collect())
}

/// The meetings of cases that are kept from the caller, the invitations to them, and those of people who are. The ids may
/// be those of other things as well.
pub(crate) fn unknown_meetings(door: &mut Door<'_>, cases: &[Key]) -> Result<Vec<Key>, Failure> {
    let away = meetings::table.filter(meetings::case_id.eq_any(cases)).filter(keeps_away(door.viewer));
    let mut unknown = away.select(meetings::id).load::<Key>(door.conn)?;
    let to_them = invitations::meeting_id.eq_any(unknown.clone());
    let invitations = invitations::table
        .filter(invitations::case_id.eq_any(cases))
        .filter(to_them.nullable().or(is_kept_back!(door.viewer.reader(), invitations::person_id)))
        .select(invitations::id);
    unknown.extend(invitations.load::<Key>(door.conn)?);
    Ok(unknown)
}

/// The invitations to a meeting of people whom an alert protects from the reader.
#[diesel::dsl::auto_type(no_type_alias)]
fn comes_protected(reader: Id<Person>) -> _ {
    let reader: Key = key(reader);
    let protecting = safety_alerts::table
        .filter(safety_alerts::is_open.eq(true))
        .filter(safety_alerts::person_id.eq(reader))
        .filter(safety_alerts::protected_id.eq(invitations::person_id));
    invitations::table
        .filter(invitations::meeting_id.eq(meetings::id))
        .filter(invitations::person_id.is_not_null())
        .filter(exists(protecting))
}

/// The reader's own invitation to a meeting, while they may come. Whoever has declined knows of the meeting as it was then,
/// and not what becomes of it.
#[diesel::dsl::auto_type(no_type_alias)]
fn is_invited(reader: Id<Person>) -> _ {
    let reader: Key = key(reader);
    let may_come: [&'static str; 3] = InvitationState::MAY_COME.map(CodeList::code);
    let declined: &'static str = InvitationState::Declined.code();
    invitations::table
        .filter(invitations::meeting_id.eq(meetings::id))
        .filter(invitations::person_id.eq(reader))
        .filter(
            invitations::state
                .eq_any(may_come)
                .or(invitations::state.eq(declined).and(invitations::change_id.gt(meetings::change_id))),
        )
}

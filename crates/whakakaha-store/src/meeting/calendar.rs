//! The meetings in somebody's calendar: of those that they may read, the ones that they run, and the ones to which they are
//! to come.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    dsl::{exists, not},
    expression::BoxableExpression,
    prelude::*,
    sql_types::Bool,
};
use whakakaha_domain::{
    actor::Principal,
    assignment::Role,
    calendar::Zone,
    case::Case,
    code::CodeList,
    entity::Entity,
    ids::Id,
    meeting::{InvitationState, Meeting, MeetingStatus},
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    worker::Worker,
};

use crate::{
    access::{About, Recorded},
    case::{belonging, consented, held_by},
    dialect::{Db, Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    safety::keeps_away,
    schema::{assignments, cases, invitations, meetings, memberships},
    unit::{Door, List},
    viewer::Viewer,
};

/// A meeting as a calendar shows it: when it is, and nothing of what it is about.
pub struct CalendarMeeting {
    /// Which one.
    pub id: Id<Meeting>,
    /// The case.
    pub case_id: Id<Case>,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it is planned to end.
    pub ends_at: DateTime<Utc>,
    /// Where it stands.
    pub status: MeetingStatus,
    /// How often those who were invited have learnt of another time, or that it is off.
    pub revision: u32,
}

impl Recorded for CalendarMeeting {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);
}

/// How long a meeting stays in calendars after it was held.
const LOOK_BACK: TimeDelta = TimeDelta::days(30);

impl List for CalendarMeeting {
    const OPERATION: Operation = Operation::ReadMeeting;
    type Filter = ();

    /// Everybody has a calendar of their own; which meetings are in it is in the query.
    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing(Relation::ON_CASES)))
    }

    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        // The main islands' clock: on the Chatham Islands a meeting stays for three quarters of an hour longer.
        let since = Zone::Auckland.wall_clock(door.viewer.now - LOOK_BACK);
        let rows = meetings::table
            .filter(is_in_calendar(door.viewer))
            .filter(not(keeps_away(door.viewer)))
            .filter(meetings::starts_at.ge(since))
            .filter(meetings::id.gt(Key(page.after_id())))
            .order(meetings::id)
            .limit(page.fetch())
            .select(((meetings::id, meetings::version, meetings::body), its_case()))
            .load::<(Row<Meeting>, Option<String>)>(door.conn)?;
        let items = rows.into_iter().map(Self::of).collect::<Result<Vec<_>, Failure>>()?;
        Ok(Page::cut(items, page, |item| Position { sort: String::new(), id: item.id.uuid() }))
    }
}

impl CalendarMeeting {
    fn of((Row(meeting), case): (Row<Meeting>, Option<String>)) -> Result<Self, Failure> {
        let case = case.ok_or_else(|| Failure::Bug("a meeting without a case".into()))?;
        let case: Case = serde_json::from_str(&case).map_err(|error| Failure::Bug(error.into()))?;
        let Entity { id, body: meeting, .. } = meeting;
        let starts_at = case.zone.local(meeting.starts_at_local);
        Ok(Self {
            id,
            case_id: meeting.case_id,
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(meeting.minutes.into()),
            status: meeting.state.status(),
            revision: meeting.revision(),
        })
    }
}

/// The content of a meeting's case, beside the meeting in one statement.
#[diesel::dsl::auto_type]
fn its_case() -> _ {
    cases::table.filter(cases::id.eq(meetings::case_id)).select(cases::body).single_value()
}

type MeetingCondition = Box<dyn BoxableExpression<meetings::table, Db, SqlType = Bool>>;

/// Workers have the meetings of their cases that they run or to which they are invited; members of the family those to which
/// the family wants them to come; whānau who support it those to which they are invited, while the family takes part.
fn is_in_calendar(viewer: &Viewer) -> MeetingCondition {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => {
            let held = held_by(viewer, worker).select(assignments::case_id);
            let run = held_by(viewer, worker)
                .filter(assignments::role.eq_any(RUNNING.map(CodeList::code)))
                .filter(assignments::case_id.eq(meetings::case_id));
            Box::new(meetings::case_id.eq_any(held).and(exists(run).or(exists(worker_comes(worker)))))
        }
        Principal::Family(person) => {
            let named = invitations::table.filter(invitations::person_id.eq(key(person)));
            let families = belonging(person).select(memberships::family_id);
            let own = cases::table
                .filter(cases::id.eq(meetings::case_id))
                .filter(cases::family_id.eq_any(families));
            let relatives = memberships::table
                .filter(memberships::person_id.eq(key(person)))
                .filter(memberships::ended_on.is_null());
            let supported = cases::table
                .filter(cases::id.eq(meetings::case_id))
                .filter(cases::is_open)
                .filter(consented(viewer))
                .filter(cases::family_id.eq_any(relatives.select(memberships::family_id)));
            let comes = exists(own).and(exists(member_comes(person)));
            let supports = exists(supported).and(exists(supporter_comes(person)));
            Box::new(meetings::id.eq_any(named.select(invitations::meeting_id)).and(comes.or(supports)))
        }
        Principal::System(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => Box::new(meetings::id.is_null().assume_not_null()),
    }
}

/// The roles that run the meetings of a case.
const RUNNING: [Role; 4] = [Role::Coordinator, Role::LeadWorker, Role::KeyContact, Role::Facilitator];

/// The states in which the family wants one of its members to come.
const WANTED: [InvitationState; 4] = [
    InvitationState::FamilyApproved,
    InvitationState::Sent,
    InvitationState::Accepted,
    InvitationState::Tentative,
];

/// Whether an invitation was taken back because its meeting was cancelled: by the same change.
#[diesel::dsl::auto_type]
fn is_called_off() -> _ {
    let revoked: &'static str = InvitationState::Revoked.code();
    let cancelled: &'static str = MeetingStatus::Cancelled.code();
    invitations::state
        .eq(revoked)
        .and(meetings::status.eq(cancelled))
        .and(invitations::change_id.eq(meetings::change_id))
}

/// The invitation of a worker to a meeting, while they may come, or until it was cancelled.
#[diesel::dsl::auto_type(no_type_alias)]
fn worker_comes(worker: Id<Worker>) -> _ {
    let worker: Key = key(worker);
    let may_come: [&'static str; 3] = InvitationState::MAY_COME.map(CodeList::code);
    let called_off: is_called_off = is_called_off();
    invitations::table
        .filter(invitations::meeting_id.eq(meetings::id))
        .filter(invitations::worker_id.eq(worker))
        .filter(invitations::state.eq_any(may_come).or(called_off))
}

/// The same of somebody who belongs to the family, and knows of its decisions.
#[diesel::dsl::auto_type(no_type_alias)]
fn member_comes(person: Id<Person>) -> _ {
    let person: Key = key(person);
    let wanted: [&'static str; 4] = WANTED.map(CodeList::code);
    let called_off: is_called_off = is_called_off();
    invitations::table
        .filter(invitations::meeting_id.eq(meetings::id))
        .filter(invitations::person_id.eq(person))
        .filter(invitations::state.eq_any(wanted).or(called_off))
}

/// The same of whānau who support the family, and know of their invitation alone.
#[diesel::dsl::auto_type(no_type_alias)]
fn supporter_comes(person: Id<Person>) -> _ {
    let person: Key = key(person);
    let may_come: [&'static str; 3] = InvitationState::MAY_COME.map(CodeList::code);
    invitations::table
        .filter(invitations::meeting_id.eq(meetings::id))
        .filter(invitations::person_id.eq(person))
        .filter(invitations::state.eq_any(may_come))
}

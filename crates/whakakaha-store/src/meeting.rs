//! Meetings and invitations: the targets of their rules, and what each caller may read of them.

mod calendar;
mod facts;
mod invitation;
mod pack;
mod sheet;

use diesel::{dsl::exists, prelude::*, select};
use whakakaha_domain::{
    actor::Principal,
    case::Case,
    code::CodeList,
    entity::{Entity, Version},
    ids::Id,
    meeting::{Invitation, InvitationState, Invitee, Meeting},
    person::Person,
    policy::{Relation, Standing},
    worker::Worker,
};

pub use calendar::CalendarMeeting;
pub(crate) use facts::open_meetings;
pub use facts::{AppointmentKey, CompletionKey, InvitableKey};
pub use invitation::{InvitationFilter, InvitationSheet};
pub(crate) use sheet::parts_of;
pub use sheet::{MeetingFilter, MeetingItem, MeetingSheet};

use crate::{
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    safety::is_kept_away,
    schema::{cases, invitations, meetings, memberships, workers},
    unit::Door,
    viewer::Viewer,
};

/// A meeting of a case that the caller may know of, its invitations, and how the caller stands to it.
struct Sight {
    meeting: Entity<Meeting>,
    invitations: Vec<Entity<Invitation>>,
    standing: Standing,
}

/// Finds a meeting; whoever has an invitation to it that is out is also an invitee.
fn sight(door: &mut Door<'_>, id: Id<Meeting>) -> Result<Option<Sight>, Failure> {
    let row = meetings::table
        .find(key(id))
        .select((meetings::id, meetings::version, meetings::body))
        .first::<Row<Meeting>>(door.conn)
        .optional()?;
    let Some(Row(meeting)) = row else { return Ok(None) };
    if is_kept_away(door, id)? {
        return Ok(None);
    }
    let of_case = case::standing(door, meeting.case_id)?;
    let invitations = invitations_to(door.conn, id)?;
    let invited = invitations.iter().any(|it| it.state.is_out() && is_own(door.viewer, it));
    let standing = match of_case {
        Some(standing) if invited => with_invitee(door, &standing),
        Some(standing) => standing,
        // Whānau who support the family know of the meeting to which the family had them invited,
        // and of nothing else.
        None if invited && supports(door, meeting.case_id)? => door.standing([Relation::Invitee]),
        None if facilitates(door, &meeting)? => door.standing([Relation::Facilitator]),
        None => return Ok(None),
    };
    Ok(Some(Sight { meeting, invitations, standing }))
}

/// Whether the caller belongs to the family of a case that is open, and the family consents to take part.
fn supports(door: &mut Door<'_>, case: Id<Case>) -> Result<bool, Failure> {
    let Some(person) = door.viewer.actor.principal.person() else { return Ok(false) };
    let belongs = memberships::table
        .filter(memberships::family_id.eq(cases::family_id))
        .filter(memberships::person_id.eq(key(person)))
        .filter(memberships::ended_on.is_null());
    let open = cases::table
        .find(key(case))
        .filter(cases::is_open)
        .filter(case::consented(door.viewer))
        .filter(exists(belongs));
    Ok(select(exists(open)).get_result(door.conn)?)
}

/// The invitations of whoever supports the family to meetings of these cases, of which they know nothing else.
pub(crate) fn invitations_of_supporter(
    door: &mut Door<'_>,
    person: Id<Person>,
    cases: &[Key],
) -> Result<Vec<Key>, Failure> {
    let open = cases::table
        .filter(cases::id.eq(invitations::case_id))
        .filter(cases::is_open)
        .filter(case::consented(door.viewer));
    let out = invitations::table
        .filter(invitations::person_id.eq(key(person)))
        .filter(invitations::case_id.eq_any(cases))
        .filter(invitations::state.eq_any(InvitationState::OUT.map(CodeList::code)))
        .filter(exists(open));
    Ok(out.select(invitations::id).load(door.conn)?)
}

/// Whether the caller was appointed to run the meeting, while the family takes part: whoever ran it, or
/// was to, still knows of it when they have nothing to do with the case any more.
fn facilitates(door: &mut Door<'_>, meeting: &Meeting) -> Result<bool, Failure> {
    let Principal::Worker { worker, .. } = door.viewer.actor.principal else { return Ok(false) };
    let appointed = meeting.facilitation.as_ref().is_some_and(|it| it.worker_id == worker);
    Ok(appointed && case::takes_part(door, meeting.case_id)?)
}

fn invitations_to(conn: &mut Conn, meeting: Id<Meeting>) -> Result<Vec<Entity<Invitation>>, Failure> {
    let rows = invitations::table
        .filter(invitations::meeting_id.eq(key(meeting)))
        .order(invitations::id)
        .select((invitations::id, invitations::version, invitations::body))
        .load::<Row<Invitation>>(conn)?;
    Ok(Row::entities(rows))
}

/// The same standing, for somebody who is invited; who reads in an emergency answers nothing.
fn with_invitee(door: &Door<'_>, standing: &Standing) -> Standing {
    if standing.has_any(&Relation::IN_EMERGENCY) {
        return standing.clone();
    }
    let relations = Relation::ON_CASES.into_iter().filter(|relation| standing.has(*relation));
    door.standing(relations.chain([Relation::Invitee]))
}

/// Whether it invites the caller.
fn is_own(viewer: &Viewer, invitation: &Invitation) -> bool {
    match (&invitation.invitee, viewer.actor.principal) {
        (Invitee::Worker { worker_id, .. }, Principal::Worker { worker, .. }) => *worker_id == worker,
        (Invitee::FamilyMember { person_id }, Principal::Family(person)) => *person_id == person,
        (Invitee::Worker { .. } | Invitee::FamilyMember { .. } | Invitee::SupportPerson { .. }, _) => false,
    }
}

/// Whether the caller prepares meetings with the family, and so knows of its decisions about people.
fn prepares(standing: &Standing) -> bool {
    standing.has_any(&Relation::INNER)
}

/// The version of a meeting, for those who prepare it: others are not told how often the family and its people
/// have gone over it before anybody was invited.
fn known_version(standing: &Standing, version: Version) -> Version {
    if prepares(standing) { version } else { 0 }
}

/// Whether the caller may know of an invitation: others than those who prepare the meeting know only
/// of those that are out, and everybody of their own once it went out.
fn may_know(viewer: &Viewer, standing: &Standing, invitation: &Invitation) -> bool {
    use whakakaha_domain::meeting::InvitationState::Revoked;
    let told = invitation.state == Revoked && is_own(viewer, invitation);
    prepares(standing) || invitation.state.is_out() || told
}

fn worker(conn: &mut Conn, id: Id<Worker>) -> Result<Option<Entity<Worker>>, Failure> {
    let row = workers::table
        .find(key(id))
        .select((workers::id, workers::version, workers::body))
        .first::<Row<Worker>>(conn)
        .optional()?;
    Ok(row.map(|row| row.0))
}

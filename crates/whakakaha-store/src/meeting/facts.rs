//! What the rules about meetings look at.

use diesel::{dsl::exists, prelude::*, select};
use uuid::Uuid;
use whakakaha_domain::{
    assignment::Role,
    case::{Case, CaseFile},
    code::CodeList,
    entity::Entity,
    facilitator::Facilitator,
    ids::Id,
    meeting::{
        Appointed, Appointment, CaseMeetings, Completion, Invitable, Invitation, InvitationFile, Invitee,
        Meeting, MeetingFile, MeetingStatus, Named,
    },
    policy::Relation,
    restriction::Reader,
    review::Review,
    worker::Worker,
};

use super::{is_own, known_version, may_know, sight, with_invitee, worker};
use crate::{
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::{is_person_hidden, parts_kept_from, reaches_the_plan},
    mention::kept_agents,
    record::Row,
    safety::apart,
    schema::{facilitators, invitations, meetings, profile_entries, reviews},
    unit::{Door, Find, Found},
};

impl Find for CaseMeetings {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, case)? else { return Ok(None) };
        let rows = meetings::table
            .filter(meetings::case_id.eq(key(*case)))
            .select((meetings::id, meetings::version, meetings::body))
            .load::<Row<Meeting>>(door.conn)?;
        let thing = Self { case: found.thing, meetings: Row::entities(rows) };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

impl Find for MeetingFile {
    type Key = Id<Meeting>;

    fn find(door: &mut Door<'_>, id: &Id<Meeting>) -> Result<Option<Found<Self>>, Failure> {
        let Some(sight) = sight(door, *id)? else { return Ok(None) };
        let case_id = sight.meeting.case_id;
        let Some(mut case) = case::load(door.conn, case_id)? else { return Ok(None) };
        let reader = case::reader(door.viewer, &sight.standing);
        case.kept_back = case::kept_members(door.conn, case.case.family_id, reader)?;
        let appointed = sight.meeting.facilitation.as_ref().map(|it| it.facilitator_id);
        let entries = profile_entries::table
            .filter(profile_entries::case_id.eq(key(case_id)))
            .filter(profile_entries::removed.eq(false));
        let version = known_version(&sight.standing, sight.meeting.version);
        let people: Vec<Key> = case.members.iter().map(|it| key(it.person.id)).collect();
        let apart = apart(door.conn, &people, case.case.today(door.viewer.now))?;
        let points = sight.meeting.agenda.iter().map(|it| key(it.id)).collect();
        let kept_points = parts_kept_from(door.conn, &points, reader)?;
        let thing = Self {
            case,
            kept_points,
            meeting: sight.meeting,
            invitations: sight.invitations,
            facilitator: appointed.map(|id| facilitator(door.conn, id)).transpose()?.flatten(),
            has_profile: select(exists(entries)).get_result(door.conn)?,
            apart,
            sessions: open_meetings(door.conn, case_id)?,
        };
        Ok(Some(Found { thing, standing: sight.standing, version }))
    }
}

impl Find for InvitationFile {
    type Key = Id<Invitation>;

    /// Only the invited answer as such, each for themselves.
    fn find(door: &mut Door<'_>, id: &Id<Invitation>) -> Result<Option<Found<Self>>, Failure> {
        let meeting = invitations::table
            .find(key(*id))
            .select(invitations::meeting_id)
            .first::<Key>(door.conn)
            .optional()?;
        let Some(meeting) = meeting else { return Ok(None) };
        let Some(found) = MeetingFile::find(door, &meeting.id())? else { return Ok(None) };
        let invitation = found.thing.invitations.iter().find(|it| it.id == *id).cloned();
        let Some(invitation) = invitation else { return Ok(None) };
        let reader = case::reader(door.viewer, &found.standing);
        let kept_back = is_guest_kept(door.conn, &invitation.invitee, reader)?;
        if kept_back || !may_know(door.viewer, &found.standing, &invitation) {
            return Ok(None);
        }
        let relations = Relation::ON_CASES.into_iter().filter(|relation| found.standing.has(*relation));
        let mut standing = door.standing(relations);
        if is_own(door.viewer, &invitation) {
            standing = with_invitee(door, &standing);
        }
        let version = invitation.version;
        let thing = Self { meeting: found.thing, invitation };
        Ok(Some(Found { thing, standing, version }))
    }
}

/// A meeting, and the worker who is proposed.
pub struct InvitableKey {
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// The worker, if a worker is proposed.
    pub worker: Option<Id<Worker>>,
}

impl Find for Invitable {
    type Key = InvitableKey;

    fn find(door: &mut Door<'_>, wanted: &InvitableKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = MeetingFile::find(door, &wanted.meeting)? else { return Ok(None) };
        let worker = wanted.worker.map(|id| worker(door.conn, id)).transpose()?.flatten();
        let thing = Self { meeting: found.thing, worker };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// A meeting, and the facilitator wanted.
pub struct AppointmentKey {
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// The registration.
    pub facilitator: Id<Facilitator>,
}

impl Find for Appointment {
    type Key = AppointmentKey;

    fn find(door: &mut Door<'_>, wanted: &AppointmentKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = MeetingFile::find(door, &wanted.meeting)? else { return Ok(None) };
        let wanted = match facilitator(door.conn, wanted.facilitator)? {
            Some(facilitator) => {
                worker(door.conn, facilitator.worker_id)?.map(|worker| (facilitator, worker))
            }
            None => None,
        };
        let thing = Self { meeting: found.thing, wanted };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// A meeting, and who is named for roles.
pub struct CompletionKey {
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// Who is named.
    pub named: Named,
}

impl Find for Completion {
    type Key = CompletionKey;

    fn find(door: &mut Door<'_>, wanted: &CompletionKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = MeetingFile::find(door, &wanted.meeting)? else { return Ok(None) };
        let mut known = |id: Option<Id<Worker>>| id.map(|id| worker(door.conn, id)).transpose();
        let lead_worker = known(wanted.named.lead_worker)?.flatten();
        let key_contact = known(wanted.named.key_contact)?.flatten();
        let rows = reviews::table
            .filter(reviews::case_id.eq(key(found.thing.case.case.id)))
            .order(reviews::id)
            .select((reviews::id, reviews::version, reviews::body))
            .load::<Row<Review>>(door.conn)?;
        let appointed = Appointed { lead_worker, key_contact };
        let case = found.thing.case.case.id;
        let named = wanted.named;
        let leads = found.thing.case.holder(Role::LeadAgency).map(|it| it.agency_id);
        let lead = named.lead_agency.or(leads);
        let agency = named.lead_agency.map(Reader::Agency);
        let worker = lead.zip(named.lead_worker).map(|(of, worker)| Reader::Worker(worker, of));
        let mut lead_excluded = false;
        for reader in agency.into_iter().chain(worker) {
            lead_excluded |= reaches_the_plan(door.conn, case, reader)?;
        }
        let thing = Self { meeting: found.thing, appointed, reviews: Row::entities(rows), lead_excluded };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// The meetings of a case that are not over.
pub(crate) fn open_meetings(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<Meeting>>, Failure> {
    let rows = meetings::table
        .filter(meetings::case_id.eq(key(case)))
        .filter(meetings::status.eq_any(MeetingStatus::OPEN.map(CodeList::code)))
        .order(meetings::id)
        .select((meetings::id, meetings::version, meetings::body))
        .load::<Row<Meeting>>(conn)?;
    Ok(Row::entities(rows))
}

/// Whether whoever is invited is kept from a reader.
fn is_guest_kept(conn: &mut Conn, invitee: &Invitee, reader: Reader) -> Result<bool, Failure> {
    match invitee {
        Invitee::FamilyMember { person_id } => is_person_hidden(conn, person_id.uuid(), reader),
        Invitee::Worker { .. } | Invitee::SupportPerson { .. } => {
            Ok(!kept_agents(conn, reader, agents_in(invitee))?.is_empty())
        }
    }
}

/// A worker who is invited, and their agency.
pub(super) fn agents_in(invitee: &Invitee) -> Vec<Uuid> {
    match invitee {
        Invitee::Worker { worker_id, agency_id } => vec![worker_id.uuid(), agency_id.uuid()],
        Invitee::FamilyMember { .. } | Invitee::SupportPerson { .. } => Vec::new(),
    }
}

pub(super) const fn member(invitee: &Invitee) -> Option<Key> {
    match invitee {
        Invitee::FamilyMember { person_id } => Some(Key(person_id.uuid())),
        Invitee::Worker { .. } | Invitee::SupportPerson { .. } => None,
    }
}

fn facilitator(conn: &mut Conn, id: Id<Facilitator>) -> Result<Option<Entity<Facilitator>>, Failure> {
    let row = facilitators::table
        .find(key(id))
        .select((facilitators::id, facilitators::version, facilitators::body))
        .first::<Row<Facilitator>>(conn)
        .optional()?;
    Ok(row.map(|row| row.0))
}

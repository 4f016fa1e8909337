//! What each caller may read of a meeting.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    calendar::{Calendar, Zone},
    case::{Case, FamilyDecision},
    entity::Entity,
    ids::Id,
    meeting::{
        Facilitation, Invitation, InvitationState, Meeting, MeetingState, MeetingWarning, Neutrality,
        warnings,
    },
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    schedule::{Cadence, ReviewBasis, Rhythm, next_review},
    worker::Worker,
};

use super::{
    InvitationSheet, Sight,
    facts::{agents_in, member},
    is_own, known_version, may_know, prepares, sight,
};
use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::kept_back,
    mention::{kept_agents, recorders},
    page::{Page, PageRequest},
    record::Row,
    safety::{are_places_kept, keeps_away},
    schema::meetings,
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

/// A meeting as far as the caller may know it.
pub struct MeetingSheet {
    /// The meeting; the address of a family's home only for those who need it.
    pub meeting: Entity<Meeting>,
    /// The clock by which its time is meant.
    pub zone: Zone,
    /// Its invitations.
    pub invitations: Vec<InvitationSheet>,
    /// Whether the caller prepares it with the family, and so knows of the family's decisions.
    pub prepares: bool,
    /// While it takes place: the date to propose for the next review.
    pub suggested_review_on: Option<NaiveDate>,
    /// What is worth a thought before it takes place.
    pub warnings: Vec<MeetingWarning>,
}

impl MeetingSheet {
    /// The instant at which it begins.
    #[must_use]
    pub fn starts_at(&self) -> DateTime<Utc> {
        self.zone.local(self.meeting.starts_at_local)
    }
}

/// Those who may know that a meeting has another session: it would tell that two people are not to meet.
const SEE_SESSIONS: [Relation; 4] =
    [Relation::Coordinator, Relation::LeadWorker, Relation::KeyContact, Relation::Facilitator];

impl Find for MeetingSheet {
    type Key = Id<Meeting>;

    fn find(door: &mut Door<'_>, id: &Id<Meeting>) -> Result<Option<Found<Self>>, Failure> {
        let Some(mut sight) = sight(door, *id)? else { return Ok(None) };
        without_tied(door, &mut sight)?;
        let case = case::with_coordinator(door.conn, sight.meeting.case_id)?;
        let Some((case, coordinator)) = case else { return Ok(None) };
        let reader = case::reader(door.viewer, &sight.standing);
        let kept_back = kept_back(door.conn, case.id, reader)?;
        sight.invitations.retain(|it| member(&it.invitee).is_none_or(|it| !kept_back.contains(&it.0)));
        let placeless = are_places_kept(door.conn, case.id, reader)?;
        let (mut thing, standing) = sheet(door.viewer, sight, (&case, coordinator));
        if !SEE_SESSIONS.iter().any(|relation| standing.has(*relation)) {
            thing.meeting = thing.meeting.amended(|it| it.session_of = None);
        }
        if placeless {
            thing.meeting = addressed(thing.meeting, false);
        }
        let version = known_version(&standing, thing.meeting.version);
        Ok(Some(Found { thing, standing, version }))
    }
}

/// Leaves out of a meeting who would tell the caller where somebody is: for them, it has neither that guest nor that
/// facilitator.
fn without_tied(door: &mut Door<'_>, sight: &mut Sight) -> Result<(), Failure> {
    let reader = case::reader(door.viewer, &sight.standing);
    let invited = sight.invitations.iter().flat_map(|it| agents_in(&it.invitee));
    let facilitates = |it: &Facilitation| [it.worker_id.uuid(), it.agency_id.uuid()];
    let running = sight.meeting.facilitation.iter().flat_map(facilitates);
    let kept = kept_agents(door.conn, reader, invited.chain(running).collect::<Vec<_>>())?;
    sight.invitations.retain(|it| !agents_in(&it.invitee).iter().any(|agent| kept.contains(agent)));
    let facilitation = &mut sight.meeting.body.facilitation;
    *facilitation = facilitation.take().filter(|it| !facilitates(it).iter().any(|it| kept.contains(it)));
    Ok(())
}

impl Recorded for MeetingSheet {
    const ABOUT: About<Self> = About::Case(|it| it.meeting.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        if !self.prepares {
            return None;
        }
        Some(decisions(self).map(|it| &mut it.decided_by).collect())
    }

    fn parts(&self) -> Option<Vec<Uuid>> {
        Some(parts_of(&self.meeting))
    }

    fn without_parts(&mut self, kept: &BTreeSet<Uuid>) {
        without_parts(&mut self.meeting, kept);
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(recorders(decisions(self)).collect())
    }
}

/// What is talked about and what is decided: each can be kept from somebody by what it is about.
pub(crate) fn parts_of(meeting: &Meeting) -> Vec<Uuid> {
    let decided = meeting.state.outcome().into_iter().flat_map(|it| &it.decisions);
    meeting.agenda.iter().map(|it| it.id.uuid()).chain(decided.map(|it| it.id.uuid())).collect()
}

fn without_parts(meeting: &mut Entity<Meeting>, kept: &BTreeSet<Uuid>) {
    let Meeting { agenda, state, .. } = &mut meeting.body;
    agenda.retain(|it| !kept.contains(&it.id.uuid()));
    if let MeetingState::Completed(outcome) = state {
        outcome.decisions.retain(|it| !kept.contains(&it.id.uuid()));
    }
}

fn decisions(sheet: &mut MeetingSheet) -> impl Iterator<Item = &mut FamilyDecision> {
    let approvals = sheet.meeting.body.approvals.iter_mut().map(|it| &mut it.decision);
    approvals.chain(sheet.invitations.iter_mut().filter_map(|it| it.invitation.body.decision.as_mut()))
}

impl Read for MeetingSheet {
    const OPERATION: Operation = Operation::ReadMeeting;
}

fn sheet(
    viewer: &Viewer,
    sight: Sight,
    (case, coordinator): (&Case, Option<Id<Worker>>),
) -> (MeetingSheet, Standing) {
    let Sight { meeting, invitations, standing } = sight;
    let today = case.today(viewer.now);
    let running = matches!(meeting.state, MeetingState::InProgress);
    let basis = ReviewBasis { met_on: today, rhythm: Rhythm::Standard };
    let calendar = Calendar::new(case.anniversary);
    let suggested = running.then(|| next_review(basis, Cadence::default(), calendar, today));
    let prepares = prepares(&standing);
    let warnings = warnings(&meeting, &invitations, coordinator);
    let meeting = addressed(meeting, knows_home(viewer, &standing, &invitations));
    let known = invitations.into_iter().filter(|it| may_know(viewer, &standing, it));
    let invitations = known.map(|invitation| InvitationSheet { invitation, prepares }).collect();
    let zone = case.zone;
    let sheet =
        MeetingSheet { meeting, zone, invitations, prepares, suggested_review_on: suggested, warnings };
    (sheet, standing)
}

/// Whether the caller needs to know where the family lives: those who prepare or run the meeting and those who come; of
/// the family those who are to come, because its members may live apart.
fn knows_home(viewer: &Viewer, standing: &Standing, invitations: &[Entity<Invitation>]) -> bool {
    const RUNNING: [Relation; 4] =
        [Relation::Coordinator, Relation::LeadWorker, Relation::KeyContact, Relation::Facilitator];
    let is_family = matches!(viewer.actor.principal, Principal::Family(_));
    let comes = |it: &Entity<Invitation>| {
        let is_ahead = matches!(it.state, InvitationState::Proposed | InvitationState::FamilyApproved);
        it.state.may_come() || (is_family && is_ahead)
    };
    standing.has_any(&RUNNING) || invitations.iter().any(|it| is_own(viewer, it) && comes(it))
}

/// The meeting, without the address of the family's home unless it may be known.
fn addressed(meeting: Entity<Meeting>, knows_home: bool) -> Entity<Meeting> {
    if knows_home || meeting.venue.neutrality != Neutrality::FamilyHome {
        return meeting;
    }
    meeting.amended(|it| it.venue.address = None)
}

/// Which meetings are wanted.
#[derive(Clone, Copy)]
pub struct MeetingFilter {
    /// Of which case.
    pub case: Id<Case>,
}

/// A meeting in a list.
pub struct MeetingItem {
    /// The meeting.
    pub meeting: Entity<Meeting>,
    /// The clock by which its time is meant.
    pub zone: Zone,
}

impl Recorded for MeetingItem {
    const ABOUT: About<Self> = About::Case(|it| it.meeting.case_id);

    fn parts(&self) -> Option<Vec<Uuid>> {
        Some(parts_of(&self.meeting))
    }

    fn without_parts(&mut self, kept: &BTreeSet<Uuid>) {
        without_parts(&mut self.meeting, kept);
    }
}

impl List for MeetingItem {
    const OPERATION: Operation = Operation::ReadMeeting;
    type Filter = MeetingFilter;

    fn standing(door: &mut Door<'_>, filter: &MeetingFilter) -> Result<Option<Standing>, Failure> {
        case::standing(door, filter.case)
    }

    fn page(door: &mut Door<'_>, filter: &MeetingFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let case = case::visible_case(door, filter.case)?.ok_or(Failure::Absent)?;
        let rows = meetings::table
            .filter(meetings::case_id.eq(key(filter.case)))
            .filter(not(keeps_away(door.viewer)))
            .filter(meetings::id.gt(Key(page.after_id())))
            .order(meetings::id)
            .limit(page.fetch())
            .select((meetings::id, meetings::version, meetings::body))
            .load::<Row<Meeting>>(door.conn)?;
        let Page { items, next } = Page::by_id(Row::entities(rows), page);
        let items = items.into_iter().map(|meeting| Self { meeting, zone: case.zone }).collect();
        Ok(Page { items, next })
    }
}

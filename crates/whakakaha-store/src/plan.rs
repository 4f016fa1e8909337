//! Versions of plans: who may know of one, and what of it.
//!
//! Coordinators, families, lead workers and key contacts see everything but what is kept from them; other
//! agencies see what they were sent, and nothing that was not sent to them.

mod diff;
mod file;
mod list;

use std::collections::BTreeSet;

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    case::Case,
    code::CodeList,
    entity::{Entity, Version},
    ids::Id,
    meeting::Meeting,
    operation::Operation,
    person::Person,
    plan::{Answer, Party, PlanRendering, PlanSheet, PlanStatus, PlanVersion, PlannedAction, Recipient},
    policy::{Relation, Standing},
    restriction::Reader,
};

pub use diff::Comparison;
pub(crate) use file::entries_of;
pub use file::{NewPlan, PlanKey};
pub use list::PlansOf;

use crate::{
    access::{About, Recorded},
    action::named_in,
    case::{self, reader},
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::{hidden, kept_back, name},
    mention::recorders,
    record::Row,
    schema::{plan_renderings, plan_versions},
    unit::{Door, Find, Found, Read},
};

/// What a caller may see of the versions of a case's plan.
#[derive(Clone, Copy)]
pub(crate) struct Shelf {
    /// Whether drafts, versions given up and what was not sent to the caller are for it.
    pub(crate) drafts: bool,
    /// The caller, as restrictions and renderings name them.
    pub(crate) reader: Reader,
}

impl Shelf {
    pub(crate) fn of(door: &Door<'_>, standing: &Standing) -> Self {
        Self { drafts: standing.has_any(&Relation::INNER), reader: reader(door.viewer, standing) }
    }

    /// Whether the version exists for the reader, given what was sent to them of it.
    pub(crate) const fn knows(self, status: PlanStatus, sent: bool) -> bool {
        match status {
            PlanStatus::Draft => self.drafts,
            PlanStatus::Abandoned => self.drafts || sent,
            PlanStatus::Circulated | PlanStatus::Declined | PlanStatus::Current | PlanStatus::Superseded => {
                self.drafts || sent || self.reader.in_emergency()
            }
        }
    }
}

/// The renderings of any version that were sent to a reader: in person, or to their agency.
#[diesel::dsl::auto_type]
pub(crate) fn sent_to(reader: Reader) -> _ {
    let kind: &'static str = name(reader, 0).0;
    let id: Key = name(reader, 0).1;
    let other_kind: &'static str = name(reader, 1).0;
    let other_id: Key = name(reader, 1).1;
    plan_renderings::recipient_kind
        .eq(kind)
        .and(plan_renderings::recipient_id.eq(id))
        .or(plan_renderings::recipient_kind.eq(other_kind).and(plan_renderings::recipient_id.eq(other_id)))
}

/// The rendering that a reader reads: the one sent to them in person, else that of their agency.
pub(crate) fn own_rendering<'a>(
    mut sent: impl Iterator<Item = &'a PlanRendering> + Clone,
) -> Option<&'a PlanRendering> {
    let agency = sent.clone().find(|it| matches!(it.recipient, Recipient::Agency(_)));
    let in_person = sent.find(|it| !matches!(it.recipient, Recipient::Agency(_)));
    in_person.or(agency)
}

/// A version of a case that the caller may know of, with the caller's standing to the case.
pub(crate) fn version(
    door: &mut Door<'_>,
    id: Id<PlanVersion>,
) -> Result<Option<(Entity<PlanVersion>, Standing)>, Failure> {
    let row = plan_versions::table
        .find(key(id))
        .select((plan_versions::id, plan_versions::version, plan_versions::body))
        .first::<Row<PlanVersion>>(door.conn)
        .optional()?;
    let Some(Row(version)) = row else { return Ok(None) };
    let Some(standing) = case::standing(door, version.case_id)? else { return Ok(None) };
    Ok(Some((version, standing)))
}

/// What these versions are for a reader: those that exist for it, as it sees them.
pub(crate) fn sheets(
    conn: &mut Conn,
    shelf: Shelf,
    case: Id<Case>,
    versions: &[Entity<PlanVersion>],
) -> Result<Vec<PlanSheet>, Failure> {
    let items = hidden(conn, case, shelf.reader)?;
    let hidden = Kept { any: !items.is_empty(), all: &items | &kept_back(conn, case, shelf.reader)? };
    let ids: Vec<Key> = versions.iter().map(|version| key(version.id)).collect();
    let sent = plan_renderings::table
        .filter(plan_renderings::plan_version_id.eq_any(ids))
        .filter(sent_to(shelf.reader))
        .select((plan_renderings::id, plan_renderings::version, plan_renderings::body))
        .load::<Row<PlanRendering>>(conn)?;
    let sent = Row::entities(sent);
    let sheet = |version: &Entity<PlanVersion>| {
        let sent =
            own_rendering(sent.iter().map(|it| &it.body).filter(|it| it.plan_version_id == version.id));
        let known = shelf.knows(version.state.status(), sent.is_some());
        known.then(|| seen(version, sent, shelf.reader, &hidden))
    };
    Ok(versions.iter().filter_map(sheet).collect())
}

/// What is kept from a reader of a plan.
struct Kept {
    /// Whether any of it is a thing of the case.
    any: bool,
    /// Things, and agencies that take part without their knowledge.
    all: BTreeSet<Uuid>,
}

/// A version as a reader sees it: whole for whoever coordinates and for the family, where nothing is hidden.
fn seen(
    version: &Entity<PlanVersion>,
    sent: Option<&PlanRendering>,
    reader: Reader,
    Kept { any, all }: &Kept,
) -> PlanSheet {
    let without_hidden = |it: &mut PlanVersion| it.content = it.content.without(all);
    match reader {
        Reader::Agency(agency_id) | Reader::System(agency_id) | Reader::Worker(_, agency_id) => {
            PlanSheet::seen_by(version, sent, Party::Agency { agency_id }, all)
        }
        Reader::FamilyMember(_) if sent.is_some() || *any => {
            PlanSheet::seen_by(version, sent, Party::Family, all)
        }
        Reader::InEmergency(_) => PlanSheet::in_emergency(version.amended(without_hidden)),
        Reader::Coordinator(_) | Reader::OfRegion(_) | Reader::FamilyMember(_) | Reader::Nobody => {
            PlanSheet::whole(version.amended(without_hidden))
        }
    }
}

/// The versions of a case in these states, oldest first.
pub(crate) fn versions_in(
    conn: &mut Conn,
    case: Id<Case>,
    states: &[PlanStatus],
) -> Result<Vec<Entity<PlanVersion>>, Failure> {
    let codes: Vec<&str> = states.iter().map(|status| status.code()).collect();
    let rows = plan_versions::table
        .filter(plan_versions::case_id.eq(key(case)))
        .filter(plan_versions::status.eq_any(codes))
        .order(plan_versions::number)
        .select((plan_versions::id, plan_versions::version, plan_versions::body))
        .load::<Row<PlanVersion>>(conn)?;
    Ok(Row::entities(rows))
}

/// The version of a version of the plan, for those who write it: others are not told how often something was changed
/// in it that is not for them. They answer what they were sent, which its hash stands for.
fn known_version(standing: &Standing, version: Version) -> Version {
    if standing.permits(Operation::RevisePlan) { version } else { 0 }
}

impl Find for PlanSheet {
    type Key = Id<PlanVersion>;

    fn find(door: &mut Door<'_>, id: &Id<PlanVersion>) -> Result<Option<Found<Self>>, Failure> {
        let Some((found, standing)) = version(door, *id)? else { return Ok(None) };
        let shelf = Shelf::of(door, &standing);
        let (case, version) = (found.case_id, known_version(&standing, found.version));
        let sheet = sheets(door.conn, shelf, case, &[found])?.pop();
        Ok(sheet.map(|thing| Found { thing, standing, version }))
    }
}

fn answered_by(answer: &mut Answer) -> Vec<&mut Uuid> {
    let recorded = recorders(answer.family_decision.as_mut());
    recorded.chain(answer.worker_id.as_mut().map(Id::uuid_mut)).collect()
}

/// The workers whom a commitment in a plan names.
fn agents_in(action: &mut PlannedAction) -> Vec<&mut Uuid> {
    named_in(&mut action.owner, &mut action.supported_by)
}

impl Recorded for PlanSheet {
    const ABOUT: About<Self> = About::Case(|it| it.version.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        let answers = self.parties.iter_mut().flat_map(|it| it.answer.iter_mut().chain(&mut it.late));
        Some(answers.filter_map(|it| it.family_decision.as_mut()).map(|it| &mut it.decided_by).collect())
    }

    fn meeting(&self) -> Option<Id<Meeting>> {
        self.version.meeting_id
    }

    fn without_meeting(&mut self) {
        self.version.body.meeting_id = None;
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let PlanVersion { state, content, .. } = &mut self.version.body;
        let in_charge = state.circulation_mut().into_iter();
        let in_charge = in_charge.flat_map(|it| [it.lead_agency_id.uuid_mut(), it.key_contact_id.uuid_mut()]);
        let answers = self.parties.iter_mut().flat_map(|it| it.answer.iter_mut().chain(&mut it.late));
        let promised = content.actions.iter_mut().flat_map(agents_in);
        Some(in_charge.chain(answers.flat_map(answered_by)).chain(promised).collect())
    }
}

impl Read for PlanSheet {
    const OPERATION: Operation = Operation::ReadPlan;
}

//! Versions of plans: who may know of one, and what of it.
//!
//! Coordinators and families see everything; lead workers and key contacts everything but what is kept
//! from their agency; other agencies see what they were sent, and nothing that was not sent to them.

mod diff;
mod file;
mod list;

use std::collections::BTreeSet;

use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    agency::Agency,
    case::Case,
    code::CodeList,
    entity::Entity,
    ids::Id,
    operation::Operation,
    plan::{PlanRendering, PlanSheet, PlanStatus, PlanVersion},
    policy::{Relation, Standing},
};

pub use diff::Comparison;
pub use file::{NewPlan, PlanKey};
pub use list::PlansOf;

use crate::{
    case::{self, restricted_agency},
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    schema::{plan_renderings, plan_versions, restrictions},
    unit::{Door, Find, Found, Read},
};

/// What a caller may see of the versions of a case's plan.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    /// Whether drafts, versions given up and what was not sent to its agency are for it.
    drafts: bool,
    /// The agency whose restrictions apply.
    pub(crate) agency: Option<Id<Agency>>,
}

impl Reader {
    pub(crate) fn of(door: &Door<'_>, standing: &Standing) -> Self {
        let inner =
            [Relation::Coordinator, Relation::LeadWorker, Relation::KeyContact, Relation::FamilyMember];
        let drafts = inner.into_iter().any(|relation| standing.has(relation));
        Self { drafts, agency: restricted_agency(door.viewer, standing) }
    }

    /// Whether the version exists for the reader, given what its agency was sent of it.
    pub(crate) const fn knows(self, status: PlanStatus, sent: bool) -> bool {
        match status {
            PlanStatus::Draft => self.drafts,
            PlanStatus::Abandoned
            | PlanStatus::Circulated
            | PlanStatus::Declined
            | PlanStatus::Current
            | PlanStatus::Superseded => self.drafts || sent,
        }
    }
}

/// What is kept from an agency in a case now.
pub(crate) fn hidden(
    conn: &mut Conn,
    case: Id<Case>,
    agency: Option<Id<Agency>>,
) -> Result<BTreeSet<Uuid>, Failure> {
    let Some(agency) = agency else { return Ok(BTreeSet::new()) };
    let items = restrictions::table
        .filter(restrictions::case_id.eq(key(case)))
        .filter(restrictions::agency_id.eq(key(agency)))
        .filter(not(restrictions::lifted))
        .select(restrictions::item_id)
        .load::<Key>(conn)?;
    Ok(items.into_iter().map(|item| item.0).collect())
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
    reader: Reader,
    case: Id<Case>,
    versions: Vec<Entity<PlanVersion>>,
) -> Result<Vec<PlanSheet>, Failure> {
    let Some(agency) = reader.agency else {
        let known = versions.into_iter().filter(|version| reader.knows(version.state.status(), false));
        return Ok(known.map(PlanSheet::whole).collect());
    };
    let hidden = hidden(conn, case, Some(agency))?;
    let ids: Vec<Key> = versions.iter().map(|version| key(version.id)).collect();
    let sent = plan_renderings::table
        .filter(plan_renderings::plan_version_id.eq_any(ids))
        .filter(plan_renderings::agency_id.eq(key(agency)))
        .select((plan_renderings::id, plan_renderings::version, plan_renderings::body))
        .load::<Row<PlanRendering>>(conn)?;
    let sent = Row::entities(sent);
    let sheet = |version: &Entity<PlanVersion>| {
        let sent = sent.iter().find(|it| it.plan_version_id == version.id).map(|it| &it.body);
        let known = reader.knows(version.state.status(), sent.is_some());
        known.then(|| PlanSheet::for_agency(version, sent, agency, &hidden))
    };
    Ok(versions.iter().filter_map(sheet).collect())
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

impl Find for PlanSheet {
    type Key = Id<PlanVersion>;

    fn find(door: &mut Door<'_>, id: &Id<PlanVersion>) -> Result<Option<Found<Self>>, Failure> {
        let Some((found, standing)) = version(door, *id)? else { return Ok(None) };
        let reader = Reader::of(door, &standing);
        let (case, version) = (found.case_id, found.version);
        let sheet = sheets(door.conn, reader, case, vec![found])?.pop();
        Ok(sheet.map(|thing| Found { thing, standing, version }))
    }
}

impl Read for PlanSheet {
    const OPERATION: Operation = Operation::ReadPlan;
}

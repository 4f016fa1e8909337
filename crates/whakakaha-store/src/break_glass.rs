//! Break-glass grants: for whoever holds one, the coordinator of the case, the supervisors of the holder's agency, and
//! the privacy officer.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, not, select},
    prelude::*,
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    agency::Agency,
    break_glass::{BreakGlassGrant, BreakGlassOutcome, BreakGlassStatus, GlassToBreak},
    case::Case,
    code::CodeList,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
    worker::Worker,
};

use crate::{
    access::{About, Recorded},
    case::{self, coordinated_by, opened_to, roles_of},
    dialect::{Db, Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::{assignments, break_glass_grants},
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

type Grants = break_glass_grants::BoxedQuery<'static, Db>;

/// The grants that the caller may know of.
fn known(viewer: &Viewer) -> Grants {
    let Principal::Worker { worker, agency } = viewer.actor.principal else {
        return break_glass_grants::table
            .filter(break_glass_grants::id.is_null().assume_not_null())
            .into_boxed();
    };
    let counts = |relation: Relation| relation.counts_with(viewer.actor.scopes);
    if counts(Relation::PrivacyOfficer) {
        return break_glass_grants::table.into_boxed();
    }
    let nobody = Key(Uuid::nil());
    let holder = if counts(Relation::GrantHolder) { key(worker) } else { nobody };
    let supervised = if counts(Relation::Supervisor) { key(agency) } else { nobody };
    let coordinated = coordinated_by(viewer, worker).select(assignments::case_id);
    break_glass_grants::table
        .filter(
            break_glass_grants::worker_id
                .eq(holder)
                .or(break_glass_grants::agency_id.eq(supervised))
                .or(break_glass_grants::case_id.eq_any(coordinated)),
        )
        .into_boxed()
}

/// How the caller stands to a grant that it may know of.
fn standing(door: &mut Door<'_>, grant: &BreakGlassGrant) -> Result<Standing, Failure> {
    let Principal::Worker { worker, agency } = door.viewer.actor.principal else {
        return Ok(Standing::default());
    };
    let of_case = case::standing(door, grant.case_id)?.unwrap_or_default();
    let relations = [
        (Relation::PrivacyOfficer, true),
        (Relation::GrantHolder, grant.worker_id == worker),
        (Relation::Supervisor, grant.agency_id == agency),
        (Relation::Coordinator, of_case.has(Relation::Coordinator)),
    ];
    Ok(door.standing(relations.into_iter().filter(|(_, holds)| *holds).map(|(relation, _)| relation)))
}

impl Find for GlassToBreak {
    type Key = Id<Case>;

    /// Whichever case it is: that there is one is told to whoever may open it, and that is recorded.
    fn find(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(row) = case::row(door.conn, *case)? else { return Ok(None) };
        let Principal::Worker { worker, .. } = door.viewer.actor.principal else {
            return Ok(Some(Found {
                version: row.version,
                thing: Self { case: row, has_role: false, is_open: false, is_unreviewed: false },
                standing: Standing::default(),
            }));
        };
        let roles = roles_of(door.viewer, worker).filter(assignments::case_id.eq(key(*case)));
        let open = opened_to(door.viewer, worker).filter(break_glass_grants::case_id.eq(key(*case)));
        let unreviewed = break_glass_grants::table
            .filter(break_glass_grants::worker_id.eq(key(worker)))
            .filter(break_glass_grants::case_id.eq(key(*case)))
            .filter(break_glass_grants::reviewed.eq(false));
        let (has_role, is_open, is_unreviewed) =
            select((exists(roles), exists(open), exists(unreviewed))).get_result(door.conn)?;
        let standing = door.standing([Relation::DutyWorker]);
        let version = row.version;
        let thing = Self { case: row, has_role, is_open, is_unreviewed };
        Ok(Some(Found { thing, standing, version }))
    }
}

impl Find for Entity<BreakGlassGrant> {
    type Key = Id<BreakGlassGrant>;

    fn find(door: &mut Door<'_>, id: &Id<BreakGlassGrant>) -> Result<Option<Found<Self>>, Failure> {
        let row = known(door.viewer)
            .filter(break_glass_grants::id.eq(key(*id)))
            .select((break_glass_grants::id, break_glass_grants::version, break_glass_grants::body))
            .first::<Row<BreakGlassGrant>>(door.conn)
            .optional()?;
        let Some(Row(thing)) = row else { return Ok(None) };
        let standing = standing(door, &thing)?;
        Ok(Some(Found { version: thing.version, thing, standing }))
    }
}

/// A grant as it is read, with what follows from the time.
pub struct GrantSheet {
    /// The grant.
    pub grant: Entity<BreakGlassGrant>,
    /// Where it stands now.
    pub status: BreakGlassStatus,
    /// Whether it should have been reviewed by now.
    pub is_overdue: bool,
}

impl GrantSheet {
    fn at(grant: Entity<BreakGlassGrant>, now: DateTime<Utc>) -> Self {
        Self { status: grant.status(now), is_overdue: grant.is_overdue(now), grant }
    }
}

impl Find for GrantSheet {
    type Key = Id<BreakGlassGrant>;

    fn find(door: &mut Door<'_>, id: &Id<BreakGlassGrant>) -> Result<Option<Found<Self>>, Failure> {
        let found = <Entity<BreakGlassGrant>>::find(door, id)?;
        Ok(found.map(|found| found.map(|grant| Self::at(grant, door.viewer.now))))
    }
}

impl Recorded for GrantSheet {
    const ABOUT: About<Self> = About::Case(|it| it.grant.case_id);
}

impl Read for GrantSheet {
    const OPERATION: Operation = Operation::ReadBreakGlass;
}

impl List for GrantSheet {
    const OPERATION: Operation = Operation::ReadBreakGlass;
    type Filter = Id<Case>;

    fn standing(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Standing>, Failure> {
        case::standing(door, *case)
    }

    fn page(door: &mut Door<'_>, case: &Id<Case>, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let of_case = known(door.viewer).filter(break_glass_grants::case_id.eq(key(*case)));
        latest(door, of_case, page)
    }
}

/// A page of grants, the latest first.
fn latest(door: &mut Door<'_>, mut query: Grants, page: &PageRequest) -> Result<Page<GrantSheet>, Failure> {
    if let Some(after) = &page.after {
        query = query.filter(break_glass_grants::id.lt(Key(after.id)));
    }
    let rows = query
        .order(break_glass_grants::id.desc())
        .limit(page.fetch())
        .select((break_glass_grants::id, break_glass_grants::version, break_glass_grants::body))
        .load::<Row<BreakGlassGrant>>(door.conn)?;
    let Page { items, next } = Page::by_id(Row::entities(rows), page);
    let items = items.into_iter().map(|grant| GrantSheet::at(grant, door.viewer.now)).collect();
    Ok(Page { items, next })
}

/// A grant as those see it who oversee what is done in emergencies.
pub struct OverseenGrant(pub GrantSheet);

/// Which grants are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct GrantFilter {
    /// On this case.
    pub case: Option<Id<Case>>,
    /// By this worker.
    pub worker: Option<Id<Worker>>,
    /// By workers of this agency.
    pub agency: Option<Id<Agency>>,
    /// That stand there now.
    pub status: Option<BreakGlassStatus>,
    /// Whose review found this.
    pub outcome: Option<BreakGlassOutcome>,
    /// Whose review is overdue, or not.
    pub overdue: Option<bool>,
}

impl Recorded for OverseenGrant {
    const ABOUT: About<Self> = About::Case(|it| it.0.grant.case_id);
}

impl List for OverseenGrant {
    const OPERATION: Operation = Operation::OverseeBreakGlass;
    type Filter = GrantFilter;

    fn standing(door: &mut Door<'_>, _: &GrantFilter) -> Result<Option<Standing>, Failure> {
        let is_worker = door.viewer.actor.principal.worker().is_some();
        let relations = [Relation::PrivacyOfficer, Relation::Supervisor];
        Ok(Some(door.standing(relations.into_iter().filter(|_| is_worker))))
    }

    fn page(door: &mut Door<'_>, wanted: &GrantFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let query = wanted.narrow(known(door.viewer), door.viewer);
        let Page { items, next } = latest(door, query, page)?;
        Ok(Page { items: items.into_iter().map(Self).collect(), next })
    }
}

impl GrantFilter {
    fn narrow(&self, mut query: Grants, viewer: &Viewer) -> Grants {
        use break_glass_grants::dsl;
        let now = viewer.now.naive_utc();
        if let Some(case) = self.case {
            query = query.filter(dsl::case_id.eq(key(case)));
        }
        if let Some(worker) = self.worker {
            query = query.filter(dsl::worker_id.eq(key(worker)));
        }
        if let Some(agency) = self.agency {
            query = query.filter(dsl::agency_id.eq(key(agency)));
        }
        if let Some(outcome) = self.outcome {
            query = query.filter(dsl::outcome.eq(outcome.code()));
        }
        let overdue = || dsl::reviewed.eq(false).and(dsl::review_due_at.le(now));
        query = match self.overdue {
            Some(true) => query.filter(overdue()),
            Some(false) => query.filter(not(overdue())),
            None => query,
        };
        let unreviewed = || dsl::reviewed.eq(false);
        let running = || unreviewed().and(dsl::revoked.eq(false));
        match self.status {
            Some(BreakGlassStatus::Open) => query.filter(running().and(dsl::expires_at.gt(now))),
            Some(BreakGlassStatus::Expired) => query.filter(running().and(dsl::expires_at.le(now))),
            Some(BreakGlassStatus::Revoked) => query.filter(unreviewed().and(dsl::revoked.eq(true))),
            Some(BreakGlassStatus::Reviewed) => query.filter(dsl::reviewed.eq(true)),
            None => query,
        }
    }
}

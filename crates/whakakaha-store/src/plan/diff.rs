//! Two versions of a plan side by side, each as the caller sees it.

use uuid::Uuid;
use whakakaha_domain::{
    ids::Id,
    operation::Operation,
    plan::{Difference, PlanDiff, PlanSheet, PlanStatus, PlanVersion},
    refusal::{Code, Refusal},
};

use super::{Shelf, agents_in, sheets, versions_in};
use crate::{
    access::{About, Recorded},
    error::Failure,
    unit::{Door, Find, Found, Read},
};

/// Which versions are compared.
#[derive(Clone, Copy)]
pub struct Comparison {
    /// The version looked at.
    pub version: Id<PlanVersion>,
    /// The version that it is compared with; none: the one in force.
    pub against: Option<Id<PlanVersion>>,
}

impl Find for PlanDiff {
    type Key = Comparison;

    fn find(door: &mut Door<'_>, wanted: &Comparison) -> Result<Option<Found<Self>>, Failure> {
        let Some(now) = PlanSheet::find(door, &wanted.version)? else { return Ok(None) };
        let case = now.thing.version.case_id;
        let before = if let Some(id) = wanted.against {
            let before = PlanSheet::find(door, &id)?.ok_or(Refusal::from(Code::ReferenceUnknown))?;
            if before.thing.version.case_id != case {
                return Err(Refusal::from(Code::VersionsOfOneCase).into());
            }
            Some(before.thing)
        } else {
            let current = versions_in(door.conn, case, &[PlanStatus::Current])?;
            let shelf = Shelf::of(door, &now.standing);
            sheets(door.conn, shelf, case, &current)?.pop()
        };
        let old = before.as_ref().map(|sheet| (sheet.version.id, &sheet.version.body.content));
        let thing = Self::of(case, (now.thing.version.id, &now.thing.version.body.content), old);
        Ok(Some(Found { thing, standing: now.standing, version: now.version }))
    }
}

impl Recorded for PlanDiff {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let Difference { added, removed, changed } = &mut self.actions;
        let changed = changed.iter_mut().flat_map(|it| [&mut it.before, &mut it.after]);
        Some(added.iter_mut().chain(removed).chain(changed).flat_map(agents_in).collect())
    }
}

impl Read for PlanDiff {
    const OPERATION: Operation = Operation::ReadPlan;
}

//! A case as the coordinators of its region find it, whether it is assigned to them or not.

use diesel::{dsl::exists, prelude::*, select};
use whakakaha_domain::{
    assignment::{Assignment, Role},
    case::{Case, RegionalCase},
    code::CodeList,
    disclosure::DisclosureStatus,
    ids::Id,
    policy::Relation,
    restriction::Reader,
};

use crate::{
    dialect::key,
    directory::coordinator::acting,
    error::Failure,
    hidden::reaches_the_plan,
    record::Row,
    schema::{assignments, cases, coordinators, disclosures},
    unit::{Door, Find, Found},
};

impl Find for RegionalCase {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, id: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(by) = acting(door.viewer) else { return Ok(None) };
        let case = cases::table
            .find(key(*id))
            .filter(exists(
                coordinators::table
                    .filter(coordinators::region_id.eq(cases::region_id))
                    .filter(coordinators::worker_id.eq(key(by.worker)))
                    .filter(coordinators::ended_on.is_null()),
            ))
            .select((cases::id, cases::version, cases::body))
            .first::<Row<Case>>(door.conn)
            .optional()?;
        let Some(Row(case)) = case else { return Ok(None) };
        let coordinator = assignments::table
            .filter(assignments::case_id.eq(key(*id)))
            .filter(assignments::role.eq(Role::Coordinator.code()))
            .filter(assignments::ended_on.is_null())
            .select((assignments::id, assignments::version, assignments::body))
            .first::<Row<Assignment>>(door.conn)
            .optional()?;
        let version = case.version;
        let waiting = [DisclosureStatus::Proposed, DisclosureStatus::AdvicePending].map(CodeList::code);
        let demanded = disclosures::table
            .filter(disclosures::case_id.eq(key(*id)))
            .filter(disclosures::statutory)
            .filter(disclosures::status.eq_any(waiting));
        let thing = Self {
            excluded: reaches_the_plan(door.conn, case.id, Reader::OfRegion(by.worker))?,
            demanded: select(exists(demanded)).get_result(door.conn)?,
            case,
            coordinator: coordinator.map(|row| row.0),
            by,
        };
        Ok(Some(Found { thing, standing: door.standing([Relation::RegionCoordinator]), version }))
    }
}

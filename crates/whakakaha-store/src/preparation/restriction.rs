//! Restrictions: known to the coordinator, the family and those who work closest with it, unless they
//! work for the very agency that is kept out.

use diesel::{dsl::exists, prelude::*, select};
use uuid::Uuid;
use whakakaha_domain::{
    action::{Action, Owner},
    agency::Agency,
    case::{Case, CaseFile},
    code::CodeList,
    entity::Entity,
    filed::Filed,
    ids::Id,
    operation::Operation,
    plan::{PlanStatus, PlanVersion},
    policy::Standing,
    restriction::{RestrictedItem, RestrictedKind, Restriction},
};

use super::{excluded, is_hidden};
use crate::{
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::{actions, agencies, needs, plan_versions, profile_entries, restrictions},
    unit::{Door, Find, Found, List, Read},
};

impl Find for Entity<Restriction> {
    type Key = Id<Restriction>;

    /// Whoever may not read restrictions may not know that there is one.
    fn find(door: &mut Door<'_>, id: &Id<Restriction>) -> Result<Option<Found<Self>>, Failure> {
        let row = restrictions::table
            .find(key(*id))
            .select((restrictions::id, restrictions::version, restrictions::body))
            .first::<Row<Restriction>>(door.conn)
            .optional()?;
        let Some(Row(restriction)) = row else { return Ok(None) };
        let Some(standing) = case::standing(door, restriction.case_id)? else { return Ok(None) };
        let own = case::restricted_agency(door.viewer, &standing) == Some(restriction.agency_id);
        if own || !standing.permits(Operation::ReadRestrictions) {
            return Ok(None);
        }
        Ok(Some(Found { version: restriction.version, thing: restriction, standing }))
    }
}

impl Read for Entity<Restriction> {
    const OPERATION: Operation = Operation::ReadRestrictions;
}

impl Find for Filed<Restriction> {
    type Key = Id<Restriction>;

    fn find(door: &mut Door<'_>, id: &Id<Restriction>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Restriction>>::find(door, id)? else { return Ok(None) };
        let Some(file) = case::case_file(door, found.thing.case_id)? else { return Ok(None) };
        let thing = Self { case: file.thing, thing: found.thing };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// Which restrictions are wanted.
#[derive(Clone, Copy)]
pub struct RestrictionFilter {
    /// Of which case.
    pub case: Id<Case>,
}

impl List for Entity<Restriction> {
    const OPERATION: Operation = Operation::ReadRestrictions;
    type Filter = RestrictionFilter;

    fn standing(door: &mut Door<'_>, filter: &RestrictionFilter) -> Result<Option<Standing>, Failure> {
        case::standing(door, filter.case)
    }

    fn page(
        door: &mut Door<'_>,
        filter: &RestrictionFilter,
        page: &PageRequest,
    ) -> Result<Page<Self>, Failure> {
        let mut query = restrictions::table
            .filter(restrictions::case_id.eq(key(filter.case)))
            .filter(restrictions::id.gt(Key(page.after_id())))
            .order(restrictions::id)
            .limit(page.fetch())
            .select((restrictions::id, restrictions::version, restrictions::body))
            .into_boxed();
        if let Some(agency) = excluded(door, filter.case)? {
            query = query.filter(restrictions::agency_id.ne(key(agency)));
        }
        Ok(Page::by_id(Row::entities(query.load::<Row<Restriction>>(door.conn)?), page))
    }
}

/// What is to be hidden from whom.
pub struct RestrictedKey {
    /// The case.
    pub case: Id<Case>,
    /// The kind of thing.
    pub kind: RestrictedKind,
    /// Which thing.
    pub item: Uuid,
    /// From whom.
    pub agency: Id<Agency>,
}

impl Find for RestrictedItem {
    type Key = RestrictedKey;

    fn find(door: &mut Door<'_>, wanted: &RestrictedKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, &wanted.case)? else { return Ok(None) };
        let own = case::restricted_agency(door.viewer, &found.standing);
        let visible = !is_hidden(door.conn, wanted.case, wanted.item, own)?;
        let (exists, owner) = item(door.conn, wanted)?;
        let agency = agencies::table.find(key(wanted.agency)).select(agencies::id);
        let thing = Self {
            case: found.thing,
            known: visible && exists,
            owner,
            agency_known: agency.first::<Key>(door.conn).optional()?.is_some(),
            hidden: is_hidden(door.conn, wanted.case, wanted.item, Some(wanted.agency))?,
        };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// Whether the case has such a thing, and which agency owns it.
fn item(conn: &mut Conn, wanted: &RestrictedKey) -> Result<(bool, Option<Id<Agency>>), Failure> {
    let (case, id) = (key(wanted.case), Key(wanted.item));
    match wanted.kind {
        RestrictedKind::ProfileEntry => {
            let entry = profile_entries::table.find(id).filter(profile_entries::case_id.eq(case));
            let entry = entry.filter(profile_entries::removed.eq(false));
            Ok((select(exists(entry)).get_result(conn)?, None))
        }
        RestrictedKind::Need => {
            let need = needs::table.find(id).filter(needs::case_id.eq(case));
            Ok((select(exists(need)).get_result(conn)?, None))
        }
        RestrictedKind::Action => {
            let owner = owner(conn, case, id)?;
            Ok((owner.is_some(), owner.and_then(agency_of)))
        }
    }
}

/// Who owns an action: one in a version of the plan that is a draft or waits for answers, the newest
/// first, or one in follow-up.
fn owner(conn: &mut Conn, case: Key, id: Key) -> Result<Option<Owner>, Failure> {
    let open = [PlanStatus::Draft.code(), PlanStatus::Circulated.code()];
    let versions = plan_versions::table
        .filter(plan_versions::case_id.eq(case))
        .filter(plan_versions::status.eq_any(open))
        .order(plan_versions::number.desc())
        .select((plan_versions::id, plan_versions::version, plan_versions::body))
        .load::<Row<PlanVersion>>(conn)?;
    let mut actions = versions.into_iter().flat_map(|Row(version)| version.body.content.actions);
    let planned = actions.find(|it| it.id.uuid() == id.0).map(|it| it.owner);
    if planned.is_some() {
        return Ok(planned);
    }
    let action = actions::table
        .find(id)
        .filter(actions::case_id.eq(case))
        .select((actions::id, actions::version, actions::body))
        .first::<Row<Action>>(conn)
        .optional()?;
    Ok(action.map(|Row(action)| action.owner))
}

const fn agency_of(owner: Owner) -> Option<Id<Agency>> {
    match owner {
        Owner::Agency { agency_id, .. } => Some(agency_id),
        Owner::FamilyMember { .. } | Owner::Family => None,
    }
}

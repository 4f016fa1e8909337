//! Restrictions: known to the coordinator, the family and those who work closest with it, unless something is
//! kept from them by it, or what it hides is.

use std::collections::BTreeSet;

use diesel::{
    dsl::{exists, not},
    prelude::*,
    select,
};
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
    person::Person,
    plan::{PlanStatus, PlanVersion},
    policy::Standing,
    restriction::{Audience, AudienceKind, RestrictedItem, Restriction, Withheld},
    worker::Worker,
};

use crate::{
    access::{About, Recorded},
    assignment::unseen_roles,
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::{hidden, is_hidden, is_kept_from, kept_back, reaches},
    mention::recorders,
    page::{Page, PageRequest},
    record::Row,
    schema::{
        actions, agencies, audit_log, item_topics, needs, plan_versions, profile_entries, restriction_names,
        restrictions, workers,
    },
    unit::{Door, Find, Found, List, Read},
};

impl Find for Entity<Restriction> {
    type Key = Id<Restriction>;

    /// Nobody knows of one that keeps something from them, is about what is kept from them, or names somebody who is, unless
    /// they decided it.
    fn find(door: &mut Door<'_>, id: &Id<Restriction>) -> Result<Option<Found<Self>>, Failure> {
        let row = restrictions::table
            .filter(restrictions::id.eq(key(*id)))
            .filter(restrictions::alert_id.is_null())
            .select((restrictions::id, restrictions::version, restrictions::body))
            .first::<Row<Restriction>>(door.conn)
            .optional()?;
        let Some(Row(restriction)) = row else { return Ok(None) };
        let Some(standing) = case::standing(door, restriction.case_id)? else { return Ok(None) };
        let reader = case::reader(door.viewer, &standing);
        let excluded = Restriction { lifted_at: None, ..restriction.body.clone() }.keeps_from(reader);
        let hidden = is_kept_from(door.conn, (restriction.case_id, restriction.withheld.topic()), reader)?;
        let kept_back = kept_back(door.conn, restriction.case_id, reader)?;
        let is_own = restriction.decision.decided_by.uuid() == reader.own();
        let names_hidden = !is_own && restriction.names().into_iter().any(|(_, id)| kept_back.contains(&id));
        if excluded || hidden || names_hidden {
            return Ok(None);
        }
        Ok(Some(Found { version: restriction.version, thing: restriction, standing }))
    }
}

impl Recorded for Entity<Restriction> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        let Restriction { decision, lifting, .. } = &mut self.body;
        Some([decision].into_iter().chain(lifting).map(|it| &mut it.decided_by).collect())
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let Restriction { decision, lifting, .. } = &mut self.body;
        Some(recorders([decision].into_iter().chain(lifting)).collect())
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
        let reader = case::reader_of(door, filter.case)?;
        let hidden = hidden(door.conn, filter.case, reader)?;
        let kept_back = kept_back(door.conn, filter.case, reader)?;
        let own = audit_log::table
            .filter(audit_log::change_id.eq(restrictions::change_id))
            .filter(audit_log::actor_id.eq(Key(reader.own())));
        let names_hidden =
            restriction_names::table.filter(restriction_names::restriction_id.eq(restrictions::id)).filter(
                restriction_names::name_id.eq_any(kept_back.iter().copied().map(Key).collect::<Vec<_>>()),
            );
        let secret: Vec<Key> = hidden.into_iter().chain(kept_back).map(Key).collect();
        let rows = restrictions::table
            .filter(restrictions::case_id.eq(key(filter.case)))
            .filter(restrictions::alert_id.is_null())
            .filter(not(reaches(reader)))
            .filter(restrictions::topic_id.ne_all(secret))
            .filter(not(exists(names_hidden)).or(exists(own)))
            .filter(restrictions::id.gt(Key(page.after_id())))
            .order(restrictions::id)
            .limit(page.fetch())
            .select((restrictions::id, restrictions::version, restrictions::body))
            .load::<Row<Restriction>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

/// Somebody named in a wish, before it is known whether there is such a one.
#[derive(Clone, Copy)]
pub enum Wanted {
    /// An agency.
    Agency(Id<Agency>),
    /// A worker.
    Worker(Id<Worker>),
    /// A member of the family.
    FamilyMember(Id<Person>),
}

/// What is to be hidden from whom.
pub struct RestrictedKey {
    /// The case.
    pub case: Id<Case>,
    /// What.
    pub withheld: Withheld,
    /// Those named.
    pub named: Vec<Wanted>,
}

impl Find for RestrictedItem {
    type Key = RestrictedKey;

    fn find(door: &mut Door<'_>, wanted: &RestrictedKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(mut found) = CaseFile::find(door, &wanted.case)? else { return Ok(None) };
        let unseen = unseen_roles(door, wanted.case)?;
        found.thing.assignments.retain(|it| !unseen.contains(&it.id));
        let reader = case::reader(door.viewer, &found.standing);
        let hidden = hidden(door.conn, wanted.case, reader)?;
        let owned = owners(door.conn, wanted.case, wanted.withheld, &hidden)?;
        let today = found.thing.case.today(door.viewer.now);
        let is_member = |id: Id<Person>| found.thing.knows(id, today);
        let mut named = Vec::with_capacity(wanted.named.len());
        for one in &wanted.named {
            named.push(audience(door.conn, *one, is_member)?);
        }
        let known = match wanted.withheld {
            Withheld::Category(_) => true,
            Withheld::Person(id) => is_member(id),
            Withheld::Action(_) => !owned.is_empty(),
            Withheld::ProfileEntry(id) => {
                let entry = profile_entries::table.find(key(id)).filter(profile_entries::removed.eq(false));
                let entry = entry.filter(profile_entries::case_id.eq(key(wanted.case)));
                select(exists(entry)).get_result(door.conn)? && !is_hidden(door.conn, id.uuid(), reader)?
            }
            Withheld::Need(id) => {
                let need = needs::table.find(key(id)).filter(needs::case_id.eq(key(wanted.case)));
                select(exists(need)).get_result(door.conn)? && !is_hidden(door.conn, id.uuid(), reader)?
            }
        };
        let others = others(door.conn, wanted)?;
        let thing = Self { case: found.thing, known, owners: owned, named, others, reader };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// Who is named, if there is such a one.
fn audience(
    conn: &mut Conn,
    named: Wanted,
    is_member: impl Fn(Id<Person>) -> bool,
) -> Result<Result<Audience, AudienceKind>, Failure> {
    match named {
        Wanted::Agency(agency_id) => {
            let agency = agencies::table.find(key(agency_id));
            let known = select(exists(agency)).get_result::<bool>(conn)?;
            Ok(known.then_some(Audience::Agency { agency_id }).ok_or(AudienceKind::Agency))
        }
        Wanted::Worker(worker_id) => {
            let employer = workers::table.find(key(worker_id)).select(workers::agency_id);
            let employer = employer.first::<Key>(conn).optional()?;
            let worker = employer.map(|agency| Audience::Worker { worker_id, agency_id: agency.id() });
            Ok(worker.ok_or(AudienceKind::Worker))
        }
        Wanted::FamilyMember(person_id) => Ok(is_member(person_id)
            .then_some(Audience::FamilyMember { person_id })
            .ok_or(AudienceKind::FamilyMember)),
    }
}

/// The restrictions of the case that hide the same, not lifted.
fn others(conn: &mut Conn, wanted: &RestrictedKey) -> Result<Vec<Entity<Restriction>>, Failure> {
    let rows = restrictions::table
        .filter(restrictions::case_id.eq(key(wanted.case)))
        .filter(restrictions::alert_id.is_null())
        .filter(restrictions::topic_id.eq(Key(wanted.withheld.topic())))
        .filter(not(restrictions::lifted))
        .select((restrictions::id, restrictions::version, restrictions::body))
        .load::<Row<Restriction>>(conn)?;
    Ok(Row::entities(rows))
}

/// Who owns the actions that are about something: those in a version of the plan that is a draft or waits for
/// answers, and those in follow-up. Not of actions that are hidden from the caller, who would learn of them by a no.
fn owners(
    conn: &mut Conn,
    case: Id<Case>,
    withheld: Withheld,
    hidden: &BTreeSet<Uuid>,
) -> Result<Vec<Owner>, Failure> {
    if !withheld.reaches_the_plan() {
        return Ok(Vec::new());
    }
    let about = item_topics::table
        .filter(item_topics::case_id.eq(key(case)))
        .filter(item_topics::topic_id.eq(Key(withheld.topic())))
        .select(item_topics::item_id)
        .load::<Key>(conn)?;
    let open = [PlanStatus::Draft.code(), PlanStatus::Circulated.code()];
    let versions = plan_versions::table
        .filter(plan_versions::case_id.eq(key(case)))
        .filter(plan_versions::status.eq_any(open))
        .order(plan_versions::number.desc())
        .select((plan_versions::id, plan_versions::version, plan_versions::body))
        .load::<Row<PlanVersion>>(conn)?;
    let followed = actions::table
        .filter(actions::case_id.eq(key(case)))
        .select((actions::id, actions::version, actions::body))
        .load::<Row<Action>>(conn)?;
    // The newest word on an action counts.
    let planned = versions.into_iter().flat_map(|Row(version)| version.body.content.actions);
    let planned = planned.map(|it| (it.id, it.owner));
    let mut newest: Vec<(Id<Action>, Owner)> = Vec::new();
    for (id, owner) in planned.chain(followed.into_iter().map(|Row(action)| (action.id, action.owner))) {
        let is_seen = about.contains(&key(id)) && !hidden.contains(&id.uuid());
        if is_seen && newest.iter().all(|(known, _)| *known != id) {
            newest.push((id, owner));
        }
    }
    Ok(newest.into_iter().map(|(_, owner)| owner).collect())
}

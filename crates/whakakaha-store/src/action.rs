//! Commitments in follow-up. What is kept from the caller does not exist for them.

mod account;
mod history;
mod list;
mod own;

use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use uuid::Uuid;
use whakakaha_domain::{
    action::{Action, ActionFile, FamilyActionFile, Owner, PromisedAction, Supporter},
    actor::Principal,
    agency::Agency,
    case::Case,
    entity::Entity,
    ids::Id,
    operation::Operation,
    plan::PlanStatus,
    policy::{Relation, Standing},
    restriction::Reader,
};

pub use account::Accounts;
pub use history::HistoryOf;
pub use list::{ActionFilter, ActionItem};
pub use own::OwnAction;

use crate::{
    access::{About, Recorded},
    case::{self, load_file},
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::{employer, is_held, is_hidden, is_restricted},
    plan::versions_in,
    record::Row,
    schema::{actions, cases, item_topics},
    unit::{Door, Find, Found, Read},
};

/// Whether an action is kept from a reader. From the agency that owes it, only by the family's restriction: what
/// it promised itself it knows.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn kept_from(reader: Reader) -> _ {
    let is_restricted: is_restricted = is_restricted(reader);
    let is_held: is_held = is_held(reader);
    let employer: Key = employer(reader);
    let restricted = item_topics::table.filter(is_restricted).filter(item_topics::item_id.eq(actions::id));
    let held = item_topics::table.filter(is_held).filter(item_topics::item_id.eq(actions::id));
    let own =
        actions::owner_agency_id.is_not_null().and(actions::owner_agency_id.assume_not_null().eq(employer));
    exists(restricted).or(exists(held).and(not(own)))
}

/// All commitments of a case, for the rules.
pub(crate) fn actions_of(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<Action>>, Failure> {
    let rows = actions::table
        .filter(actions::case_id.eq(key(case)))
        .order((actions::due_on, actions::id))
        .select((actions::id, actions::version, actions::body))
        .load::<Row<Action>>(conn)?;
    Ok(Row::entities(rows))
}

impl Find for ActionFile {
    type Key = Id<Action>;

    /// Three statements: this is what every report of progress goes through.
    fn find(door: &mut Door<'_>, id: &Id<Action>) -> Result<Option<Found<Self>>, Failure> {
        let principal = door.viewer.actor.principal;
        let row = actions::table
            .inner_join(cases::table.on(cases::id.eq(actions::case_id)))
            .filter(actions::id.eq(key(*id)))
            .select((
                (actions::id, actions::version, actions::body),
                (cases::id, cases::version, cases::body),
                kept_from(door.viewer.reader()),
                case::consented(door.viewer),
            ))
            .first::<(Row<Action>, Row<Case>, bool, bool)>(door.conn)
            .optional()?;
        let Some((Row(action), Row(case), kept, consented)) = row else { return Ok(None) };
        let Some(standing) = case::standing(door, case.id)? else { return Ok(None) };
        // From whoever coordinates no action is kept.
        let kept = if standing.has(Relation::GlassPlan) {
            is_hidden(door.conn, action.id.uuid(), case::reader(door.viewer, &standing))?
        } else {
            kept && !standing.has(Relation::Coordinator)
        };
        if kept {
            return Ok(None);
        }
        let relations = Relation::ON_CASES.into_iter().filter(|relation| standing.has(*relation));
        let owner = owns(principal, action.owner, &standing).then_some(Relation::Owner);
        let standing = door.standing(relations.chain(owner));
        let version = action.version;
        Ok(Some(Found { thing: Self { case, consented, action }, standing, version }))
    }
}

/// Whether the caller owns the commitment or acts for the agency that does.
fn owns(principal: Principal, owner: Owner, standing: &Standing) -> bool {
    let is_theirs =
        |agency: Id<Agency>| matches!(owner, Owner::Agency { agency_id, .. } if agency_id == agency);
    match principal {
        Principal::Worker { agency, .. } => {
            let roles = [Relation::Participant, Relation::LeadWorker, Relation::KeyContact];
            is_theirs(agency) && standing.has_any(&roles)
        }
        Principal::System(agency) => is_theirs(agency) && standing.has_any(&[Relation::SystemWriter]),
        Principal::Family(person) => match owner {
            Owner::FamilyMember { person_id } => person_id == person,
            Owner::Family => true,
            Owner::Agency { .. } => false,
        },
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => false,
    }
}

impl Find for FamilyActionFile {
    type Key = Id<Action>;

    fn find(door: &mut Door<'_>, id: &Id<Action>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = ActionFile::find(door, id)? else { return Ok(None) };
        let ActionFile { case, action, .. } = found.thing;
        let file = load_file(door.conn, case)?;
        Ok(Some(Found { thing: Self { file, action }, standing: found.standing, version: found.version }))
    }
}

impl Find for PromisedAction {
    type Key = Id<Action>;

    fn find(door: &mut Door<'_>, id: &Id<Action>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = ActionFile::find(door, id)? else { return Ok(None) };
        let waiting = versions_in(door.conn, found.thing.case.id, &[PlanStatus::Circulated])?;
        let mut planned = waiting.iter().flat_map(|version| &version.content.actions);
        let in_circulation = planned.any(|action| action.id == *id);
        Ok(Some(found.map(|file| Self { file, in_circulation })))
    }
}

/// The workers whom a commitment names. The agency that made it has it kept back as a whole.
pub(crate) fn agents_in(action: &mut Action) -> Vec<&mut Uuid> {
    named_in(&mut action.owner, &mut action.supported_by)
}

/// The same of whoever makes a commitment, and whoever helps with it.
pub(crate) fn named_in<'a>(owner: &'a mut Owner, supporter: &'a mut Option<Supporter>) -> Vec<&'a mut Uuid> {
    let owner = match owner {
        Owner::Agency { worker_id, .. } => worker_id.as_mut().map(Id::uuid_mut),
        Owner::FamilyMember { .. } | Owner::Family => None,
    };
    let supporter = match supporter {
        Some(Supporter::Worker { worker_id }) => Some(worker_id.uuid_mut()),
        Some(Supporter::FamilyMember { .. }) | None => None,
    };
    owner.into_iter().chain(supporter).collect()
}

impl Recorded for ActionFile {
    const ABOUT: About<Self> = About::Case(|it| it.case.id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(agents_in(&mut self.action.body))
    }
}

impl Read for ActionFile {
    const OPERATION: Operation = Operation::ReadAction;
}

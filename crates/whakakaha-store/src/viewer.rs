//! Who looks, and when: the first parameter of every query.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, not, select},
    prelude::*,
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::{Actor, Principal, Scopes},
    ids::Id,
    policy::{Relation, Standing},
    restriction::Reader,
};

use crate::{
    dialect::{Conn, Key},
    identity::session::holds,
    schema::{agencies, people, workers},
};

/// Who a token says is calling, before the database was asked.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The kind of caller and its identifier.
    pub identity: Identity,
    /// What the token allows at the most.
    pub scopes: Scopes,
    /// The program that calls.
    pub client: String,
    /// The session from which the token came; none where it was made with the service's own keys.
    pub session: Option<Uuid>,
}

/// The kind of caller that a token names, and its identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A worker.
    Worker(Uuid),
    /// A member of a family.
    Person(Uuid),
    /// An agency's system.
    Agency(Uuid),
    /// A reporting script.
    Reporter,
    /// An administrator.
    Administrator,
    /// Nobody in particular: no token.
    Public,
    /// The service itself.
    Service,
}

/// Who looks, and when. Made anew for every request: nothing about authority is remembered.
#[derive(Clone, Debug)]
pub(crate) struct Viewer {
    pub(crate) actor: Actor,
    pub(crate) now: DateTime<Utc>,
}

impl Viewer {
    /// Finds the caller in the database: whoever ended yesterday can do nothing today, and neither can whoever came by
    /// a program that was disabled or for an agency that was suspended.
    pub(crate) fn resolve(conn: &mut Conn, caller: &Caller, now: DateTime<Utc>) -> QueryResult<Option<Self>> {
        let held = holds(caller.session);
        let principal = match caller.identity {
            Identity::Worker(id) => workers::table
                .find(Key(id))
                .filter(workers::ended_on.is_null())
                .filter(exists(active().filter(agencies::id.eq(workers::agency_id))))
                .filter(held)
                .select(workers::agency_id)
                .first::<Key>(conn)
                .optional()?
                .map(|agency| Principal::Worker { worker: Id::new(id), agency: agency.id() }),
            Identity::Person(id) => {
                let known = people::table.find(Key(id)).filter(held).select(people::id);
                known.first::<Key>(conn).optional()?.map(|person| Principal::Family(person.id()))
            }
            Identity::Agency(id) => {
                let known = active().find(Key(id)).filter(held).select(agencies::id);
                known.first::<Key>(conn).optional()?.map(|agency| Principal::System(agency.id()))
            }
            Identity::Reporter if caller.session.is_some() => {
                select(held).get_result::<bool>(conn)?.then_some(Principal::Reporter)
            }
            Identity::Reporter => Some(Principal::Reporter),
            Identity::Administrator => Some(Principal::Administrator),
            Identity::Public => Some(Principal::Public),
            Identity::Service => Some(Principal::Service),
        };
        Ok(principal.map(|principal| Self {
            actor: Actor { principal, scopes: caller.scopes, client: caller.client.clone() },
            now,
        }))
    }

    /// The caller, as restrictions name them; by the agency too, also where they coordinate the case.
    pub(crate) const fn reader(&self) -> Reader {
        match self.actor.principal {
            Principal::Worker { worker, agency } => Reader::Worker(worker, agency),
            Principal::System(agency) => Reader::System(agency),
            Principal::Family(person) => Reader::FamilyMember(person),
            Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => {
                Reader::Nobody
            }
        }
    }

    /// The standing that follows from these relations and the scopes of the token. Everybody with a
    /// token is signed in.
    pub(crate) fn standing(&self, relations: impl IntoIterator<Item = Relation>) -> Standing {
        let own = match self.actor.principal {
            Principal::Public => None,
            Principal::Service => Some(Relation::Service),
            Principal::Worker { .. }
            | Principal::Family(_)
            | Principal::System(_)
            | Principal::Reporter
            | Principal::Administrator => Some(Relation::SignedIn),
        };
        Standing::of(relations.into_iter().chain(own), self.actor.scopes)
    }
}

/// The agencies for which anybody acts.
#[diesel::dsl::auto_type(no_type_alias)]
fn active() -> _ {
    agencies::table.filter(not(agencies::suspended))
}

//! What whoever records a withdrawal is told, also where the withdrawal has just closed the case to them.

use diesel::prelude::*;
use whakakaha_domain::{
    actor::Principal,
    assignment::Role,
    code::CodeList,
    consent::{Consent, ConsentStatus},
    ids::Id,
    operation::Operation,
    policy::Relation,
};

use super::{consent, standing};
use crate::{
    case,
    dialect::key,
    error::Failure,
    schema::assignments,
    unit::{Door, Find, Found, Read},
};

/// Where a consent stands. Says nothing of what it says.
pub struct ConsentReceipt {
    /// The consent.
    pub id: Id<Consent>,
    /// Where it stands.
    pub status: ConsentStatus,
}

impl Find for ConsentReceipt {
    type Key = Id<Consent>;

    fn find(door: &mut Door<'_>, id: &Id<Consent>) -> Result<Option<Found<Self>>, Failure> {
        let Some(consent) = consent(door, *id)? else { return Ok(None) };
        let found = match door.viewer.actor.principal {
            // By role alone: without the consent the case is no longer open to a key contact.
            Principal::Worker { worker, .. } => {
                let roles = assignments::table
                    .filter(assignments::case_id.eq(key(consent.case_id)))
                    .filter(assignments::worker_id.eq(key(worker)))
                    .filter(assignments::ended_on.is_null())
                    .select(assignments::role)
                    .load::<String>(door.conn)?;
                let roles = roles.iter().filter_map(|role| Role::parse(role));
                let relations: Vec<Relation> = roles.map(case::relation).collect();
                if relations.is_empty() { None } else { Some(door.standing(relations)) }
            }
            Principal::Family(_)
            | Principal::System(_)
            | Principal::Reporter
            | Principal::Administrator
            | Principal::Public
            | Principal::Service => standing(door, consent.case_id)?,
        };
        let thing = Self { id: consent.id, status: consent.state.status() };
        Ok(found.map(|standing| Found { version: consent.version, thing, standing }))
    }
}

impl Read for ConsentReceipt {
    const OPERATION: Operation = Operation::WithdrawConsent;
}

//! The directory: regions, agencies, workers, coordinators, facilitators. Open to everybody with a token.

pub mod agency;
pub mod coordinator;
pub mod facilitator;
pub mod region;
pub mod worker;

use whakakaha_domain::{
    actor::Principal,
    agency::Agency,
    ids::Id,
    policy::{Relation, Standing},
};

use crate::unit::Door;

/// How the caller stands to the directory; an agency's administrator to that agency's part of it.
pub(crate) fn standing(door: &Door<'_>, agency: Option<Id<Agency>>) -> Standing {
    let own = agency.is_some() && door.viewer.actor.principal.agency() == agency;
    let is_worker = matches!(door.viewer.actor.principal, Principal::Worker { .. });
    let admin = (own && is_worker).then_some(Relation::AgencyAdmin);
    door.standing([Relation::DirectoryEditor].into_iter().chain(admin))
}

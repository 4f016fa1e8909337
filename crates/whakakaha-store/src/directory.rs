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

use crate::{dialect::Key, error::Failure, unit::Door};

/// How the caller stands to the directory; an agency's administrator to that agency's part of it.
pub(crate) fn standing(door: &Door<'_>, agency: Option<Id<Agency>>) -> Standing {
    let own = agency.is_some() && door.viewer.actor.principal.agency() == agency;
    let is_worker = matches!(door.viewer.actor.principal, Principal::Worker { .. });
    let admin = (own && is_worker).then_some(Relation::AgencyAdmin);
    door.standing([Relation::DirectoryEditor].into_iter().chain(admin))
}

/// What a thing in the directory lies in; none: it stands at the top.
pub(crate) struct Parent(pub(crate) Option<Key>);

/// A thing and all that it lies in, itself first; empty where it does not exist. `parent_of` answers
/// `None` where there is no such thing.
pub(crate) fn lineage(
    start: Option<Key>,
    mut parent_of: impl FnMut(Key) -> Result<Option<Parent>, Failure>,
) -> Result<Vec<Key>, Failure> {
    let mut lineage = Vec::new();
    let mut next = start;
    while let Some(thing) = next {
        let Some(Parent(parent)) = parent_of(thing)? else { break };
        lineage.push(thing);
        next = parent.filter(|parent| !lineage.contains(parent));
    }
    Ok(lineage)
}

//! A version of a plan as one reader sees it: the hidden does not exist, and what others said stays
//! theirs.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Party, PartyResponse, PlanRendering, PlanVersion};
use crate::{action::Owner, agency::Agency, entity::Entity, ids::Id};

/// A version as one reader sees it.
pub struct PlanSheet {
    /// The version, with the content and the answers that the reader may see.
    pub version: Entity<PlanVersion>,
    /// The hash of what the reader was sent, which its answer names; none while nothing was sent.
    pub content_hash: Option<String>,
    /// What the parties answered, as far as the reader may know.
    pub parties: Vec<PartyResponse>,
}

impl PlanSheet {
    /// For the family and whoever coordinates the process: everything.
    #[must_use]
    pub fn whole(version: Entity<PlanVersion>) -> Self {
        let circulation = version.state.circulation();
        let content_hash = circulation.map(|it| it.content_hash.clone());
        let parties = circulation.map(|it| it.parties.clone()).unwrap_or_default();
        Self { version, content_hash, parties }
    }

    /// For an agency that takes part: what it was sent, without what has been hidden from it since.
    /// For a lead worker or key contact whose agency was sent nothing: the content without the hidden.
    #[must_use]
    pub fn for_agency(
        version: &Entity<PlanVersion>,
        sent: Option<&PlanRendering>,
        agency: Id<Agency>,
        hidden: &BTreeSet<Uuid>,
    ) -> Self {
        let whole = &version.content;
        let content = sent.map_or(whole, |rendering| &rendering.content).without(hidden);
        let circulated = version.state.circulation();
        let hash = |whole: &String| sent.map_or(whole, |rendering| &rendering.rendering_hash).clone();
        let content_hash = circulated.map(|it| hash(&it.content_hash));
        let owns = |party: Id<Agency>| {
            let is_party = |owner| matches!(owner, Owner::Agency { agency_id, .. } if agency_id == party);
            party == agency || content.actions.iter().any(|action| is_party(action.owner))
        };
        let parties = circulated.map(|it| parties_for(&it.parties, agency, owns)).unwrap_or_default();
        let complete = content == *whole;
        let version = version.amended(|it| {
            // Words about the whole are for those who see the whole.
            it.change_reason = it.change_reason.take().filter(|_| complete);
            it.content = content;
        });
        Self { version, content_hash, parties }
    }
}

/// The parties that the reader may know of; what others wrote stays between them and the family.
fn parties_for(
    parties: &[PartyResponse],
    own: Id<Agency>,
    known: impl Fn(Id<Agency>) -> bool,
) -> Vec<PartyResponse> {
    let seen = parties.iter().filter(|response| match response.party {
        Party::Family => true,
        Party::Agency { agency_id } => known(agency_id),
    });
    seen.map(|response| {
        let mut response = response.clone();
        if response.party != (Party::Agency { agency_id: own })
            && let Some(answer) = &mut response.answer
        {
            answer.comment = None;
            answer.worker_id = None;
            answer.family_decision = None;
        }
        response
    })
    .collect()
}

//! A version of a plan as one reader sees it: the hidden does not exist, and what others said stays
//! theirs.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    Answer, Party, PartyResponse, PlanContent, PlanRendering, PlanState, PlanVersion, ResponseState,
};
use crate::entity::Entity;

/// A version as one reader sees it.
pub struct PlanSheet {
    /// The version, with the content and the answers that the reader may see.
    pub version: Entity<PlanVersion>,
    /// The hash of what the reader was sent, which its answer names; none while nothing was sent.
    pub content_hash: Option<String>,
    /// The parties and what they answered, as far as the reader may know; of a draft, those that would be
    /// asked.
    pub parties: Vec<PartySheet>,
}

/// A party and its answers, as far as one reader may know.
pub struct PartySheet {
    /// Who.
    pub party: Party,
    /// How far the version has come with it.
    pub state: ResponseState,
    /// The hash of what it was sent; only for the party itself and for whoever sees everything.
    pub rendering_hash: Option<String>,
    /// The answer that counts.
    pub answer: Option<Answer>,
    /// Answers that came too late and count for nothing.
    pub late: Vec<Answer>,
}

impl From<&PartyResponse> for PartySheet {
    fn from(response: &PartyResponse) -> Self {
        Self {
            party: response.party,
            state: response.state(),
            rendering_hash: Some(response.rendering_hash.clone()),
            answer: response.answer.clone(),
            late: response.late.clone(),
        }
    }
}

impl PartySheet {
    /// Leaves out what the party wrote and was sent.
    fn keep_to_itself(&mut self) {
        self.rendering_hash = None;
        for answer in self.answer.iter_mut().chain(&mut self.late) {
            answer.comment = None;
            answer.worker_id = None;
            answer.family_decision = None;
        }
    }
}

impl PlanSheet {
    /// For those from whom nothing is hidden among the family, and whoever coordinates the process: everything.
    #[must_use]
    pub fn whole(version: Entity<PlanVersion>) -> Self {
        let circulation = version.state.circulation();
        let content_hash = circulation.map(|it| it.content_hash.clone());
        let sent = circulation.map(|it| it.parties.iter().map(Into::into).collect());
        let parties = sent.unwrap_or_else(|| to_be_asked(&version.content));
        Self { version, content_hash, parties }
    }

    /// For whoever reads in an emergency: everything that was agreed, but nothing that anybody wrote with their answer.
    #[must_use]
    pub fn in_emergency(version: Entity<PlanVersion>) -> Self {
        let mut sheet = Self::whole(version);
        sheet.parties.iter_mut().for_each(PartySheet::keep_to_itself);
        sheet
    }

    /// For one from whom something may be hidden: what they were sent, without what has been hidden from them
    /// since. Where nothing was sent to them: the content without the hidden.
    #[must_use]
    pub fn seen_by(
        version: &Entity<PlanVersion>,
        sent: Option<&PlanRendering>,
        own: Party,
        hidden: &BTreeSet<Uuid>,
    ) -> Self {
        let whole = &version.content;
        let content = sent.map_or(whole, |rendering| &rendering.content).without(hidden);
        let circulated = version.state.circulation();
        let hash = |whole: &String| sent.map_or(whole, |rendering| &rendering.rendering_hash).clone();
        let content_hash = circulated.map(|it| hash(&it.content_hash));
        let known = |party| party == own || party == Party::Family || content.has_action_of(party);
        let sent = circulated.map(|it| {
            let seen = it.parties.iter().filter(|response| known(response.party));
            seen.map(|response| as_others_see(response, own)).collect()
        });
        let parties = sent.unwrap_or_else(|| to_be_asked(&content));
        let complete = promises(&content) == promises(whole);
        let version = version.amended(|it| {
            // Words about the whole are for those who see the whole.
            it.change_reason = it.change_reason.take().filter(|_| complete);
            if let PlanState::Abandoned { reason, .. } = &mut it.state {
                *reason = reason.take().filter(|_| complete);
            }
            it.content = content;
        });
        Self { version, content_hash, parties }
    }
}

/// The parties that a draft would be sent to for agreement.
fn to_be_asked(content: &PlanContent) -> Vec<PartySheet> {
    let owners = content.actions.iter().map(|action| Party::from(action.owner));
    let parties: BTreeSet<Party> = [Party::Family].into_iter().chain(owners).collect();
    let asked = |party| PartySheet {
        party,
        state: ResponseState::NotSent,
        rendering_hash: None,
        answer: None,
        late: Vec::new(),
    };
    parties.into_iter().map(asked).collect()
}

/// The content but for who contributes nothing, which not everybody is sent.
fn promises(content: &PlanContent) -> PlanContent {
    PlanContent { no_contribution: Vec::new(), masked: Vec::new(), ..content.clone() }
}

/// A party as another sees it: what others wrote stays between them and the family, and what they were
/// sent cannot be compared.
fn as_others_see(response: &PartyResponse, own: Party) -> PartySheet {
    let mut seen = PartySheet::from(response);
    if seen.party != own {
        seen.keep_to_itself();
    }
    seen
}

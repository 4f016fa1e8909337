//! What a plan says, as it is hashed and as an agency may see it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Goal, Party, PlanContent};
use crate::{
    agency::Agency,
    digest::sha256,
    ids::Id,
    restriction::{FAMILY, Hidden},
};

impl PlanContent {
    /// SHA-256 of the content as canonical JSON, 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> String {
        // Texts, lists and days always have a JSON form, and its members always come in this order.
        sha256(&serde_json::to_vec(self).unwrap_or_default())
    }

    /// The content without what is hidden: without hidden actions and the goals that only they served,
    /// without hidden needs and entries wherever they are named, and without a word of hidden agencies; without the
    /// family's own words where what concerns the family as a whole is hidden.
    #[must_use]
    pub fn without(&self, hidden: &BTreeSet<Uuid>) -> Self {
        let mut seen = self.clone();
        seen.actions.retain(|action| !hidden.contains(&action.id.uuid()));
        seen.uncovered.retain(|need| !hidden.contains(&need.need_id.uuid()));
        seen.family_statement = seen.family_statement.filter(|_| !hidden.contains(&FAMILY));
        let silent = |party: &Party| is_silent(party, hidden);
        seen.no_contribution.retain(|it| !silent(&it.party));
        seen.masked.retain(|party| !silent(party));
        let served = |goal: &Goal| seen.actions.iter().any(|action| action.goal_id == goal.id);
        let open = |goal: &Goal| !self.has_action(goal.id) && !hidden.contains(&goal.id.uuid());
        seen.goals.retain(|goal| served(goal) || open(goal));
        for goal in &mut seen.goals {
            goal.priorities.retain(|entry| !hidden.contains(&entry.uuid()));
            goal.needs.retain(|need| !hidden.contains(&need.uuid()));
        }
        seen
    }

    /// What somebody is sent: the content without what is hidden from them, and with a trace of what the
    /// family chose to mask.
    #[must_use]
    pub fn rendered(&self, hidden: &Hidden) -> Self {
        let mut sent = self.without(&hidden.items);
        let masked = self.actions.iter().filter(|action| hidden.masked.contains(&action.id.uuid()));
        let known = masked.map(|action| Party::from(action.owner)).filter(|it| !is_silent(it, &hidden.items));
        sent.masked = known.collect();
        sent.masked.sort_unstable();
        sent
    }

    /// The same for an agency. Who else contributes nothing is for the family and the lead agency: beside a
    /// hidden action its absence would tell that there is one.
    #[must_use]
    pub fn sent_to(&self, agency: Id<Agency>, lead: Id<Agency>, hidden: &Hidden) -> Self {
        let mut sent = self.rendered(hidden);
        let own = Party::Agency { agency_id: agency };
        sent.no_contribution.retain(|it| agency == lead || it.party == own);
        sent
    }

    /// Whether any action serves the goal.
    #[must_use]
    pub fn has_action(&self, goal: Id<Goal>) -> bool {
        self.actions.iter().any(|action| action.goal_id == goal)
    }

    /// The goal with this id.
    #[must_use]
    pub fn goal(&self, id: Id<Goal>) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id == id)
    }
}

/// Whether a party is an agency of which the reader does not know.
fn is_silent(party: &Party, hidden: &BTreeSet<Uuid>) -> bool {
    matches!(party, Party::Agency { agency_id } if hidden.contains(&agency_id.uuid()))
}

//! What the author of a revision cannot see stays in the plan as it was (F1-17).

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Goal, PlanContent};

/// Puts back into a revision what was hidden from its author in the version before.
pub(super) fn keep_hidden(
    mut revised: PlanContent,
    before: &PlanContent,
    hidden: &BTreeSet<Uuid>,
) -> PlanContent {
    if hidden.is_empty() {
        return revised;
    }
    let is_hidden = |id: Uuid| hidden.contains(&id);
    let actions = before.actions.iter().filter(|action| is_hidden(action.id.uuid()));
    revised.actions.extend(actions.cloned());
    let needs = before.uncovered.iter().filter(|need| is_hidden(need.need_id.uuid()));
    revised.uncovered.extend(needs.cloned());
    let served: Vec<&Goal> = before
        .goals
        .iter()
        .filter(|goal| revised.has_action(goal.id) && revised.goal(goal.id).is_none())
        .collect();
    revised.goals.extend(served.into_iter().cloned());
    for goal in &mut revised.goals {
        let Some(old) = before.goal(goal.id) else { continue };
        let entries =
            old.priorities.iter().filter(|id| is_hidden(id.uuid()) && !goal.priorities.contains(id));
        let entries: Vec<_> = entries.copied().collect();
        goal.priorities.extend(entries);
        let needs = old.needs.iter().filter(|id| is_hidden(id.uuid()) && !goal.needs.contains(id));
        let needs: Vec<_> = needs.copied().collect();
        goal.needs.extend(needs);
    }
    revised
}

//! What differs between two versions of a plan (F0-30).

use super::{Goal, PlanContent, PlanVersion, PlannedAction};
use crate::{case::Case, ids::Id};

/// What differs between two versions, as far as one reader sees them.
pub struct PlanDiff {
    /// The case.
    pub case_id: Id<Case>,
    /// The version looked at.
    pub version: Id<PlanVersion>,
    /// The version that it is compared with; none: there is no version in force to compare with.
    pub against: Option<Id<PlanVersion>>,
    /// Changed members that are neither goals nor actions.
    pub fields: Vec<&'static str>,
    /// Goals.
    pub goals: Difference<Goal>,
    /// Actions.
    pub actions: Difference<PlannedAction>,
}

/// What was added, removed and changed in a list.
pub struct Difference<T> {
    /// Only in the version looked at.
    pub added: Vec<T>,
    /// Only in the version that it is compared with.
    pub removed: Vec<T>,
    /// In both, with other content.
    pub changed: Vec<Changed<T>>,
}

/// The same thing in two versions.
pub struct Changed<T> {
    /// As it was.
    pub before: T,
    /// As it is.
    pub after: T,
    /// The members that differ.
    pub fields: Vec<&'static str>,
}

impl PlanDiff {
    /// Compares what two versions say.
    #[must_use]
    pub fn of(
        case_id: Id<Case>,
        (version, now): (Id<PlanVersion>, &PlanContent),
        before: Option<(Id<PlanVersion>, &PlanContent)>,
    ) -> Self {
        let nothing = PlanContent::default();
        let old = before.map_or(&nothing, |(_, content)| content);
        Self {
            case_id,
            version,
            against: before.map(|(id, _)| id),
            fields: differing(&[
                ("family_statement", old.family_statement == now.family_statement),
                ("uncovered", old.uncovered == now.uncovered),
                ("no_contribution", old.no_contribution == now.no_contribution),
                ("review_on", old.review_on == now.review_on),
                ("masked_actions", old.masked == now.masked),
            ]),
            goals: difference(&old.goals, &now.goals, |goal| goal.id, goal_fields),
            actions: difference(&old.actions, &now.actions, |action| action.id, action_fields),
        }
    }

    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.goals.is_empty() && self.actions.is_empty()
    }
}

impl<T> Difference<T> {
    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

fn difference<T: Clone, K: PartialEq>(
    old: &[T],
    new: &[T],
    key: impl Fn(&T) -> K,
    fields: impl Fn(&T, &T) -> Vec<&'static str>,
) -> Difference<T> {
    let only = |these: &[T], those: &[T]| {
        these.iter().filter(|it| !those.iter().any(|other| key(other) == key(it))).cloned().collect()
    };
    let pairs = new.iter().filter_map(|after| old.iter().find(|it| key(it) == key(after)).zip(Some(after)));
    let changed = pairs
        .map(|(before, after)| Changed {
            before: before.clone(),
            after: after.clone(),
            fields: fields(before, after),
        })
        .filter(|changed| !changed.fields.is_empty())
        .collect();
    Difference { added: only(new, old), removed: only(old, new), changed }
}

fn goal_fields(before: &Goal, after: &Goal) -> Vec<&'static str> {
    differing(&[
        ("title", before.title == after.title),
        ("domain", before.domain == after.domain),
        ("priorities", before.priorities == after.priorities),
        ("needs", before.needs == after.needs),
    ])
}

fn action_fields(before: &PlannedAction, after: &PlannedAction) -> Vec<&'static str> {
    differing(&[
        ("goal_id", before.goal_id == after.goal_id),
        ("what", before.what == after.what),
        ("owner", before.owner == after.owner),
        ("supported_by", before.supported_by == after.supported_by),
        ("due_on", before.due_on == after.due_on),
    ])
}

fn differing(members: &[(&'static str, bool)]) -> Vec<&'static str> {
    members.iter().filter(|(_, same)| !same).map(|(name, _)| *name).collect()
}

//! The next episode of a family: what holds goes on holding (F0-06, F0-21).

use super::{Safeguard, SafetyAlert, safeguard::FIRST_ID};
use crate::{case::Case, command::Moment, entity::Entity, ids::Id};

/// The alerts of a family that hold, with what they keep from whom.
#[derive(Clone, Default)]
pub struct StandingAlerts {
    /// The alerts.
    pub alerts: Vec<Entity<SafetyAlert>>,
    /// What they keep from whom, lifted safeguards left out.
    pub safeguards: Vec<Entity<Safeguard>>,
}

impl StandingAlerts {
    /// The alerts in a case that is opened: it is theirs from then on, and they go on holding where they held.
    pub(crate) fn in_case(&self, case: Id<Case>) -> impl Iterator<Item = Entity<SafetyAlert>> {
        self.alerts.iter().map(move |alert| {
            alert.amended(|it| {
                it.earlier_cases.push(it.case_id);
                it.case_id = case;
            })
        })
    }

    /// What they keep from whom in it: the same as in the case before.
    pub(crate) fn guards_in(&self, case: Id<Case>, at: &Moment) -> Vec<Entity<Safeguard>> {
        let latest = |it: &&Entity<Safeguard>| {
            self.alerts.iter().any(|alert| alert.id == it.alert_id && alert.case_id == it.case_id)
        };
        let all = self.safeguards.iter().filter(latest);
        let all = all.map(|it| Safeguard { case_id: case, ..it.body.clone() });
        all.zip(FIRST_ID..).map(|(it, n)| Entity::new(at.id(n), it)).collect()
    }
}

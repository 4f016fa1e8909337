//! What everybody on a case sees of it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Case, CaseState, CaseStatus, Preferences};

/// What everybody sees who may know of a case. Whoever sees more is not told by the time of a change either that
/// something else of the case has changed, such as the answer to the confidentiality question (F1-17).
#[derive(Serialize)]
pub struct CaseOutline<'a> {
    status: CaseStatus,
    since: Option<NaiveDate>,
    active_since: Option<NaiveDate>,
    look_again_on: Option<NaiveDate>,
    next_review_on: Option<NaiveDate>,
    preferences: &'a Preferences,
}

impl Case {
    /// What everybody sees of it.
    #[must_use]
    pub const fn outline(&self) -> CaseOutline<'_> {
        let (since, active_since, look_again_on) = match &self.state {
            CaseState::AwaitingConsent | CaseState::Preparing => (None, None, None),
            CaseState::Active { since } => (Some(*since), Some(*since), None),
            CaseState::OnHold(hold) => (Some(hold.since), hold.active_since, Some(hold.review_on)),
            CaseState::Closing { since, .. } => (Some(*since), None, None),
            CaseState::Closed(closure) => (Some(closure.on), None, None),
        };
        CaseOutline {
            status: self.state.status(),
            since,
            active_since,
            look_again_on,
            next_review_on: self.next_review_on,
            preferences: &self.preferences,
        }
    }
}

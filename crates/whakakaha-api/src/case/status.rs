//! Where a case stands, with what belongs to that state.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use whakakaha_domain::case::{CaseState, Closure, Hold};

use crate::{
    code::{CaseStatusCode, CloseReasonCode, HoldReasonCode, IndependenceCode, OutcomeCode},
    decision::FamilyDecisionView,
};

/// Where a case stands. Which of the members are there follows from the status.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseStanding)]
pub(crate) struct StatusView {
    /// Where the case stands.
    status: CaseStatusCode,
    /// The day of the first meeting, while the case is active or rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    active_since_on: Option<NaiveDate>,
    /// Why work rests; for the family and the coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hold_reason: Option<HoldReasonCode>,
    /// The day on which a rest is looked at again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hold_review_on: Option<NaiveDate>,
    /// Since when work rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    held_since_on: Option<NaiveDate>,
    /// Since when the case is closing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    closing_since_on: Option<NaiveDate>,
    /// The day on which it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    closed_on: Option<NaiveDate>,
    /// Why it is closing or closed; for the family and the coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    close_reason: Option<CloseReasonCode>,
    /// What became of the goals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    outcome: Option<OutcomeCode>,
    /// Whether the family can reach services unaided.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    independence: Option<IndependenceCode>,
    /// In words: the reason, and why there is no final report.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    close_note: Option<String>,
    /// Who of the family withdrew, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionView>,
}

impl StatusView {
    /// Where the case stands; what is the family's own affair only for those who may know all of it.
    pub(super) fn of(state: &CaseState, unabridged: bool) -> Self {
        let view = Self::plain(state);
        match state {
            CaseState::AwaitingConsent | CaseState::Preparing => view,
            CaseState::Active { since } => Self { active_since_on: Some(*since), ..view },
            CaseState::OnHold(hold) => view.held(hold, unabridged),
            CaseState::Closing { reason, note, since } => Self {
                closing_since_on: Some(*since),
                close_reason: Some((*reason).into()).filter(|_| unabridged),
                close_note: note.clone().filter(|_| unabridged),
                ..view
            },
            CaseState::Closed(closure) if unabridged => view.closed(closure),
            CaseState::Closed(closure) => Self { closed_on: Some(closure.on), ..view },
        }
    }

    fn plain(state: &CaseState) -> Self {
        Self {
            status: state.status().into(),
            active_since_on: None,
            hold_reason: None,
            hold_review_on: None,
            held_since_on: None,
            closing_since_on: None,
            closed_on: None,
            close_reason: None,
            outcome: None,
            independence: None,
            close_note: None,
            family_decision: None,
        }
    }

    fn held(self, hold: &Hold, unabridged: bool) -> Self {
        Self {
            active_since_on: hold.active_since,
            hold_reason: Some(hold.reason.into()).filter(|_| unabridged),
            hold_review_on: Some(hold.review_on),
            held_since_on: Some(hold.since),
            ..self
        }
    }

    fn closed(self, closure: &Closure) -> Self {
        Self {
            closed_on: Some(closure.on),
            close_reason: Some(closure.reason.into()),
            outcome: Some(closure.outcome.into()),
            independence: Some(closure.independence.into()),
            close_note: closure.note.clone(),
            family_decision: closure.decision.as_ref().map(Into::into),
            ..self
        }
    }
}

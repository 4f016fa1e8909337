//! The family's decisions on the wire.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{case::FamilyDecision, decision::Evidence, ids::Id};

/// Who of the family decided, when and how. A worker who records a decision of the family sends it; a
/// family member who decides for themselves leaves it out.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct FamilyDecisionRequest {
    /// The family member who decided.
    decided_by: Uuid,
    /// The day on which they decided, not after today.
    decided_on: NaiveDate,
    /// How they told: in person, by telephone, in writing.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "in person")]
    how: String,
}

impl From<FamilyDecisionRequest> for Evidence {
    fn from(request: FamilyDecisionRequest) -> Self {
        Self { decided_by: Id::new(request.decided_by), decided_on: request.decided_on, how: request.how }
    }
}

/// The family's decision, for commands that need nothing else.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct FamilyAgreementRequest {
    /// Who of the family decided; a worker who records the decision sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    pub(crate) family_decision: Option<FamilyDecisionRequest>,
}

/// A decision that only the family can make.
#[derive(Serialize, ToSchema)]
#[schema(as = FamilyDecision)]
pub(crate) struct FamilyDecisionView {
    /// The family member who decided; absent where that person is kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    decided_by: Option<Uuid>,
    /// The day on which they decided.
    decided_on: NaiveDate,
    /// How they told; absent where they entered it themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    how: Option<String>,
    /// The worker who wrote it down; absent where the family member entered it themselves, and where the worker is kept
    /// from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    recorded_by: Option<Uuid>,
}

/// A member of the family, a worker or an agency, unless they are kept from the reader.
pub(crate) fn named<T>(id: Id<T>) -> Option<Uuid> {
    Some(id.uuid()).filter(|id| !id.is_nil())
}

impl From<&FamilyDecision> for FamilyDecisionView {
    fn from(decision: &FamilyDecision) -> Self {
        Self {
            decided_by: named(decision.decided_by),
            decided_on: decision.decided_on,
            how: decision.how.clone(),
            recorded_by: decision.recorded_by.and_then(named),
        }
    }
}

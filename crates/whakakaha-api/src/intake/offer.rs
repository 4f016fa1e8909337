//! The offer of the process to a family on the wire.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    intake::{MadeOffer, Offer},
};

use crate::code::OfferResponseCode;

/// How the process was offered to the family, and what it said.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfferRequest {
    /// The day on which it was offered, not after today.
    made_on: NaiveDate,
    /// How: in person, by telephone, in writing.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "in person")]
    how: String,
    /// What the family said.
    response: OfferResponseCode,
}

impl From<OfferRequest> for MadeOffer {
    fn from(request: OfferRequest) -> Self {
        Self { made_on: request.made_on, how: request.how, response: request.response.0 }
    }
}

/// How the process was offered to the family, and what it said.
#[derive(Serialize, ToSchema)]
#[schema(as = Offer)]
pub(crate) struct OfferView {
    /// The day on which it was offered.
    made_on: NaiveDate,
    /// How.
    #[schema(max_length = 200)]
    how: String,
    /// What the family said.
    response: OfferResponseCode,
    /// The worker who wrote it down.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    recorded_by: Option<Uuid>,
}

impl From<&Offer> for OfferView {
    fn from(offer: &Offer) -> Self {
        Self {
            made_on: offer.made_on,
            how: offer.how.clone(),
            response: offer.response.into(),
            recorded_by: offer.recorded_by.map(Id::uuid),
        }
    }
}

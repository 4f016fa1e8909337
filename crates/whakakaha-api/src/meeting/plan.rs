//! Where a meeting takes place, as it is sent.

use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;
use whakakaha_domain::meeting::Venue;

use crate::code::NeutralityCode;

/// Where a meeting takes place.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct VenueRequest {
    /// Name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Hoani Waititi Marae meeting room")]
    name: String,
    /// Address, or the way in.
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500)]
    address: Option<String>,
    /// How neutral it is.
    neutrality: NeutralityCode,
    /// What people need to know to get in: ramp, parking, lift.
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500)]
    accessibility: Option<String>,
}

impl From<VenueRequest> for Venue {
    fn from(request: VenueRequest) -> Self {
        Self {
            name: request.name,
            address: request.address,
            neutrality: request.neutrality.0,
            accessibility: request.accessibility,
        }
    }
}

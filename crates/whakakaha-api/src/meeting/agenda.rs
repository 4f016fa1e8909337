//! What is talked about at a meeting.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use whakakaha_domain::{meeting::AgendaPoint, restriction::Part};

use crate::about::{AboutRequest, AboutView};

/// Something to talk about at a meeting.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgendaPointRequest {
    /// In words.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "How mornings before school go")]
    text: String,
    /// What it is about; absent: nothing in particular, and kept from nobody who reads the meeting.
    #[validate(nested)]
    #[serde(default)]
    about: AboutRequest,
}

impl From<AgendaPointRequest> for AgendaPoint {
    fn from(request: AgendaPointRequest) -> Self {
        Self { text: request.text, about: request.about.into() }
    }
}

/// Something that is talked about at a meeting.
#[derive(Serialize, ToSchema)]
#[schema(as = AgendaPoint)]
pub(crate) struct AgendaPointView {
    /// In words.
    #[schema(max_length = 200)]
    text: String,
    /// What it is about; absent: nothing in particular.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    about: Option<AboutView>,
}

impl From<&Part<AgendaPoint>> for AgendaPointView {
    fn from(point: &Part<AgendaPoint>) -> Self {
        Self { text: point.body.text.clone(), about: AboutView::of(&point.body.about) }
    }
}

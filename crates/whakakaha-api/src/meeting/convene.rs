//! Planning a meeting.

use actix_web::{post, web::Path};
use chrono::NaiveDateTime;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, meeting::ConveneMeeting};

use super::{AgendaPointRequest, MeetingView, VenueRequest};
use crate::{code::MeetingKindCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// A meeting to be planned.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConveneMeetingRequest {
    /// Which kind.
    kind: MeetingKindCode,
    /// What is talked about, in order. Where it is absent: welcome and introductions, issues and family
    /// goals, creating a plan, setting a review time.
    #[validate(length(max = 30), nested)]
    #[schema(max_items = 30)]
    #[serde(default)]
    agenda: Vec<AgendaPointRequest>,
    /// When it begins, by the clock of the case's region. Evenings and weekends will do.
    #[schema(value_type = String, min_length = 19, max_length = 19, pattern = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$", example = "2027-02-19T18:30:00")]
    starts_at_local: NaiveDateTime,
    /// How long it is planned to take, in minutes.
    #[validate(range(min = 15, max = 720))]
    #[schema(minimum = 15, maximum = 720)]
    minutes: u32,
    /// Where.
    #[validate(nested)]
    venue: VenueRequest,
    /// The meeting of which this is to be another session, for people who do not meet: of the same kind, and not begun.
    #[schema(nullable = false)]
    session_of: Option<Uuid>,
}

impl From<ConveneMeetingRequest> for ConveneMeeting {
    fn from(request: ConveneMeetingRequest) -> Self {
        Self {
            kind: request.kind.0,
            agenda: request.agenda.into_iter().map(Into::into).collect(),
            starts_at_local: request.starts_at_local,
            minutes: request.minutes,
            venue: request.venue.into(),
            session_of: request.session_of.map(Id::new),
        }
    }
}

/// Convene a meeting
///
/// Plans a meeting, which the family then approves. A case prepares one meeting at a time, which may be held in
/// separate sessions, not at the same time and place; the first comes first.
#[utoipa::path(
    tag = "Meetings",
    request_body = ConveneMeetingRequest,
    responses((status = 201, description = "The meeting as planned.", body = MeetingView)),
)]
#[post("/v1/cases/{case_id}/meetings")]
pub(super) async fn convene_meeting(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<ConveneMeetingRequest>,
) -> ApiResult {
    let command = ConveneMeeting::from(body.0);
    cx.create::<MeetingView, _>(Id::new(*case_id), command, "/v1/meetings").await
}

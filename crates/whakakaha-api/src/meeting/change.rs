//! Changing the plan of a meeting.

use actix_web::{put, web::Path};
use chrono::NaiveDateTime;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, meeting::ChangeMeeting};

use super::{AgendaPointRequest, MeetingView, VenueRequest};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What is planned.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeMeetingRequest {
    /// What is talked about, in order.
    #[validate(length(min = 1, max = 30), nested)]
    #[schema(min_items = 1, max_items = 30)]
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
}

/// Change a meeting
///
/// Replaces agenda, time and venue, before the invitations go out. What changes loses the family's approval.
#[utoipa::path(
    tag = "Meetings",
    request_body = ChangeMeetingRequest,
    responses((status = 200, description = "The meeting as changed.", body = MeetingView)),
)]
#[put("/v1/meetings/{meeting_id}")]
pub(super) async fn change_meeting(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    body: Valid<ChangeMeetingRequest>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    let command = ChangeMeeting {
        agenda: body.0.agenda.into_iter().map(Into::into).collect(),
        starts_at_local: body.0.starts_at_local,
        minutes: body.0.minutes,
        venue: body.0.venue.into(),
    };
    cx.execute::<MeetingView, _>(meeting, command, meeting).await
}

//! Moving a meeting to another time.

use actix_web::{post, web::Path};
use chrono::NaiveDateTime;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, meeting::RescheduleMeeting};

use super::MeetingView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// The new time.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct RescheduleMeetingRequest {
    /// When it begins, by the clock of the case's region. Evenings and weekends will do.
    #[schema(value_type = String, min_length = 19, max_length = 19, pattern = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$", example = "2027-02-19T18:30:00")]
    starts_at_local: NaiveDateTime,
    /// How long it is planned to take, in minutes; absent: as before.
    #[validate(range(min = 15, max = 720))]
    #[schema(nullable = false, minimum = 15, maximum = 720)]
    minutes: Option<u32>,
}

/// Reschedule a meeting
///
/// Moves it to another time, which the family approves anew; invitations go out again after that.
#[utoipa::path(
    tag = "Meetings",
    request_body = RescheduleMeetingRequest,
    responses((status = 200, description = "The meeting, back in preparation.", body = MeetingView)),
)]
#[post("/v1/meetings/{meeting_id}/rescheduling")]
pub(super) async fn reschedule_meeting(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    body: Valid<RescheduleMeetingRequest>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    let command = RescheduleMeeting { starts_at_local: body.0.starts_at_local, minutes: body.0.minutes };
    cx.execute::<MeetingView, _>(meeting, command, meeting).await
}

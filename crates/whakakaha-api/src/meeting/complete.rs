//! Completing a meeting.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    meeting::{Attendance, Attended, CompleteMeeting, MeetingDecision, Named},
};
use whakakaha_store::meeting::CompletionKey;

use super::MeetingView;
use crate::{
    about::AboutRequest,
    code::{FamilyPositionCode, HeardCode, MeetingResultCode, PresenceCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
};

/// What came of a meeting.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompleteMeetingRequest {
    /// The day on which it took place, not before the case was opened and not after today; absent: today.
    #[schema(nullable = false)]
    held_on: Option<NaiveDate>,
    /// Who came, and whether they had a say: each invited person.
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100)]
    attendance: Vec<AttendedRequest>,
    /// The agency that leads from now on; absent: as before.
    #[schema(nullable = false)]
    lead_agency_id: Option<Uuid>,
    /// The worker of the lead agency who leads from now on; absent: as before.
    #[schema(nullable = false)]
    lead_worker_id: Option<Uuid>,
    /// The worker who keeps in touch with the family from now on, and can be reached; absent: as before.
    #[schema(nullable = false)]
    key_contact_id: Option<Uuid>,
    /// The next review, after today and at most twelve weeks after the meeting; needed unless it was
    /// decided to close.
    #[schema(nullable = false)]
    next_review_on: Option<NaiveDate>,
    /// Whether it was decided to close.
    decided_to_close: bool,
    /// Whether a plan comes of it.
    result: MeetingResultCode,
    /// Why no plan comes of it.
    #[validate(length(min = 1, max = 1000))]
    #[schema(nullable = false, min_length = 1, max_length = 1000)]
    reason: Option<String>,
    /// Decisions, each with the family's position.
    #[validate(length(max = 50), nested)]
    #[schema(max_items = 50)]
    #[serde(default)]
    decisions: Vec<MeetingDecisionRequest>,
}

/// Whether one invited person came.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttendedRequest {
    /// The invitation.
    invitation_id: Uuid,
    /// Whether they came.
    presence: PresenceCode,
    /// Whether they had a say.
    heard: HeardCode,
}

/// A decision made at a meeting.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeetingDecisionRequest {
    /// What was decided.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    text: String,
    /// The family's position. Where it does not agree, the decision counts as not agreed.
    family: FamilyPositionCode,
    /// What it is about; absent: the family as a whole.
    #[validate(nested)]
    #[serde(default)]
    about: AboutRequest,
}

impl From<AttendedRequest> for Attended {
    fn from(request: AttendedRequest) -> Self {
        let attendance = Attendance { presence: request.presence.0, heard: request.heard.0 };
        Self { invitation_id: Id::new(request.invitation_id), attendance }
    }
}

impl From<MeetingDecisionRequest> for MeetingDecision {
    fn from(request: MeetingDecisionRequest) -> Self {
        Self { text: request.text, family: request.family.0, about: request.about.into() }
    }
}

impl From<CompleteMeetingRequest> for CompleteMeeting {
    fn from(request: CompleteMeetingRequest) -> Self {
        Self {
            held_on: request.held_on,
            attendance: request.attendance.into_iter().map(Into::into).collect(),
            named: Named {
                lead_agency: request.lead_agency_id.map(Id::new),
                lead_worker: request.lead_worker_id.map(Id::new),
                key_contact: request.key_contact_id.map(Id::new),
            },
            next_review_on: request.next_review_on,
            decided_to_close: request.decided_to_close,
            result: request.result.0,
            reason: request.reason,
            decisions: request.decisions.into_iter().map(Into::into).collect(),
        }
    }
}

/// Complete a meeting
///
/// Says who came, who was heard, what was decided, and when the plan is looked at again. With the first meeting the
/// case becomes active. Where no member of the family came, that is recorded and nothing comes of the meeting.
#[utoipa::path(
    tag = "Meetings",
    request_body = CompleteMeetingRequest,
    responses((status = 200, description = "The meeting as completed, or as held without the family.", body = MeetingView)),
)]
#[post("/v1/meetings/{meeting_id}/completion")]
pub(super) async fn complete_meeting(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    body: Valid<CompleteMeetingRequest>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    let command = CompleteMeeting::from(body.0);
    let key = CompletionKey { meeting, named: command.named };
    cx.execute::<MeetingView, _>(key, command, meeting).await
}

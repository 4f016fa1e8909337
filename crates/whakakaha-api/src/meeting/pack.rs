//! What the invited are given before a meeting.

use actix_web::{get, web::Path};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    ids::Id,
    meeting::{MeetingPack, PackEntry},
};

use super::AgendaPointView;
use crate::{
    code::{DomainCode, ProfileKindCode},
    context::RequestContext,
    decision::named,
    problem::ApiResult,
    view::View,
};

/// What you were given when your invitation to a meeting went out: the family's own words first.
#[derive(Serialize, ToSchema)]
#[schema(as = MeetingPack)]
pub(super) struct MeetingPackView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The meeting.
    meeting_id: Uuid,
    /// When you were given it. What the family has said since is in its profile.
    sent_at: DateTime<Utc>,
    /// The family's profile as it read then: strengths, issues, priorities and dreams.
    #[schema(max_items = 1000)]
    profile: Vec<PackEntryView>,
    /// Which of these are the key issues, most important first.
    #[schema(max_items = 1000)]
    key_issues: Vec<Uuid>,
    /// What is to be talked about, in order.
    #[schema(max_items = 30)]
    agenda: Vec<AgendaPointView>,
}

/// An entry of the family's profile, as it read when it was given to you.
#[derive(Serialize, ToSchema)]
#[schema(as = MeetingPackEntry)]
struct PackEntryView {
    id: Uuid,
    /// In which list it stands.
    kind: ProfileKindCode,
    /// The family's words, verbatim.
    #[schema(max_length = 4000)]
    text: String,
    /// Whose words they are; absent: the family's together, or somebody's who is kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    said_by: Option<Uuid>,
    /// The domain that it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    domain: Option<DomainCode>,
}

impl From<&PackEntry> for PackEntryView {
    fn from(entry: &PackEntry) -> Self {
        Self {
            id: entry.id.uuid(),
            kind: entry.kind.into(),
            text: entry.text.clone(),
            said_by: entry.said_by.and_then(named),
            domain: entry.domain.map(Into::into),
        }
    }
}

impl View for MeetingPackView {
    type Of = Entity<MeetingPack>;

    fn of(pack: &Entity<MeetingPack>, _: Version) -> Self {
        Self {
            id: pack.id.uuid(),
            case_id: pack.case_id.uuid(),
            meeting_id: pack.meeting_id.uuid(),
            sent_at: pack.sent_at,
            profile: pack.profile.iter().map(Into::into).collect(),
            key_issues: pack.key_issues.iter().map(|it| it.uuid()).collect(),
            agenda: pack.agenda.iter().map(Into::into).collect(),
        }
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

/// Read what you were given before a meeting
///
/// For whoever was invited and may read the family's profile: what was put together for them when their invitation went
/// out, without what was kept from them. Each reads their own, and of that no more than may be known to them now. What
/// agencies share about the family is not in it: see the disclosures of the case.
#[utoipa::path(
    tag = "Meetings",
    responses((status = 200, description = "What you were given last.", body = MeetingPackView)),
)]
#[get("/v1/meetings/{meeting_id}/pack")]
pub(super) async fn get_pack(cx: RequestContext, meeting_id: Path<Uuid>) -> ApiResult {
    cx.read::<MeetingPackView>(Id::new(*meeting_id)).await
}

//! What an entry said before.

use actix_web::{
    get,
    web::{Path, Query},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{entity::Entity, ids::Id, profile::ProfileWording};
use whakakaha_store::preparation::WordingsOf;

use crate::{
    code::DomainCode,
    context::RequestContext,
    decision::{FamilyDecisionView, named},
    page::{PageQuery, PageView},
    problem::ApiResult,
    view::Item,
};

/// An earlier wording of an entry of the profile.
#[derive(Serialize, ToSchema)]
#[schema(as = ProfileEntryVersion)]
pub(super) struct ProfileEntryVersionView {
    id: Uuid,
    /// The entry.
    entry_id: Uuid,
    /// The version of the entry that said so.
    #[schema(minimum = 1, maximum = 2_147_483_647)]
    number: i32,
    /// The family's words at that time, verbatim.
    #[schema(max_length = 2000)]
    text: String,
    /// The domain that they concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    domain: Option<DomainCode>,
    /// The worker who wrote them down; absent where a family member entered them themselves, and where the worker
    /// is kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    recorded_by: Option<Uuid>,
    /// When other words took their place.
    replaced_at: DateTime<Utc>,
    /// Who of the family decided that.
    family_decision: FamilyDecisionView,
}

impl Item for ProfileEntryVersionView {
    type Of = Entity<ProfileWording>;

    fn of(wording: &Entity<ProfileWording>) -> Self {
        Self {
            id: wording.id.uuid(),
            entry_id: wording.entry_id.uuid(),
            number: wording.number,
            text: wording.text.clone(),
            domain: wording.domain.map(Into::into),
            recorded_by: wording.recorded_by.and_then(named),
            replaced_at: wording.replaced_at,
            family_decision: (&wording.decision).into(),
        }
    }
}

/// List the earlier wordings of an entry
///
/// Oldest first, for whoever may read the entry; what it says now is in the entry itself.
#[utoipa::path(
    tag = "Preparation",
    params(PageQuery),
    responses((status = 200, description = "A page of earlier wordings.", body = PageView<ProfileEntryVersionView>)),
)]
#[get("/v1/profile-entries/{entry_id}/versions")]
pub(super) async fn list_profile_entry_versions(
    cx: RequestContext,
    entry_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<ProfileEntryVersionView>(WordingsOf(Id::new(*entry_id)), &page).await
}

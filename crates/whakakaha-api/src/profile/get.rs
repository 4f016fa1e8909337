//! Reading an entry of the profile.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ProfileEntryView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read an entry of a family's profile
///
/// For everybody whom the family lets in; an entry that is hidden from your agency does not exist for you.
#[utoipa::path(
    tag = "Preparation",
    responses((status = 200, description = "The entry.", body = ProfileEntryView)),
)]
#[get("/v1/profile-entries/{entry_id}")]
pub(super) async fn get_profile_entry(cx: RequestContext, entry_id: Path<Uuid>) -> ApiResult {
    cx.read::<ProfileEntryView>(Id::new(*entry_id)).await
}

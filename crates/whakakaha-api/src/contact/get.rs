//! Reading a contact.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ContactView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a contact with the family
///
/// For the key contact, the lead worker, the coordinator and the family.
#[utoipa::path(tag = "Follow-up", responses((status = 200, description = "The contact.", body = ContactView)))]
#[get("/v1/contacts/{contact_id}")]
pub(super) async fn get_contact(cx: RequestContext, contact_id: Path<Uuid>) -> ApiResult {
    cx.read::<ContactView>(Id::new(*contact_id)).await
}

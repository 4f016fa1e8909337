//! What the privacy officer sees: who did what, to which case, and who was refused; never what any of it says.

mod accesses;
mod changes;
mod grants;

use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_store::oversight::Doer;

use crate::code::CallerKindCode;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(grants::oversee_break_glass_grants)
        .service(accesses::oversee_accesses)
        .service(changes::oversee_changes);
}

/// Who did something, by ids.
#[derive(Serialize, ToSchema)]
#[schema(as = Doer)]
pub(crate) struct DoerView {
    /// What kind of caller it was.
    kind: CallerKindCode,
    /// Which one: a worker, a person, or an agency's system by the id of its agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    id: Option<Uuid>,
    /// The program that called on its behalf.
    #[schema(max_length = 200)]
    client: String,
    /// The id of the request, as the caller sent it or was told it in `X-Request-Id`.
    #[schema(max_length = 200)]
    request: String,
}

impl From<&Doer> for DoerView {
    fn from(doer: &Doer) -> Self {
        Self {
            kind: doer.kind.into(),
            id: doer.id,
            client: doer.client.clone(),
            request: doer.request_id.clone(),
        }
    }
}

//! Codes that let somebody in, once: a member of a family for a session, a worker to link their organisation's login.

mod admit;
mod invite;
mod sign_out;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use whakakaha_domain::login::CodeText;
use whakakaha_store::error::Failure;

use crate::random;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(admit::admit_person).service(sign_out::sign_out_person).service(invite::invite_worker);
}

/// A code that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = LoginCode)]
pub(crate) struct LoginCodeView {
    /// Until when it can be used, once.
    expires_at: DateTime<Utc>,
    /// The code, to be handed over to nobody else. It is shown once: the same request sent again is answered without
    /// it, and a new request makes a new code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, min_length = 14, max_length = 14, example = "7KQF-9RTM-X2VD")]
    code: Option<String>,
}

fn new_code() -> Result<CodeText, Failure> {
    random::needed().map(CodeText::of)
}

//! Agencies.

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) const fn routes(_: &mut ServiceConfig<'_>) {}

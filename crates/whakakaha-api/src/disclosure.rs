//! Disclosures: items of information on their way from one agency to others.

mod answer;
mod approve;
mod correct;
mod disclose;
mod except_notice;
mod get;
mod ledger;
mod list;
mod parts;
mod propose;
mod recall;
mod recipient;
mod view;
mod withhold;

use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

pub(crate) use parts::AnswerView;
pub(crate) use view::DisclosureView;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(propose::propose_disclosure)
        .service(list::list_disclosures)
        .service(get::get_disclosure)
        .service(approve::approve_disclosure)
        .service(withhold::withhold_disclosure)
        .service(answer::answer_disclosure)
        .service(disclose::disclose_item)
        .service(correct::correct_disclosure)
        .service(recall::recall_disclosure)
        .service(except_notice::except_notice)
        .service(ledger::read_ledger);
}

/// Why.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisclosureEndRequest {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

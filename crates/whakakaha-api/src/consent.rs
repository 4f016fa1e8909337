//! Consent.

mod get;
mod list;
mod overview;
mod refuse;
mod request;
mod resolve;
mod sign;
mod view;
mod void;
mod withdraw;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use self::view::ConsentView;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(request::request_consent)
        .service(list::list_consents)
        .service(overview::get_consent_state)
        .service(resolve::resolve_conflict)
        .service(get::get_consent)
        .service(sign::sign_consent)
        .service(refuse::refuse_consent)
        .service(withdraw::withdraw_consent)
        .service(void::void_consent);
}

//! The application: every route, registered once for the server and for the contract.

use std::time::Duration;

use actix_web::{
    App, Error,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::from_fn,
    web,
};
use chrono::TimeDelta;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::{AppExt, service_config::ServiceConfig};
use utoipa_swagger_ui::{Config, SwaggerUi};
use whakakaha_store::db::Db;

use crate::{
    auth::{Issuers, KnownTokens, ProofNonces, SeenProofs, TokenPolicy, keys::KeyRing},
    body::MAX_BODY,
    clock::Clock,
    finish,
    mail::Mailer,
    meta,
    metrics::Metrics,
    oauth, openapi,
    outbound::Outbound,
    page::CursorSeal,
    problem::{Problem, Transport},
    quota::Quotas,
    retirement::Retirement,
    webhook::WebhookSecrets,
};

/// What the application needs to run.
#[derive(Clone)]
pub struct Service {
    /// The database.
    pub db: Db,
    /// The signing keys.
    pub keys: KeyRing,
    /// How tokens are judged.
    pub tokens: TokenPolicy,
    /// The tokens that were judged before.
    pub known_tokens: KnownTokens,
    /// What is counted of requests.
    pub metrics: Metrics,
    /// The clock.
    pub clock: Clock,
    /// The organisations whose workers come in with a login of their own.
    pub issuers: Issuers,
    /// The proofs of possession that were seen within the last minute.
    pub seen_proofs: SeenProofs,
    /// Derives the nonces of proofs.
    pub proof_nonces: ProofNonces,
    /// How many requests are taken from whom.
    pub quotas: Quotas,
    /// How long somebody waits who tried to come in with something that does not fit.
    pub login_delay: Duration,
    /// Whether programs may prove who they are by a secret: in demonstrations alone.
    pub client_secrets: bool,
    /// How long a family has to answer between being told of an item of information and its disclosure.
    pub notice_period: TimeDelta,
    /// Seals cursors.
    pub cursors: CursorSeal,
    /// Sends to addresses that others have named.
    pub outbound: Outbound,
    /// Writes to agencies by e-mail, if there is a server for that.
    pub mailer: Option<Mailer>,
    /// Derives the secrets of webhooks.
    pub webhook_secrets: WebhookSecrets,
    /// The public base address, without a slash at the end.
    pub base_url: String,
    /// What will end.
    pub retiring: &'static [Retirement],
    /// Origins whose pages may call from a browser, exactly as browsers name them.
    pub cors_origins: Vec<String>,
}

/// The pages of the documentation, which a browser reads.
pub(crate) const DOCUMENTATION: &str = "/docs/{_:.*}";

/// Builds the application: the same for production and for tests.
pub fn build_app(
    service: Service,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let (app, _) = App::new().into_utoipa_app().configure(routes).split_for_parts();
    let _made_before_the_first_request = openapi::contract();
    app.app_data(web::Data::new(service))
        .app_data(web::PayloadConfig::new(MAX_BODY))
        .app_data(
            web::QueryConfig::default().error_handler(|_, _| Problem::from(Transport::QueryInvalid).into()),
        )
        .app_data(web::PathConfig::default().error_handler(|_, request| meta::misfit(request).into()))
        .service(SwaggerUi::new(DOCUMENTATION).config(Config::new(["/openapi.json"])))
        .configure(meta::outside_the_contract)
        .configure(oauth::outside_the_contract)
        .default_service(web::to(meta::no_such_route))
        .wrap(from_fn(finish::finish))
}

/// The contract, generated from the same registration.
#[must_use]
pub fn contract() -> OpenApi {
    let (_, contract) = App::new().into_utoipa_app().configure(routes).split_for_parts();
    contract
}

/// Every operation of the contract.
fn routes(config: &mut ServiceConfig<'_>) {
    config
        .configure(meta::routes)
        .configure(crate::region::routes)
        .configure(crate::agency::routes)
        .configure(crate::worker::routes)
        .configure(crate::coordinator::routes)
        .configure(crate::facilitator::routes)
        .configure(crate::client::routes)
        .configure(crate::login_code::routes)
        .configure(crate::login::routes)
        .configure(crate::person::routes)
        .configure(crate::family::routes)
        .configure(crate::intake::routes)
        .configure(crate::case::routes)
        .configure(crate::assignment::routes)
        .configure(crate::consent::routes)
        .configure(crate::final_report::routes)
        .configure(crate::profile::routes)
        .configure(crate::need::routes)
        .configure(crate::restriction::routes)
        .configure(crate::meeting::routes)
        .configure(crate::invitation::routes)
        .configure(crate::calendar_link::routes)
        .configure(crate::plan::routes)
        .configure(crate::action::routes)
        .configure(crate::contact::routes)
        .configure(crate::progress_report::routes)
        .configure(crate::review::routes)
        .configure(crate::access::routes)
        .configure(crate::statement::routes)
        .configure(crate::home::routes)
        .configure(crate::correction::routes)
        .configure(crate::recall::routes)
        .configure(crate::export::routes)
        .configure(crate::disclosure::routes)
        .configure(crate::disclosure_notice::routes)
        .configure(crate::advice::routes)
        .configure(crate::safety::routes)
        .configure(crate::break_glass::routes)
        .configure(crate::oversight::routes)
        .configure(crate::event::routes)
        .configure(crate::webhook::routes);
}

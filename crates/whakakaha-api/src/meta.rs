//! The service about itself: health, contract, public keys, and what error codes mean.

mod catalog;

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{self, HeaderName},
    web::{Data, Html, Path, ServiceConfig as Plain},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    app::Service,
    etag,
    openapi::{self, Document},
    problem::{ApiResult, Problem, Transport, explain},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(get_liveness).service(get_readiness).service(explain_problem);
}

/// What is not part of the contract: the contract itself, the catalog, the keys and the documentation's
/// front door.
pub(crate) fn outside_the_contract(config: &mut Plain) {
    config
        .service(get_contract)
        .service(get_older_contract)
        .service(catalog::get_catalog)
        .service(get_keys)
        .service(get_docs);
}

/// The route that has a page for people as well.
pub(crate) const PROBLEM_PAGE: &str = "/problems/{code}";

/// How the service is.
#[derive(Serialize, ToSchema)]
struct HealthView {
    /// `ok`.
    #[schema(max_length = 20)]
    status: &'static str,
}

/// Is the process alive?
///
/// Answers 200 as long as the process serves requests, whatever the state of the database.
#[utoipa::path(tag = "Service", security(), responses((status = 200, description = "It is.", body = HealthView)))]
#[get("/livez")]
async fn get_liveness() -> HttpResponse {
    HttpResponse::Ok().json(HealthView { status: "ok" })
}

/// Can the service do its work?
///
/// Answers 200 when the database answers, and 503 when it does not.
#[utoipa::path(tag = "Service", security(), responses((status = 200, description = "It can.", body = HealthView)))]
#[get("/readyz")]
async fn get_readiness(service: Data<Service>) -> ApiResult {
    if service.db.is_ready().await {
        return Ok(HttpResponse::Ok().json(HealthView { status: "ok" }));
    }
    Err(Problem::from(Transport::Unavailable).with(header::RETRY_AFTER, "2"))
}

/// An error code, explained.
#[derive(Serialize, ToSchema)]
struct ExplanationView {
    /// The code.
    #[schema(max_length = 100)]
    code: &'static str,
    /// The HTTP status that goes with it.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// A short title.
    #[schema(max_length = 200)]
    title: &'static str,
    /// What it means, and what to do.
    #[schema(max_length = 2000)]
    meaning: &'static str,
}

/// What does an error code mean?
///
/// Every problem's `type` leads here. Browsers get a page, programs get JSON.
#[utoipa::path(
    tag = "Service",
    security(),
    params(("code" = String, Path, description = "The code, such as `consent.insufficient`.", max_length = 100)),
    responses((status = 200, description = "This.", content(
        (ExplanationView = "application/json"),
        (String = "text/html"),
    ))),
)]
#[get("/problems/{code}")]
async fn explain_problem(
    request: HttpRequest,
    code: Path<String>,
) -> Result<actix_web::Either<HttpResponse, Html>, Problem> {
    let it = explain(&code).ok_or(Transport::NotFound)?;
    let accept =
        request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("text/html") {
        return Ok(actix_web::Either::Right(Html::new(format!(
            "<!doctype html><html lang=\"en-NZ\"><meta charset=\"utf-8\"><title>{title}</title>\
             <h1>{title}</h1><p>{meaning}</p><p><code>{code}</code>, HTTP status {status}</p></html>",
            title = it.title,
            meaning = it.meaning,
            code = it.code,
            status = it.status.as_u16(),
        ))));
    }
    let view =
        ExplanationView { code: it.code, status: it.status.as_u16(), title: it.title, meaning: it.meaning };
    Ok(actix_web::Either::Left(HttpResponse::Ok().json(view)))
}

#[get("/openapi.json")]
async fn get_contract(request: HttpRequest) -> HttpResponse {
    document(&request, &openapi::contract().current)
}

#[get("/openapi-3.0.json")]
async fn get_older_contract(request: HttpRequest) -> HttpResponse {
    document(&request, &openapi::contract().older)
}

fn document(request: &HttpRequest, document: &Document) -> HttpResponse {
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = if known.is_some_and(|tags| etag::is_named(tags, &document.etag)) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response.insert_header((header::ETAG, document.etag.as_str()));
    response.insert_header((header::CACHE_CONTROL, "public, max-age=300"));
    response.content_type("application/json").body(document.text.clone())
}

#[get("/.well-known/jwks.json")]
async fn get_keys(service: Data<Service>) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=300")).json(service.keys.jwks())
}

#[get("/docs")]
async fn get_docs() -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, "/docs/")).finish()
}

/// Where no route fits, or only one that takes a fixed path for a value: 405 with `Allow` where the path
/// exists, else 404.
pub(crate) fn misfit(request: &HttpRequest) -> Problem {
    let mut methods = openapi::contract().methods(request.path());
    methods.extend(beside_the_contract(request.path()).map(str::to_owned));
    if methods.iter().any(|method| method == "GET") {
        methods.insert(1, "HEAD".to_owned());
    }
    if methods.is_empty() || methods.iter().any(|method| method == request.method().as_str()) {
        return Transport::NotFound.into();
    }
    Problem::from(Transport::MethodNotAllowed).with(HeaderName::from_static("allow"), methods.join(", "))
}

/// The method of what the application serves beside the contract.
fn beside_the_contract(path: &str) -> Option<&'static str> {
    match path {
        "/oauth/token" | "/oauth/revoke" | "/oauth/introspect" => Some("POST"),
        "/openapi.json"
        | "/openapi-3.0.json"
        | "/docs"
        | "/.well-known/api-catalog"
        | "/.well-known/jwks.json"
        | "/.well-known/oauth-authorization-server"
        | "/.well-known/oauth-protected-resource" => Some("GET"),
        _ => path.starts_with("/docs/").then_some("GET"),
    }
}

/// Where no route fits.
pub(crate) async fn no_such_route(request: HttpRequest) -> ApiResult {
    Err(misfit(&request))
}

//! What every request and every answer gets: an id, a line in the log, safe headers, and errors in one form.

use std::time::{Duration, Instant};

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};

use crate::{
    accept,
    app::{DOCUMENTATION, Service},
    calendar_link::CALENDAR,
    context::{NextNonce, Spending},
    export::OWN_RECORD,
    meta::PROBLEM_PAGE,
    openapi,
    problem::{Problem, Transport},
    quota, retirement,
    trace::trace_id,
};

/// The id of a request: the caller's `X-Request-Id` where it has the right form, else a new one.
#[derive(Clone)]
pub(crate) struct RequestId(pub(crate) String);

/// The template of the path that a request fits, empty where there is none: looked for once, in a long list.
pub(crate) struct Route(String);

impl Route {
    /// The route of a request that [`finish`] lets through.
    pub(crate) fn of(request: &HttpRequest) -> String {
        request.extensions().get::<Self>().map(|route| route.0.clone()).unwrap_or_default()
    }
}

/// The program that sent a request, as its token says.
pub(crate) struct Client(pub(crate) String);

/// The longest path and query, in bytes.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// The most that the headers of a request may have together, in bytes.
const MAX_HEADERS: usize = 32 * 1024;

/// What nobody keeps: every answer of which nothing else is said (R29).
pub(crate) const NOT_STORED: &str = "no-store";

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const NONCE: HeaderName = HeaderName::from_static("dpop-nonce");
const EXPOSED: &str = "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, \
                       WWW-Authenticate, DPoP-Nonce, Deprecation, Sunset, Idempotent-Replayed, Validate-Only, Content-Disposition, Allow, Accept, Accept-Patch, Accept-Post";
const METHODS: &str = "GET, POST, PUT, PATCH, DELETE";
const HEADERS: &str = "Authorization, DPoP, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-Request-Id, Traceparent, Tracestate";

/// The method that was sent, `HEAD` included.
#[derive(Clone)]
pub(crate) struct AskedBy(pub(crate) Method);

/// Wraps every request.
pub(crate) async fn finish(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(service) = request.app_data::<web::Data<Service>>().cloned() else {
        return Err(Problem::from(Transport::Internal).into());
    };
    // Whoever asks for the headers alone reads like everybody else; the server leaves the body out (RFC 9110, 9.3.2).
    let asked = request.method().clone();
    request.extensions_mut().insert(AskedBy(asked));
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let id = request_id(request.headers())
        .unwrap_or_else(|| service.clock.new_id(service.clock.now()).to_string());
    let route = request.match_pattern().unwrap_or_default();
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(Route(route.clone()));
    let origin = allowed_origin(&service, request.headers());
    let trace = trace_id(request.headers());
    let started = Instant::now();
    let preflight = is_preflight(&request);
    let answered = if preflight {
        Ok(request.into_response(HttpResponse::NoContent().finish()))
    } else if let Some(code) = refusal(&request, &route) {
        let refused = render(&code.into(), &service, &id);
        Ok(request.into_response(refused))
    } else {
        next.call(request).await.map(|response| present(response, &service, &id))
    };
    let mut response = match answered {
        Ok(response) => response,
        Err(error) => {
            let mut response = error_response(&error, &service, &id);
            dress(response.headers_mut(), &id, origin.as_ref(), false);
            return Err(InternalError::from_response(error, response).into());
        }
    };
    if route == DOCUMENTATION && response.status().is_success() {
        document(response.headers_mut());
    }
    dress(response.headers_mut(), &id, origin.as_ref(), preflight);
    tell_quotas(&mut response, &service);
    tell_nonce(&mut response);
    retire(&mut response, &service, &route);
    observe(&response, &service, (&id, trace.as_deref()), started.elapsed());
    Ok(response)
}

/// Whether a browser asks what it may send from another origin.
fn is_preflight(request: &ServiceRequest) -> bool {
    request.method() == Method::OPTIONS && request.headers().contains_key("access-control-request-method")
}

/// Why a request goes no further, whatever it asks for.
fn refusal(request: &ServiceRequest, route: &str) -> Option<Transport> {
    let address = request.uri().path_and_query().map_or(0, |it| it.as_str().len());
    let headers: usize =
        request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if address > LONGEST_ADDRESS {
        Some(Transport::UriTooLong)
    } else if headers > MAX_HEADERS {
        Some(Transport::HeadersTooLarge)
    } else {
        (!is_acceptable(request, route)).then_some(Transport::NotAcceptable)
    }
}

/// Whether the caller can read what the operation answers with. Pages beside the contract are for browsers.
fn is_acceptable(request: &ServiceRequest, route: &str) -> bool {
    let besides: &[&str] = match route {
        PROBLEM_PAGE | OWN_RECORD => &["text/html"],
        CALENDAR => &["text/calendar"],
        _ => &[],
    };
    !openapi::contract().has(route) || accept::takes(request.headers(), besides)
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    let sent = headers.get(REQUEST_ID)?.to_str().ok()?;
    let fits = (1..=128).contains(&sent.len())
        && sent.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
    fits.then(|| sent.to_owned())
}

/// Gives errors that became responses on the way the one form that callers know.
fn present(
    response: ServiceResponse<impl MessageBody + 'static>,
    service: &Service,
    id: &str,
) -> ServiceResponse<BoxBody> {
    if let Some(error) = response.response().error() {
        let rendered = error_response(error, service, id);
        return ServiceResponse::new(response.into_parts().0, rendered);
    }
    if response.status() == StatusCode::NOT_FOUND {
        // The pages of the documentation say no more than that.
        let rendered = render(&Transport::NotFound.into(), service, id);
        return ServiceResponse::new(response.into_parts().0, rendered);
    }
    response.map_into_boxed_body()
}

fn error_response(error: &Error, service: &Service, id: &str) -> HttpResponse {
    if let Some(problem) = error.as_error::<Problem>() {
        return render(problem, service, id);
    }
    let status = error.as_response_error().status_code();
    let code = if status.is_client_error() { Transport::Malformed } else { Transport::Internal };
    tracing::warn!(%status, "an error of the framework");
    render(&code.into(), service, id)
}

fn render(problem: &Problem, service: &Service, id: &str) -> HttpResponse {
    use actix_web::ResponseError;
    problem.log();
    let mut response = HttpResponse::build(problem.status_code());
    for (name, value) in problem.headers() {
        response.insert_header((name.clone(), value.as_str()));
    }
    let body = serde_json::to_string(&problem.view(&service.base_url, id)).unwrap_or_default();
    response.content_type("application/problem+json").body(body)
}

fn allowed_origin(service: &Service, headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    service.cors_origins.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes()).then(|| origin.clone())
}

/// Adds the headers that every answer has (R29, R30).
fn dress(headers: &mut HeaderMap, id: &str, origin: Option<&HeaderValue>, preflight: bool) {
    let mut set =
        |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::VARY, "Authorization, Origin");
    if origin.is_some() {
        set(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        if preflight {
            set(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            set(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            set(header::ACCESS_CONTROL_MAX_AGE, "600");
        }
    }
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(NOT_STORED));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
}

/// The pages of the documentation are the same for everybody for as long as the program runs, and written in UTF-8.
fn document(headers: &mut HeaderMap) {
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    if headers.get(header::CONTENT_TYPE).is_some_and(|it| it == "text/html") {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
}

/// Tells whoever has a token what is left of their quotas (R14). To be told that nothing has changed costs nothing.
fn tell_quotas(response: &mut ServiceResponse<BoxBody>, service: &Service) {
    let Some(mut spending) = response.request().extensions_mut().remove::<Spending>() else { return };
    if response.status() == StatusCode::NOT_MODIFIED {
        service.quotas.requests.give_back(&spending.spender);
        spending.left.iter_mut().for_each(|left| left.remaining += 1);
    }
    for (name, value) in quota::headers(&spending.left) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
}

/// Tells whoever has sent a proof with another nonce than the newest which that is (RFC 9449, 8.2).
fn tell_nonce(response: &mut ServiceResponse<BoxBody>) {
    let Some(NextNonce(nonce)) = response.request().extensions_mut().remove::<NextNonce>() else { return };
    if let Ok(nonce) = HeaderValue::from_str(&nonce) {
        response.headers_mut().insert(NONCE, nonce);
    }
}

/// Whoever still uses what will end or has ended is told so, and counted.
fn retire(response: &mut ServiceResponse<BoxBody>, service: &Service, route: &str) {
    let method = response.request().method().clone();
    let Some(retirement) = retirement::of(service.retiring, method.as_str(), route) else { return };
    retirement.tell(response.headers_mut(), &service.base_url);
    let client = response.request().extensions().get::<Client>().map(|client| client.0.clone());
    service.metrics.count_retiring(&method, route, client.unwrap_or_default());
}

/// Where no route fits; where it is none of the contract, counts say so too.
const NO_ROUTE: &str = "(none)";

/// One line and one count a request: the route's template, never the path, the query or a body. The line
/// names the request and the trace to which the caller says that it belongs.
fn observe(
    response: &ServiceResponse<BoxBody>,
    service: &Service,
    (id, trace_id): (&str, Option<&str>),
    elapsed: Duration,
) {
    let request = response.request();
    let route = Route::of(request);
    let route = if route.is_empty() { NO_ROUTE } else { route.as_str() };
    let status = response.status();
    let counted = if openapi::contract().has(route) { route } else { NO_ROUTE };
    service.metrics.count(request.method(), counted, status, elapsed);
    let elapsed_us = elapsed.as_micros();
    if status >= StatusCode::INTERNAL_SERVER_ERROR {
        tracing::error!(method = %request.method(), route, status = status.as_u16(), elapsed_us, request_id = id, trace_id);
    } else {
        tracing::info!(method = %request.method(), route, status = status.as_u16(), elapsed_us, request_id = id, trace_id);
    }
}

//! What programs need to know before they ask for a token (RFC 8414), and before they call (RFC 9728).

use actix_web::{HttpResponse, get, http::header, web::Data};
use serde_json::{Value, json};
use whakakaha_domain::{actor::Scope, code::CodeList};

use super::{CLIENT_CREDENTIALS, LOGIN_CODE, REFRESH_TOKEN, TOKEN_EXCHANGE};
use crate::app::Service;

const ALGORITHMS: [&str; 3] = ["ES256", "EdDSA", "PS256"];

#[get("/.well-known/oauth-authorization-server")]
pub(super) async fn describe_issuer(service: Data<Service>) -> HttpResponse {
    let at = |path: &str| format!("{}{path}", service.base_url);
    let mut methods = vec!["private_key_jwt", "none"];
    if service.client_secrets {
        methods.push("client_secret_post");
    }
    public(&json!({
        "issuer": service.tokens.issuer,
        "token_endpoint": at("/oauth/token"),
        "revocation_endpoint": at("/oauth/revoke"),
        "introspection_endpoint": at("/oauth/introspect"),
        "jwks_uri": at("/.well-known/jwks.json"),
        "service_documentation": at("/docs/"),
        "response_types_supported": [],
        "grant_types_supported": [CLIENT_CREDENTIALS, REFRESH_TOKEN, LOGIN_CODE, TOKEN_EXCHANGE],
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": ALGORITHMS,
        "introspection_endpoint_auth_methods_supported": ["Bearer"],
        "revocation_endpoint_auth_methods_supported": ["none"],
        "dpop_signing_alg_values_supported": ["ES256", "EdDSA"],
        "scopes_supported": scopes(),
    }))
}

#[get("/.well-known/oauth-protected-resource")]
pub(super) async fn describe_resource(service: Data<Service>) -> HttpResponse {
    let at = |path: &str| format!("{}{path}", service.base_url);
    public(&json!({
        "resource": service.base_url,
        "authorization_servers": [service.tokens.issuer],
        "jwks_uri": at("/.well-known/jwks.json"),
        "scopes_supported": scopes(),
        "bearer_methods_supported": ["header"],
        "resource_documentation": at("/docs/"),
        "dpop_signing_alg_values_supported": ["ES256", "EdDSA"],
    }))
}

fn scopes() -> Vec<&'static str> {
    Scope::ALL.iter().map(|scope| scope.code()).collect()
}

fn public(document: &Value) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=300")).json(document)
}

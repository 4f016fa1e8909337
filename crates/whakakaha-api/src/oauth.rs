//! The token endpoint and its neighbours, in the words of OAuth 2.0: forms in, JSON out, errors after RFC 6749, 5.2.
//! They stand beside the contract, and `/.well-known/oauth-authorization-server` describes them (RFC 8414).

mod fault;
mod grant;
mod introspect;
mod metadata;
mod revoke;
mod token;

use actix_web::web::ServiceConfig as Plain;

pub(crate) fn outside_the_contract(config: &mut Plain) {
    config
        .service(token::issue_token)
        .service(revoke::revoke_token)
        .service(introspect::introspect_token)
        .service(metadata::describe_issuer)
        .service(metadata::describe_resource);
}

/// Letting a program in that proves who it is.
pub(crate) const CLIENT_CREDENTIALS: &str = "client_credentials";
/// Going on with a session.
pub(crate) const REFRESH_TOKEN: &str = "refresh_token";
/// Letting a member of a family in who has a code.
pub(crate) const LOGIN_CODE: &str = "urn:whakakaha:grant-type:login-code";
/// Letting a worker in who shows the login of their organisation (RFC 8693).
pub(crate) const TOKEN_EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
/// The kind of token that is exchanged.
pub(crate) const ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";
/// The kind of token that it is exchanged for.
pub(crate) const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
/// The kind of assertion by which programs prove who they are.
pub(crate) const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

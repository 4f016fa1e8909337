//! Introspection (RFC 7662): whether a token opens anything now, for gateways of the agency whose token it is.
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

use actix_web::{HttpResponse, post, web::Form};
use serde_json::{Value, json};
use whakakaha_store::{error::Failure, viewer::Caller};

use super::{
    fault::Fault,
    token::{self, TokenForm},
};
use crate::{
    auth::{self, Claims},
    body::Body,
    context::RequestContext,
    problem::{Problem, Transport},
};

/// Says whether a token lives, to the program to which it was issued: that calls with another token of its own.
#[post("/oauth/introspect")]
pub(super) async fn introspect_token(
    cx: RequestContext,
    form: Result<Body<Form<TokenForm>>, Problem>,
) -> HttpResponse {
    let told = match token::read(form) {
        Ok(form) => introspect(&cx, &form).await,
        Err(fault) => Err(fault),
    };
    match told {
        Ok(told) => HttpResponse::Ok().json(told),
        Err(fault) => token::refuse(&cx, &fault).await,
    }
}

async fn introspect(cx: &RequestContext, form: &TokenForm) -> Result<Value, Fault> {
    let token = form.token.as_deref().ok_or(Transport::OauthRequest)?;
    let own = |claims: &Claims| claims.client_id == cx.client();
    match cx.claims(token).filter(own) {
        Some(claims) if lives(cx, &claims).await? => Ok(description(&claims)),
        Some(_) | None => Ok(json!({ "active": false })),
    }
}

/// Whether whoever has the token is let in now.
async fn lives(cx: &RequestContext, claims: &Claims) -> Result<bool, Fault> {
    let Some(caller): Option<Caller> = auth::caller(claims.clone()) else { return Ok(false) };
    match cx.look_as(caller, |_| Ok(())).await {
        Ok(()) => Ok(true),
        Err(Failure::Unknown) => Ok(false),
        Err(failure) => Err(failure.into()),
    }
}

fn description(claims: &Claims) -> Value {
    let mut told = json!({
        "active": true,
        "scope": claims.scope,
        "client_id": claims.client_id,
        "sub": claims.sub,
        "aud": claims.aud,
        "iss": claims.iss,
        "iat": claims.iat,
        "exp": claims.exp,
        "jti": claims.jti,
        "token_type": if claims.cnf.is_some() { "DPoP" } else { "Bearer" },
    });
    if let Some(cnf) = &claims.cnf {
        told["cnf"] = json!({ "jkt": cnf.jkt });
    }
    told
}

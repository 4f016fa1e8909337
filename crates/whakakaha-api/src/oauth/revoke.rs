//! Revocation (RFC 7009): a token, and with it the session that it came from, opens nothing from the next request on.

use actix_web::{HttpResponse, post, web::Form};
use uuid::Uuid;
use whakakaha_domain::{
    entity::Entity,
    ids::Id,
    session::{EndSession, Session},
};
use whakakaha_store::error::Failure;

use super::{
    fault::Fault,
    token::{self, TokenForm},
};
use crate::{
    body::Body,
    context::{PublicContext, RequestContext},
    problem::{Problem, Transport},
};

/// Ends the session of a token, for whoever holds it. Answers 200 also where there is nothing to end.
#[post("/oauth/revoke")]
pub(super) async fn revoke_token(
    cx: PublicContext,
    form: Result<Body<Form<TokenForm>>, Problem>,
) -> HttpResponse {
    let cx = cx.into_inner();
    let revoked = match token::read(form) {
        Ok(form) => revoke(&cx, &form).await,
        Err(fault) => Err(fault),
    };
    match revoked {
        Ok(()) => HttpResponse::Ok().finish(),
        Err(fault) => token::refuse(&cx, &fault).await,
    }
}

async fn revoke(cx: &RequestContext, form: &TokenForm) -> Result<(), Fault> {
    let token = form.token.as_deref().ok_or(Transport::OauthRequest)?;
    let Some(session) = session_of(cx, token).await? else { return Ok(()) };
    match cx.leave(session, EndSession).await {
        Ok(()) | Err(Failure::Absent) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

/// The session that an access token or a refresh token of ours came from.
async fn session_of(cx: &RequestContext, token: &str) -> Result<Option<Id<Session>>, Fault> {
    if let Some(claims) = cx.claims(token) {
        return Ok(claims.sid.map(Id::new));
    }
    let Some((id, secret)) = token.split_once('.') else { return Ok(None) };
    let Ok(id) = id.parse::<Uuid>() else { return Ok(None) };
    let sha256 = whakakaha_domain::digest::sha256(secret.as_bytes());
    let id = Id::new(id);
    match cx.look(move |unit| Ok(unit.read::<Entity<Session>>(&id)?.0.into_inner())).await {
        Ok(session) => Ok((session.refresh_sha256 == Some(sha256)).then_some(id)),
        Err(Failure::Absent) => Ok(None),
        Err(failure) => Err(failure.into()),
    }
}

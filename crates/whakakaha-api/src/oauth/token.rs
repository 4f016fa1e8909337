//! The token endpoint.

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    post,
    web::Form,
};
use serde::Deserialize;

use super::{CLIENT_CREDENTIALS, LOGIN_CODE, REFRESH_TOKEN, TOKEN_EXCHANGE, fault::Fault, grant};
use crate::{
    body::Body,
    context::{PublicContext, RequestContext},
    problem::{Problem, Transport},
};

/// What is sent to the token endpoint; parameters that are not known are passed over (RFC 6749, 3.2).
#[derive(Default, Deserialize)]
pub(super) struct TokenForm {
    pub(super) grant_type: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) client_id: Option<String>,
    pub(super) client_secret: Option<String>,
    pub(super) client_assertion_type: Option<String>,
    pub(super) client_assertion: Option<String>,
    /// On behalf of which worker.
    pub(super) worker_id: Option<String>,
    pub(super) code: Option<String>,
    pub(super) refresh_token: Option<String>,
    pub(super) subject_token: Option<String>,
    pub(super) subject_token_type: Option<String>,
    /// What is to be revoked or looked at.
    pub(super) token: Option<String>,
}

/// Issues a token. What does not fit is answered late, so that guessing takes its time, and logged.
#[post("/oauth/token")]
pub(super) async fn issue_token(
    cx: PublicContext,
    form: Result<Body<Form<TokenForm>>, Problem>,
) -> HttpResponse {
    let cx = cx.into_inner();
    let granted = match read(form) {
        Ok(form) => match form.grant_type.as_deref() {
            Some(CLIENT_CREDENTIALS) => grant::to_client(&cx, &form).await,
            Some(LOGIN_CODE) => grant::to_person(&cx, &form).await,
            Some(TOKEN_EXCHANGE) => grant::to_worker(&cx, &form).await,
            Some(REFRESH_TOKEN) => grant::again(&cx, &form).await,
            Some(_) => Err(Transport::OauthGrant.into()),
            None => Err(Transport::OauthRequest.into()),
        },
        Err(fault) => Err(fault),
    };
    match granted.and_then(|granted| granted.response(&cx)) {
        Ok(response) => response,
        Err(fault) => refuse(&cx, &fault).await,
    }
}

/// Reads a form in which no parameter is given twice.
pub(super) fn read(form: Result<Body<Form<TokenForm>>, Problem>) -> Result<TokenForm, Fault> {
    form.map(|Body(form)| form.into_inner()).map_err(|_| Transport::OauthRequest.into())
}

/// Answers what does not fit: an attempt to come in late, and not without a line in the log.
pub(super) async fn refuse(cx: &RequestContext, fault: &Fault) -> HttpResponse {
    if fault.is_attempt() {
        tracing::warn!(code = fault.code(), request_id = cx.request_id(), "somebody was not let in");
        actix_web::rt::time::sleep(cx.service().login_delay).await;
    }
    let mut response = fault.response(&cx.service().base_url);
    if response.status() == StatusCode::UNAUTHORIZED
        && let Some(scheme) = cx.scheme()
    {
        // In the way in which the client tried (RFC 6749, 5.2).
        let challenge = HeaderValue::from_static(scheme);
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

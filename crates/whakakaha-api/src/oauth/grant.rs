//! How tokens are granted: to programs, to members of families, to workers, and again.
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

use actix_web::HttpResponse;
use serde_json::json;
use uuid::Uuid;
use whakakaha_domain::{
    actor::{Scope, Scopes},
    client::{Client, ClientProof},
    code::CodeList,
    digest::sha256,
    entity::Entity,
    ids::Id,
    login::CodeText,
    refusal::Code,
    session::{
        Proven, RefreshSession, Session, SessionHolder, StartForClient, StartForPerson, StartForWorker,
    },
};
use whakakaha_store::{
    error::Failure,
    identity::{client::KnownClient, login::LoginShown, session::Knock},
};

use super::{ACCESS_TOKEN, ID_TOKEN, JWT_BEARER, fault::Fault, token::TokenForm};
use crate::{
    auth::{self, Claims, Confirmation, assertion},
    context::RequestContext,
    problem::Transport,
    random::secret,
};

/// A session that has begun or goes on, and what is needed to go on with it.
pub(super) struct Granted {
    session: Entity<Session>,
    refresh_token: Option<String>,
    exchanged: bool,
}

/// By which name the tokens of people call the program: any that people use.
const FOR_PEOPLE: &str = "people";

impl Granted {
    /// The answer of the token endpoint (RFC 6749, 5.1).
    pub(super) fn response(&self, cx: &RequestContext) -> Result<HttpResponse, Fault> {
        let claims = self.claims(cx);
        let token = auth::sign(&cx.service().keys, &claims).map_err(|error| Failure::Bug(Box::new(error)))?;
        let mut answer = json!({
            "access_token": token,
            "token_type": if claims.cnf.is_some() { "DPoP" } else { "Bearer" },
            "expires_in": claims.exp - claims.iat,
            "scope": claims.scope,
        });
        if let Some(refresh) = &self.refresh_token {
            answer["refresh_token"] = refresh.as_str().into();
        }
        if self.exchanged {
            answer["issued_token_type"] = ACCESS_TOKEN.into();
        }
        Ok(HttpResponse::Ok().json(answer))
    }

    fn claims(&self, cx: &RequestContext) -> Claims {
        let (session, now) = (&self.session, cx.now());
        let sub = match session.holder {
            SessionHolder::Agency(id) => format!("agency:{id}"),
            SessionHolder::Worker(id) => format!("worker:{id}"),
            SessionHolder::Person(id) => format!("person:{id}"),
            SessionHolder::Reporter => "reporter".to_owned(),
        };
        let issuer = &cx.service().tokens.issuer;
        Claims {
            iss: issuer.clone(),
            aud: issuer.clone(),
            sub,
            client_id: session.client_id.map_or_else(|| FOR_PEOPLE.to_owned(), |id| id.to_string()),
            iat: now.timestamp(),
            exp: session.ends_at.min(now + Session::TOKEN).timestamp(),
            nbf: None,
            jti: cx.service().clock.new_id(now).to_string(),
            scope: session.scopes.claim(),
            sid: Some(session.id.uuid()),
            cnf: session.bound_to.clone().map(|jkt| Confirmation { jkt }),
        }
    }
}

/// Lets a program in that proves who it is (RFC 6749, 4.4; RFC 7523).
pub(super) async fn to_client(cx: &RequestContext, form: &TokenForm) -> Result<Granted, Fault> {
    let scopes = scopes(form.scope.as_deref())?;
    let worker = form.worker_id.as_deref().map(str::parse::<Uuid>).transpose();
    let worker = worker.map_err(|_| Transport::OauthRequest)?.map(Id::new);
    let (client, proven) = prove(cx, form).await?;
    cx.spend_token(client.to_string())?;
    let assertion = match &proven {
        Proven::Assertion { assertion, .. } => Some(assertion.clone()),
        Proven::Secret(_) => None,
    };
    let command = StartForClient { proven, worker, scopes, bound_to: cx.possession()? };
    let session = cx.enter(Knock { client, worker, assertion }, command).await?;
    Ok(Granted { session, refresh_token: None, exchanged: false })
}

/// Finds the program, and checks what it presents. Whether it may come in is for the rule to say.
async fn prove(cx: &RequestContext, form: &TokenForm) -> Result<(Id<Client>, Proven), Fault> {
    let named = match (&form.client_id, &form.client_assertion) {
        (Some(id), _) => id.clone(),
        (None, Some(assertion)) => assertion::said_by(assertion).ok_or(Transport::AssertionMalformed)?,
        (None, None) => return Err(Transport::ClientUnproved.into()),
    };
    let id = Id::new(named.parse().map_err(|_| Transport::ClientUnknown)?);
    let client = match cx.look(move |unit| Ok(unit.read::<KnownClient>(&id)?.0.into_inner().0)).await {
        Err(Failure::Absent) => return Err(Transport::ClientUnknown.into()),
        found => found?,
    };
    match (&client.details.proof, &form.client_assertion, &form.client_secret) {
        (ClientProof::Keys(keys), Some(assertion), None)
            if form.client_assertion_type.as_deref() == Some(JWT_BEARER) =>
        {
            let service = cx.service();
            let now = cx.now().timestamp();
            let checked = assertion::check(assertion, &named, keys, &service.tokens.issuer, now)?;
            Ok((id, Proven::Assertion { kid: checked.kid, assertion: checked.used }))
        }
        (ClientProof::Secret(_), None, Some(secret)) if cx.service().client_secrets => {
            Ok((id, Proven::Secret(sha256(secret.as_bytes()))))
        }
        _ => Err(Transport::ClientUnproved.into()),
    }
}

/// Lets a member of a family in who has a code.
pub(super) async fn to_person(cx: &RequestContext, form: &TokenForm) -> Result<Granted, Fault> {
    let typed = form.code.as_deref().ok_or(Transport::OauthRequest)?;
    let spoken = CodeText::read(typed).ok_or(Code::CodeInvalid)?.spoken();
    let secret = secret()?;
    let command = StartForPerson { code_sha256: spoken.sha256, refresh_sha256: sha256(secret.as_bytes()) };
    let session = cx.enter(spoken.beginning, command).await?;
    let refresh_token = Some(refresh_token(session.id, &secret));
    Ok(Granted { session, refresh_token, exchanged: false })
}

/// Goes on with a session (RFC 6749, 6).
pub(super) async fn again(cx: &RequestContext, form: &TokenForm) -> Result<Granted, Fault> {
    let presented = form.refresh_token.as_deref().ok_or(Transport::OauthRequest)?;
    let (id, presented) = presented.split_once('.').ok_or(Code::SessionOver)?;
    let id: Uuid = id.parse().map_err(|_| Code::SessionOver)?;
    cx.spend_token(id.to_string())?;
    let secret = secret()?;
    let command = RefreshSession {
        presented_sha256: sha256(presented.as_bytes()),
        next_sha256: sha256(secret.as_bytes()),
    };
    let session = match cx.enter(Id::new(id), command).await {
        Err(Failure::Absent) => return Err(Code::SessionOver.into()),
        found => found?,
    };
    let refresh_token = Some(refresh_token(session.id, &secret));
    Ok(Granted { session, refresh_token, exchanged: false })
}

/// Lets a worker in who shows the login of their organisation (RFC 8693).
pub(super) async fn to_worker(cx: &RequestContext, form: &TokenForm) -> Result<Granted, Fault> {
    let scopes = scopes(form.scope.as_deref())?;
    let token =
        form.subject_token.as_deref().filter(|_| form.subject_token_type.as_deref() == Some(ID_TOKEN));
    let token = token.ok_or(Transport::OauthRequest)?;
    let spoken = match form.code.as_deref() {
        Some(typed) => Some(CodeText::read(typed).ok_or(Code::CodeInvalid)?.spoken()),
        None => None,
    };
    let known = cx.service().issuers.judge(token, cx.now()).await?;
    cx.spend_token(format!("{} {}", known.issuer, known.subject))?;
    let (beginning, code_sha256) = spoken.map(|it| (it.beginning, it.sha256)).unzip();
    let (issuer, subject) = (known.issuer, known.subject);
    let shown = LoginShown { issuer: issuer.clone(), subject: subject.clone(), beginning };
    let session = cx.enter(shown, StartForWorker { issuer, subject, code_sha256, scopes }).await?;
    Ok(Granted { session, refresh_token: None, exchanged: true })
}

/// The scopes asked for; none where nothing in particular is.
fn scopes(asked: Option<&str>) -> Result<Option<Scopes>, Fault> {
    let Some(asked) = asked.map(str::trim).filter(|asked| !asked.is_empty()) else { return Ok(None) };
    let scopes: Option<Scopes> = asked.split(' ').map(Scope::parse).collect();
    scopes.map(Some).ok_or_else(|| Transport::OauthScope.into())
}

fn refresh_token(session: Id<Session>, secret: &str) -> String {
    format!("{session}.{secret}")
}

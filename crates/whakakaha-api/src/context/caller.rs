//! Who calls: found in the token before a handler runs.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web};
use chrono::{DateTime, Utc};
use whakakaha_domain::actor::Scopes;
use whakakaha_store::viewer::{Caller, Identity};

use super::{
    PublicContext, RequestContext,
    possession::{self, Scheme},
};
use crate::{
    app::Service,
    export::OWN_RECORD,
    finish::{Client, Route},
    problem::{Problem, Transport},
    query,
    quota::{self, EVERYBODY, Left, Quota},
    retirement,
};

/// What the caller has left, to be told in the answer, and by which name they spend it.
pub(crate) struct Spending {
    pub(crate) spender: String,
    pub(crate) left: Vec<Left>,
}

impl FromRequest for RequestContext {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::authenticate(request))
    }
}

impl FromRequest for PublicContext {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = Caller {
            identity: Identity::Public,
            scopes: Scopes::default(),
            client: "public".to_owned(),
            session: None,
        };
        ready(RequestContext::new(request, |_, _| Ok(caller)).map(Self))
    }
}

impl PublicContext {
    /// Refuses where too many families have asked within an hour.
    pub fn admit_self_request(&self) -> Result<(), Problem> {
        let taken = self.0.service.quotas.self_requests.take(EVERYBODY, self.0.now);
        taken.map(|_| ()).map_err(|left| Problem::exhausted(&left))
    }
}

impl RequestContext {
    fn authenticate(request: &HttpRequest) -> Result<Self, Problem> {
        let context = Self::new(request, |service, now| {
            judge(service, request, now.timestamp()).map_err(Problem::with_challenge)
        })?;
        context.spend()?;
        Ok(context)
    }

    fn new(
        request: &HttpRequest,
        caller: impl FnOnce(&Service, DateTime<Utc>) -> Result<Caller, Problem>,
    ) -> Result<Self, Problem> {
        let service = request.app_data::<web::Data<Service>>().cloned().ok_or(Transport::Internal)?;
        let now = service.clock.now();
        let caller = caller(&service, now)?;
        request.extensions_mut().insert(Client(caller.client.clone()));
        let retirement = retirement::of(service.retiring, request.method().as_str(), &Route::of(request));
        if let Some(ended) = retirement.filter(|it| it.is_over(now)) {
            return Err(Problem::retired(ended.guide));
        }
        let is_trial = query::is_trial(request)?;
        Ok(Self { service, request: request.clone(), caller, now, is_trial })
    }

    /// Takes a request from the caller's quotas; searches and copies have one of their own besides.
    pub(super) fn spend(&self) -> Result<(), Problem> {
        let (quotas, route) = (&self.service.quotas, Route::of(&self.request));
        let besides = match route.as_str() {
            OWN_RECORD => Some(&quotas.exports),
            route if route.ends_with("/search") => Some(&quotas.searches),
            _ => None,
        };
        let quotas = [&quotas.requests].into_iter().chain(besides);
        self.take(quotas, quota::spender(&self.caller)).map_err(|left| Problem::exhausted(&left))
    }

    /// Takes a token from the quota of whoever has shown who they are.
    pub(crate) fn spend_token(&self, spender: String) -> Result<(), Left> {
        self.take([&self.service.quotas.tokens], spender)
    }

    /// Takes from each quota; the answer tells what is left of them.
    fn take<'a>(&self, quotas: impl IntoIterator<Item = &'a Quota>, spender: String) -> Result<(), Left> {
        let taken: Vec<_> = quotas.into_iter().map(|quota| quota.take(&spender, self.now)).collect();
        let exhausted = taken.iter().rev().find_map(|taken| taken.err());
        let left = taken.into_iter().map(|taken| taken.unwrap_or_else(|left| left)).collect();
        self.request.extensions_mut().insert(Spending { spender, left });
        exhausted.map_or(Ok(()), Err)
    }
}

/// Who calls, by a token of ours that lives now, and that they hold the key to which it is bound.
fn judge(service: &Service, request: &HttpRequest, now: i64) -> Result<Caller, Problem> {
    let (scheme, token) = authorization(request).ok_or(Transport::TokenMissing)?;
    let holder = service.known_tokens.holder(&service.keys, &service.tokens, token, now)?;
    possession::ensure(service, request, (scheme, token), holder.bound_to.as_deref())?;
    Ok(holder.caller)
}

/// The scheme and the token of the header `Authorization`.
fn authorization(request: &HttpRequest) -> Option<(Scheme, &str)> {
    let mut sent = request.headers().get_all(header::AUTHORIZATION);
    // Of two tokens, whoever stands before the service may have looked at the other one.
    let value = sent.next().filter(|_| sent.next().is_none())?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    Some((Scheme::parse(scheme)?, token.trim()))
}

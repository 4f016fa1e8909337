//! What the token endpoint and its neighbours need: to look, and to begin and end sessions. None of it is sent again by
//! a key, and none of it is read by callers.

use actix_web::{HttpMessage, http::header};
use chrono::{DateTime, Utc};
use whakakaha_domain::{command::Command, entity::Entity, ids::Id, session::Session};
use whakakaha_store::{
    error::Failure,
    unit::{Find, ReadUnit, Written},
    viewer::Caller,
};

use super::{RequestContext, possession};
use crate::{
    app::Service,
    auth::{self, Claims},
    finish::{Client, RequestId},
    problem::{Problem, Transport},
};

impl RequestContext {
    /// What the application runs with.
    pub(crate) fn service(&self) -> &Service {
        &self.service
    }

    pub(crate) const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The program that calls.
    pub(crate) fn client(&self) -> &str {
        &self.caller.client
    }

    /// The challenge that fits the scheme of the header `Authorization`, where there is one.
    pub(crate) fn scheme(&self) -> Option<&'static str> {
        let sent = self.request.headers().get(header::AUTHORIZATION)?.to_str().unwrap_or_default();
        let scheme = sent.split(' ').next().unwrap_or_default();
        let known = [("bearer", "Bearer realm=\"whakakaha\""), ("dpop", "DPoP realm=\"whakakaha\"")];
        let fitting = known.iter().find(|(name, _)| scheme.eq_ignore_ascii_case(name));
        Some(fitting.map_or("Basic realm=\"whakakaha\"", |(_, challenge)| challenge))
    }

    pub(crate) fn request_id(&self) -> String {
        self.request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.0.clone())
    }

    /// What a token of ours says that lives now.
    pub(crate) fn claims(&self, token: &str) -> Option<Claims> {
        let service = &self.service;
        auth::claims(&service.keys, &service.tokens, token, self.now.timestamp())
            .ok()
            .map(|(claims, _)| claims)
    }

    /// The key of which the request proves possession, by its thumbprint.
    pub(crate) fn possession(&self) -> Result<Option<String>, Transport> {
        possession::shown(&self.service, &self.request, None)
    }

    /// Reads.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        work: impl Fn(&mut ReadUnit<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.service.db.read(self.execution(), work).await
    }

    /// The same request by somebody on whose behalf it is sent, from whose quotas it is taken.
    pub(crate) fn on_behalf_of(self, caller: Caller) -> Result<Self, Problem> {
        self.request.extensions_mut().insert(Client(caller.client.clone()));
        let cx = Self { caller, ..self };
        cx.spend()?;
        Ok(cx)
    }

    /// Reads as somebody else, to find out whether they are let in.
    pub(crate) async fn look_as<T: Send + 'static>(
        &self,
        caller: Caller,
        work: impl Fn(&mut ReadUnit<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let mut execution = self.execution();
        execution.caller = caller;
        self.service.db.read(execution, work).await
    }

    /// Begins a session, or goes on with one.
    pub(crate) async fn enter<C>(
        &self,
        door: <C::Target as Find>::Key,
        command: C,
    ) -> Result<Entity<Session>, Failure>
    where
        C: Command + 'static,
        C::Target: Find,
        <C::Target as Find>::Key: Sync + 'static,
    {
        let entered = self.service.db.write(self.execution(), move |unit| {
            match unit.execute(&door, &command, None)? {
                Written { refused: Some(refusal), .. } => Ok(Err(refusal)),
                Written { subject: Some(session), .. } => {
                    let session: Id<Session> = Id::new(session);
                    Ok(Ok(unit.read::<Entity<Session>>(&session)?.0.into_inner()))
                }
                Written { subject: None, refused: None } => {
                    Err(Failure::Bug("a session that did not begin".into()))
                }
            }
        });
        entered.await?.map_err(Failure::Refused)
    }

    /// Does something to a session of which nothing is answered.
    pub(crate) async fn leave<C>(&self, key: <C::Target as Find>::Key, command: C) -> Result<(), Failure>
    where
        C: Command + 'static,
        C::Target: Find,
        <C::Target as Find>::Key: Sync + 'static,
    {
        self.service
            .db
            .write(self.execution(), move |unit| unit.execute(&key, &command, None).map(|_| ()))
            .await
    }
}

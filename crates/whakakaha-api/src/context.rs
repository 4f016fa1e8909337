//! The one way from a handler to the data: who calls, when, and what may be repeated.

mod caller;
mod conditions;
mod entry;
mod possession;

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::{Method, header::HeaderValue},
    web,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;
use whakakaha_domain::{command::Command, digest::sha256};
use whakakaha_store::{
    access::Recorded,
    db::Execution,
    error::Failure,
    idempotency::{Recalled, Request},
    unit::{Find, List, ReadUnit, WriteUnit, Written},
    viewer::Caller,
};

use crate::{
    app::Service,
    etag,
    page::PageQuery,
    problem::{ApiResult, Problem, Transport},
    reply::{self, Reply},
    valid::RawBody,
    view::{self, Item, View},
};

pub(crate) use caller::Spending;
pub(crate) use possession::NextNonce;

/// A caller whose token was verified, one instant, and the database. A handler without it has no way
/// to the data.
pub struct RequestContext {
    service: web::Data<Service>,
    request: HttpRequest,
    caller: Caller,
    now: DateTime<Utc>,
    is_trial: bool,
}

/// The same for the few operations that need no token.
pub struct PublicContext(RequestContext);

impl PublicContext {
    /// The context, in which the caller is nobody in particular.
    #[must_use]
    pub fn into_inner(self) -> RequestContext {
        self.0
    }
}

impl RequestContext {
    /// One thing: 200 with its `ETag`, or 304 where the caller has it already. What is about nobody may be
    /// kept, and asked for again with its tag (R29).
    pub async fn read<V: View>(&self, key: <V::Of as Find>::Key) -> ApiResult
    where
        <V::Of as Find>::Key: Clone + Sync + 'static,
    {
        let tags = self.header("if-none-match")?;
        if tags.is_some_and(|tags| tags.len() > etag::LONGEST_LIST) {
            return Err(Transport::HeaderInvalid.into());
        }
        let reply = self.service.db.read(self.execution(), move |unit| {
            let (thing, version) = unit.read::<V::Of>(&key)?;
            let view = view::view::<V>(&thing, version, |things| unit.attached(things))?;
            let reply = reply::representation(200, &view, version)?;
            Ok(if <V::Of as Recorded>::ABOUT.may_be_kept() { reply.revalidated() } else { reply })
        });
        Ok(reply::conditional(reply.await?, tags))
    }

    /// A part of a list.
    pub async fn list<I: Item>(&self, filter: <I::Of as List>::Filter, query: &PageQuery) -> ApiResult
    where
        <I::Of as List>::Filter: Clone + Sync + 'static,
    {
        let list = self.list_name();
        let (reply, next) = self.page_of::<I>(filter, query, list).await?;
        Ok(reply::page(reply, next.map(|cursor| self.next_link(query.limit, &cursor))))
    }

    /// A part of a feed.
    pub async fn feed<I: Item>(&self, filter: <I::Of as List>::Filter, query: &PageQuery) -> ApiResult
    where
        <I::Of as List>::Filter: Clone + Sync + 'static,
    {
        let list = self.list_name();
        let page = self.service.cursors.request(&list, query)?;
        let (seal, base) = (self.service.cursors.clone(), self.service.base_url.clone());
        let work = self.service.db.read(self.execution(), move |unit| {
            let found = unit.list::<I::Of>(&filter, &page)?;
            let view = view::feed::<I>(&found, (page.limit, &base), |position| seal.close(&list, position));
            let more = view.has_more.then(|| view.next_cursor.clone());
            reply::json(200, &view).map(|reply| (reply, more))
        });
        let (reply, more) = work.await?;
        Ok(reply::page(reply, more.map(|cursor| self.next_link(query.limit, &cursor))))
    }

    /// Something that is put together from several reads, all of them from one snapshot, and recorded as one.
    pub async fn compose<T: Send + 'static>(
        &self,
        work: impl Fn(&mut ReadUnit<'_>, DateTime<Utc>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Problem> {
        let now = self.now;
        Ok(self.service.db.read(self.execution(), move |unit| work(unit, now)).await?)
    }

    /// A part of what a search found: a safe POST that writes nothing. Its cursors are bound to the body.
    pub async fn search<I: Item>(&self, filter: <I::Of as List>::Filter, query: &PageQuery) -> ApiResult
    where
        <I::Of as List>::Filter: Clone + Sync + 'static,
    {
        let list = format!("{}?{}", self.path(), self.criteria());
        let (reply, _) = self.page_of::<I>(filter, query, list).await?;
        Ok(reply.into())
    }

    async fn page_of<I: Item>(
        &self,
        filter: <I::Of as List>::Filter,
        query: &PageQuery,
        list: String,
    ) -> Result<(Reply, Option<String>), Problem>
    where
        <I::Of as List>::Filter: Clone + Sync + 'static,
    {
        let page = self.service.cursors.request(&list, query)?;
        let seal = self.service.cursors.clone();
        let work = self.service.db.read(self.execution(), move |unit| {
            let found = unit.list::<I::Of>(&filter, &page)?;
            let seal = |position: &_| seal.close(&list, position);
            let view = view::page::<I>(&found, seal, |things| unit.attached(things))?;
            let next = view.next_cursor.clone();
            reply::json(200, &view).map(|reply| (reply, next))
        });
        Ok(work.await?)
    }

    /// Makes a thing: 201 with its address. `collection` is the path under which such things are read.
    pub async fn create<V, C>(
        &self,
        target: <C::Target as Find>::Key,
        command: C,
        collection: &'static str,
    ) -> ApiResult
    where
        V: View,
        C: Command + 'static,
        C::Target: Find,
        <C::Target as Find>::Key: Sync + 'static,
        <V::Of as Find>::Key: From<Uuid>,
    {
        self.create_secretly::<V, _>(target, command, collection, None).await
    }

    /// The same with a member that is shown once, and kept nowhere: the same request sent again is answered without.
    pub(crate) async fn create_secretly<V, C>(
        &self,
        target: <C::Target as Find>::Key,
        command: C,
        collection: &'static str,
        secret: Option<(&str, String)>,
    ) -> ApiResult
    where
        V: View,
        C: Command + 'static,
        C::Target: Find,
        <C::Target as Find>::Key: Sync + 'static,
        <V::Of as Find>::Key: From<Uuid>,
    {
        let base = self.service.base_url.clone();
        let answer = move |unit: &mut WriteUnit<'_>, written: Written| {
            let id = written.subject.ok_or_else(|| Failure::Bug("a creation that creates nothing".into()))?;
            let (thing, version) = unit.read::<V::Of>(&id.into())?;
            let view = V::of(&thing, version);
            let location = format!("{base}{collection}/{}", view.id());
            Ok(reply::representation(201, &view, version)?.with("location", location))
        };
        let path = self.path();
        let reply =
            self.write(target, command, answer, move |unit| conditions::tag_above(unit, &path)).await?;
        Ok(reply.revealing(secret.filter(|_| !self.is_trial)).into())
    }

    /// Changes a thing, and answers with what is read at `key` after the change.
    pub async fn execute<V, C>(
        &self,
        target: <C::Target as Find>::Key,
        command: C,
        key: <V::Of as Find>::Key,
    ) -> ApiResult
    where
        V: View,
        C: Command + 'static,
        C::Target: Find,
        <C::Target as Find>::Key: Sync + 'static,
        <V::Of as Find>::Key: Clone + Sync + 'static,
    {
        let same = key.clone();
        let answer = move |unit: &mut WriteUnit<'_>, _| reply::shown::<V>(unit, &key);
        let reply = self.write(target, command, answer, move |unit| reply::current_etag::<V>(unit, &same));
        Ok(reply.await?.into())
    }

    /// Does something and answers with no more than this: for callers who may not read what they wrote.
    /// The same request again is answered like that also where it has closed the thing to them, so the
    /// answer says nothing but what they know.
    pub async fn acknowledge<C>(
        &self,
        target: <C::Target as Find>::Key,
        command: C,
        answer: impl Fn(Option<Uuid>) -> Result<Reply, Failure> + Send + 'static,
    ) -> ApiResult
    where
        C: Command + 'static,
        C::Target: Find,
        <C::Target as Find>::Key: Sync + 'static,
    {
        self.acknowledge_secretly(target, command, answer, None).await
    }

    /// The same with a member that is shown once, and kept nowhere: the same request sent again is answered without.
    pub(crate) async fn acknowledge_secretly<C>(
        &self,
        target: <C::Target as Find>::Key,
        command: C,
        answer: impl Fn(Option<Uuid>) -> Result<Reply, Failure> + Send + 'static,
        secret: Option<(&str, String)>,
    ) -> ApiResult
    where
        C: Command + 'static,
        C::Target: Find,
        <C::Target as Find>::Key: Sync + 'static,
    {
        let reply = self.write(target, command, move |_, written| answer(written.subject), |_| Ok(None));
        Ok(reply.await?.revealing(secret.filter(|_| !self.is_trial)).into())
    }

    /// Writes in one transaction, together with the answer if the request may be repeated; what is only tried
    /// is undone when it was answered. `answer` reads
    /// what the caller may know of what was written; `current`, where the caller has read an earlier version
    /// than the present one, the tag of that.
    async fn write<C>(
        &self,
        target: <C::Target as Find>::Key,
        command: C,
        answer: impl Fn(&mut WriteUnit<'_>, Written) -> Result<Reply, Failure> + Send + 'static,
        current: impl Fn(&mut WriteUnit<'_>) -> Result<Option<String>, Failure> + Send + 'static,
    ) -> Result<Reply, Problem>
    where
        C: Command + 'static,
        C::Target: Find,
        <C::Target as Find>::Key: Sync + 'static,
    {
        let expected = self.expected()?;
        let repeatable = self.repeatable()?;
        let reply = self.service.db.write(self.execution(), move |unit| {
            if let Some(request) = &repeatable
                && let Some(before) = unit.recall::<C>(request, &target)?
            {
                return match before {
                    Recalled::Answer(kept) => Ok(Ok(Reply::replayed(kept))),
                    Recalled::Subject(subject) => {
                        answer(unit, Written { subject, refused: None }).map(Reply::again).map(Ok)
                    }
                };
            }
            let written = match unit.execute(&target, &command, expected.as_deref()) {
                Err(Failure::Stale) => return current(unit).map(|tag| Err(Problem::stale(tag))),
                outcome => outcome?,
            };
            if let Some(refusal) = written.refused {
                // Not kept for the same request sent again: the rule finds what was written, and says no again.
                return Ok(Err(Failure::Refused(refusal).into()));
            }
            let subject = written.subject;
            let reply = answer(unit, written)?;
            if let Some(request) = &repeatable {
                unit.remember(request, subject, reply.answer())?;
            }
            Ok(Ok(reply))
        });
        let reply = reply.await??;
        Ok(if self.is_trial { reply.tried() } else { reply })
    }

    fn execution(&self) -> Execution {
        Execution {
            caller: self.caller.clone(),
            now: self.now,
            change_id: self.service.clock.new_id(self.now),
            request_id: self.request_id(),
            is_trial: self.is_trial,
            target: self.request.path().rsplit('/').find_map(|part| part.parse().ok()),
        }
    }

    /// What recognises this request when it is sent again. Every POST has a key; of one that is only tried nothing is kept.
    fn repeatable(&self) -> Result<Option<Request>, Problem> {
        if self.request.method() != Method::POST {
            return Ok(None);
        }
        let key = self.idempotency_key()?.ok_or(Transport::IdempotencyKeyMissing)?;
        if self.is_trial {
            return Ok(None);
        }
        Ok(Some(Request {
            client: format!("{:?} {}", self.caller.identity, self.caller.client),
            route: format!("POST {}", self.path()),
            key: key.to_owned(),
            hash: sha256(self.body().to_string().as_bytes()),
        }))
    }

    /// The key that was sent, without the quotes that the draft wants and many clients leave out. Several are none: by a
    /// comma what stands before the service may have made one of them.
    fn idempotency_key(&self) -> Result<Option<&str>, Problem> {
        let Some(sent) = self.header("idempotency-key")? else { return Ok(None) };
        let sent = sent.trim();
        let key = sent.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(sent);
        let visible = |byte: u8| byte.is_ascii_graphic() && !b"\",".contains(&byte);
        let alone = self.request.headers().get_all("idempotency-key").count() == 1;
        let fits = alone && (8..=255).contains(&key.len()) && key.bytes().all(visible);
        if fits { Ok(Some(key)) } else { Err(Transport::HeaderInvalid.into()) }
    }

    /// What was sent: the same value for the same content, in whatever order its members are.
    fn body(&self) -> Value {
        let sent = |body: &RawBody| serde_json::from_slice(&body.0).ok();
        self.request.extensions().get::<RawBody>().and_then(sent).unwrap_or_default()
    }

    fn header(&self, name: &str) -> Result<Option<&str>, Problem> {
        let read = self.request.headers().get(name).map(HeaderValue::to_str);
        read.transpose().map_err(|_| Transport::HeaderInvalid.into())
    }

    /// The path with its ids as answers write them, however the caller spelled them.
    fn path(&self) -> String {
        let canonical = |part: &str| part.parse().map_or_else(|_| part.to_owned(), |id: Uuid| id.to_string());
        let parts: Vec<_> = self.request.match_info().as_str().split('/').map(canonical).collect();
        parts.join("/")
    }

    /// The path with its filters: what a cursor is bound to.
    fn list_name(&self) -> String {
        let mut filters: Vec<_> = self
            .request
            .query_string()
            .split('&')
            .filter(|part| !part.is_empty() && !part.starts_with("cursor=") && !part.starts_with("limit="))
            .collect();
        filters.sort_unstable();
        format!("{}?{}", self.path(), filters.join("&"))
    }

    /// What a search is about: a hash of the body without its place in the list.
    fn criteria(&self) -> String {
        let mut body = self.body();
        if let Some(members) = body.as_object_mut() {
            members.retain(|name, _| name != "cursor" && name != "limit");
        }
        sha256(body.to_string().as_bytes())
    }

    fn next_link(&self, limit: u16, cursor: &str) -> String {
        let list = self.list_name();
        let joint = if list.ends_with('?') { "" } else { "&" };
        format!("<{}{list}{joint}limit={limit}&cursor={cursor}>; rel=\"next\"", self.service.base_url)
    }
}

impl From<Reply> for HttpResponse {
    fn from(reply: Reply) -> Self {
        reply.into_response()
    }
}

//! Answers: made inside the transaction, so that they can be kept with it.

use actix_web::{
    HttpResponse, HttpResponseBuilder,
    http::{StatusCode, header},
};
use serde::Serialize;
use whakakaha_domain::entity::Version;
use whakakaha_store::{
    error::Failure,
    idempotency::Answer,
    unit::{Find, WriteUnit},
};

use crate::{
    etag,
    view::{self, View},
};

/// What a caller may keep for itself, and use after asking whether it still holds.
pub(crate) const REVALIDATED: &str = "private, no-cache";

/// An answer on its way to the caller.
pub struct Reply {
    answer: Answer,
    replayed: bool,
}

impl Reply {
    /// An answer that was given before.
    pub(crate) const fn replayed(answer: Answer) -> Self {
        Self { answer, replayed: true }
    }

    /// The same, said again to a request that was sent before.
    pub(crate) fn again(self) -> Self {
        Self { replayed: true, ..self }
    }

    /// Adds a header.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: String) -> Self {
        self.answer.headers.push((name.to_owned(), value));
        self
    }

    /// Adds a member to the body that is kept nowhere, so that an answer given again comes without it.
    pub(crate) fn revealing(mut self, secret: Option<(&str, String)>) -> Self {
        let Some((member, value)) = secret.filter(|_| !self.replayed) else { return self };
        if let Ok(serde_json::Value::Object(mut members)) = serde_json::from_str(&self.answer.body) {
            members.insert(member.to_owned(), value.into());
            self.answer.body = serde_json::Value::Object(members).to_string();
        }
        self
    }

    /// Says that nothing was written.
    pub(crate) fn tried(self) -> Self {
        self.with("validate-only", "true".to_owned())
    }

    /// Lets the caller keep the answer and ask whether it still holds. All other answers are kept by nobody.
    pub(crate) fn revalidated(self) -> Self {
        self.with("cache-control", REVALIDATED.to_owned())
    }

    pub(crate) const fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The entity tag of what it represents.
    pub(crate) fn etag(&self) -> Option<&str> {
        self.header("etag")
    }

    fn header(&self, wanted: &str) -> Option<&str> {
        self.answer.headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    pub(crate) fn into_response(self) -> HttpResponse {
        let mut response = HttpResponseBuilder::new(status(self.answer.status));
        for (name, value) in self.answer.headers {
            response.insert_header((name, value));
        }
        if self.replayed {
            response.insert_header(("Idempotent-Replayed", "true"));
        }
        if self.answer.status == 204 {
            return response.finish();
        }
        response.content_type("application/json").body(self.answer.body)
    }
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A JSON answer.
pub(crate) fn json(status: u16, view: &impl Serialize) -> Result<Reply, Failure> {
    let body = serde_json::to_string(view).map_err(|error| Failure::Bug(error.into()))?;
    Ok(Reply { answer: Answer { status, headers: Vec::new(), body }, replayed: false })
}

/// A JSON answer that represents one thing, with its entity tag.
pub(crate) fn representation(status: u16, view: &impl Serialize, version: Version) -> Result<Reply, Failure> {
    let reply = json(status, view)?;
    let tag = etag::of(version, reply.answer.body.as_bytes());
    Ok(reply.with("etag", tag))
}

/// What a read would give the caller now.
pub(crate) fn shown<V: View>(unit: &mut WriteUnit<'_>, key: &<V::Of as Find>::Key) -> Result<Reply, Failure> {
    let (thing, version) = unit.read::<V::Of>(key)?;
    let view = view::view::<V>(&thing, version, |things| unit.attached(things))?;
    representation(200, &view, version)
}

/// The tag of that; none where the caller may not read it.
pub(crate) fn current_etag<V: View>(
    unit: &mut WriteUnit<'_>,
    key: &<V::Of as Find>::Key,
) -> Result<Option<String>, Failure> {
    match shown::<V>(unit, key) {
        Ok(reply) => Ok(reply.etag().map(str::to_owned)),
        Err(Failure::Scope(_) | Failure::Absent | Failure::Forbidden(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// 304 where the caller has the representation already (RFC 9110, 13.1.2).
pub(crate) fn conditional(reply: Reply, if_none_match: Option<&str>) -> HttpResponse {
    let tag = reply.etag().unwrap_or_default();
    if if_none_match.is_some_and(|named| etag::is_named(named, tag)) {
        let mut response = HttpResponse::NotModified();
        if let Some(control) = reply.header("cache-control") {
            response.insert_header((header::CACHE_CONTROL, control));
        }
        return response.insert_header((header::ETAG, tag)).finish();
    }
    reply.into_response()
}

/// A page, with the address of the next (RFC 8288).
pub(crate) fn page(reply: Reply, next: Option<String>) -> HttpResponse {
    match next {
        Some(link) => reply.with("link", link).into_response(),
        None => reply.into_response(),
    }
}

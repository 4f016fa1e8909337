//! Errors as callers get them: problem details after RFC 9457, from one closed table of codes.

mod table;

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    code::CodeList,
    ids::Id,
    refusal::{Code, Kind, Refusal},
};
use whakakaha_store::error::Failure;

use crate::quota::Left;

pub use table::{Explained, Transport, explain, explanations};

/// How many field errors are told at the most: whoever has more has one to begin with.
const MOST_ERRORS: usize = 100;

/// The registered type of problem for a quota that is used up (draft-ietf-httpapi-ratelimit-headers).
const QUOTA_EXCEEDED: &str = "https://iana.org/assignments/http-problem-types#quota-exceeded";

/// What a handler answers with.
pub type ApiResult = Result<HttpResponse, Problem>;

/// What went wrong. `type` and `code` are contract; `title` and `detail` are for people.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemView {
    /// Stable URI of the kind of problem; a page there explains it.
    #[serde(rename = "type")]
    #[schema(max_length = 500)]
    pub kind: String,
    /// Short title, the same for every occurrence.
    #[schema(max_length = 200)]
    pub title: String,
    /// HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// Stable code, the last part of `type` for all problems of our own.
    #[schema(max_length = 100)]
    pub code: String,
    /// What to do about it.
    #[schema(max_length = 2000)]
    pub detail: String,
    /// The request: `urn:uuid:` and its id, as in the header `X-Request-Id`. Absent where you sent an id that is no UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 100)]
    pub instance: Option<String>,
    /// For content or a query that cannot be accepted: where, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 100)]
    pub errors: Vec<FieldError>,
    /// For a step that is impossible in the present state: what is possible instead; an empty list where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_items = 100)]
    pub allowed: Option<Vec<&'static str>>,
    /// For a stale precondition: the `ETag` that you would read now. Absent where you may not read the
    /// thing, and where a command makes something new of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 100)]
    pub current_etag: Option<String>,
    /// For an answer to a plan that comes too late: the version that waits for answers, or else the one in
    /// force. Absent where there is none, or none that you may read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub plan_version_id: Option<Uuid>,
    /// For too many requests: the quotas that are used up, as the header `RateLimit-Policy` names them.
    #[serde(rename = "violated-policies", skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub violated_policies: Vec<&'static str>,
}

/// One thing that cannot be accepted in what was sent: in the body, or in the query.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// In the body: where, as a JSON pointer (RFC 6901) in the form of a URI fragment: `#/members/0/born_on`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    pointer: Option<String>,
    /// In the query: the name of the parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 100)]
    parameter: Option<String>,
    /// Stable code: `unknown_field`, `unknown_parameter`, `length_out_of_bounds`, `required` …
    #[schema(max_length = 100)]
    code: String,
    /// For people.
    #[schema(max_length = 2000)]
    detail: String,
}

impl FieldError {
    /// Something in the body.
    pub(crate) fn at(pointer: impl Into<String>, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: Some(pointer.into()), parameter: None, code: code.into(), detail: detail.into() }
    }

    /// A parameter of the query.
    pub(crate) fn in_query(parameter: &str, code: &str, detail: impl Into<String>) -> Self {
        let parameter = parameter.chars().take(100).collect();
        Self { pointer: None, parameter: Some(parameter), code: code.to_owned(), detail: detail.into() }
    }
}

/// An error on its way to the caller.
#[derive(Debug)]
pub struct Problem(Box<Cause>);

#[derive(Debug)]
enum Cause {
    Transport {
        code: Transport,
        errors: Vec<FieldError>,
        headers: Vec<(header::HeaderName, String)>,
        quota: Option<&'static str>,
    },
    Refused(Refusal),
    Stale {
        current_etag: Option<String>,
    },
    Retired {
        guide: &'static str,
    },
    Bug(Box<dyn std::error::Error + Send + Sync>),
}

impl From<Transport> for Problem {
    fn from(code: Transport) -> Self {
        Self(Box::new(Cause::Transport { code, errors: Vec::new(), headers: Vec::new(), quota: None }))
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unknown => Self::from(Transport::TokenInvalid).with_challenge(),
            Failure::Scope(scopes) => {
                let names: Vec<_> = scopes.iter().map(|scope| scope.code()).collect();
                let challenge = format!("Bearer error=\"insufficient_scope\", scope=\"{}\"", names.join(" "));
                Self::from(Transport::InsufficientScope).with(header::WWW_AUTHENTICATE, challenge)
            }
            Failure::Absent => Self::from(Transport::NotFound),
            Failure::Forbidden(_) => Self::from(Transport::Forbidden),
            Failure::Refused(refusal) => Self(Box::new(Cause::Refused(refusal))),
            Failure::Stale => Self::stale(None),
            Failure::KeyReused => Self::from(Transport::IdempotencyKeyReused),
            Failure::Cursor => Self::from(Transport::CursorInvalid),
            Failure::CursorExpired => Self::from(Transport::CursorExpired),
            Failure::Contended => {
                tracing::warn!("others were faster at every try");
                Self::unavailable()
            }
            Failure::Unavailable(source) => {
                tracing::warn!(error = %source, "the database is not available");
                Self::unavailable()
            }
            Failure::Bug(source) => Self(Box::new(Cause::Bug(source))),
        }
    }
}

impl Problem {
    /// Content that cannot be accepted.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self::wrong(Transport::Invalid, errors)
    }

    /// A query that cannot be accepted.
    pub(crate) fn query_invalid(errors: Vec<FieldError>) -> Self {
        Self::wrong(Transport::QueryInvalid, errors)
    }

    fn wrong(code: Transport, mut errors: Vec<FieldError>) -> Self {
        errors.truncate(MOST_ERRORS);
        Self(Box::new(Cause::Transport { code, errors, headers: Vec::new(), quota: None }))
    }

    /// A member that goes with the kind of a thing is missing, or one of another kind is there.
    pub(crate) fn misnamed(pointer: &str, member: &str) -> Self {
        let detail = format!("this kind goes with {member}, and with nothing of another kind");
        Self::invalid(vec![FieldError::at(format!("{pointer}/{member}"), "required", detail)])
    }

    /// A precondition that does not hold, with the tag that the caller would read now.
    pub(crate) fn stale(current_etag: Option<String>) -> Self {
        Self(Box::new(Cause::Stale { current_etag }))
    }

    /// An operation that has ended, with the page that says what to do instead.
    pub(crate) fn retired(guide: &'static str) -> Self {
        Self(Box::new(Cause::Retired { guide }))
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn with(mut self, name: header::HeaderName, value: impl Into<String>) -> Self {
        if let Cause::Transport { headers, .. } = &mut *self.0 {
            headers.push((name, value.into()));
        }
        self
    }

    /// Adds what RFC 6750, 3 and RFC 9449, 7.1 ask for in an answer to a bad token or proof.
    #[must_use]
    pub(crate) fn with_challenge(self) -> Self {
        let is = |code: Transport| self.code() == code.code();
        let challenge = if is(Transport::ProofNonceNeeded) {
            "DPoP error=\"use_dpop_nonce\", algs=\"ES256 EdDSA\""
        } else if is(Transport::ProofMissing) || is(Transport::ProofInvalid) {
            "DPoP error=\"invalid_dpop_proof\", algs=\"ES256 EdDSA\""
        } else if is(Transport::TokenMissing) {
            // Whoever sends no token has made no error (RFC 6750, 3.1).
            "Bearer"
        } else {
            "Bearer error=\"invalid_token\""
        };
        self.with(header::WWW_AUTHENTICATE, challenge)
    }

    /// A quota that is used up (R14).
    pub(crate) fn exhausted(left: &Left) -> Self {
        let headers = vec![(header::RETRY_AFTER, left.reset_s.max(1).to_string())];
        let code = Transport::TooManyRequests;
        Self(Box::new(Cause::Transport { code, errors: Vec::new(), headers, quota: Some(left.name) }))
    }

    fn unavailable() -> Self {
        Self::from(Transport::Unavailable).with(header::RETRY_AFTER, "2")
    }

    fn code(&self) -> &'static str {
        match &*self.0 {
            Cause::Transport { code, .. } => code.code(),
            Cause::Refused(refusal) => refusal.code.code(),
            Cause::Stale { .. } => Transport::Stale.code(),
            Cause::Retired { .. } => Transport::Retired.code(),
            Cause::Bug(_) => Transport::Internal.code(),
        }
    }

    /// What the caller is told, given the public base address and the id of the request.
    #[must_use]
    pub fn view(&self, base_url: &str, request_id: &str) -> ProblemView {
        let code = self.code();
        let explained = explain(code);
        let mut view = ProblemView {
            kind: format!("{base_url}/problems/{code}"),
            title: explained.map_or_else(String::new, |it| it.title.to_owned()),
            status: self.status_code().as_u16(),
            code: code.to_owned(),
            detail: explained.map_or_else(String::new, |it| it.meaning.to_owned()),
            instance: request_id.parse::<Uuid>().ok().map(|id| format!("urn:uuid:{id}")),
            errors: Vec::new(),
            allowed: None,
            current_etag: None,
            plan_version_id: None,
            violated_policies: Vec::new(),
        };
        match &*self.0 {
            Cause::Transport { code: Transport::TooManyRequests, quota, .. } => {
                QUOTA_EXCEEDED.clone_into(&mut view.kind);
                view.violated_policies.extend(quota);
            }
            Cause::Transport { errors, .. } => view.errors.clone_from(errors),
            Cause::Refused(refusal) => {
                view.allowed.clone_from(&refusal.allowed);
                view.plan_version_id = refusal.plan_version.map(Id::uuid);
                view.errors =
                    refusal.pointer.iter().map(|pointer| field_error(refusal.code, pointer)).collect();
            }
            Cause::Stale { current_etag } => view.current_etag.clone_from(current_etag),
            Cause::Retired { guide } => view.detail = format!("{} See {base_url}{guide}.", view.detail),
            Cause::Bug(_) => {}
        }
        view
    }

    /// The headers that belong to the answer.
    pub(crate) fn headers(&self) -> &[(header::HeaderName, String)] {
        match &*self.0 {
            Cause::Transport { headers, .. } => headers,
            Cause::Refused(_) | Cause::Stale { .. } | Cause::Retired { .. } | Cause::Bug(_) => &[],
        }
    }

    /// Writes a defect to the log: once, here at the boundary, with its whole chain of causes.
    pub(crate) fn log(&self) {
        if let Cause::Bug(source) = &*self.0 {
            let mut chain = vec![source.to_string()];
            let mut next = source.source();
            while let Some(cause) = next {
                chain.push(cause.to_string());
                next = cause.source();
            }
            tracing::error!(causes = ?chain, "a defect");
        }
    }
}

fn field_error(code: Code, pointer: &str) -> FieldError {
    FieldError::at(pointer, code.code(), code.meaning())
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match &*self.0 {
            Cause::Transport { code, .. } => code.status(),
            Cause::Refused(refusal) => match refusal.code.kind() {
                Kind::State => StatusCode::CONFLICT,
                Kind::Content => StatusCode::UNPROCESSABLE_ENTITY,
            },
            Cause::Stale { .. } => Transport::Stale.status(),
            Cause::Retired { .. } => Transport::Retired.status(),
            Cause::Bug(_) => Transport::Internal.status(),
        }
    }
}

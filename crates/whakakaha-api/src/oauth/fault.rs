//! Errors of the token endpoint (RFC 6749, 5.2). `error` is OAuth's; `error_uri` leads to the page of our own code.

use actix_web::{
    HttpResponse, HttpResponseBuilder,
    http::{StatusCode, header},
};
use serde_json::json;
use whakakaha_domain::{code::CodeList, refusal::Code};
use whakakaha_store::error::Failure;

use crate::{
    problem::{Problem, Transport, explain},
    quota::Left,
};

/// Why there is no token.
pub(crate) struct Fault {
    code: &'static str,
    status: StatusCode,
    error: &'static str,
    /// After how many seconds it is worth asking again, where that is known.
    retry_after_s: Option<u32>,
    /// What did not work, where that is ours to mend.
    cause: Option<Problem>,
}

impl Fault {
    /// Our own code.
    pub(crate) const fn code(&self) -> &'static str {
        self.code
    }

    /// Whether somebody tried to come in with something that does not fit: what is slowed down and logged.
    pub(crate) fn is_attempt(&self) -> bool {
        matches!(self.error, "invalid_client" | "invalid_grant")
    }

    /// The answer.
    pub(crate) fn response(&self, base_url: &str) -> HttpResponse {
        if let Some(cause) = &self.cause {
            cause.log();
        }
        let explained = explain(self.code);
        let description: String =
            explained.map_or("", |it| it.meaning).chars().filter_map(describable).collect();
        let mut response = HttpResponseBuilder::new(self.status);
        if let Some(seconds) = self.retry_after_s {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        response.json(json!({
            "error": self.error,
            "error_description": description,
            "error_uri": format!("{base_url}/problems/{}", self.code),
        }))
    }
}

/// What RFC 6749 admits in a description: ASCII without quotes and backslashes.
const fn describable(character: char) -> Option<char> {
    match character {
        '"' => Some('\''),
        '\\' => None,
        ' '..='~' => Some(character),
        _ => None,
    }
}

/// OAuth's word for what is wrong with a request; what is not here is an `invalid_request`, or, where it is about who
/// asks, an `invalid_client`.
const WORDS: [(Transport, &str); 10] = [
    (Transport::OauthGrant, "unsupported_grant_type"),
    (Transport::OauthScope, "invalid_scope"),
    (Transport::SubjectToken, "invalid_grant"),
    (Transport::ProofInvalid, BAD_PROOF),
    (Transport::ProofMissing, BAD_PROOF),
    (Transport::ProofNonceNeeded, NO_NONCE),
    (Transport::Internal, "server_error"),
    (Transport::Unavailable, "server_error"),
    (Transport::IssuerUnavailable, "server_error"),
    (Transport::TooManyRequests, "temporarily_unavailable"),
];
const BAD_PROOF: &str = "invalid_dpop_proof";
const NO_NONCE: &str = "use_dpop_nonce";

/// The same for the rules; what is not here is an `invalid_grant`.
const WORDS_OF_RULES: [(Code, &str); 7] = [
    (Code::ClientDisabled, "invalid_client"),
    (Code::ClientProofInvalid, "invalid_client"),
    (Code::AssertionUsed, "invalid_client"),
    (Code::AgencySuspended, "invalid_client"),
    (Code::PossessionMissing, BAD_PROOF),
    (Code::ScopeNotAllowed, "invalid_scope"),
    (Code::NotForWorkers, "unauthorized_client"),
];

impl From<Transport> for Fault {
    fn from(code: Transport) -> Self {
        let word = WORDS.iter().find(|(known, _)| *known == code).map(|(_, word)| *word);
        let about_caller = code.status() == StatusCode::UNAUTHORIZED;
        let error = word.unwrap_or(if about_caller { "invalid_client" } else { "invalid_request" });
        let status =
            if [BAD_PROOF, NO_NONCE].contains(&error) { StatusCode::BAD_REQUEST } else { code.status() };
        let retry_after_s = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(2);
        Self { code: code.code(), status, error, retry_after_s, cause: None }
    }
}

impl From<Left> for Fault {
    fn from(left: Left) -> Self {
        Self { retry_after_s: Some(left.reset_s.max(1)), ..Transport::TooManyRequests.into() }
    }
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        let word = WORDS_OF_RULES.iter().find(|(known, _)| *known == code).map(|(_, word)| *word);
        let error = word.unwrap_or("invalid_grant");
        let about_caller = error == "invalid_client";
        let status = if about_caller { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
        Self { code: code.code(), status, error, retry_after_s: None, cause: None }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        if let Failure::Refused(refusal) = failure {
            return refusal.code.into();
        }
        // There is no such program, code or session: each grant says what that means before it comes here.
        if matches!(failure, Failure::Absent) {
            return Code::CodeInvalid.into();
        }
        if matches!(failure, Failure::Contended | Failure::Unavailable(_)) {
            return Transport::Unavailable.into();
        }
        Self { cause: Some(failure.into()), ..Transport::Internal.into() }
    }
}

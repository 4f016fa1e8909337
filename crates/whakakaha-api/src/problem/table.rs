//! The codes that are not a rule's: what can be wrong with a request before a rule looks at it.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use whakakaha_domain::{
    code::CodeList,
    refusal::{Code, Kind},
};

macro_rules! transport {
    ($($member:ident = $code:literal, $status:ident, $title:literal, $meaning:literal;)+) => {
        /// What can be wrong with a request before a rule looks at it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Transport {
            $(#[doc = $meaning] $member,)+
        }

        impl Transport {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$member => $code,)+ }
            }

            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$member => StatusCode::$status,)+ }
            }

            const fn title(self) -> &'static str {
                match self { $(Self::$member => $title,)+ }
            }

            const fn meaning(self) -> &'static str {
                match self { $(Self::$member => $meaning,)+ }
            }
        }
    };
}

transport! {
    Malformed = "request.malformed", BAD_REQUEST, "Malformed request", "The body is not JSON. Send one JSON object, encoded in UTF-8, in which no object has two members of the same name.";
    QueryInvalid = "request.query_invalid", BAD_REQUEST, "Invalid query", "A query parameter is unknown, given twice, or not what it may be. The member `errors` names it and says what it may be.";
    HeaderInvalid = "request.header_invalid", BAD_REQUEST, "Invalid header", "A request header cannot be read. See the contract for its form.";
    CursorInvalid = "request.cursor_invalid", BAD_REQUEST, "Invalid cursor", "The cursor was not issued for this list with these filters. Begin again without a cursor.";
    CursorExpired = "request.cursor_expired", GONE, "The cursor is too old", "What is gone is told for 90 days, and the cursor is older. Begin again without a cursor, and delete what you do not find any more.";
    IdempotencyKeyMissing = "request.idempotency_key_missing", BAD_REQUEST, "Idempotency-Key is missing", "Every POST that writes carries an Idempotency-Key of 8 to 255 characters, so that it can be sent again safely. Choose a new one, such as a UUID, for each new request.";
    TokenMissing = "auth.token_missing", UNAUTHORIZED, "A token is needed", "Send an access token in the header Authorization: Bearer.";
    TokenMalformed = "auth.token_malformed", UNAUTHORIZED, "Not an access token", "An access token is a JWT (RFC 9068), signed with ES256, of the type `at+jwt`; it names its key by `kid`, and a caller whom this service can know. Get one at `/oauth/token`.";
    TokenKey = "auth.token_key_unknown", UNAUTHORIZED, "Unknown key", "The access token names a key that is none of this service, or none any more. Get a new one.";
    TokenSignature = "auth.token_signature", UNAUTHORIZED, "The signature does not fit", "The access token was not signed with the key that it names.";
    TokenIssuer = "auth.token_issuer", UNAUTHORIZED, "Somebody else's token", "`iss` of the access token is not the issuer identifier of this service.";
    TokenAudience = "auth.token_audience", UNAUTHORIZED, "For somebody else", "`aud` of the access token is not the issuer identifier of this service, as one text and nothing else.";
    TokenTooLong = "auth.token_too_long", UNAUTHORIZED, "The token lives too long", "No access token lives for longer than this service gives them. Get one at `/oauth/token`.";
    TokenExpired = "auth.token_expired", UNAUTHORIZED, "The token has expired", "`exp` of the access token has passed. Get a new one, and look at the clock of the machine.";
    TokenAhead = "auth.token_ahead", UNAUTHORIZED, "The token lies ahead", "`iat` or `nbf` of the access token lies ahead. Look at the clock of the machine.";
    TokenInvalid = "auth.token_invalid", UNAUTHORIZED, "The token opens nothing any more", "The access token was revoked, names a caller who has ended, or is sent as bound to a key although it is not. Get a new one.";
    ProofMissing = "auth.proof_missing", UNAUTHORIZED, "Prove that you hold the key", "The token is bound to a key (RFC 9449). Send it in the header Authorization: DPoP, with a proof for this very request in the header DPoP.";
    ProofInvalid = "auth.proof_invalid", UNAUTHORIZED, "The proof does not fit", "The DPoP proof is for another request, another token or another key, is older than a minute, or was used before (RFC 9449).";
    ProofNonceNeeded = "auth.proof_nonce_needed", UNAUTHORIZED, "Make the proof with our nonce", "The DPoP proof bears no nonce of this service, or one that is too old. Make another proof with the nonce in the header DPoP-Nonce, and send the request again (RFC 9449).";
    OauthRequest = "oauth.request_invalid", BAD_REQUEST, "Not a request for a token", "A parameter is missing, given twice, or cannot be read. Send them as application/x-www-form-urlencoded (RFC 6749).";
    OauthGrant = "oauth.grant_unsupported", BAD_REQUEST, "Unknown grant", "`/.well-known/oauth-authorization-server` lists the grants that there are.";
    OauthScope = "oauth.scope_unknown", BAD_REQUEST, "Unknown scope", "One of the scopes does not exist. `/.well-known/oauth-authorization-server` lists them.";
    ClientUnknown = "oauth.client_unknown", UNAUTHORIZED, "Unknown program", "No program is registered under this `client_id`.";
    ClientUnproved = "oauth.client_unproved", UNAUTHORIZED, "The program did not prove who it is", "Send a `client_assertion` that is signed with one of the program's keys (RFC 7523). Secrets are accepted in demonstrations only.";
    AssertionMalformed = "oauth.assertion_malformed", UNAUTHORIZED, "Not an assertion", "The assertion is a JWT, signed with ES256, EdDSA or PS256, of the type `client-authentication+jwt` or none, with `iss`, `sub`, `aud`, `exp` and `jti`; it names its key by `kid` and in no other way.";
    AssertionKey = "oauth.assertion_key_unknown", UNAUTHORIZED, "Unknown key", "No key of the program has the `kid` that the assertion names, for this algorithm.";
    AssertionSignature = "oauth.assertion_signature", UNAUTHORIZED, "The signature does not fit", "The assertion was not signed with the key that it names.";
    AssertionIssuer = "oauth.assertion_issuer", UNAUTHORIZED, "Somebody else's assertion", "`iss` and `sub` of the assertion are both the `client_id` of the program.";
    AssertionAudience = "oauth.assertion_audience", UNAUTHORIZED, "For somebody else", "`aud` of the assertion is the issuer identifier of this service, as one text and nothing else.";
    AssertionExpired = "oauth.assertion_expired", UNAUTHORIZED, "The assertion has expired", "`exp` of the assertion has passed. Sign a new one, and look at the clock of the machine.";
    AssertionAhead = "oauth.assertion_ahead", UNAUTHORIZED, "The assertion lies ahead", "`iat` or `nbf` of the assertion lies ahead. Look at the clock of the machine.";
    AssertionTooLong = "oauth.assertion_too_long", UNAUTHORIZED, "The assertion lives too long", "`exp` of an assertion lies five minutes ahead at the most.";
    SubjectToken = "oauth.subject_token_invalid", BAD_REQUEST, "The organisation's token does not fit", "The ID token was not issued by an organisation that this service knows, is for somebody else, has expired, or was not signed with a key of that organisation.";
    IssuerUnavailable = "oauth.issuer_unavailable", SERVICE_UNAVAILABLE, "The organisation cannot be asked", "The keys of the organisation cannot be fetched at present, so its tokens cannot be checked. Try again after the time in Retry-After.";
    InsufficientScope = "auth.insufficient_scope", FORBIDDEN, "The token lacks the scope", "No token with these scopes can do this. The header WWW-Authenticate names the scopes of which one is needed.";
    Forbidden = "auth.forbidden", FORBIDDEN, "Not yours to do", "You may know of this, but your role does not permit this operation.";
    Retired = "request.retired", GONE, "The operation has ended", "The operation was announced to end, and has. The header Link leads to what takes its place (successor-version) and to the page that says what to do (deprecation).";
    NotFound = "request.not_found", NOT_FOUND, "Not found", "There is no such thing, or you may not know of it.";
    MethodNotAllowed = "request.method_not_allowed", METHOD_NOT_ALLOWED, "Method not allowed", "This path does not support the method. The header Allow lists those that it does.";
    NotAcceptable = "request.not_acceptable", NOT_ACCEPTABLE, "Only JSON is to be had", "The header Accept admits neither `application/json` nor `application/problem+json`, and operations answer with nothing else. Send one of them, `*/*`, or no such header.";
    TooSlow = "request.too_slow", REQUEST_TIMEOUT, "The body came too slowly", "A request body is there within ten seconds. Nothing was changed. Send the same request again.";
    Stale = "request.stale", PRECONDITION_FAILED, "It has changed", "The thing has changed since you read it. Read it again, look at what changed, and repeat with the new ETag.";
    TooLarge = "request.too_large", PAYLOAD_TOO_LARGE, "The body is too large", "A request body has at most 256 KiB.";
    UriTooLong = "request.uri_too_long", URI_TOO_LONG, "The address is too long", "Path and query have at most 8 KiB together.";
    HeadersTooLarge = "request.headers_too_large", REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large", "The headers of a request have at most 32 KiB together. Above 128 KiB, or with more than 96 headers, the answer has no body.";
    ContentEncoding = "request.content_encoding", UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not read", "Send the body as it is, without the header Content-Encoding.";
    MediaType = "request.media_type", UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", "The Content-Type is not one that this operation accepts. See the header Accept-Post, Accept-Patch or Accept.";
    Invalid = "request.invalid", UNPROCESSABLE_ENTITY, "The content cannot be accepted", "The member `errors` says what is wrong and where.";
    IdempotencyKeyReused = "request.idempotency_key_reused", UNPROCESSABLE_ENTITY, "The Idempotency-Key was used before", "The same key was sent with another body. Choose a new key for a new request.";
    PreconditionRequired = "request.precondition_required", PRECONDITION_REQUIRED, "If-Match is missing", "Send the ETag that you have read in the header If-Match, so that no change of somebody else is lost. `*` is not accepted.";
    TooManyRequests = "request.too_many", TOO_MANY_REQUESTS, "Too many requests", "A program or a person takes so many requests a minute, as the header RateLimit-Policy says, and fewer searches, copies of whole records and tokens; requests without a token are limited for everybody together. Nothing was changed. Send the same request, with the same Idempotency-Key, after the time in Retry-After. A family that cannot wait rings a coordinator.";
    Internal = "service.internal", INTERNAL_SERVER_ERROR, "A defect", "The service made a mistake. Nothing was changed. Tell its operators the request id.";
    Unavailable = "service.unavailable", SERVICE_UNAVAILABLE, "Not available now", "The service cannot answer now. Nothing was changed. Send the same request, with the same Idempotency-Key, after the time in Retry-After.";
}

/// A code with what a person needs to know about it.
#[derive(Clone, Copy, Debug)]
pub struct Explained {
    /// The code.
    pub code: &'static str,
    /// The HTTP status that goes with it.
    pub status: StatusCode,
    /// Short title.
    pub title: &'static str,
    /// What it means and what to do.
    pub meaning: &'static str,
}

/// Every code there is, sorted.
#[must_use]
pub fn explanations() -> BTreeMap<&'static str, Explained> {
    let transport = Transport::ALL.iter().map(|it| Explained {
        code: it.code(),
        status: it.status(),
        title: it.title(),
        meaning: it.meaning(),
    });
    let rules = Code::ALL.iter().map(|it| Explained {
        code: it.code(),
        status: match it.kind() {
            Kind::State => StatusCode::CONFLICT,
            Kind::Content => StatusCode::UNPROCESSABLE_ENTITY,
        },
        title: it.title(),
        meaning: it.meaning(),
    });
    transport.chain(rules).map(|it| (it.code, it)).collect()
}

/// What a person needs to know about a code.
#[must_use]
pub fn explain(code: &str) -> Option<Explained> {
    static TABLE: std::sync::LazyLock<BTreeMap<&'static str, Explained>> =
        std::sync::LazyLock::new(explanations);
    TABLE.get(code).copied()
}

//! What all operations have in common: the token, headers, parameters and errors.
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

use serde_json::{Map, Value, json};
use utoipa::PartialSchema;

use super::examples;
use crate::{
    etag,
    finish::NOT_STORED,
    problem::{FieldError, ProblemView},
    reply::REVALIDATED,
    retirement,
};

pub(super) fn add(document: &mut Value) {
    let parts = &mut document["components"];
    parts["schemas"]["Problem"] = json!(ProblemView::schema());
    for list in ["allowed", "violated-policies"] {
        parts["schemas"]["Problem"]["properties"][list]["items"]["maxLength"] = 100.into();
    }
    parts["schemas"]["FieldError"] = json!(FieldError::schema());
    parts["securitySchemes"] = json!({ "access_token": {
        "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
        "description": "An access token after RFC 9068, signed with ES256, used and verified after RFC8725. It lives \
                        for ten minutes at the most. One that is bound to a key comes in the scheme DPoP instead, with a proof in \
                        the header DPoP that bears the nonce of the header DPoP-Nonce (RFC 9449). Scopes are necessary, \
                        never sufficient: relationship and consent decide, per object.",
    }});
    parts["headers"] = headers();
    parts["parameters"] = parameters();
    parts["responses"] = RESPONSES
        .iter()
        .map(|(code, about)| ((*code).to_owned(), response(code, about)))
        .collect::<Map<_, _>>()
        .into();
}

fn headers() -> Value {
    let text = |about: &str, max: u32, example: &str| json!({ "description": about, "example": example, "schema": { "type": "string", "maxLength": max } });
    let control = |about: &str, value: &str| json!({ "description": about, "example": value, "schema": { "type": "string", "const": value } });
    let mut parts = json!({
        "ETag": text("The version of the representation, for If-Match and If-None-Match.", 100, ETAG),
        "Location": text("The address of what was made.", 500, "https://api.example.nz/v1/regions/0193e8a0-0000-7000-8000-000000000001"),
        "Link": text("The address of the next page (RFC 8288); absent where there is no more.", 1000, "<https://api.example.nz/v1/regions?limit=2&cursor=MDE5M2U4YTAK.dGFn>; rel=\"next\""),
        "RequestId": text("The id of the request, for questions to the operators.", 128, "0193e8a0-0000-7000-8000-000000000000"),
        "Replayed": text("`true` where the answer is that of an earlier request with the same key.", 10, "true"),
        "Tried": text("`true` where nothing was written, because the request was only tried.", 10, "true"),
        "RetryAfter": { "description": "After how many seconds to try again.", "example": 2, "schema": { "type": "integer", "format": "int32", "minimum": 0, "maximum": 3600 } },
        "RateLimit": text("How many requests are left to you (`r`), and after how many seconds all have come back (`t`), for each of your quotas; absent where no token was needed.", 500, "\"default\";r=599;t=1"),
        "RateLimitPolicy": text("How many requests are taken from you (`q`) in how many seconds (`w`), for each of your quotas.", 500, "\"default\";q=600;w=60"),
        "ProofNonce": text("The nonce for your next proofs (DPoP, RFC 9449); absent where the proof that you sent bears it already, and where you sent none.", 100, "vWk2Yq7hXo0bTzE4mJc9RfLpS1uNdG6aKiBx3tQyH8A"),
        "TokenChallenge": text("That the token, or the proof that goes with it, is missing or not valid (RFC 6750, RFC 9449).", 500, "Bearer error=\"invalid_token\""),
        "ScopeChallenge": text("The scopes of which one is needed (RFC 6750); absent where no scope would help.", 500, "Bearer error=\"insufficient_scope\", scope=\"cases:write\""),
        "MediaType": text("The media type that is supported.", 100, "application/json"),
        "NotStored": control("Nothing on the way keeps a copy, nor does a browser.", NOT_STORED),
        "Revalidated": control("You may keep a copy for yourself; ask with its ETag whether it still holds.", REVALIDATED),
    });
    if retirement::is_announced() {
        parts["Deprecation"] =
            text("Since when nothing new is to be built on this operation (RFC 9745).", 30, "@1767225600");
        parts["Sunset"] =
            text("From when on it may be gone (RFC 8594).", 40, "Wed, 30 Jun 2027 23:59:59 GMT");
    }
    for always in [
        "ETag",
        "Location",
        "RequestId",
        "RetryAfter",
        "TokenChallenge",
        "MediaType",
        "NotStored",
        "Revalidated",
    ] {
        parts[always]["required"] = true.into();
    }
    parts
}

pub(super) const ETAG: &str = "\"v7.Xq3nYV0hZbJk\"";

fn parameters() -> Value {
    let tags = json!({ "type": "string", "minLength": 1, "maxLength": etag::LONGEST_LIST });
    let key = json!({ "type": "string", "minLength": 8, "maxLength": 255, "pattern": "^(\"[!#-+.-~-]{8,253}\"|[!#-+.-~-]{8,255})$" });
    let mut parts = json!({
        "IdempotencyKey": parameter("Idempotency-Key", true, IDEMPOTENCY, &key),
        "IfMatch": parameter("If-Match", true, "The ETag that you have read, or several of which one is the present. Stale: 412; missing: 428.", &tags),
        "IfMatchOptional": parameter("If-Match", false, "The ETag that you have read, or several of which one is the present: of the thing that the path names first. Stale: 412. Without it the operation applies to the present version.", &tags),
        "IfNoneMatch": parameter("If-None-Match", false, "The ETag that you have: 304 where nothing has changed.", &json!({ "type": "string", "maxLength": etag::LONGEST_LIST })),
    });
    parts["ValidateOnly"] = json!({
        "name": crate::query::TRIAL, "in": "query", "required": false, "description": TRIAL,
        "schema": { "type": "boolean", "default": false },
    });
    parts["IdempotencyKey"]["example"] = "8e03978e-40d5-43dd-bc93-6894a57f9324".into();
    parts["IfMatch"]["example"] = ETAG.into();
    parts
}

const IDEMPOTENCY: &str = "A text of your choice, 8 to 255 visible characters without quotes and commas, new for each new request. The same key \
with the same body within 24 hours gets the same answer again and does nothing twice; with another body, 422.";

const TRIAL: &str = "`true`: everything is checked, as for the request without this, and answered as that would be, \
with the header Validate-Only; nothing is written, announced or kept for the same key. Ids of what would be made are not \
promised. An Idempotency-Key is needed as ever, and stays free for the request itself.";

const RESPONSES: [(&str, &str); 16] = [
    (
        "400",
        "The request cannot be read: malformed JSON, a missing or bad header, or a query parameter that is unknown or wrong; `errors` names it.",
    ),
    ("401", "The token is missing or not valid."),
    ("403", "The token lacks the scope, or your role does not permit this."),
    ("404", "There is no such thing, or you may not know of it."),
    ("406", "The header Accept does not admit JSON."),
    ("408", "The body came too slowly. Nothing was changed."),
    ("409", "Not possible in the present state; `allowed` lists what is."),
    ("410", "The cursor is too old, or the operation has ended."),
    ("412", "It has changed since you read it."),
    ("413", "The body is too large."),
    ("415", "The media type is not supported."),
    ("422", "The content cannot be accepted; `errors` says where."),
    ("428", "The header If-Match is missing, or names no version."),
    ("429", "Too many requests. Nothing was changed; `violated-policies` says of which kind."),
    ("500", "A defect. Nothing was changed."),
    ("503", "Not available now. Nothing was changed."),
];

fn parameter(name: &str, required: bool, about: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "header", "required": required, "description": about, "schema": schema })
}

fn response(code: &str, about: &str) -> Value {
    let mut headers = always("NotStored");
    match code {
        "401" => headers["WWW-Authenticate"] = header("TokenChallenge"),
        "403" => headers["WWW-Authenticate"] = header("ScopeChallenge"),
        "415" => headers["Accept-Post"] = header("MediaType"),
        "429" | "503" => headers["Retry-After"] = header("RetryAfter"),
        _ => {}
    }
    json!({
        "description": about, "headers": headers,
        "content": { "application/problem+json": {
            "schema": { "$ref": "#/components/schemas/Problem" }, "examples": examples::problems(code),
        } },
    })
}

/// The headers of every answer: the id of the request, whether anybody may keep a copy, what is left of the quotas of
/// whoever has a token, and the nonce for whoever sends proofs.
pub(super) fn always(control: &str) -> Value {
    json!({
        "X-Request-Id": header("RequestId"),
        "Cache-Control": header(control),
        "RateLimit": header("RateLimit"),
        "RateLimit-Policy": header("RateLimitPolicy"),
        "DPoP-Nonce": header("ProofNonce"),
    })
}

fn header(part: &str) -> Value {
    json!({ "$ref": format!("#/components/headers/{part}") })
}

/// The answer to a request in another media type, for methods other than POST.
pub(super) fn unsupported_media_type(method: &str) -> Value {
    let mut response = response("415", "The media type is not supported.");
    let name = if method == "patch" { "Accept-Patch" } else { "Accept" };
    response["headers"] = always("NotStored");
    response["headers"][name] = header("MediaType");
    response
}

/// The answer to a caller who has the representation already.
pub(super) fn not_modified(control: &str) -> Value {
    let mut headers = always(control);
    headers["ETag"] = header("ETag");
    json!({ "description": "You have it already.", "headers": headers })
}

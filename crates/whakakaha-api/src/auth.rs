//! Access tokens: JWTs after RFC 9068, signed with ES256 by keys of the service's own (R26).

pub mod keys;
mod known;

use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use whakakaha_domain::actor::Scopes;
use whakakaha_store::viewer::{Caller, Identity};

use keys::KeyRing;
pub use known::KnownTokens;

/// What a token says. No personal data: `sub` is a kind of caller and an identifier.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it: the public base address of the service.
    pub iss: String,
    /// For whom it is: the same address.
    pub aud: String,
    /// Who calls: `worker:<uuid>`, `person:<uuid>`, `agency:<uuid>`, `reporter` or `administrator`.
    pub sub: String,
    /// The program that calls.
    pub client_id: String,
    /// When it was issued, in seconds since 1970.
    pub iat: i64,
    /// When it expires, in seconds since 1970.
    pub exp: i64,
    /// The identifier of the token.
    pub jti: String,
    /// What it allows at the most, separated by spaces.
    pub scope: String,
}

/// How tokens are judged.
#[derive(Clone)]
pub struct TokenPolicy {
    /// Issuer and audience.
    pub issuer: String,
    /// The longest life of a token that is accepted, in seconds.
    pub max_lifetime: i64,
}

/// How far the clocks of issuer and verifier may differ, in seconds.
const LEEWAY: i64 = 10;
const TYPE: &str = "at+jwt";

/// Signs claims with the newest key.
pub fn sign(keys: &KeyRing, claims: &Claims) -> Result<String, keys::KeyError> {
    let key = keys.newest()?;
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(key.id.clone());
    jsonwebtoken::encode(&header, claims, &key.signing())
        .map_err(|error| keys::KeyError::from_source("sign a token", error))
}

/// A token that was judged: who calls, with which key it was signed, and when it lives.
#[derive(Clone)]
struct Judged {
    caller: Caller,
    kid: String,
    iat: i64,
    exp: i64,
}

impl Judged {
    fn lives_at(&self, now: i64) -> bool {
        self.iat <= now + LEEWAY && now < self.exp + LEEWAY
    }
}

/// Judges a token: the algorithm is ours, the key is ours and named by `kid`, the type, issuer and
/// audience are exact, it lives now, and it never lived for longer than is allowed.
fn judge(keys: &KeyRing, policy: &TokenPolicy, token: &str, now: i64) -> Option<Judged> {
    let header = jsonwebtoken::decode_header(token).ok()?;
    let plain =
        header.crit.is_none() && header.alg == Algorithm::ES256 && header.typ.as_deref() == Some(TYPE);
    let kid = header.kid.filter(|_| plain)?;
    let key = keys.find(&kid)?;
    let data = jsonwebtoken::decode::<Claims>(token, &key.verifying(), &validation(policy)).ok()?;
    let claims = data.claims;
    let short = (0..=policy.max_lifetime).contains(&claims.exp.saturating_sub(claims.iat));
    if !short || claims.aud != policy.issuer || claims.iss != policy.issuer {
        return None;
    }
    let (iat, exp) = (claims.iat, claims.exp);
    let judged = Judged { caller: caller(claims)?, kid, iat, exp };
    judged.lives_at(now).then_some(judged)
}

/// The library checks signature and form; the clock is ours, so times are judged by us.
fn validation(policy: &TokenPolicy) -> Validation {
    let mut validation = Validation::new(Algorithm::ES256);
    validation.validate_exp = false;
    validation.set_audience(&[&policy.issuer]);
    validation.set_issuer(&[&policy.issuer]);
    validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    validation
}

fn caller(claims: Claims) -> Option<Caller> {
    let identity = match claims.sub.split_once(':') {
        Some(("worker", id)) => Identity::Worker(Uuid::parse_str(id).ok()?),
        Some(("person", id)) => Identity::Person(Uuid::parse_str(id).ok()?),
        Some(("agency", id)) => Identity::Agency(Uuid::parse_str(id).ok()?),
        None if claims.sub == "reporter" => Identity::Reporter,
        None if claims.sub == "administrator" => Identity::Administrator,
        Some(_) | None => return None,
    };
    Some(Caller { identity, scopes: Scopes::parse(&claims.scope), client: claims.client_id })
}

//! Access tokens: JWTs after RFC 9068, signed with ES256 by keys of the service's own (R26).

pub(crate) mod assertion;
mod foreign;
mod issuers;
pub mod keys;
mod known;
mod nonce;
mod proof;

use jsonwebtoken::{Algorithm, Header, Validation, errors::ErrorKind};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use whakakaha_domain::actor::Scopes;
use whakakaha_store::viewer::{Caller, Identity};

pub use issuers::{Issuer, Issuers};
use keys::KeyRing;
pub use known::KnownTokens;
pub use nonce::ProofNonces;
pub use proof::SeenProofs;
pub(crate) use proof::{Proof, Purpose};

use crate::problem::Transport;

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
    /// From when on it is good, in seconds since 1970; ours are from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    /// The identifier of the token.
    pub jti: String,
    /// What it allows at the most, separated by spaces.
    pub scope: String,
    /// The session from which it came; absent where it was made with the service's own keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<Uuid>,
    /// The key to which it is bound (RFC 7800).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cnf: Option<Confirmation>,
}

/// The key to which a token is bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Its thumbprint (RFC 7638, RFC 9449).
    pub jkt: String,
}

/// Whether signatures of others can be checked with a public key (RFC 7517).
pub(crate) fn is_usable_key(jwk: &serde_json::Value) -> bool {
    foreign::ForeignKey::read(jwk).is_some_and(|key| assertion::ALGORITHMS.iter().any(|it| key.fits(*it)))
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

/// A token that was judged: who calls, with which key it was signed, to which it is bound, and when it lives.
#[derive(Clone)]
struct Judged {
    caller: Caller,
    bound_to: Option<String>,
    kid: String,
    iat: i64,
    exp: i64,
}

impl Judged {
    /// Why the token opens nothing now, where that is so.
    fn life(&self, now: i64) -> Result<(), Transport> {
        life(self.iat, self.exp, now)
    }
}

const fn life(iat: i64, exp: i64, now: i64) -> Result<(), Transport> {
    if exp <= now - LEEWAY {
        return Err(Transport::TokenExpired);
    }
    if iat > now + LEEWAY {
        return Err(Transport::TokenAhead);
    }
    Ok(())
}

/// Judges a token: it is ours, lives now, and names a kind of caller that there is.
fn judge(keys: &KeyRing, policy: &TokenPolicy, token: &str, now: i64) -> Result<Judged, Transport> {
    let (claims, kid) = claims(keys, policy, token, now)?;
    let (iat, exp) = (claims.iat, claims.exp);
    let bound_to = claims.cnf.clone().map(|cnf| cnf.jkt);
    let caller = caller(claims).ok_or(Transport::TokenMalformed)?;
    Ok(Judged { caller, bound_to, kid, iat, exp })
}

/// What a token says, and the name of its key: the algorithm is ours, the key is ours and named by `kid`, the type,
/// issuer and audience are exact, it lives now, and it never lived for longer than is allowed.
pub(crate) fn claims(
    keys: &KeyRing,
    policy: &TokenPolicy,
    token: &str,
    now: i64,
) -> Result<(Claims, String), Transport> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| Transport::TokenMalformed)?;
    let plain =
        header.crit.is_none() && header.alg == Algorithm::ES256 && header.typ.as_deref() == Some(TYPE);
    let kid = header.kid.filter(|_| plain).ok_or(Transport::TokenMalformed)?;
    let key = keys.find(&kid).ok_or(Transport::TokenKey)?;
    let decoded = jsonwebtoken::decode::<Claims>(token, &key.verifying(), &validation());
    let claims = decoded.map_err(|error| unreadable(&error))?.claims;
    let refusals = [
        (claims.iss != policy.issuer, Transport::TokenIssuer),
        (claims.aud != policy.issuer, Transport::TokenAudience),
        (claims.exp.saturating_sub(claims.iat) > policy.max_lifetime, Transport::TokenTooLong),
        (claims.nbf.is_some_and(|nbf| nbf > now + LEEWAY), Transport::TokenAhead),
    ];
    if let Some((_, why)) = refusals.into_iter().find(|(holds, _)| *holds) {
        return Err(why);
    }
    life(claims.iat, claims.exp, now)?;
    Ok((claims, kid))
}

/// The library checks signature and form; whom the token is from and for is judged by us, to the letter, and so are times,
/// by our clock.
fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::ES256);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    validation
}

fn unreadable(error: &jsonwebtoken::errors::Error) -> Transport {
    if matches!(error.kind(), ErrorKind::InvalidSignature) {
        return Transport::TokenSignature;
    }
    Transport::TokenMalformed
}

/// Who calls with a token that says this.
pub(crate) fn caller(claims: Claims) -> Option<Caller> {
    let identity = match claims.sub.split_once(':') {
        Some(("worker", id)) => Identity::Worker(Uuid::parse_str(id).ok()?),
        Some(("person", id)) => Identity::Person(Uuid::parse_str(id).ok()?),
        Some(("agency", id)) => Identity::Agency(Uuid::parse_str(id).ok()?),
        None if claims.sub == "reporter" => Identity::Reporter,
        None if claims.sub == "administrator" => Identity::Administrator,
        Some(_) | None => return None,
    };
    let scopes = Scopes::parse(&claims.scope);
    Some(Caller { identity, scopes, client: claims.client_id, session: claims.sid })
}

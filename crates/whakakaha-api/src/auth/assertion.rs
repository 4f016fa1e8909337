//! Assertions by which programs prove who they are: `private_key_jwt` (RFC 7523; the audience after its revision).
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

use jsonwebtoken::Algorithm;
use serde::Deserialize;
use whakakaha_domain::{client::PublicKey, digest::sha256};

use super::{
    LEEWAY,
    foreign::{ForeignKey, plain_header, seconds, seconds_if_told},
};
use crate::problem::Transport;

/// How far ahead an assertion may expire, in seconds.
const LONGEST: i64 = 300;
/// The longest `jti`.
const LONGEST_JTI: usize = 256;
pub(super) const ALGORITHMS: [Algorithm; 3] = [Algorithm::ES256, Algorithm::EdDSA, Algorithm::PS256];
/// The types of assertions, in small letters. The first is that of the revision of RFC 7523.
const TYPES: [&str; 2] = ["client-authentication+jwt", "jwt"];

/// What an assertion says. `aud` is one text: a list could name others beside us, who could then use it with us.
#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: String,
    #[serde(deserialize_with = "seconds")]
    exp: i64,
    #[serde(default, deserialize_with = "seconds_if_told")]
    iat: Option<i64>,
    #[serde(default, deserialize_with = "seconds_if_told")]
    nbf: Option<i64>,
    jti: String,
}

/// An assertion that was checked.
pub(crate) struct Assertion {
    /// The name of the key.
    pub(crate) kid: String,
    /// SHA-256 of the program's id and `jti`: the same assertion is not used twice.
    pub(crate) used: String,
}

/// The program that an assertion is said to be of. Nothing is checked yet.
pub(crate) fn said_by(assertion: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Said {
        iss: String,
    }
    jsonwebtoken::dangerous::insecure_decode_claims::<Said>(assertion).ok().map(|said| said.iss)
}

/// Checks an assertion of a program with these keys, at this second.
pub(crate) fn check(
    assertion: &str,
    client: &str,
    keys: &[PublicKey],
    issuer: &str,
    now: i64,
) -> Result<Assertion, Transport> {
    let header = plain_header(assertion).ok_or(Transport::AssertionMalformed)?;
    let kind = header.typ.as_deref().map(str::to_ascii_lowercase);
    if !ALGORITHMS.contains(&header.alg) || kind.is_some_and(|kind| !TYPES.contains(&kind.as_str())) {
        return Err(Transport::AssertionMalformed);
    }
    let kid = header.kid.ok_or(Transport::AssertionMalformed)?;
    let key = keys.iter().find(|key| key.kid == kid).and_then(|key| ForeignKey::read(&key.jwk));
    let key = key.filter(|key| key.fits(header.alg)).ok_or(Transport::AssertionKey)?;
    let claims: serde_json::Value = key.verify(assertion, header.alg).ok_or(Transport::AssertionSignature)?;
    if !claims["aud"].is_string() {
        return Err(Transport::AssertionAudience);
    }
    let claims: Claims = serde_json::from_value(claims).map_err(|_| Transport::AssertionMalformed)?;
    claims.ensure(client, issuer, now)?;
    Ok(Assertion { kid, used: sha256(format!("{client} {}", claims.jti).as_bytes()) })
}

impl Claims {
    fn ensure(&self, client: &str, issuer: &str, now: i64) -> Result<(), Transport> {
        let ahead = |instant: Option<i64>| instant.is_some_and(|instant| instant > now + LEEWAY);
        if self.iss != client || self.sub != client {
            Err(Transport::AssertionIssuer)
        } else if self.aud != issuer {
            Err(Transport::AssertionAudience)
        } else if self.exp <= now - LEEWAY {
            Err(Transport::AssertionExpired)
        } else if self.exp > now + LONGEST + LEEWAY {
            Err(Transport::AssertionTooLong)
        } else if ahead(self.iat) || ahead(self.nbf) {
            Err(Transport::AssertionAhead)
        } else if !(1..=LONGEST_JTI).contains(&self.jti.len()) {
            Err(Transport::AssertionMalformed)
        } else {
            Ok(())
        }
    }
}

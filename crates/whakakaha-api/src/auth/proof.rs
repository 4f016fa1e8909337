//! Proofs that whoever calls holds a key (DPoP, RFC 9449): a small token for one request, signed with that key.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use whakakaha_domain::digest::sha256;

use super::{LEEWAY, foreign::ForeignKey};
use crate::problem::Transport;

/// How old a proof may be, in seconds.
const OLDEST: i64 = 60;
const TYPE: &str = "dpop+jwt";
const ALGORITHMS: [Algorithm; 2] = [Algorithm::ES256, Algorithm::EdDSA];
/// The longest `jti`.
const LONGEST_JTI: usize = 256;

/// What a proof says (RFC 9449, 4.2).
#[derive(Deserialize)]
struct Claims {
    jti: String,
    htm: String,
    htu: String,
    iat: i64,
    #[serde(default)]
    ath: Option<String>,
}

/// The request that a proof is for.
pub(crate) struct Purpose<'a> {
    /// Its method.
    pub(crate) method: &'a str,
    /// Its address, without a query.
    pub(crate) url: &'a str,
    /// The access token that goes with it; none at the token endpoint.
    pub(crate) token: Option<&'a str>,
    /// The second at which it came.
    pub(crate) now: i64,
}

/// The proofs that were seen within the last minute, by this process. Another process that shares the database takes
/// the same proof once more within that minute.
#[derive(Clone, Default)]
pub struct SeenProofs(Arc<Mutex<HashMap<String, i64>>>);

impl SeenProofs {
    /// Checks a proof, which is good once, and answers the thumbprint of its key.
    pub(crate) fn check(&self, proof: &str, purpose: &Purpose<'_>) -> Result<String, Transport> {
        let (claims, thumbprint) = signed(proof).ok_or(Transport::ProofInvalid)?;
        let fits = claims.htm == purpose.method
            && claims.htu == purpose.url
            && claims.ath == purpose.token.map(hash)
            && claims.iat > purpose.now - OLDEST
            && claims.iat <= purpose.now + LEEWAY
            && (1..=LONGEST_JTI).contains(&claims.jti.len());
        let unused =
            fits && self.note(sha256(format!("{thumbprint} {}", claims.jti).as_bytes()), purpose.now);
        if unused { Ok(thumbprint) } else { Err(Transport::ProofInvalid) }
    }

    /// Notes a proof; whether it is a new one.
    fn note(&self, proof: String, now: i64) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|_, until| *until > now);
        seen.insert(proof, now + OLDEST + LEEWAY).is_none()
    }
}

/// What a proof says, and the thumbprint of the key that it brings along and was signed with.
fn signed(proof: &str) -> Option<(Claims, String)> {
    let header = jsonwebtoken::decode_header(proof).ok()?;
    if header.typ.as_deref() != Some(TYPE) || header.crit.is_some() || !ALGORITHMS.contains(&header.alg) {
        return None;
    }
    let key = ForeignKey::read(&serde_json::to_value(header.jwk?).ok()?)?;
    Some((key.verify(proof, header.alg)?, key.thumbprint()?))
}

/// The hash by which a proof names its token.
fn hash(token: &str) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes());
    URL_SAFE_NO_PAD.encode(digest)
}

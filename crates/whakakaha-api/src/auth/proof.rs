//! Proofs that whoever calls holds a key (DPoP, RFC 9449): a small token for one request, signed with that key.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde_json::Value;
use whakakaha_domain::digest::sha256;

use super::{
    LEEWAY,
    foreign::{ForeignKey, seconds},
};
use crate::outbound::Url;

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
    #[serde(deserialize_with = "seconds")]
    iat: i64,
    #[serde(default)]
    ath: Option<String>,
    #[serde(default)]
    nonce: Option<String>,
}

/// The request that a proof is for.
pub(crate) struct Purpose<'a> {
    /// Its method.
    pub(crate) method: &'a str,
    /// Its address.
    pub(crate) url: &'a str,
    /// The access token that goes with it, and the thumbprint of the key to which that is bound; none at the token
    /// endpoint.
    pub(crate) token: Option<(&'a str, &'a str)>,
    /// The second at which it came.
    pub(crate) now: i64,
}

/// A proof that fits its request.
pub(crate) struct Proof {
    /// The thumbprint of its key.
    pub(crate) key: String,
    /// The nonce that it bears.
    pub(crate) nonce: Option<String>,
    jti: String,
}

impl Proof {
    /// Reads a proof; none where it is not for this request, not with this key, or not of this minute.
    pub(crate) fn read(text: &str, purpose: &Purpose<'_>) -> Option<Self> {
        let (claims, key) = signed(text)?;
        let (token, bound_to) = purpose.token.unzip();
        let fits = claims.htm == purpose.method
            && address(&claims.htu).is_some_and(|it| Some(it) == address(purpose.url))
            && claims.ath == token.map(hash)
            && bound_to.is_none_or(|bound_to| bound_to == key)
            && claims.iat > purpose.now - OLDEST
            && claims.iat <= purpose.now + LEEWAY
            && (1..=LONGEST_JTI).contains(&claims.jti.len());
        fits.then_some(Self { key, nonce: claims.nonce, jti: claims.jti })
    }
}

/// The proofs that were seen within the last minute, by this process. Another process that shares the database takes
/// the same proof once more within that minute.
#[derive(Clone, Default)]
pub struct SeenProofs(Arc<Mutex<HashMap<String, i64>>>);

impl SeenProofs {
    /// Notes a proof; whether it is a new one.
    pub(crate) fn note(&self, proof: &Proof, now: i64) -> bool {
        let name = sha256(format!("{} {}", proof.key, proof.jti).as_bytes());
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|_, until| *until > now);
        seen.insert(name, now + OLDEST + LEEWAY).is_none()
    }
}

/// What a proof says, and the thumbprint of the key that it brings along and was signed with.
fn signed(proof: &str) -> Option<(Claims, String)> {
    let header = jsonwebtoken::decode_header(proof).ok().filter(|_| !gives_its_key_away(proof))?;
    if header.typ.as_deref() != Some(TYPE) || header.crit.is_some() || !ALGORITHMS.contains(&header.alg) {
        return None;
    }
    let key = ForeignKey::read(&serde_json::to_value(header.jwk?).ok()?)?;
    Some((key.verify(proof, header.alg)?, key.thumbprint()?))
}

/// Whether the key that a proof brings along is the private one: whoever sees the proof can act as its holder.
fn gives_its_key_away(proof: &str) -> bool {
    let said = proof.split('.').next().and_then(|header| URL_SAFE_NO_PAD.decode(header).ok());
    said.and_then(|said| serde_json::from_slice::<Value>(&said).ok())
        .is_some_and(|it| it.pointer("/jwk/d").is_some())
}

/// An address in its usual form, without query and fragment, which a proof leaves out (RFC 9449, 4.3).
fn address(text: &str) -> Option<Url> {
    let mut url = Url::parse(text).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    Some(url)
}

/// The hash by which a proof names its token.
fn hash(token: &str) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes());
    URL_SAFE_NO_PAD.encode(digest)
}

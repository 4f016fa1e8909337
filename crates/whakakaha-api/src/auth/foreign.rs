//! What others have signed: with keys that are theirs, and of which we know the public halves.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{
    Algorithm, DecodingKey, Header, Validation,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, ThumbprintHash},
};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error},
};
use serde_json::{Number, Value};

/// The fewest bytes of the modulus of an RSA key: 2048 bits.
const FEWEST_RSA_BYTES: usize = 256;

/// The least exponent of an RSA key.
const LEAST_RSA_EXPONENT: u64 = 65537;

/// How many bytes a public key for Ed25519 has.
const ED25519_BYTES: usize = 32;

/// A public key of somebody else, and the algorithms that go with it.
pub(crate) struct ForeignKey {
    jwk: Jwk,
    algorithms: &'static [Algorithm],
}

impl ForeignKey {
    /// Reads a JSON Web Key (RFC 7517): P-256, Ed25519, or RSA of at least 2048 bits. Whatever it says beside that
    /// is passed over.
    pub(crate) fn read(jwk: &Value) -> Option<Self> {
        let jwk: Jwk = serde_json::from_value(jwk.clone()).ok()?;
        let algorithms: &[Algorithm] = match &jwk.algorithm {
            AlgorithmParameters::EllipticCurve(key)
                if key.curve == EllipticCurve::P256 && is_point(&key.x, &key.y) =>
            {
                &[Algorithm::ES256]
            }
            AlgorithmParameters::OctetKeyPair(key)
                if key.curve == EllipticCurve::Ed25519 && bytes(&key.x).len() == ED25519_BYTES =>
            {
                &[Algorithm::EdDSA]
            }
            AlgorithmParameters::RSA(key) if is_modulus(&key.n) && is_exponent(&key.e) => {
                &[Algorithm::PS256, Algorithm::RS256]
            }
            AlgorithmParameters::EllipticCurve(_)
            | AlgorithmParameters::OctetKeyPair(_)
            | AlgorithmParameters::RSA(_)
            | AlgorithmParameters::OctetKey(_)
            | AlgorithmParameters::Other(_)
            | _ => return None,
        };
        DecodingKey::from_jwk(&jwk).ok().map(|_| Self { jwk, algorithms })
    }

    /// Whether signatures of this algorithm are checked with the key.
    pub(crate) fn fits(&self, algorithm: Algorithm) -> bool {
        self.algorithms.contains(&algorithm)
    }

    /// The thumbprint (RFC 7638): SHA-256, in base64url.
    pub(crate) fn thumbprint(&self) -> Option<String> {
        self.jwk.thumbprint(ThumbprintHash::SHA256).ok()
    }

    /// What a token says, if it was signed with this key. Nothing that it says is looked at here.
    pub(crate) fn verify<T: DeserializeOwned>(&self, token: &str, algorithm: Algorithm) -> Option<T> {
        let mut validation = Validation::new(algorithm);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        let key = DecodingKey::from_jwk(&self.jwk).ok().filter(|_| self.fits(algorithm))?;
        jsonwebtoken::decode::<T>(token, &key, &validation).ok().map(|data| data.claims)
    }
}

/// Reads an instant as tokens tell it: seconds, perhaps with a fraction, which counts for nothing (RFC 7519, 2).
pub(super) fn seconds<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let told = Number::deserialize(from)?;
    let whole = told.as_i64().or_else(|| told.to_string().split_once('.')?.0.parse().ok());
    whole.ok_or_else(|| D::Error::custom("no number of seconds"))
}

/// The same where it may be left out.
pub(super) fn seconds_if_told<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    seconds(from).map(Some)
}

fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}

/// Whether these are the coordinates of a point of the curve P-256.
fn is_point(x: &str, y: &str) -> bool {
    let point = [vec![4], bytes(x), bytes(y)].concat();
    ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).is_ok()
}

/// Whether this is the modulus of an RSA key that is long enough, without zeros before it (RFC 7518, 6.3.1.1).
fn is_modulus(n: &str) -> bool {
    let n = bytes(n);
    n.len() >= FEWEST_RSA_BYTES && n.first() != Some(&0)
}

/// Whether this is the exponent of an RSA key with which nothing is forged: odd, 65537 at the least (FIPS 186-5), and
/// at most 32 bits long.
fn is_exponent(e: &str) -> bool {
    let e = bytes(e);
    let value = e.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    e.len() <= 4 && value >= LEAST_RSA_EXPONENT && value % 2 == 1
}

/// The header of a token that names its key by `kid` alone: whoever brings a key along, or says where one is to be
/// had, is not listened to.
pub(crate) fn plain_header(token: &str) -> Option<Header> {
    let header = jsonwebtoken::decode_header(token).ok()?;
    let plain = header.crit.is_none()
        && header.jku.is_none()
        && header.jwk.is_none()
        && header.x5u.is_none()
        && header.x5c.is_none();
    plain.then_some(header)
}

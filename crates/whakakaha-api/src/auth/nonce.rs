//! Nonces of proofs (RFC 9449, 8 and 9), so that nobody signs today what is sent tomorrow. They are derived from a secret
//! and the time: nothing is stored, and each process takes those of the others.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// For how long a nonce is the newest, in seconds. The one before is still taken.
const WINDOW: i64 = 300;

/// Derives the nonces of proofs.
#[derive(Clone)]
pub struct ProofNonces(hmac::Key);

impl ProofNonces {
    /// Derives from this secret, which all processes share.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// The newest nonce at this second.
    pub(crate) fn newest(&self, now: i64) -> String {
        let window = now.div_euclid(WINDOW);
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.0, format!("proof nonce {window}").as_bytes()))
    }

    /// Whether a proof that comes at this second may bear it.
    pub(crate) fn takes(&self, nonce: &str, now: i64) -> bool {
        [now, now - WINDOW].iter().any(|at| self.newest(*at) == nonce)
    }
}

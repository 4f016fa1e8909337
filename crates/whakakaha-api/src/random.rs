//! Secrets that nobody can guess.

use aws_lc_rs::{
    error::Unspecified,
    rand::{SecureRandom, SystemRandom},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use whakakaha_store::error::Failure;

/// So many random bytes.
pub(crate) fn bytes<const COUNT: usize>() -> Result<[u8; COUNT], Unspecified> {
    let mut bytes = [0_u8; COUNT];
    SystemRandom::new().fill(&mut bytes).map(|()| bytes)
}

/// The same for an answer.
pub(crate) fn needed<const COUNT: usize>() -> Result<[u8; COUNT], Failure> {
    bytes().map_err(|error| Failure::Bug(error.into()))
}

/// A secret of 256 random bits, as text.
pub(crate) fn secret() -> Result<String, Failure> {
    needed::<32>().map(|bytes| URL_SAFE_NO_PAD.encode(bytes))
}

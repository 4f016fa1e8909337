//! Tokens that were judged before. A signature costs a tenth of a millisecond to check, and a caller sends
//! the same token for ten minutes.
//!
//! What is kept is only that the token is ours and what it says. Whether it lives now and whether its key
//! is still in use is asked every time, and who the caller is and what they may do is asked in the
//! database every time: somebody who loses their rights loses them at once.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use aws_lc_rs::digest::{SHA256, digest};
use whakakaha_store::viewer::Caller;

use super::{Judged, TokenPolicy, judge, keys::KeyRing};
use crate::problem::{Problem, Transport};

/// How many tokens are kept: some megabytes. Then all are judged again.
const MOST: usize = 10_000;

/// The tokens that were judged, by their SHA-256: the tokens themselves are not kept. Shared by all
/// threads.
#[derive(Clone, Default)]
pub struct KnownTokens(Arc<RwLock<HashMap<Vec<u8>, Judged>>>);

impl KnownTokens {
    /// Who calls with this token, if it is one of ours and lives now.
    pub(crate) fn holder(
        &self,
        keys: &KeyRing,
        policy: &TokenPolicy,
        token: &str,
        now: i64,
    ) -> Result<Holder, Problem> {
        let name = digest(&SHA256, token.as_bytes()).as_ref().to_vec();
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&name).cloned();
        if let Some(judged) = known {
            keys.find(&judged.kid).ok_or(Transport::TokenKey)?;
            judged.life(now)?;
            return Ok(judged.into());
        }
        let judged = judge(keys, policy, token, now)?;
        self.keep(name, judged.clone(), now);
        Ok(judged.into())
    }

    fn keep(&self, name: Vec<u8>, judged: Judged, now: i64) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, judged| judged.life(now).is_ok());
        }
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(name, judged);
    }
}

/// Whoever has a token of ours.
pub(crate) struct Holder {
    pub(crate) caller: Caller,
    /// The key of which they have to prove possession, by its thumbprint.
    pub(crate) bound_to: Option<String>,
}

impl From<Judged> for Holder {
    fn from(judged: Judged) -> Self {
        Self { caller: judged.caller, bound_to: judged.bound_to }
    }
}

//! Whether whoever calls holds the key to which their token is bound (RFC 9449).

use actix_web::{HttpMessage, HttpRequest};

use crate::{
    app::Service,
    auth::{Proof, Purpose},
    finish::AskedBy,
    problem::{Problem, Transport},
};

/// The schemes in which tokens are sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Bearer,
    Dpop,
}

impl Scheme {
    pub(super) fn parse(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "bearer" => Some(Self::Bearer),
            "dpop" => Some(Self::Dpop),
            _ => None,
        }
    }
}

/// Refuses a token that is bound to a key and comes without a proof for this request, and one that is not bound and
/// comes as if it were.
pub(super) fn ensure(
    service: &Service,
    request: &HttpRequest,
    (scheme, token): (Scheme, &str),
    bound_to: Option<&str>,
) -> Result<(), Problem> {
    match (scheme, bound_to) {
        (Scheme::Bearer, None) => Ok(()),
        (Scheme::Bearer, Some(_)) => Err(Transport::ProofMissing.into()),
        (Scheme::Dpop, None) => Err(Transport::TokenInvalid.into()),
        (Scheme::Dpop, Some(key)) => {
            let shown = shown(service, request, Some((token, key)))?;
            shown.map(|_| ()).ok_or_else(|| Transport::ProofMissing.into())
        }
    }
}

/// The key of which the request proves possession, by its thumbprint; none where it proves nothing. `bound` is the token
/// that goes with it, and the key to which that is bound.
pub(super) fn shown(
    service: &Service,
    request: &HttpRequest,
    bound: Option<(&str, &str)>,
) -> Result<Option<String>, Transport> {
    let mut sent = request.headers().get_all("dpop");
    let Some(proof) = sent.next() else { return Ok(None) };
    let proof = proof.to_str().ok().filter(|_| sent.next().is_none()).ok_or(Transport::ProofInvalid)?;
    let now = service.clock.now().timestamp();
    let asked =
        request.extensions().get::<AskedBy>().map_or_else(|| request.method().clone(), |it| it.0.clone());
    let purpose = Purpose {
        method: asked.as_str(),
        url: &format!("{}{}", service.base_url, request.path()),
        token: bound,
        now,
    };
    let proof = Proof::read(proof, &purpose).ok_or(Transport::ProofInvalid)?;
    ensure_nonce(service, request, proof.nonce.as_deref(), now)?;
    if service.seen_proofs.note(&proof, now) { Ok(Some(proof.key)) } else { Err(Transport::ProofInvalid) }
}

/// The nonce for the caller's next proofs, to be told in the answer.
pub(crate) struct NextNonce(pub(crate) String);

/// Refuses a proof that bears no nonce of ours, or one that is too old. Whoever sends another than the newest is told that.
fn ensure_nonce(
    service: &Service,
    request: &HttpRequest,
    nonce: Option<&str>,
    now: i64,
) -> Result<(), Transport> {
    let newest = service.proof_nonces.newest(now);
    if nonce != Some(newest.as_str()) {
        request.extensions_mut().insert(NextNonce(newest));
    }
    let taken = nonce.is_some_and(|nonce| service.proof_nonces.takes(nonce, now));
    if taken { Ok(()) } else { Err(Transport::ProofNonceNeeded) }
}

//! Whether whoever calls holds the key to which their token is bound (RFC 9449).

use actix_web::HttpRequest;

use crate::{
    app::Service,
    auth::Purpose,
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
            let shown = shown(service, request, Some(token))?.ok_or(Transport::ProofMissing)?;
            if shown == key { Ok(()) } else { Err(Transport::ProofInvalid.into()) }
        }
    }
}

/// The key of which the request proves possession, by its thumbprint; none where it proves nothing.
pub(super) fn shown(
    service: &Service,
    request: &HttpRequest,
    token: Option<&str>,
) -> Result<Option<String>, Transport> {
    let mut sent = request.headers().get_all("dpop");
    let Some(proof) = sent.next() else { return Ok(None) };
    let proof = proof.to_str().ok().filter(|_| sent.next().is_none()).ok_or(Transport::ProofInvalid)?;
    let purpose = Purpose {
        method: request.method().as_str(),
        url: &format!("{}{}", service.base_url, request.path()),
        token,
        now: service.clock.now().timestamp(),
    };
    service.seen_proofs.check(proof, &purpose).map(Some)
}

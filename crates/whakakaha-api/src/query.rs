//! What stands behind the question mark where a handler does not look at it.

use actix_web::HttpRequest;

use crate::{
    finish::Route,
    openapi,
    problem::{Problem, Transport},
};

/// Whether a write is only tried: everything is checked, and nothing is written (R12).
///
/// An operation without query parameters takes none (R3); reads that have some look at theirs themselves.
pub(crate) fn is_trial(request: &HttpRequest) -> Result<bool, Problem> {
    let (contract, route) = (openapi::contract(), Route::of(request));
    let method = request.method().as_str();
    match request.query_string() {
        "" => Ok(false),
        "validate_only=true" if contract.can_be_tried(method, &route) => Ok(true),
        "validate_only=false" if contract.can_be_tried(method, &route) => Ok(false),
        _ if contract.takes_query(method, &route) => Ok(false),
        _ => Err(Transport::QueryInvalid.into()),
    }
}

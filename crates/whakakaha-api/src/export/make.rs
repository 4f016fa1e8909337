//! Making a copy of everything on record about somebody.

use actix_web::{HttpRequest, HttpResponse, get, http::header};

use super::{OwnRecordView, gather::gather, page::page};
use crate::{accept::prefers_a_page, context::RequestContext, problem::ApiResult};

/// Nothing but the page itself and its style: no script, no picture, no other page around it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Get a copy of everything on record about me
///
/// For a member of a family, also after they left it: their personal record, memberships, relationships, consents,
/// statements, requests for corrections and for the process, the meetings to which they were invited, and who has looked at
/// all of it; and while they speak for themselves in a family, what is on record in its cases, as other operations answer
/// it to them, with what they keep from others. What others said or agreed to for themselves, how to reach them and when
/// they were born is left out, and so is whatever is kept from the reader. With `Accept: text/html` it is a page to read and to print.
#[utoipa::path(
    tag = "Own door",
    responses((status = 200, description = "The copy.", content(
        (OwnRecordView = "application/json"),
        (String = "text/html"),
    ))),
)]
#[get("/v1/my/export")]
pub(super) async fn export_own_record(cx: RequestContext, request: HttpRequest) -> ApiResult {
    let copy = cx.compose(gather).await?;
    if !prefers_a_page(request.headers()) {
        return Ok(HttpResponse::Ok().json(copy));
    }
    let page = page(&copy);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .content_type("text/html; charset=utf-8")
        .body(page))
}

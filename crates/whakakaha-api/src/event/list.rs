//! Following what happens.

use actix_web::{get, web::Query};
use whakakaha_store::event::Look;

use super::{EventView, look};
use crate::{
    context::RequestContext,
    page::{FeedView, PageQuery},
    problem::ApiResult,
};

/// Follow what happens
///
/// For an agency's system: what has become of everything that the agency may read. It holds ids and tags only, and what
/// each thing says is read at its own address. Each thing is there once, with what happened to it last; so whoever reads
/// the feed from its beginning, without a cursor, is told everything that there is for the agency now, and nothing
/// that is gone.
///
/// Keep the last `next_cursor` and go on from it: every minute, or whenever you like. What the agency may not read any more
/// is told once as `deleted`, for 90 days; an older cursor is refused with 410. Where a case is deleted, forget
/// everything that you were told of it before: of its things you are told no more. The same event can come more than
/// once; of two events of a thing the one with the later `sequence` counts.
///
/// Whether the agency may read a thing is asked again when it is told. Where it may not any more, the feed ends there for
/// the moment, and soon goes on with what became of it.
#[utoipa::path(
    tag = "Events",
    params(PageQuery),
    responses((status = 200, description = "A part of the feed.", body = FeedView<EventView>)),
)]
#[get("/v1/events")]
pub(super) async fn list_events(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.feed::<EventView>(look as Look, &page).await
}

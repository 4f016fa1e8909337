//! Listing what one promised.

use actix_web::{get, web::Query};
use serde::Serialize;
use whakakaha_store::action::OwnAction;

use crate::{
    action::ActionView,
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
    view::Item,
};

/// A commitment of yours, or of your family.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct OwnActionView(ActionView);

impl Item for OwnActionView {
    type Of = OwnAction;

    fn of(OwnAction(item): &OwnAction) -> Self {
        Self(<ActionView as Item>::of(item))
    }
}

/// List my actions
///
/// For a member of a family who speaks for themselves: what they promised and what their family promised, on all their
/// cases, as long as it is not settled; what is due next comes first. Progress is reported at the action.
#[utoipa::path(
    tag = "Own door",
    params(PageQuery),
    responses((status = 200, description = "A page of actions.", body = PageView<ActionView>)),
)]
#[get("/v1/my/actions")]
pub(super) async fn list_own_actions(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<OwnActionView>((), &page).await
}

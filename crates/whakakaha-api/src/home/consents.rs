//! Listing one's own consents.

use actix_web::{get, web::Query};
use serde::Serialize;
use whakakaha_store::consent::OwnConsent;

use crate::{
    consent::ConsentView,
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
    view::Item,
};

/// A consent of your own.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct OwnConsentView(ConsentView);

impl Item for OwnConsentView {
    type Of = OwnConsent;

    fn of(OwnConsent(consent): &OwnConsent) -> Self {
        Self(consent.into())
    }
}

/// List my consents
///
/// For a member of a family: those that they gave or were asked for, on whatever case, also after they left the family;
/// oldest first. Each is signed, refused and taken back at its own address.
#[utoipa::path(
    tag = "Own door",
    params(PageQuery),
    responses((status = 200, description = "A page of consents.", body = PageView<ConsentView>)),
)]
#[get("/v1/my/consents")]
pub(super) async fn list_own_consents(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<OwnConsentView>((), &page).await
}

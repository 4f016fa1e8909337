//! Finding the coordinator for a place, without a token.

use actix_web::{get, web::Query};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_domain::{entity::Entity, region::Region};
use whakakaha_store::directory::coordinator::{LookUp, PublicCoordinator};

use super::PublicContactView;
use crate::{
    context::PublicContext,
    page::{PageQuery, PageView, default_limit},
    problem::ApiResult,
    view::Item,
};

/// Where somebody looks for a coordinator.
#[derive(Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CoordinatorQuery {
    /// The code of a region, such as `waitakere`.
    #[param(min_length = 1, max_length = 50, nullable = false)]
    region: Option<String>,
    /// The name of a place or region. Macrons and capitals do not matter.
    #[param(min_length = 1, max_length = 200, nullable = false)]
    place: Option<String>,
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    #[serde(default = "default_limit")]
    limit: u16,
    /// Where the page begins: the `next_cursor` of the page before. Valid only for the same list with
    /// the same filters.
    #[param(max_length = 500, nullable = false)]
    cursor: Option<String>,
}

/// What the public is shown of a coordinator.
#[derive(Serialize, ToSchema)]
#[schema(as = PublicCoordinator)]
pub(super) struct PublicCoordinatorView {
    /// The registration.
    id: Uuid,
    /// How to reach them.
    contact: PublicContactView,
    /// The region for which they answer.
    region: RegionNameView,
}

/// A region, by name.
#[derive(Serialize, ToSchema)]
#[schema(as = RegionName)]
pub(super) struct RegionNameView {
    id: Uuid,
    /// Short unique code.
    #[schema(max_length = 50)]
    code: String,
    /// Name in te reo Māori.
    #[schema(max_length = 200)]
    name_mi: String,
    /// Name in English.
    #[schema(max_length = 200)]
    name_en: String,
}

impl From<&Entity<Region>> for RegionNameView {
    fn from(region: &Entity<Region>) -> Self {
        let Region { code, name_mi, name_en, .. } = region.body.clone();
        Self { id: region.id.uuid(), code, name_mi, name_en }
    }
}

impl Item for PublicCoordinatorView {
    type Of = PublicCoordinator;

    fn of(found: &PublicCoordinator) -> Self {
        Self { id: found.id.uuid(), contact: (&found.contact).into(), region: (&found.region).into() }
    }
}

/// Find a coordinator
///
/// For everybody, without a token. By the code of a region or by the name of a place; without either:
/// all coordinators. Where a region has no coordinator, those of the region that it lies in answer.
#[utoipa::path(
    tag = "Directory",
    security(),
    params(CoordinatorQuery),
    responses((status = 200, description = "A page of coordinators.", body = PageView<PublicCoordinatorView>)),
)]
#[get("/v1/coordinators")]
pub(super) async fn find_coordinators(cx: PublicContext, query: Query<CoordinatorQuery>) -> ApiResult {
    let mut query = query.into_inner();
    let tidy = |text: String| text.trim().nfc().collect();
    (query.region, query.place) = (query.region.map(tidy), query.place.map(tidy));
    let CoordinatorQuery { region, place, limit, cursor } = query;
    cx.into_inner()
        .list::<PublicCoordinatorView>(LookUp { region, place }, &PageQuery { limit, cursor })
        .await
}

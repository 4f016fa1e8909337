//! Regions.

mod change;
mod create;
mod get;
mod list;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    entity::{Entity, Version},
    ids::Id,
    region::{CONSENT_AGE, Region},
};

use crate::{
    code::{AnniversaryCode, ZoneCode},
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_regions)
        .service(create::create_region)
        .service(get::get_region)
        .service(change::change_region);
}

/// What is said of a region.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegionRequest {
    /// Short unique code; stays as it is once the region is made.
    #[validate(length(min = 2, max = 50))]
    #[schema(min_length = 2, max_length = 50, example = "waitakere")]
    code: String,
    /// Name in te reo Māori.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Waitākere")]
    name_mi: String,
    /// Name in English.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Waitākere")]
    name_en: String,
    /// The region that this one lies in.
    #[schema(nullable = false)]
    parent_id: Option<Uuid>,
    /// The clock by which days begin and end here; stays as it is once the region is made.
    time_zone: ZoneCode,
    /// The regional anniversary day observed here.
    anniversary: AnniversaryCode,
    /// From which age young people here consent for themselves, unless judged otherwise, in years; absent: 16.
    /// Cases opened before keep theirs.
    #[validate(range(min = 12, max = 18))]
    #[schema(nullable = false, minimum = 12, maximum = 18)]
    consent_age: Option<u8>,
    /// Places by which people look for their coordinator.
    #[validate(length(max = 200), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 200, min_length = 1, max_length = 200)]
    #[serde(default)]
    places: Vec<String>,
}

impl From<RegionRequest> for Region {
    fn from(request: RegionRequest) -> Self {
        Self {
            code: request.code,
            name_mi: request.name_mi,
            name_en: request.name_en,
            parent: request.parent_id.map(Id::new),
            zone: request.time_zone.0,
            anniversary: request.anniversary.0,
            consent_age: request.consent_age.unwrap_or(CONSENT_AGE),
            places: request.places,
        }
    }
}

/// A part of the country in which coordinators work.
#[derive(Serialize, ToSchema)]
#[schema(as = Region)]
pub(crate) struct RegionView {
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
    /// The region that this one lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    parent_id: Option<Uuid>,
    /// The clock by which days begin and end here.
    time_zone: ZoneCode,
    /// The regional anniversary day observed here.
    anniversary: AnniversaryCode,
    /// From which age young people here consent for themselves, unless judged otherwise, in years.
    #[schema(minimum = 12, maximum = 18)]
    consent_age: u8,
    /// Places by which people look for their coordinator.
    #[schema(max_items = 200, max_length = 200)]
    places: Vec<String>,
}

impl From<&Entity<Region>> for RegionView {
    fn from(region: &Entity<Region>) -> Self {
        Self {
            id: region.id.uuid(),
            code: region.code.clone(),
            name_mi: region.name_mi.clone(),
            name_en: region.name_en.clone(),
            parent_id: region.parent.map(Id::uuid),
            time_zone: region.zone.into(),
            anniversary: region.anniversary.into(),
            consent_age: region.consent_age,
            places: region.places.clone(),
        }
    }
}

impl View for RegionView {
    type Of = Entity<Region>;

    fn of(region: &Entity<Region>, _: Version) -> Self {
        region.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for RegionView {
    type Of = Entity<Region>;

    fn of(region: &Entity<Region>) -> Self {
        region.into()
    }
}

//! Families, memberships.

mod add_member;
mod change;
mod create;
mod end_membership;
mod get;
mod get_membership;
mod judge;
mod list;
mod view;

use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{family::Family, ids::Id};

use self::view::FamilySummaryView;
pub(crate) use self::view::{FamilyView, MembershipView};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_families)
        .service(create::create_family)
        .service(get::get_family)
        .service(change::change_family)
        .service(add_member::add_member)
        .service(get_membership::get_membership)
        .service(judge::judge_understanding)
        .service(end_membership::end_membership);
}

/// What is said of a family.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct FamilyRequest {
    /// Name of the family.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The region whose coordinators look after it: one that you coordinate.
    region_id: Uuid,
    /// Language for letters and meetings (BCP 47).
    #[validate(length(min = 2, max = 35))]
    #[schema(min_length = 2, max_length = 35, example = "mi")]
    language: String,
    /// Whether an interpreter is needed.
    #[serde(default)]
    interpreter: bool,
}

impl From<FamilyRequest> for Family {
    fn from(request: FamilyRequest) -> Self {
        let FamilyRequest { name, region_id, language, interpreter } = request;
        Self { name, region_id: Id::new(region_id), language, interpreter }
    }
}

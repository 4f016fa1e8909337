//! Searching for people.

use actix_web::post;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_store::person::{PersonItem, Search};

use super::identify::ExternalIdentifierRequest;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView, default_limit},
    problem::ApiResult,
    valid::Valid,
    view::Item,
};

/// Who is looked for. All that is said must fit; without anything, everybody of your regions is found.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonSearchRequest {
    /// Words of the name: each begins a word of the name. Macrons and capitals do not matter.
    #[validate(length(min = 1, max = 200))]
    #[schema(nullable = false, min_length = 1, max_length = 200, example = "whanau")]
    name: Option<String>,
    /// Birth date.
    #[schema(nullable = false)]
    born_on: Option<NaiveDate>,
    /// What an agency calls them.
    #[validate(nested)]
    #[schema(nullable = false)]
    identifier: Option<ExternalIdentifierRequest>,
    /// How many people at the most.
    #[serde(default = "default_limit")]
    #[validate(range(min = 1, max = 200))]
    #[schema(minimum = 1, maximum = 200, default = 50)]
    limit: u16,
    /// Where the page begins: the `next_cursor` of the page before. Valid only for the same search.
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500)]
    cursor: Option<String>,
}

/// A person found.
#[derive(Serialize, ToSchema)]
#[schema(as = PersonSummary)]
pub(super) struct PersonSummaryView {
    id: Uuid,
    /// The region whose coordinators look after the record.
    region_id: Uuid,
    /// Full name.
    #[schema(max_length = 200)]
    name: String,
    /// The name they like to be called by.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    preferred_name: Option<String>,
    /// Birth date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    born_on: Option<NaiveDate>,
}

impl Item for PersonSummaryView {
    type Of = PersonItem;

    fn of(item: &PersonItem) -> Self {
        let person = &item.0;
        Self {
            id: person.id.uuid(),
            region_id: person.region_id.uuid(),
            name: person.name.clone(),
            preferred_name: person.preferred_name.clone(),
            born_on: person.born_on,
        }
    }
}

/// Search for people
///
/// For coordinators, among the people of the regions that they coordinate. Whom a restriction keeps from you by your own
/// name you do not find; where it keeps from you who they are (`identity`), you find them by their name alone. Writes nothing; it is a POST so
/// that no name stands in an address. Who searches sends no Idempotency-Key.
#[utoipa::path(
    tag = "Families",
    request_body = PersonSearchRequest,
    responses((status = 200, description = "A page of people.", body = PageView<PersonSummaryView>)),
)]
#[post("/v1/people/search")]
pub(super) async fn search_people(cx: RequestContext, body: Valid<PersonSearchRequest>) -> ApiResult {
    let PersonSearchRequest { name, born_on, identifier, limit, cursor } = body.0;
    let search = Search { name, born_on, identifier: identifier.map(Into::into) };
    cx.search::<PersonSummaryView>(search, &PageQuery { limit, cursor }).await
}

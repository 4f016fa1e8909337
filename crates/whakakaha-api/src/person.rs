//! People, what other agencies call them, and how they stand to each other.

mod change;
mod create;
mod end_relationship;
mod get;
mod get_relationship;
mod identify;
mod list_relationships;
mod relate;
mod relationship;
mod safe_contact;
mod search;
mod view;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    person::{ContactPoint, Person},
};

pub(crate) use self::relationship::RelationshipView;
use self::{safe_contact::SafeContactRequest, view::ExternalIdentifierView};
pub(crate) use view::PersonView;

use crate::code::ContactKindCode;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(search::search_people)
        .service(create::create_person)
        .service(get::get_person)
        .service(change::change_person)
        .service(identify::identify_person)
        .service(relate::relate_people)
        .service(list_relationships::list_relationships)
        .service(get_relationship::get_relationship)
        .service(end_relationship::end_relationship);
}

/// What is said of a person.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonRequest {
    /// The region whose coordinators look after this record: one that you coordinate.
    region_id: Uuid,
    /// Full name, exactly as the person writes it, macrons included.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Mere Whānau")]
    name: String,
    /// The name they like to be called by.
    #[validate(length(min = 1, max = 200))]
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    preferred_name: Option<String>,
    /// Birth date.
    #[schema(nullable = false)]
    born_on: Option<NaiveDate>,
    /// Gender, in the person's own words.
    #[validate(length(min = 1, max = 100))]
    #[schema(nullable = false, min_length = 1, max_length = 100)]
    gender: Option<String>,
    /// Ethnicities: several are usual.
    #[serde(default)]
    #[validate(length(max = 6), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 6, min_length = 1, max_length = 200)]
    ethnicities: Vec<String>,
    /// Iwi, in the person's own words.
    #[serde(default)]
    #[validate(length(max = 20), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 20, min_length = 1, max_length = 200)]
    iwi: Vec<String>,
    /// Languages (BCP 47), such as `mi`.
    #[serde(default)]
    #[validate(length(max = 10), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 10, min_length = 1, max_length = 200)]
    languages: Vec<String>,
    /// Whether an interpreter is needed.
    #[serde(default)]
    interpreter: bool,
    /// School or early childhood centre.
    #[validate(length(min = 1, max = 200))]
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    school: Option<String>,
    /// How to reach them, and how not to.
    #[serde(default)]
    #[validate(length(max = 20), nested)]
    #[schema(max_items = 20)]
    contact_points: Vec<ContactPointRequest>,
    /// How, and when, it is safe to get in touch with them, where that matters. No other way or hour is recorded.
    #[validate(nested)]
    #[schema(nullable = false)]
    safe_contact: Option<SafeContactRequest>,
}

/// One way to reach a person, with what makes it safe.
#[derive(Clone, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactPointRequest {
    /// Kind.
    kind: ContactKindCode,
    /// Number, address or name.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    value: String,
    /// Whether it is safe to use. Keep an unsafe one, so that nobody uses it by mistake.
    safe: bool,
    /// When and how.
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500, example = "after 18:00, no voicemail")]
    note: Option<String>,
}

impl From<ContactPointRequest> for ContactPoint {
    fn from(request: ContactPointRequest) -> Self {
        let ContactPointRequest { kind, value, safe, note } = request;
        Self { kind: kind.0, value, safe, note }
    }
}

impl From<PersonRequest> for Person {
    fn from(request: PersonRequest) -> Self {
        Self {
            region_id: Id::new(request.region_id),
            name: request.name,
            preferred_name: request.preferred_name,
            born_on: request.born_on,
            gender: request.gender,
            ethnicities: request.ethnicities,
            iwi: request.iwi,
            languages: request.languages,
            interpreter: request.interpreter,
            school: request.school,
            contact_points: request.contact_points.into_iter().map(Into::into).collect(),
            safe_contact: request.safe_contact.map(Into::into),
            identifiers: Vec::new(),
        }
    }
}

//! What callers see of a person.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    entity::Version,
    person::{ContactPoint, ExternalIdentifier},
};
use whakakaha_store::person::PersonFile;

use super::safe_contact::SafeContactView;
use crate::{
    code::ContactKindCode,
    correction::AttachedStatementView,
    decision::named,
    view::{View, carries_statements},
};

/// An individual. Where `identity` is a kind of information that is kept from you, by a restriction or because consents do
/// not cover your agency for it, birth date, gender, ethnicities, iwi, languages and identifiers are absent, as if there
/// were none on record; where `education` is, so is the school.
#[derive(Serialize, ToSchema)]
#[schema(as = Person)]
pub(crate) struct PersonView {
    id: Uuid,
    /// The region whose coordinators look after this record.
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
    /// Gender, in the person's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 100)]
    gender: Option<String>,
    /// Ethnicities.
    #[schema(max_items = 6, max_length = 200)]
    ethnicities: Vec<String>,
    /// Iwi, in the person's own words.
    #[schema(max_items = 20, max_length = 200)]
    iwi: Vec<String>,
    /// Languages (BCP 47).
    #[schema(max_items = 10, max_length = 200)]
    languages: Vec<String>,
    /// Whether an interpreter is needed.
    interpreter: bool,
    /// School or early childhood centre.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    school: Option<String>,
    /// How to reach them, and how not to; absent where you may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_items = 20)]
    contact_points: Option<Vec<ContactPointView>>,
    /// How, and when, it is safe to get in touch with them; absent where you may not see contact points.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    safe_contact: Option<SafeContactView>,
    /// What agencies call them: all of it where you may see contact points, else only what your own
    /// agency calls them. Agencies that are kept from you are left out.
    #[schema(max_items = 1000)]
    identifiers: Vec<ExternalIdentifierView>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

/// One way to reach a person, with what makes it safe.
#[derive(Serialize, ToSchema)]
#[schema(as = ContactPoint)]
pub(crate) struct ContactPointView {
    /// Kind.
    kind: ContactKindCode,
    /// Number, address or name.
    #[schema(max_length = 500)]
    value: String,
    /// Whether it is safe to use.
    safe: bool,
    /// When and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    note: Option<String>,
}

/// What an agency calls a person.
#[derive(Serialize, ToSchema)]
#[schema(as = ExternalIdentifier)]
pub(crate) struct ExternalIdentifierView {
    /// The agency that assigned it.
    agency_id: Uuid,
    /// What kind of identifier it is, in the agency's words.
    #[schema(max_length = 100)]
    system: String,
    /// The identifier.
    #[schema(max_length = 200)]
    value: String,
}

impl From<&ContactPoint> for ContactPointView {
    fn from(point: &ContactPoint) -> Self {
        let ContactPoint { kind, value, safe, note } = point.clone();
        Self { kind: kind.into(), value, safe, note }
    }
}

impl From<&ExternalIdentifier> for ExternalIdentifierView {
    fn from(identifier: &ExternalIdentifier) -> Self {
        let ExternalIdentifier { agency_id, system, value } = identifier.clone();
        Self { agency_id: agency_id.uuid(), system, value }
    }
}

impl View for PersonView {
    type Of = PersonFile;

    fn of(file: &PersonFile, _: Version) -> Self {
        let person = &file.person;
        let known = person.identifiers.iter().filter(|it| named(it.agency_id).is_some());
        let contact_points = file.contact_points.as_ref();
        Self {
            id: person.id.uuid(),
            statements: Vec::new(),
            region_id: person.region_id.uuid(),
            name: person.name.clone(),
            preferred_name: person.preferred_name.clone(),
            born_on: person.born_on,
            gender: person.gender.clone(),
            ethnicities: person.ethnicities.clone(),
            iwi: person.iwi.clone(),
            languages: person.languages.clone(),
            interpreter: person.interpreter,
            school: person.school.clone(),
            contact_points: contact_points.map(|points| points.iter().map(Into::into).collect()),
            safe_contact: person.safe_contact.as_ref().map(Into::into),
            identifiers: known.map(Into::into).collect(),
        }
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

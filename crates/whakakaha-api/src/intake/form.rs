//! The parts of the request form: the same in a request and in what is read of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    intake::{DescribedFamily, DescribedPerson, InvolvedAgency, Referrer},
};

/// The person who asks.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = Referrer)]
pub(crate) struct ReferrerForm {
    /// Name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Relationship to the family.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "public health nurse visiting the family")]
    relationship: String,
    /// The agency they work for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 50))]
    #[schema(nullable = false, min_length = 1, max_length = 50)]
    phone: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 254))]
    #[schema(nullable = false, min_length = 1, max_length = 254)]
    email: Option<String>,
    /// Supervisor or manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 200))]
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    supervisor: Option<String>,
}

impl ReferrerForm {
    /// The agency that is named.
    pub(super) fn agency(&self) -> Option<Uuid> {
        self.agency_id
    }
}

impl From<ReferrerForm> for Referrer {
    fn from(form: ReferrerForm) -> Self {
        Self {
            name: form.name,
            relationship: form.relationship,
            agency_id: form.agency_id.map(Id::new),
            phone: form.phone,
            email: form.email,
            supervisor: form.supervisor,
        }
    }
}

impl From<Referrer> for ReferrerForm {
    fn from(referrer: Referrer) -> Self {
        Self {
            name: referrer.name,
            relationship: referrer.relationship,
            agency_id: referrer.agency_id.map(Id::uuid),
            phone: referrer.phone,
            email: referrer.email,
            supervisor: referrer.supervisor,
        }
    }
}

/// A family as a referrer describes it, before it is registered.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = DescribedFamily)]
pub(crate) struct DescribedFamilyForm {
    /// Surname or surnames.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Rāwiri")]
    name: String,
    /// Telephone, and when it is safe to ring.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500)]
    phone: Option<String>,
    /// The people, as far as known: children, parents, caregivers, whānau.
    #[serde(default)]
    #[validate(length(max = 50), nested)]
    #[schema(max_items = 50)]
    people: Vec<DescribedPersonForm>,
}

impl From<DescribedFamilyForm> for DescribedFamily {
    fn from(form: DescribedFamilyForm) -> Self {
        let people = form.people.into_iter().map(Into::into).collect();
        Self { name: form.name, phone: form.phone, people }
    }
}

impl From<DescribedFamily> for DescribedFamilyForm {
    fn from(family: DescribedFamily) -> Self {
        let people = family.people.into_iter().map(Into::into).collect();
        Self { name: family.name, phone: family.phone, people }
    }
}

/// A person as a referrer describes them.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = DescribedPerson)]
pub(crate) struct DescribedPersonForm {
    /// Full name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Birth date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    born_on: Option<NaiveDate>,
    /// Relationship to the children, or `child`.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "child")]
    relationship: String,
    /// Gender, in the person's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 100))]
    #[schema(nullable = false, min_length = 1, max_length = 100)]
    gender: Option<String>,
    /// Ethnicities.
    #[serde(default)]
    #[validate(length(max = 6), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 6, min_length = 1, max_length = 200)]
    ethnicities: Vec<String>,
    /// Iwi.
    #[serde(default)]
    #[validate(length(max = 20), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 20, min_length = 1, max_length = 200)]
    iwi: Vec<String>,
    /// School.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 200))]
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    school: Option<String>,
    /// Address if different, or telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500)]
    contact: Option<String>,
}

impl From<DescribedPersonForm> for DescribedPerson {
    fn from(form: DescribedPersonForm) -> Self {
        Self {
            name: form.name,
            born_on: form.born_on,
            relationship: form.relationship,
            gender: form.gender,
            ethnicities: form.ethnicities,
            iwi: form.iwi,
            school: form.school,
            contact: form.contact,
        }
    }
}

impl From<DescribedPerson> for DescribedPersonForm {
    fn from(person: DescribedPerson) -> Self {
        Self {
            name: person.name,
            born_on: person.born_on,
            relationship: person.relationship,
            gender: person.gender,
            ethnicities: person.ethnicities,
            iwi: person.iwi,
            school: person.school,
            contact: person.contact,
        }
    }
}

/// An agency that is already involved, as the referrer knows it.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = InvolvedAgency)]
pub(crate) struct InvolvedAgencyForm {
    /// Name of the agency.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    agency: String,
    /// Name of the worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 200))]
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    worker: Option<String>,
    /// Telephone of the worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 50))]
    #[schema(nullable = false, min_length = 1, max_length = 50)]
    phone: Option<String>,
    /// What they do with the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 1000))]
    #[schema(nullable = false, min_length = 1, max_length = 1000)]
    does: Option<String>,
}

impl From<InvolvedAgencyForm> for InvolvedAgency {
    fn from(form: InvolvedAgencyForm) -> Self {
        Self { agency: form.agency, worker: form.worker, phone: form.phone, does: form.does }
    }
}

impl From<InvolvedAgency> for InvolvedAgencyForm {
    fn from(agency: InvolvedAgency) -> Self {
        Self { agency: agency.agency, worker: agency.worker, phone: agency.phone, does: agency.does }
    }
}

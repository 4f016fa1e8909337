//! Who owns a commitment and who helps, on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    action::{Owner, Supporter},
    ids::Id,
};

/// Who owns a commitment: an agency, a member of the family, or the family together.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum OwnerRequest {
    /// An agency.
    Agency {
        /// The agency.
        agency_id: Uuid,
        /// The worker of the agency who acts.
        #[schema(nullable = false)]
        worker_id: Option<Uuid>,
    },
    /// A member of the family.
    FamilyMember {
        /// The person.
        person_id: Uuid,
    },
    /// The family together.
    Family {},
}

impl From<OwnerRequest> for Owner {
    fn from(request: OwnerRequest) -> Self {
        match request {
            OwnerRequest::Agency { agency_id, worker_id } => {
                Self::Agency { agency_id: Id::new(agency_id), worker_id: worker_id.map(Id::new) }
            }
            OwnerRequest::FamilyMember { person_id } => Self::FamilyMember { person_id: Id::new(person_id) },
            OwnerRequest::Family {} => Self::Family,
        }
    }
}

/// Who owns a commitment: an agency, a member of the family, or the family together.
#[derive(Serialize, ToSchema)]
#[schema(as = Owner)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum OwnerView {
    /// An agency.
    Agency {
        /// The agency.
        agency_id: Uuid,
        /// The worker of the agency who acts.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schema(nullable = false)]
        worker_id: Option<Uuid>,
    },
    /// A member of the family.
    FamilyMember {
        /// The person.
        person_id: Uuid,
    },
    /// The family together.
    Family {},
}

impl From<Owner> for OwnerView {
    fn from(owner: Owner) -> Self {
        match owner {
            Owner::Agency { agency_id, worker_id } => {
                Self::Agency { agency_id: agency_id.uuid(), worker_id: worker_id.map(Id::uuid) }
            }
            Owner::FamilyMember { person_id } => Self::FamilyMember { person_id: person_id.uuid() },
            Owner::Family => Self::Family {},
        }
    }
}

/// Who helps the family with its commitment.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum SupporterRequest {
    /// A worker.
    Worker {
        /// The person.
        worker_id: Uuid,
    },
    /// Somebody of the family.
    FamilyMember {
        /// The person.
        person_id: Uuid,
    },
}

impl From<SupporterRequest> for Supporter {
    fn from(request: SupporterRequest) -> Self {
        match request {
            SupporterRequest::Worker { worker_id } => Self::Worker { worker_id: Id::new(worker_id) },
            SupporterRequest::FamilyMember { person_id } => {
                Self::FamilyMember { person_id: Id::new(person_id) }
            }
        }
    }
}

/// Who helps the family with its commitment.
#[derive(Serialize, ToSchema)]
#[schema(as = Supporter)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum SupporterView {
    /// A worker.
    Worker {
        /// The person.
        worker_id: Uuid,
    },
    /// Somebody of the family.
    FamilyMember {
        /// The person.
        person_id: Uuid,
    },
}

impl From<Supporter> for SupporterView {
    fn from(supporter: Supporter) -> Self {
        match supporter {
            Supporter::Worker { worker_id } => Self::Worker { worker_id: worker_id.uuid() },
            Supporter::FamilyMember { person_id } => Self::FamilyMember { person_id: person_id.uuid() },
        }
    }
}

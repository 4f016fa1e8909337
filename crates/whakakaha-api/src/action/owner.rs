//! Who owns a commitment and who helps, on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    action::{Owner, OwnerKind, Supporter, SupporterKind},
    ids::Id,
};

use crate::{
    code::{OwnerKindCode, SupporterKindCode},
    decision::named,
    problem::Problem,
};

/// Who owns a commitment: an agency, a member of the family, or the family together.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OwnerRequest {
    /// Who is meant.
    kind: OwnerKindCode,
    /// For an agency: which.
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// For an agency: the worker of the agency who acts, where one is named.
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// For a member of the family: which.
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
}

impl OwnerRequest {
    /// The owner meant, where exactly the members that go with the kind are there.
    pub(crate) fn owner(self, pointer: &str) -> Result<Owner, Problem> {
        let worker_id = self.worker_id.map(Id::new);
        match (self.kind.0, self.agency_id, self.person_id) {
            (OwnerKind::Agency, Some(agency), None) => {
                Ok(Owner::Agency { agency_id: Id::new(agency), worker_id })
            }
            (OwnerKind::FamilyMember, None, Some(person)) if worker_id.is_none() => {
                Ok(Owner::FamilyMember { person_id: Id::new(person) })
            }
            (OwnerKind::Family, None, None) if worker_id.is_none() => Ok(Owner::Family),
            (OwnerKind::Agency, ..) => Err(Problem::misnamed(pointer, "agency_id")),
            (OwnerKind::FamilyMember, ..) => Err(Problem::misnamed(pointer, "person_id")),
            (OwnerKind::Family, ..) => Err(Problem::misnamed(pointer, "kind")),
        }
    }
}

/// Who helps the family with its commitment.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SupporterRequest {
    /// Who is meant.
    kind: SupporterKindCode,
    /// For a worker: which.
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// For somebody of the family: which.
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
}

impl SupporterRequest {
    /// The supporter meant, where exactly the member that goes with the kind is there.
    pub(crate) fn supporter(self, pointer: &str) -> Result<Supporter, Problem> {
        match (self.kind.0, self.worker_id, self.person_id) {
            (SupporterKind::Worker, Some(worker), None) => {
                Ok(Supporter::Worker { worker_id: Id::new(worker) })
            }
            (SupporterKind::FamilyMember, None, Some(person)) => {
                Ok(Supporter::FamilyMember { person_id: Id::new(person) })
            }
            (SupporterKind::Worker, ..) => Err(Problem::misnamed(pointer, "worker_id")),
            (SupporterKind::FamilyMember, ..) => Err(Problem::misnamed(pointer, "person_id")),
        }
    }
}

/// Who owns a commitment: an agency, a member of the family, or the family together.
#[derive(Serialize, ToSchema)]
#[schema(as = Owner)]
pub(crate) struct OwnerView {
    /// Who is meant.
    kind: OwnerKindCode,
    /// The agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// The worker of the agency who acts, where one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// The member of the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
}

impl From<Owner> for OwnerView {
    fn from(owner: Owner) -> Self {
        let (kind, agency_id, worker_id, person_id) = match owner {
            Owner::Agency { agency_id, worker_id } => {
                (OwnerKind::Agency, Some(agency_id.uuid()), worker_id.and_then(named), None)
            }
            Owner::FamilyMember { person_id } => {
                (OwnerKind::FamilyMember, None, None, Some(person_id.uuid()))
            }
            Owner::Family => (OwnerKind::Family, None, None, None),
        };
        Self { kind: kind.into(), agency_id, worker_id, person_id }
    }
}

/// Who helps the family with its commitment.
#[derive(Serialize, ToSchema)]
#[schema(as = Supporter)]
pub(crate) struct SupporterView {
    /// Who is meant.
    kind: SupporterKindCode,
    /// The worker; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// Somebody of the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
}

impl From<Supporter> for SupporterView {
    fn from(supporter: Supporter) -> Self {
        let (kind, worker_id, person_id) = match supporter {
            Supporter::Worker { worker_id } => (SupporterKind::Worker, named(worker_id), None),
            Supporter::FamilyMember { person_id } => {
                (SupporterKind::FamilyMember, None, Some(person_id.uuid()))
            }
        };
        Self { kind: kind.into(), worker_id, person_id }
    }
}

//! Whom a restriction names, on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    ids::Id,
    restriction::{Audience, AudienceKind},
};
use whakakaha_store::preparation::Wanted;

use crate::{code::AudienceKindCode, decision::named, problem::Problem};

/// Somebody whom a restriction names: an agency, a worker, or a member of the family.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AudienceRequest {
    /// Who is meant.
    kind: AudienceKindCode,
    /// For an agency: which, with its workers and systems.
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// For a worker: which. What is hidden from a worker is hidden from the systems of the worker's agency too.
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// For a member of the family: which.
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
}

impl AudienceRequest {
    /// Who is meant, where exactly the member that goes with the kind is there.
    pub(super) fn wanted(self, pointer: &str) -> Result<Wanted, Problem> {
        match (self.kind.0, self.agency_id, self.worker_id, self.person_id) {
            (AudienceKind::Agency, Some(id), None, None) => Ok(Wanted::Agency(Id::new(id))),
            (AudienceKind::Worker, None, Some(id), None) => Ok(Wanted::Worker(Id::new(id))),
            (AudienceKind::FamilyMember, None, None, Some(id)) => Ok(Wanted::FamilyMember(Id::new(id))),
            (AudienceKind::Agency, ..) => Err(Problem::misnamed(pointer, "agency_id")),
            (AudienceKind::Worker, ..) => Err(Problem::misnamed(pointer, "worker_id")),
            (AudienceKind::FamilyMember, ..) => Err(Problem::misnamed(pointer, "person_id")),
        }
    }
}

/// Somebody whom a restriction names: an agency, a worker, or a member of the family.
#[derive(Serialize, ToSchema)]
#[schema(as = Audience)]
pub(crate) struct AudienceView {
    /// Who is meant.
    kind: AudienceKindCode,
    /// The agency; of a worker, for whom they work.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// The worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// The member of the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
}

impl AudienceView {
    /// Somebody, unless they are kept from the reader.
    pub(super) fn of(audience: &Audience) -> Option<Self> {
        let (kind, agency_id, worker_id, person_id) = match *audience {
            Audience::Agency { agency_id } => (AudienceKind::Agency, Some(named(agency_id)?), None, None),
            Audience::Worker { worker_id, agency_id } => {
                (AudienceKind::Worker, Some(named(agency_id)?), Some(named(worker_id)?), None)
            }
            Audience::FamilyMember { person_id } => {
                (AudienceKind::FamilyMember, None, None, Some(person_id.uuid()))
            }
        };
        Some(Self { kind: kind.into(), agency_id, worker_id, person_id })
    }
}

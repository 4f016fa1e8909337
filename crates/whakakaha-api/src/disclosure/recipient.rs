//! Who is to receive an item, as it is sent.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    disclosure::{NamedRecipient, RecipientKind},
    ids::Id,
};

use crate::{code::RecipientKindCode, problem::Problem};

/// Who is to receive an item: an agency, a named worker or a member of the family.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecipientRequest {
    /// Who is meant.
    kind: RecipientKindCode,
    /// For an agency, with its workers on the case and its system: which.
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// For a worker: which.
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// For a member of the family: which.
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
}

/// The recipients meant, where exactly the members that go with their kinds are there.
pub(super) fn named(requests: &[RecipientRequest]) -> Result<Vec<NamedRecipient>, Problem> {
    let named =
        |(index, it): (usize, &RecipientRequest)| match (it.kind.0, it.agency_id, it.worker_id, it.person_id)
        {
            (RecipientKind::Agency, Some(agency), None, None) => Ok(NamedRecipient::Agency(Id::new(agency))),
            (RecipientKind::Worker, None, Some(worker), None) => Ok(NamedRecipient::Worker(Id::new(worker))),
            (RecipientKind::FamilyMember, None, None, Some(person)) => {
                Ok(NamedRecipient::FamilyMember(Id::new(person)))
            }
            (kind, ..) => Err(misnamed(index, kind)),
        };
    requests.iter().enumerate().map(named).collect()
}

fn misnamed(index: usize, kind: RecipientKind) -> Problem {
    let member = match kind {
        RecipientKind::Agency => "agency_id",
        RecipientKind::Worker => "worker_id",
        RecipientKind::FamilyMember => "person_id",
    };
    Problem::misnamed(&format!("#/recipients/{index}"), member)
}

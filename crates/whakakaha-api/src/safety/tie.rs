//! Who and what would tell where a protected person is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    safety::{Tie, TieKind},
};

use crate::{code::TieKindCode, problem::Problem};

/// An agency or a worker whose part in the case would tell where somebody is.
#[derive(Serialize, ToSchema)]
#[schema(as = SafetyTie)]
pub(crate) struct TieView {
    /// What it is.
    kind: TieKindCode,
    /// Which agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// Which worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
}

impl From<Tie> for TieView {
    fn from(tie: Tie) -> Self {
        match tie {
            Tie::Agency { agency_id } => {
                Self { kind: TieKind::Agency.into(), agency_id: Some(agency_id.uuid()), worker_id: None }
            }
            Tie::Worker { worker_id } => {
                Self { kind: TieKind::Worker.into(), agency_id: None, worker_id: Some(worker_id.uuid()) }
            }
        }
    }
}

/// An agency or a worker whose part in the case would tell where somebody is.
#[derive(Clone, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct TieRequest {
    /// What it is.
    kind: TieKindCode,
    /// For an agency: which.
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// For a worker: which.
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
}

impl TieRequest {
    fn tie(&self, pointer: &str) -> Result<Tie, Problem> {
        match (self.kind.0, self.agency_id, self.worker_id) {
            (TieKind::Agency, Some(id), None) => Ok(Tie::Agency { agency_id: Id::new(id) }),
            (TieKind::Worker, None, Some(id)) => Ok(Tie::Worker { worker_id: Id::new(id) }),
            (TieKind::Agency, ..) => Err(Problem::misnamed(pointer, "agency_id")),
            (TieKind::Worker, ..) => Err(Problem::misnamed(pointer, "worker_id")),
        }
    }
}

/// The ties in a request.
pub(super) fn ties(requests: &[TieRequest]) -> Result<Vec<Tie>, Problem> {
    requests.iter().enumerate().map(|(n, tie)| tie.tie(&format!("#/ties/{n}"))).collect()
}

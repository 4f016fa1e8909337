//! Proposing that somebody comes.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    meeting::{InviteeKind, Proposal, ProposeInvitation},
};
use whakakaha_store::meeting::InvitableKey;

use super::InvitationView;
use crate::{
    code::InviteeKindCode,
    context::RequestContext,
    problem::{ApiResult, FieldError, Problem},
    valid::Valid,
};

/// Who is to come.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProposeInvitationRequest {
    /// A named person.
    #[validate(nested)]
    invitee: InviteeRequest,
}

/// A named person: exactly one of `worker_id`, `person_id` and `name`, as the kind says.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct InviteeRequest {
    /// Who is meant.
    kind: InviteeKindCode,
    /// For a worker: which.
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// For a member of the family: which.
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// For a support person: their name.
    #[validate(length(min = 1, max = 200))]
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    name: Option<String>,
}

impl InviteeRequest {
    /// The person meant, where exactly the member that goes with the kind is there.
    fn proposal(self) -> Result<Proposal, Problem> {
        let member = match self.kind.0 {
            InviteeKind::Worker => "worker_id",
            InviteeKind::FamilyMember => "person_id",
            InviteeKind::SupportPerson => "name",
        };
        match (self.kind.0, self.worker_id, self.person_id, self.name) {
            (InviteeKind::Worker, Some(worker), None, None) => Ok(Proposal::Worker(Id::new(worker))),
            (InviteeKind::FamilyMember, None, Some(person), None) => {
                Ok(Proposal::FamilyMember(Id::new(person)))
            }
            (InviteeKind::SupportPerson, None, None, Some(name)) => Ok(Proposal::SupportPerson(name)),
            (InviteeKind::Worker | InviteeKind::FamilyMember | InviteeKind::SupportPerson, ..) => {
                let detail = format!("this kind of invitee is named by {member} alone");
                let error = FieldError::at(format!("#/invitee/{member}"), "required", detail);
                Err(Problem::invalid(vec![error]))
            }
        }
    }
}

/// Propose an invitation
///
/// A named person, about whom the family then decides. Whoever is added after the family approved the list and before it
/// was sent takes that approval away. Later, a substitute is proposed, approved and sent alone.
#[utoipa::path(
    tag = "Meetings",
    request_body = ProposeInvitationRequest,
    responses((status = 201, description = "The invitation as proposed.", body = InvitationView)),
)]
#[post("/v1/meetings/{meeting_id}/invitations")]
pub(super) async fn propose_invitation(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    body: Valid<ProposeInvitationRequest>,
) -> ApiResult {
    let proposal = body.0.invitee.proposal()?;
    let worker = match &proposal {
        Proposal::Worker(worker) => Some(*worker),
        Proposal::FamilyMember(_) | Proposal::SupportPerson(_) => None,
    };
    let key = InvitableKey { meeting: Id::new(*meeting_id), worker };
    cx.create::<InvitationView, _>(key, ProposeInvitation(proposal), "/v1/invitations").await
}

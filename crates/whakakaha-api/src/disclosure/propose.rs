//! Writing down one item that an agency means to share.

use actix_web::{post, web::Path};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    disclosure::{BasisDraft, Consultation, Proposal, ProposeDisclosure, SupervisorTold},
    ids::Id,
};
use whakakaha_store::disclosure::ProposalKey;

use super::DisclosureView;
use crate::{
    code::{InformationCategoryCode, LegalGroundCode, PrivilegeCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
};

use super::recipient::{RecipientRequest, named};

/// One item of information.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisclosureRequest {
    /// The members of the family whom it is about.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    subjects: Vec<Uuid>,
    /// What kind of information.
    category: InformationCategoryCode,
    /// What is shared: what is necessary, and no more.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    summary: String,
    /// What it is shared for.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    purpose: String,
    /// Why that needs it. An item that does not say so is refused.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    necessity: Option<String>,
    /// The meeting for which it is shared. Only what the law demands needs none.
    #[schema(nullable = false)]
    meeting_id: Option<Uuid>,
    /// Who is to receive it: at least one, and not the caller's own agency.
    #[validate(length(max = 100))]
    #[schema(max_items = 100)]
    recipients: Vec<RecipientRequest>,
    /// On which legal ground.
    ground: LegalGroundCode,
    /// The demand of the law, where that is the ground; never with consent.
    #[validate(nested)]
    #[schema(nullable = false)]
    basis: Option<BasisRequest>,
}

/// One demand of the law. It carries one disclosure: its reference is used once for a family, in whichever of its cases.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct BasisRequest {
    /// The agency that demands it, or to which it is reported. All recipients are this agency or workers of it.
    agency_id: Uuid,
    /// Who of that agency it is, such as a site.
    #[validate(length(min = 1, max = 300))]
    #[schema(min_length = 1, max_length = 300)]
    requester: String,
    /// The reference of the demand.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    request_ref: String,
    /// What came of looking for privileged content.
    privilege: PrivilegeCode,
    /// Whether the child or its representative was asked before.
    #[validate(nested)]
    consultation: ConsultationRequest,
    /// With `serious_threat` and `fv_act_s20`, and with nothing else: the supervisor who was told before.
    #[schema(nullable = false)]
    supervisor_told: Option<SupervisorToldRequest>,
}

/// A supervisor of the caller's own agency, other than the caller, who was told of the threat.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SupervisorToldRequest {
    /// Who.
    worker_id: Uuid,
    /// When, not after now.
    told_at: DateTime<Utc>,
}

/// The consultation, or the reason for none: either the person, the day and what they said, or the reason.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsultationRequest {
    /// The child, or who speaks for it.
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// On which day they were asked.
    #[schema(nullable = false)]
    consulted_on: Option<NaiveDate>,
    /// What they said.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    outcome: Option<String>,
    /// Why nobody was asked.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    reason_for_none: Option<String>,
}

impl From<ConsultationRequest> for Option<Consultation> {
    fn from(it: ConsultationRequest) -> Self {
        match (it.person_id, it.consulted_on, it.outcome, it.reason_for_none) {
            (Some(person), Some(on), Some(outcome), None) => {
                Some(Consultation::Consulted { person_id: Id::new(person), on, outcome })
            }
            (None, None, None, Some(reason)) => Some(Consultation::NotConsulted { reason }),
            _ => None,
        }
    }
}

impl From<BasisRequest> for BasisDraft {
    fn from(it: BasisRequest) -> Self {
        Self {
            agency_id: Id::new(it.agency_id),
            requester: it.requester,
            request_ref: it.request_ref,
            privilege: it.privilege.0,
            consultation: it.consultation.into(),
            supervisor: it
                .supervisor_told
                .map(|it| SupervisorTold { worker_id: Id::new(it.worker_id), at: it.told_at }),
        }
    }
}

fn ids<T>(named: Vec<Uuid>) -> Vec<Id<T>> {
    named.into_iter().map(Id::new).collect()
}

/// Propose to share one item of information
///
/// For a worker who takes part in the case, about what their own agency has. One request, one item: there is no way to
/// share a file. Nobody else but the coordinator knows of it before it is approved. Under section 66C only child welfare and
/// protection agencies and independent persons share, with each other; the directory says which these are. What the law
/// demands can also come after the case is closed, and goes to the agency that demands it.
#[utoipa::path(
    tag = "Disclosure",
    request_body = DisclosureRequest,
    responses((status = 201, description = "The item, proposed.", body = DisclosureView)),
)]
#[post("/v1/cases/{case_id}/disclosures")]
pub(super) async fn propose_disclosure(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<DisclosureRequest>,
) -> ApiResult {
    let it = body.0;
    let proposal = Proposal {
        subjects: ids(it.subjects),
        category: it.category.0,
        summary: it.summary,
        purpose: it.purpose,
        necessity: it.necessity,
        meeting: it.meeting_id.map(Id::new),
        recipients: named(&it.recipients)?,
        ground: it.ground.0,
        basis: it.basis.map(Into::into),
    };
    let key = ProposalKey {
        case: Id::new(*case_id),
        meeting: proposal.meeting,
        recipients: proposal.recipients.clone(),
        reference: proposal.basis.as_ref().map(BasisDraft::reference),
        supervisor: proposal.basis.as_ref().and_then(|it| it.supervisor).map(|it| it.worker_id),
    };
    cx.create::<DisclosureView, _>(key, ProposeDisclosure(proposal), "/v1/disclosures").await
}

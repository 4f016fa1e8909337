//! Receiving a request to start.

use actix_web::post;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, intake::ReceiveIntake};
use whakakaha_store::intake::{IntakeAddress, RegionName};

use super::{
    IntakeReceiptView,
    form::{DescribedFamilyForm, InvolvedAgencyForm, ReferrerForm},
};
use crate::{
    code::{DomainCode, ReferrerKindCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
};

/// A request to start, as the paper form holds it.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct IntakeRequest {
    /// The region whose coordinators decide; or its code.
    #[schema(nullable = false)]
    region_id: Option<Uuid>,
    /// The code of the region, where its id is not known.
    #[validate(length(min = 2, max = 50))]
    #[schema(nullable = false, min_length = 2, max_length = 50, example = "waitakere")]
    region_code: Option<String>,
    /// Who asks.
    kind: ReferrerKindCode,
    /// The person who asks.
    #[validate(nested)]
    referrer: ReferrerForm,
    /// The agency that supports the request: mandatory for `other_person`; for `agency_worker` the
    /// referrer's or the caller's own agency where none is named.
    #[schema(nullable = false)]
    supporting_agency_id: Option<Uuid>,
    /// The day of the request, where it was made earlier than today.
    #[schema(nullable = false)]
    received_on: Option<NaiveDate>,
    /// What help is hoped for, and why.
    #[validate(length(min = 1, max = 30), custom(function = "crate::valid::short_texts"))]
    #[schema(min_items = 1, max_items = 30, min_length = 1, max_length = 200)]
    reasons: Vec<String>,
    /// Areas in which the family needs help, as far as known.
    #[serde(default)]
    #[validate(length(max = 5))]
    #[schema(max_items = 5)]
    needs: Vec<DomainCode>,
    /// Whether the family knows of the request and agrees to be contacted.
    family_agrees_to_contact: bool,
    /// Whether differential-response coordination asked for it.
    #[serde(default)]
    differential_response: bool,
    /// The referrer's own reference.
    #[validate(length(min = 1, max = 100))]
    #[schema(nullable = false, min_length = 1, max_length = 100)]
    reference: Option<String>,
    /// The family as the referrer describes it.
    #[validate(nested)]
    family: DescribedFamilyForm,
    /// Agencies already involved.
    #[serde(default)]
    #[validate(length(max = 30), nested)]
    #[schema(max_items = 30)]
    agencies_involved: Vec<InvolvedAgencyForm>,
    /// Strengths that the family and the referrer see.
    #[serde(default)]
    #[validate(length(max = 30), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 30, min_length = 1, max_length = 200)]
    strengths: Vec<String>,
    /// What they hope for.
    #[serde(default)]
    #[validate(length(max = 30), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 30, min_length = 1, max_length = 200)]
    hopes: Vec<String>,
    /// Interpreter or other support needed.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    support_needed: Option<String>,
    /// Safety considerations for the people at the meeting.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    safety: Option<String>,
}

/// The region by its id, else by its code; neither is a region that does not exist.
pub(super) fn region(id: Option<Uuid>, code: Option<String>) -> RegionName {
    match id {
        Some(id) => RegionName::Id(Id::new(id)),
        None => RegionName::Code(code.unwrap_or_default()),
    }
}

impl IntakeRequest {
    fn address(&self) -> IntakeAddress {
        let agencies = self.supporting_agency_id.into_iter().chain(self.referrer.agency());
        IntakeAddress {
            region: region(self.region_id, self.region_code.clone()),
            agencies: agencies.map(Id::new).collect(),
        }
    }
}

impl From<IntakeRequest> for ReceiveIntake {
    fn from(it: IntakeRequest) -> Self {
        Self {
            kind: it.kind.0,
            referrer: it.referrer.into(),
            supporting_agency_id: it.supporting_agency_id.map(Id::new),
            received_on: it.received_on,
            reasons: it.reasons,
            needs: it.needs.into_iter().map(|code| code.0).collect(),
            family_agrees_to_contact: it.family_agrees_to_contact,
            differential_response: it.differential_response,
            reference: it.reference,
            family: it.family.into(),
            agencies_involved: it.agencies_involved.into_iter().map(Into::into).collect(),
            strengths: it.strengths,
            hopes: it.hopes,
            support_needed: it.support_needed,
            safety: it.safety,
        }
    }
}

/// Ask for the process to start
///
/// For anybody with a token: a worker, an agency's system, a coordinator, a member of the family. The
/// answer is a receipt; only the coordinators of the region can read the request itself.
#[utoipa::path(
    tag = "Intake",
    request_body = IntakeRequest,
    responses((status = 201, description = "The request came in.", body = IntakeReceiptView)),
)]
#[post("/v1/intakes")]
pub(super) async fn receive_intake(cx: RequestContext, body: Valid<IntakeRequest>) -> ApiResult {
    let address = body.0.address();
    cx.create::<IntakeReceiptView, ReceiveIntake>(address, body.0.into(), "/v1/intakes").await
}

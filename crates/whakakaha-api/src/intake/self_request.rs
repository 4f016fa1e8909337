//! Asking for help for one's own family, without a token.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::intake::{DescribedFamily, ReceiveIntake, Referrer, ReferrerKind};
use whakakaha_store::intake::IntakeAddress;

use super::{IntakeReceiptView, receive::region};
use crate::{context::PublicContext, problem::ApiResult, valid::Valid};

/// A request by a member of the family.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct SelfRequest {
    /// The region in which the family lives; or its code.
    #[schema(nullable = false)]
    region_id: Option<Uuid>,
    /// The code of the region, where its id is not known.
    #[validate(length(min = 2, max = 50))]
    #[schema(nullable = false, min_length = 2, max_length = 50, example = "waitakere")]
    region_code: Option<String>,
    /// Your name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Telephone.
    #[validate(length(min = 1, max = 50))]
    #[schema(nullable = false, min_length = 1, max_length = 50)]
    phone: Option<String>,
    /// E-mail address.
    #[validate(length(min = 1, max = 254))]
    #[schema(nullable = false, min_length = 1, max_length = 254)]
    email: Option<String>,
    /// How and when it is safe to reach you.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500, example = "text only, after 18:00")]
    safe_contact: String,
    /// What you would like help with.
    #[validate(length(min = 1, max = 10), custom(function = "crate::valid::short_texts"))]
    #[schema(min_items = 1, max_items = 10, min_length = 1, max_length = 200)]
    help_wanted: Vec<String>,
}

impl From<SelfRequest> for ReceiveIntake {
    fn from(it: SelfRequest) -> Self {
        let family =
            DescribedFamily { name: it.name.clone(), phone: Some(it.safe_contact), people: Vec::new() };
        let referrer = Referrer {
            name: it.name,
            relationship: "member of the family".to_owned(),
            agency_id: None,
            phone: it.phone,
            email: it.email,
            supervisor: None,
        };
        Self {
            kind: ReferrerKind::FamilyMember,
            referrer,
            supporting_agency_id: None,
            received_on: None,
            reasons: it.help_wanted,
            needs: Vec::new(),
            family_agrees_to_contact: true,
            differential_response: false,
            reference: None,
            family,
            agencies_involved: Vec::new(),
            strengths: Vec::new(),
            hopes: Vec::new(),
            support_needed: None,
            safety: None,
        }
    }
}

/// Ask for help for your own family
///
/// For any member of a family, without a token and without an agency. Only the coordinators of the
/// region can read the request; one of them gets in touch in the way that you say is safe. The service takes a
/// limited number of such requests an hour, whoever sends them; beyond it the answer is 429 with `Retry-After`.
#[utoipa::path(
    tag = "Intake",
    security(),
    request_body = SelfRequest,
    responses((status = 201, description = "The request came in.", body = IntakeReceiptView)),
)]
#[post("/v1/self-requests")]
pub(super) async fn request_for_own_family(cx: PublicContext, body: Valid<SelfRequest>) -> ApiResult {
    cx.admit_self_request()?;
    let region = region(body.0.region_id, body.0.region_code.clone());
    let address = IntakeAddress { region, agencies: Vec::new() };
    let cx = cx.into_inner();
    cx.create::<IntakeReceiptView, ReceiveIntake>(address, body.0.into(), "/v1/intakes").await
}

//! Taking a consent back.

use actix_web::{post, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{consent::WithdrawConsent, entity::Version, ids::Id};

use whakakaha_store::consent::ConsentReceipt;

use crate::{
    code::{ConsentStatusCode, InformationCategoryCode, PurposeCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
    view::View,
};

/// What is taken back. Naming nothing takes back all of it.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawConsentRequest {
    /// Purposes taken back.
    #[serde(default)]
    #[validate(length(max = 6))]
    #[schema(max_items = 6)]
    purposes: Vec<PurposeCode>,
    /// Agencies taken back.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    agencies: Vec<Uuid>,
    /// Kinds of information taken back, from all agencies that the consent names.
    #[serde(default)]
    #[validate(length(max = 7))]
    #[schema(max_items = 7)]
    categories: Vec<InformationCategoryCode>,
    /// How the person told: in person, by telephone, in writing, by themselves.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "by telephone")]
    channel: String,
}

/// Where a consent stands, for whoever recorded that it is taken back.
#[derive(Serialize, ToSchema)]
#[schema(as = ConsentReceipt)]
pub(crate) struct ConsentReceiptView {
    id: Uuid,
    /// Where it stands: still active where a part was taken back.
    status: ConsentStatusCode,
}

impl View for ConsentReceiptView {
    type Of = ConsentReceipt;

    fn of(receipt: &ConsentReceipt, _: Version) -> Self {
        Self { id: receipt.id.uuid(), status: receipt.status.into() }
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

/// Take a consent back
///
/// For the person who gave it, or recorded by the key contact or the coordinator: all of it, or some
/// purposes, agencies or kinds of information. Holds at once, needs no reason, and is never refused. Repeating it changes nothing.
#[utoipa::path(
    tag = "Consent",
    request_body = WithdrawConsentRequest,
    responses((status = 200, description = "Where the consent stands.", body = ConsentReceiptView)),
)]
#[post("/v1/consents/{consent_id}/withdrawal")]
pub(super) async fn withdraw_consent(
    cx: RequestContext,
    consent_id: Path<Uuid>,
    body: Valid<WithdrawConsentRequest>,
) -> ApiResult {
    let consent = Id::new(*consent_id);
    let command = WithdrawConsent {
        purposes: body.0.purposes.into_iter().map(|code| code.0).collect(),
        agencies: body.0.agencies.into_iter().map(Id::new).collect(),
        categories: body.0.categories.into_iter().map(|code| code.0).collect(),
        channel: body.0.channel,
    };
    cx.execute::<ConsentReceiptView, _>(consent, command, consent).await
}

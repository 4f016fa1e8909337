//! Raising an alert.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    safety::{AlertKind, RaiseAlert},
};
use whakakaha_store::safety::DraftKey;

use super::{
    AlertView,
    tie::{TieRequest, ties},
};
use crate::{
    code::{AlertGroundCode, AlertKindCode},
    context::RequestContext,
    problem::{ApiResult, Problem},
    valid::Valid,
};

/// A safety alert to be raised.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AlertRequest {
    /// What it asks.
    kind: AlertKindCode,
    /// The person whom it restricts, or of whom it warns: a member of the family, or one who was.
    person_id: Uuid,
    /// Where two must not meet: the person whom it protects, another member of the family.
    #[schema(nullable = false)]
    protected_person_id: Option<Uuid>,
    /// What it rests on.
    ground: AlertGroundCode,
    /// Who said so.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    source: String,
    /// The number or the date of the order, or where the evidence is.
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500)]
    reference: Option<String>,
    /// What those who read it are to do.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    advice: Option<String>,
    /// First day: not after today.
    begins_on: NaiveDate,
    /// Last day; absent: until it is lowered.
    #[schema(nullable = false)]
    ends_on: Option<NaiveDate>,
    /// Where two must not meet: the children of the family whom the restricted person may see.
    #[serde(default)]
    #[validate(length(max = 30))]
    #[schema(max_items = 30)]
    may_see: Vec<Uuid>,
    /// Where two must not meet: agencies and workers whose part in the case would tell where the protected person is.
    #[serde(default)]
    #[validate(length(max = 50), nested)]
    #[schema(max_items = 50)]
    ties: Vec<TieRequest>,
}

impl AlertRequest {
    /// Only where two must not meet is somebody protected, and something kept from the other.
    fn ensure_shape(&self) -> Result<(), Problem> {
        let pair = self.kind.0 == AlertKind::NoContact;
        if pair != self.protected_person_id.is_some() {
            return Err(Problem::misnamed("#", "protected_person_id"));
        }
        if !pair && !self.may_see.is_empty() {
            return Err(Problem::misnamed("#", "may_see"));
        }
        if !pair && !self.ties.is_empty() {
            return Err(Problem::misnamed("#", "ties"));
        }
        Ok(())
    }
}

/// Raise a safety alert
///
/// For the coordinator, the lead worker and the key contact, whatever the family has consented to. Where two people must
/// not meet (`no_contact`), they are never invited to the same meeting, and the restricted person is shown neither the
/// protected one nor anybody else of the family but the children in `may_see`; schools, the address of the family's home,
/// and the agencies and workers in `ties` are shown to the protected person alone among the family.
///
/// The restricted person, and whoever else has no need to know, does not learn that there is an alert.
#[utoipa::path(
    tag = "Safety",
    request_body = AlertRequest,
    responses((status = 201, description = "The alert as raised.", body = AlertView)),
)]
#[post("/v1/cases/{case_id}/safety-alerts")]
pub(super) async fn raise_safety_alert(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<AlertRequest>,
) -> ApiResult {
    let it = body.0;
    it.ensure_shape()?;
    let ties = ties(&it.ties)?;
    let key = DraftKey { case: Id::new(*case_id), ties: ties.clone() };
    let command = RaiseAlert {
        kind: it.kind.0,
        person: Id::new(it.person_id),
        protected: it.protected_person_id.map(Id::new),
        ground: it.ground.0,
        source: it.source,
        reference: it.reference,
        advice: it.advice,
        begins_on: it.begins_on,
        ends_on: it.ends_on,
        may_see: it.may_see.into_iter().map(Id::new).collect(),
        ties,
    };
    cx.create::<AlertView, _>(key, command, "/v1/safety-alerts").await
}

//! Telling a member of the family what is about to be shared.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{disclosure::GiveNotice, ids::Id};
use whakakaha_store::disclosure::NoticeKey;

use super::NoticeView;
use crate::{code::NoticeChannelCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// Of what somebody is told, and how.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeRequest {
    /// Who is told: a member of the family whom every item concerns.
    person_id: Uuid,
    /// The items.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    disclosures: Vec<Uuid>,
    /// How they are told.
    channel: NoticeChannelCode,
    /// Where the agencies that hold and receive the information can be reached: of those of which the directory does
    /// not say it. The notice has both.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    addresses: Option<String>,
}

/// Tell somebody what is about to be shared
///
/// For the coordinator, and for the lead worker and key contact about their own agency's items. The notice says of each
/// item what it is, about whom, by whom, to whom, why and on which ground, and which rights the family has; it is kept as
/// it was worded. When everybody whom an item is about was told, the family has some time to answer before the item can
/// be disclosed. An item that comes later needs a notice of its own.
#[utoipa::path(
    tag = "Disclosure",
    request_body = NoticeRequest,
    responses((status = 201, description = "The notice as given.", body = NoticeView)),
)]
#[post("/v1/cases/{case_id}/disclosure-notices")]
pub(super) async fn give_notice(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<NoticeRequest>,
) -> ApiResult {
    let it = body.0;
    let items: Vec<_> = it.disclosures.into_iter().map(Id::new).collect();
    let person = Id::new(it.person_id);
    let key = NoticeKey { case: Id::new(*case_id), items: items.clone(), person };
    let command = GiveNotice {
        person,
        items,
        channel: it.channel.0,
        addresses: it.addresses,
        period: cx.service().notice_period,
    };
    cx.create::<NoticeView, _>(key, command, "/v1/disclosure-notices").await
}

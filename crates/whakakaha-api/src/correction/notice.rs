//! Notices to agencies that something that they have was corrected, or that a statement goes with it.

use actix_web::{
    get, post,
    web::{Path, Query},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_domain::{
    correction::{AcknowledgeCorrection, CorrectionNotice},
    entity::{Entity, Version},
    ids::Id,
};
use whakakaha_store::correction::NoticesOf;

use super::CorrectionAboutView;
use crate::{
    code::CorrectionNewsCode,
    context::RequestContext,
    decision::named,
    page::{PageQuery, PageView},
    problem::ApiResult,
    valid::{NoDetails, Valid},
    view::{Item, View},
};

/// What an agency, or a member of the family, is told of one thing that they have. What the thing says now, and the statement, are read at the thing.
#[derive(Serialize, ToSchema)]
#[schema(as = CorrectionNotice)]
pub(crate) struct CorrectionNoticeView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The agency that is told; absent where you are told yourself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// Of which thing.
    about: CorrectionAboutView,
    /// What became of it.
    news: CorrectionNewsCode,
    /// The request from which that came; absent where the agency that shared an item corrected it by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    correction_id: Option<Uuid>,
    /// Since when.
    told_at: DateTime<Utc>,
    /// When the agency, or you, took note of it; absent before that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    acknowledged_at: Option<DateTime<Utc>>,
    /// The worker who did; absent where the agency's system did, or you, and where the worker is kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    acknowledged_by: Option<Uuid>,
}

impl From<&Entity<CorrectionNotice>> for CorrectionNoticeView {
    fn from(it: &Entity<CorrectionNotice>) -> Self {
        Self {
            id: it.id.uuid(),
            case_id: it.case_id.uuid(),
            agency_id: it.addressee.agency().map(Id::uuid),
            about: it.about.into(),
            news: it.news.into(),
            correction_id: it.correction_id.map(Id::uuid),
            told_at: it.told_at,
            acknowledged_at: it.acknowledgement.map(|it| it.at),
            acknowledged_by: it.acknowledgement.and_then(|it| it.by).and_then(named),
        }
    }
}

impl View for CorrectionNoticeView {
    type Of = Entity<CorrectionNotice>;

    fn of(notice: &Entity<CorrectionNotice>, _: Version) -> Self {
        notice.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for CorrectionNoticeView {
    type Of = Entity<CorrectionNotice>;

    fn of(notice: &Entity<CorrectionNotice>) -> Self {
        notice.into()
    }
}

/// Which notices are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NoticeQuery {
    /// Whether your agency, or you, took note of it.
    #[param(nullable = false)]
    acknowledged: Option<bool>,
    /// How many items at the most.
    #[serde(default = "crate::page::default_limit")]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: u16,
    /// Where to go on: `next_cursor` of the page before.
    #[param(nullable = false, max_length = 500)]
    cursor: Option<String>,
}

/// List what was corrected of what my agency has
///
/// For workers and systems: on all the cases that they may know of, oldest first, what was corrected or has a statement
/// attached since their agency could read it, and corrections of the items of information that they received. Read the thing
/// again, correct what you have kept of it, and take note with `POST /v1/correction-notices/{notice_id}/acknowledgement`.
#[utoipa::path(
    tag = "Corrections",
    params(NoticeQuery),
    responses((status = 200, description = "A page of notices.", body = PageView<CorrectionNoticeView>)),
)]
#[get("/v1/correction-notices")]
pub(super) async fn list_correction_notices(cx: RequestContext, query: Query<NoticeQuery>) -> ApiResult {
    let NoticeQuery { acknowledged, limit, cursor } = query.into_inner();
    cx.list::<CorrectionNoticeView>(NoticesOf::Agency { acknowledged }, &PageQuery { limit, cursor }).await
}

/// List what was corrected of what I received
///
/// For a member of the family: which items of information that agencies shared with them were corrected since, or have a
/// statement of somebody else attached, oldest first. Read the item again, and take note with
/// `POST /v1/correction-notices/{notice_id}/acknowledgement`. Nobody else finds these notices.
#[utoipa::path(
    tag = "Own door",
    params(NoticeQuery),
    responses((status = 200, description = "A page of notices.", body = PageView<CorrectionNoticeView>)),
)]
#[get("/v1/my/correction-notices")]
pub(super) async fn list_own_correction_notices(cx: RequestContext, query: Query<NoticeQuery>) -> ApiResult {
    let NoticeQuery { acknowledged, limit, cursor } = query.into_inner();
    cx.list::<CorrectionNoticeView>(NoticesOf::Oneself { acknowledged }, &PageQuery { limit, cursor }).await
}

/// List who was told of a correction
///
/// For whoever asked, and the coordinator: which agencies were told that the thing was corrected, or that the statement goes
/// with it, and which have taken note. Agencies that are kept from you are not among them.
#[utoipa::path(
    tag = "Corrections",
    params(PageQuery),
    responses((status = 200, description = "A page of notices.", body = PageView<CorrectionNoticeView>)),
)]
#[get("/v1/corrections/{correction_id}/notices")]
pub(super) async fn list_notices_of_correction(
    cx: RequestContext,
    correction_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<CorrectionNoticeView>(NoticesOf::Correction(Id::new(*correction_id)), &page).await
}

/// List who was told that an item was corrected
///
/// For the agency that shared it, the coordinator, and the members of the family whom it concerns: which agencies were told
/// of the corrected wording, and which have taken note. Agencies that are kept from you are not among them.
#[utoipa::path(
    tag = "Corrections",
    params(PageQuery),
    responses((status = 200, description = "A page of notices.", body = PageView<CorrectionNoticeView>)),
)]
#[get("/v1/disclosures/{disclosure_id}/correction-notices")]
pub(super) async fn list_notices_of_item(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<CorrectionNoticeView>(NoticesOf::Item(Id::new(*disclosure_id)), &page).await
}

/// Read what was corrected
///
/// For workers and systems of the agency that is told, and the coordinator; and for the member of the family who is told.
#[utoipa::path(
    tag = "Corrections",
    responses((status = 200, description = "The notice.", body = CorrectionNoticeView)),
)]
#[get("/v1/correction-notices/{correction_notice_id}")]
pub(super) async fn get_correction_notice(cx: RequestContext, correction_notice_id: Path<Uuid>) -> ApiResult {
    cx.read::<CorrectionNoticeView>(Id::new(*correction_notice_id)).await
}

/// Take note of a correction
///
/// For workers and systems of the agency that is told, once it has corrected what it kept of the thing; whoever asked for the
/// correction sees it. And for the member of the family who is told. Once is enough: doing it again changes nothing.
#[utoipa::path(
    tag = "Corrections",
    request_body = NoDetails,
    responses((status = 200, description = "The notice as it is now.", body = CorrectionNoticeView)),
)]
#[post("/v1/correction-notices/{correction_notice_id}/acknowledgement")]
pub(super) async fn acknowledge_correction(
    cx: RequestContext,
    correction_notice_id: Path<Uuid>,
    _: Valid<NoDetails>,
) -> ApiResult {
    let notice = Id::new(*correction_notice_id);
    cx.execute::<CorrectionNoticeView, _>(notice, AcknowledgeCorrection, notice).await
}

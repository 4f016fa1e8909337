//! Listing what is shared of oneself and one's children, or about to be.

use actix_web::{get, web::Query};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_store::disclosure::{OwnItem, OwnItems};

use crate::{
    code::{DisclosureStatusCode, LegalGroundCode},
    context::RequestContext,
    disclosure::AnswerView,
    disclosure_notice::NoticeLineView,
    page::{PageQuery, PageView},
    problem::ApiResult,
    view::Item,
};

/// An item of information about you, or about somebody for whom you speak, that an agency shares or is about to share.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnDisclosure)]
pub(crate) struct OwnDisclosureView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Where it stands.
    status: DisclosureStatusCode,
    /// On which legal ground.
    ground: LegalGroundCode,
    /// What is shared, about whom, by whom, with whom and why: in the words of the notice where you were given one.
    told: NoticeLineView,
    /// What it says now, where it was corrected since.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 4000)]
    corrected_to: Option<String>,
    /// The notice that you were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notice_id: Option<Uuid>,
    /// When you were given it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    told_at: Option<DateTime<Utc>>,
    /// Where the agencies can be reached, as the notice says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 80_000)]
    addresses: Option<String>,
    /// Your rights, as the notice words them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    rights: Option<String>,
    /// Until when it cannot be shared, so that you and others have time to answer; absent while not everybody was told.
    /// A no counts afterwards as well: it takes the item back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    answer_by_at: Option<DateTime<Utc>>,
    /// Since when others have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    disclosed_at: Option<DateTime<Utc>>,
    /// Whether it waits for your answer. Not to answer is no objection.
    waits_for_you: bool,
    /// What you said last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    answer: Option<AnswerView>,
    /// Where to read and to do what.
    links: OwnDisclosureLinks,
}

/// The addresses of what belongs to an item, as paths of this API.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnDisclosureLinks {
    /// The item.
    #[schema(max_length = 200)]
    item: String,
    /// Where to agree, to object, or to mark it confidential, as long as that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    answer: Option<String>,
    /// The notice that you were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    notice: Option<String>,
    /// Where to ask for it to be corrected.
    #[schema(max_length = 200)]
    correction: String,
}

impl OwnDisclosureLinks {
    fn of(own: &OwnItem) -> Self {
        let item = format!("/v1/disclosures/{}", own.sheet.item.id);
        let counts = own.is_open && own.sheet.item.status.hears_the_family();
        Self {
            answer: counts.then(|| format!("{item}/answer")),
            notice: own.notice.as_ref().map(|it| format!("/v1/disclosure-notices/{}", it.id)),
            correction: "/v1/my/corrections".to_owned(),
            item,
        }
    }
}

impl Item for OwnDisclosureView {
    type Of = OwnItem;

    fn of(own: &OwnItem) -> Self {
        let (item, notice) = (&own.sheet.item, own.notice.as_ref());
        Self {
            id: item.id.uuid(),
            case_id: item.case_id.uuid(),
            status: item.status.into(),
            ground: item.ground.legal().into(),
            told: (&own.line).into(),
            corrected_to: Some(item.summary.clone()).filter(|now| *now != own.line.what),
            notice_id: notice.map(|it| it.id.uuid()),
            told_at: notice.map(|it| it.told_at),
            addresses: notice.map(|it| it.addresses.clone()),
            rights: notice.map(|it| it.rights.clone()),
            answer_by_at: item.available_from,
            disclosed_at: item.disclosed_at,
            waits_for_you: own.waits(),
            answer: own.answer().map(Into::into),
            links: OwnDisclosureLinks::of(own),
        }
    }
}

/// Which items are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OwnDisclosureQuery {
    /// `true`: only those that are about to be shared.
    #[param(nullable = false)]
    ahead: Option<bool>,
    /// How many items at the most.
    #[serde(default = "crate::page::default_limit")]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: u16,
    /// Where to go on: `next_cursor` of the page before.
    #[param(nullable = false, max_length = 500)]
    cursor: Option<String>,
}

/// List what is about to be shared of me
///
/// For a member of a family, a child once it decides for itself: the items of information about them, and about children
/// for whom they speak (as a parent or guardian on record; where nobody of the family is, as an adult who decides for
/// themselves), on all their cases, the newest first: what is about to be shared, what was shared, and
/// what was kept back. Each says what they were told of it in writing, until when they can answer before it is shared, and
/// what they said. It is answered at the item, `POST /v1/disclosures/{disclosure_id}/answer`.
#[utoipa::path(
    tag = "Own door",
    params(OwnDisclosureQuery),
    responses((status = 200, description = "A page of items.", body = PageView<OwnDisclosureView>)),
)]
#[get("/v1/my/disclosures")]
pub(super) async fn list_own_disclosures(cx: RequestContext, query: Query<OwnDisclosureQuery>) -> ApiResult {
    let OwnDisclosureQuery { ahead, limit, cursor } = query.into_inner();
    let wanted = OwnItems { ahead: ahead.unwrap_or(false) };
    cx.list::<OwnDisclosureView>(wanted, &PageQuery { limit, cursor }).await
}

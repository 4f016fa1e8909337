//! The ledger: who holds what about a family.

use actix_web::{
    get,
    web::{Path, Query},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::disclosure::{LedgerFilter, LedgerLine};

use super::parts::{PersonNoticeView, RecipientView};
use crate::{
    code::{DisclosureStatusCode, InformationCategoryCode, LegalGroundCode},
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
    view::Item,
};

/// One item that somebody holds, or held until it was recalled.
#[derive(Serialize, ToSchema)]
#[schema(as = LedgerLine)]
pub(crate) struct LedgerLineView {
    /// The item.
    disclosure_id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The agency that gave it.
    from_agency_id: Uuid,
    /// Who holds it; an agency finds only itself.
    held_by: RecipientView,
    /// The members of the family whom it is about.
    #[schema(max_items = 50)]
    subjects: Vec<Uuid>,
    /// What kind of information.
    category: InformationCategoryCode,
    /// What it says.
    #[schema(max_length = 4000)]
    summary: String,
    /// On which legal ground.
    ground: LegalGroundCode,
    /// Whether it is held, held as corrected, or was recalled.
    status: DisclosureStatusCode,
    /// Since when it is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    held_since_at: Option<DateTime<Utc>>,
    /// Since when it has been held with the present wording, where that was corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    corrected_at: Option<DateTime<Utc>>,
    /// When it was recalled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    recalled_at: Option<DateTime<Utc>>,
    /// For each person whom it is about: whether they were told, by when they are to be, or why not.
    #[schema(max_items = 50)]
    notices: Vec<PersonNoticeView>,
}

impl Item for LedgerLineView {
    type Of = LedgerLine;

    fn of(LedgerLine { sheet, holder }: &LedgerLine) -> Self {
        let item = &sheet.item;
        Self {
            disclosure_id: item.id.uuid(),
            case_id: item.case_id.uuid(),
            from_agency_id: item.from_agency_id.uuid(),
            held_by: holder.into(),
            subjects: item.subjects.iter().map(|it| it.uuid()).collect(),
            category: item.category.into(),
            summary: item.summary.clone(),
            ground: item.ground.legal().into(),
            status: item.status.into(),
            held_since_at: item.disclosed_at,
            corrected_at: item.corrections.last().map(|it| it.corrected_at),
            recalled_at: item.ending.as_ref().map(|it| it.at),
            notices: item.notices_at(sheet.now).map(Into::into).collect(),
        }
    }
}

/// Which lines are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LedgerQuery {
    /// `true`: only items of which somebody should have been told by now.
    #[param(nullable = false)]
    overdue: Option<bool>,
    /// Only what this agency holds, or a worker of it.
    #[param(nullable = false)]
    agency_id: Option<Uuid>,
    /// How many lines at the most.
    #[serde(default = "crate::page::default_limit")]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: u16,
    /// Where to go on: `next_cursor` of the page before.
    #[param(nullable = false, max_length = 500)]
    cursor: Option<String>,
}

/// Read the ledger of a family
///
/// Who holds what about the family, since when and on which ground, and who was told of it: a line for each item and each
/// of those who received it. The coordinator finds everything of the cases that they coordinate, and nothing of an earlier one
/// of the family; a member of the family what concerns them, of all its cases; an agency what it gave and what it holds.
#[utoipa::path(
    tag = "Disclosure",
    params(LedgerQuery),
    responses((status = 200, description = "A page of the ledger.", body = PageView<LedgerLineView>)),
)]
#[get("/v1/families/{family_id}/ledger")]
pub(super) async fn read_ledger(
    cx: RequestContext,
    family_id: Path<Uuid>,
    query: Query<LedgerQuery>,
) -> ApiResult {
    let LedgerQuery { overdue, agency_id, limit, cursor } = query.into_inner();
    let (family, overdue) = (Id::new(*family_id), overdue.unwrap_or(false));
    let filter = LedgerFilter { family, overdue, holder: agency_id.map(Id::new) };
    cx.list::<LedgerLineView>(filter, &PageQuery { limit, cursor }).await
}

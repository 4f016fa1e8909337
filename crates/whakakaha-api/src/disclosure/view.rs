//! What is read of an item.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{disclosure::Disclosure, entity::Version, ids::Id};
use whakakaha_store::disclosure::{DisclosureSheet, Onlooker};

use super::parts::{
    AnswerView, ApprovalView, BasisView, CorrectionView, EndingView, PersonNoticeView, RecipientView,
    VerdictView,
};
use crate::{
    code::{DisclosureStatusCode, InformationCategoryCode, LegalGroundCode},
    correction::AttachedStatementView,
    decision::named,
    view::{Item, View, carries_statements},
};

/// One item of information that an agency means to share, or has shared.
#[derive(Serialize, ToSchema)]
#[schema(as = Disclosure)]
pub(crate) struct DisclosureView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The agency that has the information.
    from_agency_id: Uuid,
    /// The members of the family whom it is about.
    #[schema(max_items = 50)]
    subjects: Vec<Uuid>,
    /// What kind of information.
    category: InformationCategoryCode,
    /// What is shared, as it was corrected last.
    #[schema(max_length = 4000)]
    summary: String,
    /// What for.
    #[schema(max_length = 2000)]
    purpose: String,
    /// Why that needs it.
    #[schema(max_length = 2000)]
    necessity: String,
    /// The meeting for which it is shared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    meeting_id: Option<Uuid>,
    /// To whom; a recipient reads only of itself.
    #[schema(max_items = 150)]
    recipients: Vec<RecipientView>,
    /// On which legal ground.
    ground: LegalGroundCode,
    /// Where it stands.
    status: DisclosureStatusCode,
    /// Since when the recipients have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    disclosed_at: Option<DateTime<Utc>>,
    /// What was corrected.
    #[schema(max_items = 200)]
    corrections: Vec<CorrectionView>,
    /// For its agency, the coordinator and the family: how it came about. Not for recipients and advisers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    account: Option<DisclosureAccountView>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

/// How an item came about: for its agency, the coordinator and the family.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureAccount)]
pub(crate) struct DisclosureAccountView {
    /// Who wrote it down; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    author_id: Option<Uuid>,
    /// When.
    proposed_at: DateTime<Utc>,
    /// The demand of the law, where that is the ground.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    basis: Option<BasisView>,
    /// Where the law demands it, for whoever approves it: whether the family keeps what it is about from
    /// somebody. That does not stop what the law demands.
    restriction_exists: bool,
    /// Who decided to share it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    approval: Option<ApprovalView>,
    /// For each person whom it is about: whether they were told.
    #[schema(max_items = 50)]
    notices: Vec<PersonNoticeView>,
    /// When the time is over that the family has to answer, once everybody was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    available_at: Option<DateTime<Utc>>,
    /// What the family said: for the coordinator, and for each of the family their own.
    #[schema(max_items = 200)]
    answers: Vec<AnswerView>,
    /// Why it could be disclosed, for each recipient.
    #[schema(max_items = 150)]
    decisions: Vec<VerdictView>,
    /// Why it is withheld or was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ending: Option<EndingView>,
}

impl DisclosureAccountView {
    fn of(item: &Disclosure, sheet: &DisclosureSheet) -> Self {
        Self {
            author_id: named(item.author_id),
            proposed_at: item.proposed_at,
            basis: item.ground.basis().map(|it| BasisView::of(it, sheet.onlooker == Onlooker::Family)),
            restriction_exists: sheet.restriction_exists,
            approval: item.approval.as_ref().map(Into::into),
            notices: item.notices_at(sheet.now).map(Into::into).collect(),
            available_at: item.available_from,
            answers: item.answers.iter().map(Into::into).collect(),
            decisions: item.verdicts.iter().map(Into::into).collect(),
            ending: item.ending.as_ref().map(Into::into),
        }
    }
}

impl From<&DisclosureSheet> for DisclosureView {
    fn from(sheet: &DisclosureSheet) -> Self {
        let item = &sheet.item;
        let tells = matches!(sheet.onlooker, Onlooker::Inside | Onlooker::Family);
        Self {
            id: item.id.uuid(),
            statements: Vec::new(),
            case_id: item.case_id.uuid(),
            from_agency_id: item.from_agency_id.uuid(),
            subjects: item.subjects.iter().map(|it| it.uuid()).collect(),
            category: item.category.into(),
            summary: item.summary.clone(),
            purpose: item.purpose.clone(),
            necessity: item.necessity.clone(),
            meeting_id: item.meeting_id.map(Id::uuid),
            recipients: item.recipients.iter().map(Into::into).collect(),
            ground: item.ground.legal().into(),
            status: item.status.into(),
            disclosed_at: item.disclosed_at,
            corrections: item.corrections.iter().map(Into::into).collect(),
            account: tells.then(|| DisclosureAccountView::of(item, sheet)),
        }
    }
}

impl View for DisclosureView {
    type Of = DisclosureSheet;

    fn of(sheet: &DisclosureSheet, _: Version) -> Self {
        sheet.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

impl Item for DisclosureView {
    type Of = DisclosureSheet;

    fn of(sheet: &DisclosureSheet) -> Self {
        sheet.into()
    }

    carries_statements!();
}

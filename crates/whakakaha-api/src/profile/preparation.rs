//! How far the family's preparation has come.

use actix_web::{get, web::Path};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    case::{ConfidentialityAnswer, KeyIssues, PreparationWaiver},
    code::CodeList,
    entity::Version,
    ids::Id,
    profile::Preparation,
};

use crate::{
    code::{PreparationItemCode, ProfileKindCode},
    context::RequestContext,
    decision::FamilyDecisionView,
    problem::ApiResult,
    view::View,
};

/// How far the family's preparation for its first meeting has come.
#[derive(Serialize, ToSchema)]
#[schema(as = Preparation)]
pub(crate) struct PreparationView {
    /// The case.
    case_id: Uuid,
    /// Whether the family's consent to take part holds.
    consent_sufficient: bool,
    /// How many entries each list of the profile has.
    #[schema(max_items = 4)]
    entries: Vec<PreparationEntriesView>,
    /// The key issues, once the family approved them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    key_issues: Option<PreparationKeyIssuesView>,
    /// What the family decided to go without.
    #[schema(max_items = 2)]
    waivers: Vec<PreparationWaiverView>,
    /// The answer to the confidentiality question, once it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    confidentiality: Option<PreparationConfidentialityView>,
    /// What must still be done before the family can approve its first meeting, as the codes with which
    /// the approval would be refused.
    #[schema(max_items = 10, max_length = 100)]
    missing: Vec<String>,
}

/// How many entries a list of the profile has.
#[derive(Serialize, ToSchema)]
#[schema(as = PreparationEntries)]
pub(crate) struct PreparationEntriesView {
    /// The list.
    kind: ProfileKindCode,
    /// How many entries you may know of.
    #[schema(minimum = 0, maximum = 100_000)]
    count: u32,
}

/// The key issues.
#[derive(Serialize, ToSchema)]
#[schema(as = PreparationKeyIssues)]
pub(crate) struct PreparationKeyIssuesView {
    /// Entries of the profile, most important first.
    #[schema(max_items = 50)]
    entries: Vec<Uuid>,
    /// Who of the family approved them.
    decision: FamilyDecisionView,
}

/// A part of the preparation that the family goes without.
#[derive(Serialize, ToSchema)]
#[schema(as = PreparationWaiver)]
pub(crate) struct PreparationWaiverView {
    /// What.
    item: PreparationItemCode,
    /// Who of the family decided.
    decision: FamilyDecisionView,
}

impl From<&PreparationWaiver> for PreparationWaiverView {
    fn from(waiver: &PreparationWaiver) -> Self {
        Self { item: waiver.item.into(), decision: (&waiver.decision).into() }
    }
}

/// The answer to the confidentiality question.
#[derive(Serialize, ToSchema)]
#[schema(as = PreparationConfidentiality)]
pub(crate) struct PreparationConfidentialityView {
    /// When it was asked.
    asked_at: DateTime<Utc>,
    /// Whether the family named anything; the restrictions say what.
    anything: bool,
    /// Who of the family answered.
    decision: FamilyDecisionView,
}

impl From<&KeyIssues> for PreparationKeyIssuesView {
    fn from(issues: &KeyIssues) -> Self {
        Self {
            entries: issues.entries.iter().copied().map(Id::uuid).collect(),
            decision: (&issues.decision).into(),
        }
    }
}

impl From<&ConfidentialityAnswer> for PreparationConfidentialityView {
    fn from(answer: &ConfidentialityAnswer) -> Self {
        Self { asked_at: answer.asked_at, anything: answer.anything, decision: (&answer.decision).into() }
    }
}

impl View for PreparationView {
    type Of = Preparation;

    fn of(preparation: &Preparation, _: Version) -> Self {
        let count =
            |&(kind, count): &(_, u32)| PreparationEntriesView { kind: ProfileKindCode::from(kind), count };
        Self {
            case_id: preparation.case.id.uuid(),
            consent_sufficient: preparation.consent_sufficient,
            entries: preparation.entries.iter().map(count).collect(),
            key_issues: preparation.key_issues.as_ref().map(Into::into),
            waivers: preparation.case.waivers.iter().map(Into::into).collect(),
            confidentiality: preparation.confidentiality().map(Into::into),
            missing: preparation.missing().into_iter().map(|code| code.code().to_owned()).collect(),
        }
    }

    fn id(&self) -> Uuid {
        self.case_id
    }
}

/// Read how far the preparation has come
///
/// For the family and those who prepare the meeting with it. Entries that are hidden from your agency do not count.
#[utoipa::path(
    tag = "Preparation",
    responses((status = 200, description = "How far it has come.", body = PreparationView)),
)]
#[get("/v1/cases/{case_id}/preparation")]
pub(super) async fn get_preparation(cx: RequestContext, case_id: Path<Uuid>) -> ApiResult {
    cx.read::<PreparationView>(Id::new(*case_id)).await
}

//! Versions of plans.

mod abandon;
mod change;
mod circulate;
mod content;
mod create;
mod diff;
mod get;
mod list;
mod respond;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::Version,
    ids::Id,
    plan::{Answer, Party, PartySheet, PlanSheet, PlanState},
};

use crate::{
    code::{PlanStatusCode, ResponseStateCode, VerdictCode},
    correction::AttachedStatementView,
    decision::{FamilyDecisionView, named},
    view::{Item, View, carries_statements},
};
use content::{GoalView, MaskedActionView, NoContributionView, PlannedActionView, UncoveredNeedView};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_plan_versions)
        .service(create::create_plan_version)
        .service(get::get_plan_version)
        .service(change::change_plan_version)
        .service(circulate::circulate_plan_version)
        .service(respond::respond_to_plan_version)
        .service(abandon::abandon_plan_version)
        .service(diff::compare_plan_versions);
}

/// One version of a case's plan, as far as you may see it.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanVersion)]
pub(crate) struct PlanVersionView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// 1 for the first version of a case, then 2, 3 …
    #[schema(minimum = 1, maximum = 100_000)]
    number: u32,
    /// Where it stands.
    status: PlanStatusCode,
    /// The meeting that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    meeting_id: Option<Uuid>,
    /// Why there is a new version; only for those who see the whole of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    change_reason: Option<String>,
    /// The family's own statement; absent where it chose to make none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 4000)]
    family_statement: Option<String>,
    /// What is to change.
    #[schema(max_items = 200)]
    goals: Vec<GoalView>,
    /// Who commits to what.
    #[schema(max_items = 400)]
    actions: Vec<PlannedActionView>,
    /// Commitments that the family keeps private: of each, who made it, and nothing else. Only in what you were sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 400)]
    masked_actions: Vec<MaskedActionView>,
    /// Needs that no action covers, and why.
    #[schema(max_items = 400)]
    uncovered: Vec<UncoveredNeedView>,
    /// Parties that contribute no action, and why. The family, the lead agency and those who coordinate see
    /// all of them but agencies that are kept from them, another agency whether it is named itself.
    #[schema(max_items = 200)]
    no_contribution: Vec<NoContributionView>,
    /// The next review.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    review_on: Option<NaiveDate>,
    /// When it was frozen and sent to the parties.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    circulated_at: Option<DateTime<Utc>>,
    /// The lead agency when it was sent; absent where it is kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    lead_agency_id: Option<Uuid>,
    /// The key contact when it was sent; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    key_contact_id: Option<Uuid>,
    /// The hash of what you were sent: name it in your response. SHA-256, hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 64)]
    content_hash: Option<String>,
    /// The parties whose agreement is needed, and what they said, as far as you may know. Of a draft: those
    /// that will be asked, as it stands.
    #[schema(max_items = 200)]
    parties: Vec<PartyView>,
    /// Since when it is in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    effective_on: Option<NaiveDate>,
    /// The later version that replaced it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    superseded_by: Option<Uuid>,
    /// Why it was given up; only for those who see the whole of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    abandoned_because: Option<String>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

/// A party to a plan and its answer.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanParty)]
pub(crate) struct PartyView {
    /// The agency; absent for the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// How far the version has come with it.
    state: ResponseStateCode,
    /// The hash of what it was sent; only for the family, those who coordinate, and the party itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 64)]
    content_hash: Option<String>,
    /// The answer; absent while there is none that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    verdict: Option<VerdictCode>,
    /// When it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    answered_at: Option<DateTime<Utc>>,
    /// In words; only for the family, those who coordinate, and the party itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    comment: Option<String>,
    /// The worker who answered or wrote the answer down; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// Who of the family decided, where the family answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionView>,
    /// Answers that came when the version had been replaced, declined or given up. They are kept as evidence
    /// of what the party agreed to, and count for nothing.
    #[schema(max_items = 10)]
    late_answers: Vec<LateAnswerView>,
}

/// An answer that came too late.
#[derive(Serialize, ToSchema)]
#[schema(as = LateAnswer)]
pub(crate) struct LateAnswerView {
    /// The answer.
    verdict: VerdictCode,
    /// When it came.
    answered_at: DateTime<Utc>,
    /// In words; only for the family, those who coordinate, and the party itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    comment: Option<String>,
    /// The worker who answered or wrote the answer down; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// Who of the family decided, where the family answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionView>,
}

impl From<&Answer> for LateAnswerView {
    fn from(answer: &Answer) -> Self {
        Self {
            verdict: answer.verdict.into(),
            answered_at: answer.at,
            comment: answer.comment.clone(),
            worker_id: answer.worker_id.and_then(named),
            family_decision: answer.family_decision.as_ref().map(Into::into),
        }
    }
}

/// The agency that a party is; none: the family.
const fn agency_of(party: Party) -> Option<Uuid> {
    match party {
        Party::Family => None,
        Party::Agency { agency_id } => Some(agency_id.uuid()),
    }
}

impl From<&PartySheet> for PartyView {
    fn from(response: &PartySheet) -> Self {
        let answer = response.answer.as_ref();
        Self {
            agency_id: agency_of(response.party),
            state: response.state.into(),
            content_hash: response.rendering_hash.clone(),
            verdict: answer.map(|it| it.verdict.into()),
            answered_at: answer.map(|it| it.at),
            comment: answer.and_then(|it| it.comment.clone()),
            worker_id: answer.and_then(|it| it.worker_id).and_then(named),
            family_decision: answer.and_then(|it| it.family_decision.as_ref()).map(Into::into),
            late_answers: response.late.iter().map(Into::into).collect(),
        }
    }
}

impl From<&PlanSheet> for PlanVersionView {
    fn from(sheet: &PlanSheet) -> Self {
        let version = &sheet.version;
        let circulation = version.state.circulation();
        let content = &version.content;
        Self {
            id: version.id.uuid(),
            statements: Vec::new(),
            case_id: version.case_id.uuid(),
            number: version.number,
            status: version.state.status().into(),
            meeting_id: version.meeting_id.map(Id::uuid),
            change_reason: version.change_reason.clone(),
            family_statement: content.family_statement.clone(),
            goals: content.goals.iter().map(Into::into).collect(),
            actions: content.actions.iter().map(Into::into).collect(),
            uncovered: content.uncovered.iter().map(Into::into).collect(),
            masked_actions: content.masked.iter().copied().map(Into::into).collect(),
            no_contribution: content.no_contribution.iter().map(Into::into).collect(),
            review_on: content.review_on,
            circulated_at: circulation.map(|it| it.at),
            lead_agency_id: circulation.and_then(|it| named(it.lead_agency_id)),
            key_contact_id: circulation.and_then(|it| named(it.key_contact_id)),
            content_hash: sheet.content_hash.clone(),
            parties: sheet.parties.iter().map(Into::into).collect(),
            effective_on: effective_on(&version.state),
            superseded_by: superseded_by(&version.state),
            abandoned_because: abandoned_because(&version.state),
        }
    }
}

const fn effective_on(state: &PlanState) -> Option<NaiveDate> {
    if let PlanState::Current { effective_on, .. } = state { Some(*effective_on) } else { None }
}

const fn superseded_by(state: &PlanState) -> Option<Uuid> {
    if let PlanState::Superseded { by, .. } = state { Some(by.uuid()) } else { None }
}

fn abandoned_because(state: &PlanState) -> Option<String> {
    if let PlanState::Abandoned { reason, .. } = state { reason.clone() } else { None }
}

impl View for PlanVersionView {
    type Of = PlanSheet;

    fn of(sheet: &PlanSheet, _: Version) -> Self {
        sheet.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

impl Item for PlanVersionView {
    type Of = PlanSheet;

    fn of(sheet: &PlanSheet) -> Self {
        sheet.into()
    }

    carries_statements!();
}

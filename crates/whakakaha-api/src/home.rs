//! Where a member of a family begins: their cases, with what there is to read and to answer, and their promises.

mod actions;
mod cases;
mod consents;
mod disclosures;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::case::OwnCase;

pub(crate) use disclosures::OwnDisclosureView;

use crate::{code::CaseStatusCode, view::Item};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(cases::list_own_cases)
        .service(actions::list_own_actions)
        .service(consents::list_own_consents)
        .service(disclosures::list_own_disclosures);
}

/// A case of your family, and where to go on from here.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnCase)]
pub(crate) struct OwnCaseView {
    id: Uuid,
    /// The name of the family.
    #[schema(max_length = 200)]
    family_name: String,
    /// Where the case stands.
    status: CaseStatusCode,
    /// The next day on which the plan is reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_review_on: Option<NaiveDate>,
    /// The version of the plan that is in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    plan_version_id: Option<Uuid>,
    /// The version of the plan that waits for answers, the family's among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    plan_version_to_answer_id: Option<Uuid>,
    /// Where to read and to do what.
    links: OwnCaseLinks,
}

/// The addresses of what belongs to a case, as paths of this API.
#[derive(Serialize, ToSchema)]
pub(crate) struct OwnCaseLinks {
    /// The case: people, roles, plan and promises at a glance.
    #[schema(max_length = 200)]
    case: String,
    /// The plan in force, as it is for you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    plan: Option<String>,
    /// The version that waits for answers, as it is for you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    plan_to_answer: Option<String>,
    /// Where to answer it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    answer: Option<String>,
    /// The meetings.
    #[schema(max_length = 200)]
    meetings: String,
    /// What the family says about itself.
    #[schema(max_length = 200)]
    profile: String,
    /// What is kept from whom.
    #[schema(max_length = 200)]
    restrictions: String,
    /// What members of the family said in their own words.
    #[schema(max_length = 200)]
    statements: String,
    /// What is shared of you, or about to be, on all your cases.
    #[schema(max_length = 200)]
    disclosures: String,
    /// Where the family withdraws from the process.
    #[schema(max_length = 200)]
    withdrawal: String,
}

impl OwnCaseLinks {
    fn of(item: &OwnCase) -> Self {
        let case = format!("/v1/cases/{}", item.case.id);
        let plan = |id: &Id<_>| format!("/v1/plan-versions/{id}");
        Self {
            plan: item.plan.as_ref().map(plan),
            plan_to_answer: item.to_answer.as_ref().map(plan),
            answer: item.to_answer.map(|id| format!("/v1/plan-versions/{id}/responses")),
            meetings: format!("{case}/meetings"),
            profile: format!("{case}/profile-entries"),
            restrictions: format!("{case}/restrictions"),
            statements: format!("{case}/statements"),
            disclosures: "/v1/my/disclosures".to_owned(),
            withdrawal: format!("{case}/withdrawal"),
            case,
        }
    }
}

impl Item for OwnCaseView {
    type Of = OwnCase;

    fn of(item: &OwnCase) -> Self {
        Self {
            id: item.case.id.uuid(),
            family_name: item.family.name.clone(),
            status: item.case.state.status().into(),
            next_review_on: item.case.next_review_on,
            plan_version_id: item.plan.map(Id::uuid),
            plan_version_to_answer_id: item.to_answer.map(Id::uuid),
            links: OwnCaseLinks::of(item),
        }
    }
}

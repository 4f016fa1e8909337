//! Cases.

mod changes;
mod close;
mod decline_consent;
mod get;
mod hold;
mod list;
mod parts;
mod resume;
mod set_preferences;
mod start_closing;
mod status;
mod take_over;
mod withdraw;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{entity::Version, ids::Id};
use whakakaha_store::case::CaseDetail;

pub(crate) use self::parts::PreferencesView;
use self::{
    parts::{
        CaseActionView, CaseMemberView, CasePlanView, ConfidentialityView, EligibilityView, KeyIssuesView,
    },
    status::StatusView,
};
use crate::{
    assignment::AssignmentView,
    code::{RoleCode, ZoneCode},
    intake::OfferView,
    view::View,
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_cases)
        .service(changes::list_changes)
        .service(get::get_case)
        .service(set_preferences::set_case_preferences)
        .service(take_over::take_over_case)
        .service(hold::hold_case)
        .service(resume::resume_case)
        .service(start_closing::start_closing_case)
        .service(close::close_case)
        .service(withdraw::withdraw_family)
        .service(decline_consent::close_case_without_consent);
}

/// One episode of coordination for one family, as the caller may know it.
#[derive(Serialize, ToSchema)]
#[schema(as = Case)]
pub(crate) struct CaseView {
    id: Uuid,
    #[serde(flatten)]
    status: StatusView,
    /// The family.
    family_id: Uuid,
    /// The name of the family.
    #[schema(max_length = 200)]
    family_name: String,
    /// The region responsible.
    region_id: Uuid,
    /// The clock by which the days of the case begin and end.
    time_zone: ZoneCode,
    /// The request that started it.
    intake_id: Uuid,
    /// The episode before this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    previous_case_id: Option<Uuid>,
    /// 1 for the family's first case, then 2, 3 …
    #[schema(minimum = 1, maximum = 1000)]
    episode: u32,
    /// The day on which the request was accepted.
    opened_on: NaiveDate,
    /// The next day on which the plan is reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_review_on: Option<NaiveDate>,
    /// The day by which the family is to be contacted next, while the case is active; for the family, the key
    /// contact, the lead worker and the coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_contact_on: Option<NaiveDate>,
    /// Whether that day has passed; absent with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    contact_overdue: Option<bool>,
    /// The day by which the lead worker tells the coordinator how it goes, while the case is active; for the
    /// family, the lead worker and the coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    progress_report_due_on: Option<NaiveDate>,
    /// Whether that day has passed: what the coordinator knows is stale; absent with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    coordinator_stale: Option<bool>,
    /// Why it was accepted.
    eligibility: EligibilityView,
    /// How the process was offered to the family, and what it said; for the family and the coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    offer: Option<OfferView>,
    /// How the family wants things done.
    preferences: PreferencesView,
    /// The members of the family at present. Nobody but yourself where `identity` is a kind of information that is kept
    /// from you.
    #[schema(max_items = 200)]
    members: Vec<CaseMemberView>,
    /// The roles at present.
    #[schema(max_items = 200)]
    assignments: Vec<AssignmentView>,
    /// The roles that nobody fills although the case needs them, because somebody left.
    #[schema(max_items = 6)]
    vacant_roles: Vec<RoleCode>,
    /// The key issues that the family approved; for the family and the coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    key_issues: Option<KeyIssuesView>,
    /// The answer to the confidentiality question; for the family and the coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    confidentiality: Option<ConfidentialityView>,
    /// The plan in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    plan: Option<CasePlanView>,
    /// What was promised, by the due date.
    #[schema(max_items = 200)]
    actions: Vec<CaseActionView>,
}

impl From<&CaseDetail> for CaseView {
    fn from(detail: &CaseDetail) -> Self {
        let case = &detail.case;
        let all = detail.unabridged;
        Self {
            id: case.id.uuid(),
            status: StatusView::of(&case.state, all),
            family_id: case.family_id.uuid(),
            family_name: detail.family.name.clone(),
            region_id: case.region_id.uuid(),
            time_zone: case.zone.into(),
            intake_id: case.intake_id.uuid(),
            previous_case_id: case.previous_case_id.map(Id::uuid),
            episode: case.episode,
            opened_on: case.opened_on,
            next_review_on: case.next_review_on,
            next_contact_on: detail.next_contact.map(|due| due.on),
            contact_overdue: detail.next_contact.map(|due| due.passed),
            progress_report_due_on: detail.next_report.map(|due| due.on),
            coordinator_stale: detail.next_report.map(|due| due.passed),
            eligibility: EligibilityView::of(&case.eligibility, all),
            offer: all.then(|| (&case.offer).into()),
            preferences: (&case.preferences).into(),
            members: detail.members.iter().map(Into::into).collect(),
            assignments: detail.assignments.iter().map(Into::into).collect(),
            vacant_roles: detail.vacant.iter().copied().map(Into::into).collect(),
            key_issues: case.key_issues.as_ref().filter(|_| all).map(Into::into),
            confidentiality: case.confidentiality.as_ref().filter(|_| all).map(Into::into),
            plan: detail.plan.as_ref().map(Into::into),
            actions: detail.actions.iter().map(Into::into).collect(),
        }
    }
}

impl View for CaseView {
    type Of = CaseDetail;

    fn of(detail: &CaseDetail, _: Version) -> Self {
        detail.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

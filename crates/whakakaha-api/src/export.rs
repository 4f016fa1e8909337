//! Somebody's copy of everything on record about them (IPP 6), for programs and for people.

mod gather;
mod make;
mod page;
mod parts;
mod template;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use self::parts::{OwnIntakeView, OwnMeetingView, OwnMembershipView, OwnRelationshipView};
use crate::{
    access::AccessEntryView, action::ActionView, assignment::AssignmentView, case::PreferencesView,
    code::CaseStatusCode, consent::ConsentView, contact::ContactView, correction::CorrectionView,
    final_report::FinalReportView, home::OwnDisclosureView, need::NeedView, person::PersonView,
    plan::PlanVersionView, profile::ProfileEntryView, progress_report::ProgressReportView,
    restriction::RestrictionView, review::ReviewView, safety::AlertView, statement::StatementView,
};

/// Where it is: there is a page as well as JSON.
pub(crate) const OWN_RECORD: &str = "/v1/my/export";

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(make::export_own_record);
}

/// Everything on record about you that you may read.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnRecord)]
pub(crate) struct OwnRecordView {
    /// When this copy was made.
    made_at: DateTime<Utc>,
    /// Your personal record.
    person: PersonView,
    /// The families to which you belong or belonged.
    #[schema(max_items = 1000)]
    memberships: Vec<OwnMembershipView>,
    /// How you stand to others, and they to you, ended relationships included.
    #[schema(max_items = 1000)]
    relationships: Vec<OwnRelationshipView>,
    /// The requests for the process that you sent; and those with which your family's cases began, where they describe you
    /// by your name.
    #[schema(max_items = 1000)]
    intakes: Vec<OwnIntakeView>,
    /// Your consents.
    #[schema(max_items = 1000)]
    consents: Vec<ConsentView>,
    /// What you said in your own words.
    #[schema(max_items = 1000)]
    statements: Vec<StatementView>,
    /// What you asked to be corrected.
    #[schema(max_items = 1000)]
    corrections: Vec<CorrectionView>,
    /// What agencies share of you and of those for whom you speak, or are about to share.
    #[schema(max_items = 1000)]
    disclosures: Vec<OwnDisclosureView>,
    /// The meetings to which you were invited, or which you were to be.
    #[schema(max_items = 1000)]
    meetings: Vec<OwnMeetingView>,
    /// The cases of the families in which you speak for yourself.
    #[schema(max_items = 1000)]
    cases: Vec<CaseRecordView>,
    /// Who has looked at what is on record about you or changed it, the latest first.
    #[schema(max_items = 1000)]
    accesses: Vec<AccessEntryView>,
    /// Whether that is all: only the latest 1000 are in a copy. `GET /v1/my/access-log` has the rest.
    accesses_complete: bool,
}

/// What is on record in a case of your family: said by you or by the family together, planned, promised and done.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseRecord)]
pub(crate) struct CaseRecordView {
    id: Uuid,
    /// The family.
    family_id: Uuid,
    /// Where the case stands.
    status: CaseStatusCode,
    /// The day on which it was opened.
    opened_on: NaiveDate,
    /// How the family wants things done.
    preferences: PreferencesView,
    /// Who has, or had, which role.
    #[schema(max_items = 1000)]
    assignments: Vec<AssignmentView>,
    /// What you or the family together say about the family. What another member said is not in it.
    #[schema(max_items = 1000)]
    profile_entries: Vec<ProfileEntryView>,
    /// What you, or the family together, need.
    #[schema(max_items = 1000)]
    needs: Vec<NeedView>,
    /// What you keep from others, or kept.
    #[schema(max_items = 1000)]
    restrictions: Vec<RestrictionView>,
    /// The version of the plan in force, and the one that waits for answers, as they are for you.
    #[schema(max_items = 2)]
    plan_versions: Vec<PlanVersionView>,
    /// What was promised.
    #[schema(max_items = 1000)]
    actions: Vec<ActionView>,
    /// The contacts with the family between meetings.
    #[schema(max_items = 1000)]
    contacts: Vec<ContactView>,
    /// What the coordinator is told on the way.
    #[schema(max_items = 1000)]
    progress_reports: Vec<ProgressReportView>,
    /// The reviews of the plan, with what the family says about it.
    #[schema(max_items = 1000)]
    reviews: Vec<ReviewView>,
    /// The final reports.
    #[schema(max_items = 1000)]
    final_reports: Vec<FinalReportView>,
    /// The safety alerts that protect you. Take care where you keep this copy.
    #[schema(max_items = 1000)]
    safety_alerts: Vec<AlertView>,
}

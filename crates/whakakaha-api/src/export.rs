//! Somebody's copy of everything on record about them (IPP 6), for programs and for people.

mod gather;
mod make;
mod page;
mod template;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::{
    access::AccessEntryView,
    action::ActionView,
    assignment::AssignmentView,
    code::{CaseStatusCode, FamilyRoleCode, MeetingKindCode, MeetingStatusCode},
    consent::ConsentView,
    contact::ContactView,
    correction::CorrectionView,
    home::OwnDisclosureView,
    meeting::AgendaPointView,
    need::NeedView,
    person::PersonView,
    plan::PlanVersionView,
    profile::ProfileEntryView,
    safety::AlertView,
    statement::StatementView,
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

/// A family to which you belong or belonged.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnMembership)]
pub(crate) struct OwnMembershipView {
    id: Uuid,
    /// The family.
    family_id: Uuid,
    /// Its name.
    #[schema(max_length = 200)]
    family_name: String,
    /// How you belong.
    role: FamilyRoleCode,
    /// First day.
    started_on: NaiveDate,
    /// Last day; absent while you belong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_on: Option<NaiveDate>,
}

/// A meeting to which you were invited, or were to be; without what it says of others.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnMeeting)]
pub(crate) struct OwnMeetingView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Which kind.
    kind: MeetingKindCode,
    /// When it begins, by the clock of the case's region.
    #[schema(value_type = String, max_length = 19)]
    starts_at_local: NaiveDateTime,
    /// Where.
    #[schema(max_length = 200)]
    venue_name: String,
    /// What is talked about.
    #[schema(max_items = 30)]
    agenda: Vec<AgendaPointView>,
    /// Where it stands.
    status: MeetingStatusCode,
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
    /// Who has, or had, which role.
    #[schema(max_items = 1000)]
    assignments: Vec<AssignmentView>,
    /// What you or the family together say about the family. What another member said is not in it.
    #[schema(max_items = 1000)]
    profile_entries: Vec<ProfileEntryView>,
    /// What you, or the family together, need.
    #[schema(max_items = 1000)]
    needs: Vec<NeedView>,
    /// The version of the plan in force, and the one that waits for answers, as they are for you.
    #[schema(max_items = 2)]
    plan_versions: Vec<PlanVersionView>,
    /// What was promised.
    #[schema(max_items = 1000)]
    actions: Vec<ActionView>,
    /// The contacts with the family between meetings.
    #[schema(max_items = 1000)]
    contacts: Vec<ContactView>,
    /// The safety alerts that protect you. Take care where you keep this copy.
    #[schema(max_items = 1000)]
    safety_alerts: Vec<AlertView>,
}

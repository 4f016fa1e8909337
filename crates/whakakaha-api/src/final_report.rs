//! Final reports.

mod accept;
mod get;
mod list;
mod send_back;
mod submit;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    final_report::{FinalReport, FinalReportState},
};

use crate::{
    about::AboutView,
    code::FinalReportStatusCode,
    correction::AttachedStatementView,
    decision::named,
    view::{Item, View, carries_statements},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(submit::submit_final_report)
        .service(list::list_final_reports)
        .service(get::get_final_report)
        .service(accept::accept_final_report)
        .service(send_back::return_final_report);
}

/// The closing report of a case.
#[derive(Serialize, ToSchema)]
#[schema(as = FinalReport)]
pub(crate) struct FinalReportView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Where it stands.
    status: FinalReportStatusCode,
    /// Who wrote it; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    submitted_by: Option<Uuid>,
    /// When.
    submitted_at: DateTime<Utc>,
    /// What was reached, goal by goal.
    #[schema(max_length = 10_000)]
    summary: String,
    /// What the family says about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 10_000)]
    family_view: Option<String>,
    /// What the family still needs and where it gets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 10_000)]
    transition: Option<String>,
    /// What it is about; absent: the family as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    about: Option<AboutView>,
    /// What is missing, where it was sent back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    return_reason: Option<String>,
    /// Who accepted it; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    accepted_by: Option<Uuid>,
    /// When it was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    accepted_at: Option<DateTime<Utc>>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

impl From<&Entity<FinalReport>> for FinalReportView {
    fn from(report: &Entity<FinalReport>) -> Self {
        let (return_reason, accepted) = match &report.state {
            FinalReportState::Submitted => (None, None),
            FinalReportState::Returned { reason } => (Some(reason.clone()), None),
            FinalReportState::Accepted { by, at } => (None, Some((named(*by), *at))),
        };
        Self {
            id: report.id.uuid(),
            statements: Vec::new(),
            case_id: report.case_id.uuid(),
            status: report.state.status().into(),
            submitted_by: named(report.submitted_by),
            submitted_at: report.submitted_at,
            summary: report.summary.clone(),
            family_view: report.family_view.clone(),
            transition: report.transition.clone(),
            about: AboutView::of(&report.about),
            return_reason,
            accepted_by: accepted.and_then(|(by, _)| by),
            accepted_at: accepted.map(|(_, at)| at),
        }
    }
}

impl View for FinalReportView {
    type Of = Entity<FinalReport>;

    fn of(report: &Entity<FinalReport>, _: Version) -> Self {
        report.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

impl Item for FinalReportView {
    type Of = Entity<FinalReport>;

    fn of(report: &Entity<FinalReport>) -> Self {
        report.into()
    }

    carries_statements!();
}

//! What the lead tells the coordinator on the way.

mod get;
mod list;
mod submit;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    progress_report::ProgressReport,
};

use crate::{
    about::AboutView,
    correction::AttachedStatementView,
    decision::named,
    view::{Item, View, carries_statements},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(submit::submit_progress_report)
        .service(list::list_progress_reports)
        .service(get::get_progress_report);
}

/// What the coordinator was told about a case.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgressReport)]
pub(crate) struct ProgressReportView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Who wrote it; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    submitted_by: Option<Uuid>,
    /// When.
    submitted_at: DateTime<Utc>,
    /// How it goes.
    #[schema(max_length = 10_000)]
    summary: String,
    /// What changed; absent where nothing did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 10_000)]
    changes: Option<String>,
    /// What it is about; absent: the family as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    about: Option<AboutView>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

impl From<&Entity<ProgressReport>> for ProgressReportView {
    fn from(report: &Entity<ProgressReport>) -> Self {
        Self {
            id: report.id.uuid(),
            statements: Vec::new(),
            case_id: report.case_id.uuid(),
            submitted_by: named(report.submitted_by),
            submitted_at: report.submitted_at,
            summary: report.summary.clone(),
            changes: report.changes.clone(),
            about: AboutView::of(&report.about),
        }
    }
}

impl View for ProgressReportView {
    type Of = Entity<ProgressReport>;

    fn of(report: &Entity<ProgressReport>, _: Version) -> Self {
        report.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

impl Item for ProgressReportView {
    type Of = Entity<ProgressReport>;

    fn of(report: &Entity<ProgressReport>) -> Self {
        report.into()
    }

    carries_statements!();
}

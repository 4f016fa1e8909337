//! What the lead tells the coordinator on the way, so that the coordinator stays up to date (F0-31).

mod submit;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    case::{Case, CaseState},
    ids::Id,
    restriction::About,
    worker::Worker,
};

pub use submit::SubmitProgressReport;

/// A report of progress. Never changed afterwards.
#[derive(Clone, Serialize, Deserialize)]
pub struct ProgressReport {
    /// The case.
    pub case_id: Id<Case>,
    /// Who wrote it.
    pub submitted_by: Id<Worker>,
    /// When.
    pub submitted_at: DateTime<Utc>,
    /// The day of that, where the family lives.
    pub submitted_on: NaiveDate,
    /// How it goes.
    pub summary: String,
    /// What changed; none: nothing did.
    pub changes: Option<String>,
    /// What it is about.
    pub about: About,
}

/// How many days lie between two reports: six weeks, the longest that the first review may wait.
pub const REPORT_EVERY_DAYS: u16 = 42;

impl Case {
    /// The day by which the coordinator is to be told next, while work with the family goes on: counted from the
    /// last report, else from the first meeting.
    #[must_use]
    pub fn progress_report_due_on(&self, last: Option<NaiveDate>) -> Option<NaiveDate> {
        let CaseState::Active { since } = self.state else { return None };
        last.map_or(since, |last| last.max(since)).checked_add_days(Days::new(REPORT_EVERY_DAYS.into()))
    }
}

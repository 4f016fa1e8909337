//! Reviews: planned looks at whether the plan works (F0-51, model 3.6).

mod complete;
mod day;
mod fall_due;
mod reschedule;
mod start;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    action::Action, case::Case, code::code_list, ids::Id, machine::machine, meeting::Meeting,
    restriction::About,
};

pub use complete::{CompleteReview, ReviewFile};
pub use fall_due::{FindReviewDue, FindReviewMissed};
pub use reschedule::RescheduleReview;
pub use start::StartReview;

pub(crate) use day::{check_day, settle};

/// A planned look at the plan.
#[derive(Clone, Serialize, Deserialize)]
pub struct Review {
    /// The case.
    pub case_id: Id<Case>,
    /// By when.
    pub due_on: NaiveDate,
    /// By when it was first planned; late completion is measured against this.
    pub original_due_on: NaiveDate,
    /// Why it was moved, each time.
    pub moves: Vec<String>,
    /// Where it stands.
    pub state: ReviewState,
}

code_list! {
    /// Where a review stands.
    ReviewStatus {
        /// Planned.
        Scheduled = "scheduled",
        /// Its day has come.
        Due = "due",
        /// Its day has passed.
        Missed = "missed",
        /// It is taking place.
        InProgress = "in_progress",
        /// It took place.
        Completed = "completed",
        /// The case ended before it took place.
        Dropped = "dropped",
    }
}

machine! {
    ReviewStatus, ReviewNotInState;
    Scheduled, FindReviewDue => Due;
    Scheduled, RescheduleReview => Scheduled [ReviewDateOutOfBounds];
    Due, RescheduleReview => Scheduled [ReviewDateOutOfBounds];
    Missed, RescheduleReview => Scheduled [ReviewDateOutOfBounds];
    Due, FindReviewMissed => Missed;
    Scheduled, StartReview => InProgress;
    Due, StartReview => InProgress;
    Missed, StartReview => InProgress;
    InProgress, CompleteReview => Completed [ActionsNotReviewed, FamilyViewMissing, ScoresMissing, NextReviewMissing, ReviewDateOutOfBounds];
    @follows
    Scheduled, CloseCase => Dropped;
    Scheduled, WithdrawFamily => Dropped;
    Due, CloseCase => Dropped;
    Due, WithdrawFamily => Dropped;
    Missed, CloseCase => Dropped;
    Missed, WithdrawFamily => Dropped;
    InProgress, CloseCase => Dropped;
    InProgress, WithdrawFamily => Dropped;
    Due, CompleteMeeting => Scheduled;
    Missed, CompleteMeeting => Scheduled;
}

/// Where a review stands, with what belongs to that state.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ReviewState {
    /// Planned.
    Scheduled,
    /// Its day has come.
    Due,
    /// Its day has passed.
    Missed,
    /// It is taking place.
    InProgress,
    /// It took place.
    Completed(ReviewResult),
    /// The case ended before it took place.
    Dropped,
}

impl ReviewState {
    /// The state without its content.
    #[must_use]
    pub const fn status(&self) -> ReviewStatus {
        match self {
            Self::Scheduled => ReviewStatus::Scheduled,
            Self::Due => ReviewStatus::Due,
            Self::Missed => ReviewStatus::Missed,
            Self::InProgress => ReviewStatus::InProgress,
            Self::Completed(_) => ReviewStatus::Completed,
            Self::Dropped => ReviewStatus::Dropped,
        }
    }
}

code_list! {
    /// What comes of a review.
    ReviewOutcome {
        /// The plan goes on.
        Continue = "continue",
        /// The plan is changed.
        AmendPlan = "amend_plan",
        /// The case is closed.
        Close = "close",
        /// The matter is handed on.
        Escalate = "escalate",
    }
}

/// What came of a review.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReviewResult {
    /// The day.
    pub on: NaiveDate,
    /// The meeting at which it took place, if there was one.
    pub meeting_id: Option<Id<Meeting>>,
    /// What comes of it.
    pub outcome: ReviewOutcome,
    /// The actions that were looked at: every one that was open.
    pub actions_reviewed: Vec<Id<Action>>,
    /// What the family says about how the plan works for it; none: not for the one who looks.
    pub family_view: Option<String>,
    /// What that is about.
    pub about: About,
    /// Why well-being was not scored.
    pub scores_not_done_because: Option<String>,
    /// The next review; none when the case is to be closed or handed on.
    pub next_review_on: Option<NaiveDate>,
}

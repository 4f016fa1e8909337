//! Why a date is refused.

use std::fmt;

use chrono::NaiveDate;

/// Why a review date is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScheduleError {
    /// The date is today or in the past.
    NotInFuture {
        /// Today in the case's region.
        today: NaiveDate,
    },
    /// The date is not later than the meeting that the review follows.
    NotAfterMeeting {
        /// The day of that meeting.
        met_on: NaiveDate,
    },
    /// The family would be left for longer than the cap.
    BeyondCap {
        /// The last date that is accepted.
        latest: NaiveDate,
    },
}

impl fmt::Display for ScheduleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInFuture { today } => {
                write!(f, "the review must be later than today, {today}")
            }
            Self::NotAfterMeeting { met_on } => {
                write!(f, "the review must be later than the meeting on {met_on}")
            }
            Self::BeyondCap { latest } => write!(f, "the review must be no later than {latest}"),
        }
    }
}

impl std::error::Error for ScheduleError {}

//! What is due so many working days after something else.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;

/// Service levels that are counted in working days of the case's region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServiceLevels {
    /// The first meeting is due this many working days after the request. Default 15.
    pub first_meeting_working_days: u16,
    /// A follow-up check of an action is due this many working days after the action (F0-28).
    /// Default 2: long enough for the owner's own report to arrive, short enough to help.
    pub follow_up_working_days: u16,
}

impl ServiceLevels {
    /// The last day for the first meeting of a request received on `received_on`, which is not
    /// counted itself.
    #[must_use]
    pub fn first_meeting_due(self, received_on: NaiveDate, calendar: Calendar) -> NaiveDate {
        calendar.add_working_days(received_on, self.first_meeting_working_days)
    }

    /// The day on which to check whether an action due on `action_due_on` is being done (F0-28).
    #[must_use]
    pub fn follow_up_due(self, action_due_on: NaiveDate, calendar: Calendar) -> NaiveDate {
        calendar.add_working_days(action_due_on, self.follow_up_working_days)
    }
}

impl Default for ServiceLevels {
    fn default() -> Self {
        Self { first_meeting_working_days: 15, follow_up_working_days: 2 }
    }
}

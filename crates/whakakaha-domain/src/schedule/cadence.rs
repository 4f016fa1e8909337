//! How often a plan is reviewed: the configurable bounds and the rhythm within them.

use serde::{Deserialize, Serialize};

/// How soon and how late a review may be, in calendar days after the family last met.
///
/// The defaults are those of Strengthening Families: the first review 4 to 6 weeks after the
/// meeting, then as the family agrees, at most 12 weeks apart. Values that are out of order do
/// no harm (the cap wins, then the latest day); [`Cadence::is_ordered`] lets a configuration be
/// refused at start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cadence {
    /// The first review is not proposed earlier than this. Default 28 (4 weeks).
    pub first_earliest_days: u16,
    /// The first review is proposed for this day, moved to the next working day. Default 35.
    pub first_default_days: u16,
    /// The first review is not proposed later than this while today allows. Default 42 (6 weeks).
    pub first_latest_days: u16,
    /// No review is accepted later than this. Default 84 (12 weeks).
    pub cap_days: u16,
    /// Once no working day is left before the cap: how many days from today remain for finding
    /// a date that suits the family. Default 14.
    pub late_days: u16,
}

impl Cadence {
    /// Whether 1 ≤ earliest ≤ default ≤ latest ≤ cap.
    #[must_use]
    pub const fn is_ordered(self) -> bool {
        1 <= self.first_earliest_days
            && self.first_earliest_days <= self.first_default_days
            && self.first_default_days <= self.first_latest_days
            && self.first_latest_days <= self.cap_days
    }

    /// Earliest, proposed and latest days after the meeting, in order and within the cap.
    pub(super) fn preferred(self, rhythm: Rhythm) -> (u16, u16, u16) {
        let cap = self.cap_days.max(1);
        match rhythm {
            Rhythm::Standard => {
                let latest = self.first_latest_days.clamp(1, cap);
                let earliest = self.first_earliest_days.clamp(1, latest);
                let proposed = self.first_default_days.clamp(earliest, latest);
                (earliest, proposed, latest)
            }
            Rhythm::Agreed { days } => (1, days.clamp(1, cap), cap),
        }
    }
}

impl Default for Cadence {
    fn default() -> Self {
        Self {
            first_earliest_days: 28,
            first_default_days: 35,
            first_latest_days: 42,
            cap_days: 84,
            late_days: 14,
        }
    }
}

/// How often the plan is reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rhythm {
    /// 4 to 6 weeks: the first review, and later ones until the family agrees on an interval.
    Standard,
    /// The interval that the family agreed to, cut to 1 to [`Cadence::cap_days`].
    Agreed {
        /// Calendar days from one review to the next.
        days: u16,
    },
}

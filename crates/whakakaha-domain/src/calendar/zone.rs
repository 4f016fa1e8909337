//! The two time zones of New Zealand, with conversions that never fail.
//!
//! Due and overdue are judged by the local date of the case's region: at 23:30 in Wellington it
//! is already tomorrow on the Chatham Islands, and all morning UTC is still on yesterday.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};
use serde::{Deserialize, Serialize};

/// The time zone of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// The main islands: UTC+12:00, in summer UTC+13:00.
    #[serde(rename = "Pacific/Auckland")]
    Auckland,
    /// The Chatham Islands: UTC+12:45, in summer UTC+13:45.
    #[serde(rename = "Pacific/Chatham")]
    Chatham,
}

impl Zone {
    /// Both zones.
    pub const ALL: [Self; 2] = [Self::Auckland, Self::Chatham];

    /// The IANA name, the same as in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auckland => "Pacific/Auckland",
            Self::Chatham => "Pacific/Chatham",
        }
    }

    /// The zone with this [IANA name](Self::as_str), if it is one of the two.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zone| zone.as_str() == name)
    }

    /// The zone's rules.
    #[must_use]
    pub const fn tz(self) -> Tz {
        match self {
            Self::Auckland => Tz::Pacific__Auckland,
            Self::Chatham => Tz::Pacific__Chatham,
        }
    }

    /// The date on the wall at the instant `now`.
    #[must_use]
    pub fn today(self, now: DateTime<Utc>) -> NaiveDate {
        self.wall_clock(now).date()
    }

    /// Date and time on the wall at the instant `now`.
    ///
    /// Within half a day of the end of chrono's range, where there is no such time: UTC.
    #[must_use]
    pub fn wall_clock(self, now: DateTime<Utc>) -> NaiveDateTime {
        let utc = now.naive_utc();
        let offset = self.tz().offset_from_utc_datetime(&utc).fix();
        utc.checked_add_offset(offset).unwrap_or(utc)
    }

    /// The instant at which the clock on the wall shows `local`.
    ///
    /// In spring an hour is skipped: a time within it gives the first instant after it. In
    /// autumn an hour happens twice: the earlier of the two. Within half a day of the beginning
    /// of chrono's range, `local` is taken as UTC.
    #[must_use]
    pub fn local(self, local: NaiveDateTime) -> DateTime<Utc> {
        let tz = self.tz();
        match tz.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
            LocalResult::None => GapInfo::new(&local, &tz)
                .and_then(|gap| gap.end)
                .map_or_else(|| local.and_utc(), |end| end.to_utc()),
        }
    }
}

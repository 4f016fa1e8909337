//! The two time zones of New Zealand, with conversions that never fail.
//!
//! Due and overdue are judged by the local date of the case's region: at 23:30 in Wellington it
//! is already tomorrow on the Chatham Islands, and all morning UTC is still on yesterday.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

use crate::code::code_list;

code_list! {
    /// The time zone of a region.
    Zone {
        /// The main islands: UTC+12:00, in summer UTC+13:00.
        Auckland = "Pacific/Auckland",
        /// The Chatham Islands: UTC+12:45, in summer UTC+13:45.
        Chatham = "Pacific/Chatham",
    }
}

impl Zone {
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

    /// The date where the day begins first: a day after it lies ahead everywhere in the country. For
    /// days of people and agencies that belong to no region's clock.
    #[must_use]
    pub fn latest_today(now: DateTime<Utc>) -> NaiveDate {
        Self::Chatham.today(now)
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

    /// The end of a day: the midnight after it.
    #[must_use]
    pub fn end_of(self, day: NaiveDate) -> DateTime<Utc> {
        self.local(day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN))
    }
}

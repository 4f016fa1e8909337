//! New Zealand working days, public holidays and time zones.
//!
//! Everything here is a total, pure function of its arguments: holidays come from tables that
//! cover [`FIRST_YEAR`] to [`LAST_YEAR`]; outside those years only weekends are left out.
//! The tables are checked by tests against an independent derivation from the rules.

mod anniversary;
#[cfg(test)]
mod derivation;
mod holiday;
mod national;
mod regional;
#[cfg(test)]
mod tests;
mod zone;

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

pub use anniversary::Anniversary;
pub use holiday::{Holiday, Occasion};
pub use zone::Zone;

/// The first year whose public holidays are known.
pub const FIRST_YEAR: i32 = 2025;

/// The last year whose public holidays are known.
pub const LAST_YEAR: i32 = 2035;

/// The working days of one region: weekdays that are no public holiday there.
///
/// Meant for service levels ("first meeting within 15 working days") and for proposing dates. It
/// is **not** the "working day" of the Legislation Act 2019 s 13 or of the Privacy Act 2020,
/// which also leave out days around Christmas: do not count statutory time limits with it.
///
/// A holiday is a day as observed by people who work Monday to Friday (Holidays Act 2003 ss 45
/// and 45A): when 25 April is a Saturday, the holiday is Monday the 27th.
///
/// ```
/// use chrono::NaiveDate;
/// use whakakaha_domain::calendar::{Anniversary, Calendar};
///
/// let otago = Calendar::new(Anniversary::Otago);
/// let maundy_thursday: NaiveDate = "2026-04-02".parse()?;
/// let wednesday: NaiveDate = "2026-04-08".parse()?;
/// assert_eq!(otago.add_working_days(maundy_thursday, 2), wednesday);
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Calendar {
    anniversary: Anniversary,
}

impl Calendar {
    /// The calendar of the places that observe `anniversary`.
    #[must_use]
    pub const fn new(anniversary: Anniversary) -> Self {
        Self { anniversary }
    }

    /// The regional anniversary day that this calendar observes.
    #[must_use]
    pub const fn anniversary(self) -> Anniversary {
        self.anniversary
    }

    /// Whether the public holidays of the year of `date` are known.
    ///
    /// Where this is false, answers take only weekends as non-working.
    #[must_use]
    pub fn covers(date: NaiveDate) -> bool {
        (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
    }

    /// The public holiday observed on `date`, national or of this region.
    ///
    /// `None` for any day outside [`FIRST_YEAR`] to [`LAST_YEAR`] and for a weekend day from
    /// which a holiday has been moved.
    #[must_use]
    pub fn holiday(self, date: NaiveDate) -> Option<Holiday> {
        let day = (date.year(), date.month(), date.day());
        if regional::observed(self.anniversary).contains(&day) {
            return Some(Holiday::new(date, Occasion::Anniversary(self.anniversary)));
        }
        national::NATIONAL
            .binary_search_by_key(&day, |&(year, month, dom, _)| (year, month, dom))
            .ok()
            .and_then(|row| national::NATIONAL.get(row))
            .map(|&(.., occasion)| Holiday::new(date, occasion))
    }

    /// The public holidays observed within `days`, both ends included, in order of date.
    #[must_use]
    pub fn holidays_in(self, days: &RangeInclusive<NaiveDate>) -> Vec<Holiday> {
        let own = Occasion::Anniversary(self.anniversary);
        let regional = regional::observed(self.anniversary).iter();
        let mut found: Vec<Holiday> = national::NATIONAL
            .iter()
            .copied()
            .chain(regional.map(|&(year, month, day)| (year, month, day, own)))
            .filter_map(|(year, month, day, occasion)| {
                NaiveDate::from_ymd_opt(year, month, day).map(|date| Holiday::new(date, occasion))
            })
            .filter(|holiday| days.contains(&holiday.date()))
            .collect();
        found.sort_unstable_by_key(|holiday| holiday.date());
        found
    }

    /// Whether `date` is a weekday and no public holiday in this region.
    #[must_use]
    pub fn is_working_day(self, date: NaiveDate) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && self.holiday(date).is_none()
    }

    /// `date` if it is a working day, else the next one.
    ///
    /// Stays at [`NaiveDate::MAX`] rather than leave chrono's range.
    #[must_use]
    pub fn on_or_after(self, date: NaiveDate) -> NaiveDate {
        date.iter_days().find(|&day| self.is_working_day(day)).unwrap_or(NaiveDate::MAX)
    }

    /// `date` if it is a working day, else the last one before it.
    ///
    /// Stays at [`NaiveDate::MIN`] rather than leave chrono's range.
    #[must_use]
    pub fn on_or_before(self, date: NaiveDate) -> NaiveDate {
        std::iter::successors(Some(date), NaiveDate::pred_opt)
            .find(|&day| self.is_working_day(day))
            .unwrap_or(NaiveDate::MIN)
    }

    /// The `days`th working day after `date`; `date` itself is never counted, as for a period
    /// "after" a day in the Legislation Act 2019 s 54.
    ///
    /// With `days` 0: `date`, moved to the next working day if it is none.
    #[must_use]
    pub fn add_working_days(self, date: NaiveDate, days: u16) -> NaiveDate {
        if days == 0 {
            return self.on_or_after(date);
        }
        (0..days).fold(date, |day, _| self.on_or_after(day.succ_opt().unwrap_or(NaiveDate::MAX)))
    }

    /// How many working days lie after `after`, up to and including `until`; 0 when `until` is
    /// not later.
    ///
    /// The inverse of [`Calendar::add_working_days`], in constant time.
    #[must_use]
    pub fn working_days_between(self, after: NaiveDate, until: NaiveDate) -> u32 {
        let Some(first) = after.succ_opt().filter(|first| *first <= until) else {
            return 0;
        };
        let weekdays = weekdays_through(until).saturating_sub(weekdays_through(after));
        let holidays = self.holidays_in(&(first..=until)).len();
        u32::try_from(weekdays).unwrap_or(0).saturating_sub(u32::try_from(holidays).unwrap_or(u32::MAX))
    }
}

/// Weekdays from Monday 1 January of the year 1 through `date`, negative before that.
fn weekdays_through(date: NaiveDate) -> i32 {
    let days = date.num_days_from_ce();
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

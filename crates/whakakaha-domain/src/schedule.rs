//! When things are due: first meeting, reviews of the plan, follow-up checks.
//!
//! Pure functions of facts, calendar and today, for every input. Each date is the local date of
//! the case's region, and `today` is [`Zone::today`]: UTC never decides what is due or late.

mod cadence;
mod error;
mod service_levels;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::calendar::{Calendar, Zone};

pub use cadence::{Cadence, Rhythm};
pub use error::ScheduleError;
pub use service_levels::ServiceLevels;

/// What the last meeting leaves behind for the date of the next review.
///
/// Holds no risk and nothing personal, so that the date never tells more than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReviewBasis {
    /// The local date of the first meeting or of the last review held.
    pub met_on: NaiveDate,
    /// How often the plan is reviewed from there.
    pub rhythm: Rhythm,
}

impl ReviewBasis {
    /// The basis that a meeting held at `held_at` in `zone` leaves behind.
    #[must_use]
    pub fn after(held_at: DateTime<Utc>, zone: Zone, rhythm: Rhythm) -> Self {
        let met_on = zone.today(held_at);
        Self { met_on, rhythm }
    }

    /// The first day that is after both the meeting and `today`.
    fn earliest(self, today: NaiveDate) -> NaiveDate {
        plus(self.met_on.max(today), 1)
    }

    fn cap(self, cadence: Cadence) -> NaiveDate {
        plus(self.met_on, cadence.cap_days.max(1))
    }
}

/// The date to propose for the next review (F0-51).
///
/// Always after today and after the meeting, always a working day, never after
/// [`latest_review`]; a later today never gives an earlier date. In order of preference: the
/// rhythm's own day moved to the next working day; the last working day that the rhythm allows;
/// the next or the last working day before the cap; when none is left there, the next working
/// day (the review is late).
#[must_use]
pub fn next_review(basis: ReviewBasis, cadence: Cadence, calendar: Calendar, today: NaiveDate) -> NaiveDate {
    let (earliest, proposed, latest) = cadence.preferred(basis.rhythm);
    let soonest = basis.earliest(today);
    let floor = plus(basis.met_on, earliest).max(soonest);
    let wanted = plus(basis.met_on, proposed).max(soonest);
    let latest = plus(basis.met_on, latest);
    let cap = basis.cap(cadence);
    first_working_day(calendar, wanted, latest)
        .or_else(|| last_working_day(calendar, floor, latest))
        .or_else(|| first_working_day(calendar, wanted, cap))
        .or_else(|| last_working_day(calendar, soonest, cap))
        .unwrap_or_else(|| calendar.on_or_after(soonest))
}

/// The last date that [`check_review_date`] accepts.
///
/// [`Cadence::cap_days`] after the meeting, while a working day is left until then. After that
/// the review is late in any case, and [`Cadence::late_days`] from today remain to arrange it.
#[must_use]
pub fn latest_review(
    basis: ReviewBasis,
    cadence: Cadence,
    calendar: Calendar,
    today: NaiveDate,
) -> NaiveDate {
    let soonest = basis.earliest(today);
    let cap = basis.cap(cadence);
    if last_working_day(calendar, soonest, cap).is_some() {
        return cap;
    }
    plus(basis.met_on.max(today), cadence.late_days).max(calendar.on_or_after(soonest))
}

/// Accepts the review date that the family asked for, or says why not (F0-51).
///
/// Any day after today and after the meeting up to [`latest_review`] will do, weekends and
/// holidays included (F0-09): the family decides, also on less than 4 weeks.
pub fn check_review_date(
    asked: NaiveDate,
    basis: ReviewBasis,
    cadence: Cadence,
    calendar: Calendar,
    today: NaiveDate,
) -> Result<NaiveDate, ScheduleError> {
    if asked <= today {
        return Err(ScheduleError::NotInFuture { today });
    }
    if asked <= basis.met_on {
        return Err(ScheduleError::NotAfterMeeting { met_on: basis.met_on });
    }
    let latest = latest_review(basis, cadence, calendar, today);
    if asked > latest {
        return Err(ScheduleError::BeyondCap { latest });
    }
    Ok(asked)
}

fn first_working_day(calendar: Calendar, from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
    Some(calendar.on_or_after(from)).filter(|day| *day <= to)
}

fn last_working_day(calendar: Calendar, from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
    Some(calendar.on_or_before(to)).filter(|day| *day >= from)
}

/// `date` and `days` more, or the last date there is.
fn plus(date: NaiveDate, days: u16) -> NaiveDate {
    date.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

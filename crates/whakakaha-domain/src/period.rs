//! Periods: first days and last days as people report them. What is reported takes effect at once, so
//! neither lies ahead.

#[cfg(test)]
pub(crate) mod tests;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    calendar::Zone,
    refusal::{Code, Refusal},
};

/// Refuses a day after today, anywhere in the country.
pub(crate) fn ensure_reached(day: NaiveDate, now: DateTime<Utc>, pointer: &str) -> Result<(), Refusal> {
    if day > Zone::latest_today(now) {
        return Err(Refusal::at(Code::DateInFuture, pointer));
    }
    Ok(())
}

/// Refuses a last day before the first, where that is known, or after today.
pub(crate) fn ensure_ended(
    first: Option<NaiveDate>,
    last: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if first.is_some_and(|first| last < first) {
        return Err(Refusal::at(Code::EndBeforeStart, "#/ended_on"));
    }
    ensure_reached(last, now, "#/ended_on")
}

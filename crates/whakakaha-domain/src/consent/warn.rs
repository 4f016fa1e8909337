//! Warning that a consent will run out: the service itself looks, some days before the last.

use chrono::{Days, NaiveDate, TimeDelta};

use super::{Consent, ConsentFile, EndingConsent};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// How many days before the last day of a consent somebody is warned (model 3).
pub const WARNING_DAYS: [u16; 3] = [30, 14, 7];

/// Warns that a consent will run out, once for each of [`WARNING_DAYS`], unless the person has signed what
/// takes its place.
pub struct WarnOfExpiry;

impl Command for WarnOfExpiry {
    type Target = EndingConsent;
    const OPERATION: Operation = Operation::WarnOfExpiry;

    fn decide(&self, EndingConsent(target): &EndingConsent, at: &Moment) -> Result<Decision, Refusal> {
        let ConsentFile { consent, file, .. } = target;
        let today = file.case.today(at.now);
        let due = warning_due(consent.valid_until, today);
        let warned = |days: u16| consent.warned_days.is_some_and(|last| last <= days);
        let renewed = file.consents.iter().any(|newer| newer.goes_on_from(consent));
        match due {
            Some(days) if consent.holds_on(today) && file.case.is_open() && !warned(days) && !renewed => {
                let told = consent.amended(|it| it.warned_days = Some(days));
                Ok(Change::of(consent.id).in_case(file.case.id).put(told).into())
            }
            Some(_) | None => Ok(Decision::Unchanged),
        }
    }
}

/// The warning that is due today, if one is: the shortest that has been reached.
fn warning_due(last: NaiveDate, today: NaiveDate) -> Option<u16> {
    let left = last - today;
    let reached = |days: &u16| left <= TimeDelta::days((*days).into());
    WARNING_DAYS.into_iter().filter(reached).min().filter(|_| left >= TimeDelta::zero())
}

impl Consent {
    /// The day on which somebody is to be warned next; after its last day where nobody is.
    #[must_use]
    pub fn warn_on(&self) -> NaiveDate {
        let next = WARNING_DAYS.into_iter().find(|days| self.warned_days.is_none_or(|last| *days < last));
        let day = next.map(|days| self.valid_until.checked_sub_days(Days::new(days.into())));
        day.unwrap_or_else(|| self.valid_until.succ_opt()).unwrap_or(self.valid_until)
    }
}

impl Entity<Consent> {
    /// Whether it was signed by the same person for at least the same purposes, and begins before the other
    /// ends and lasts longer.
    fn goes_on_from(&self, other: &Self) -> bool {
        let day_after = other.valid_until.succ_opt().unwrap_or(other.valid_until);
        self.person_id == other.person_id
            && self.holds_on(day_after)
            && other
                .purposes
                .iter()
                .all(|purpose| self.covers_purpose(*purpose) || !other.covers_purpose(*purpose))
    }
}

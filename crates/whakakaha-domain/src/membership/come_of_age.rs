//! Growing up: the service itself notices when a child is old enough to consent for themselves, and when they
//! are an adult.

use chrono::{Datelike, NaiveDate};

use super::{FamilyRole, Member, Membership};
use crate::{
    case::CaseFile,
    command::{Command, Decision, Moment},
    operation::Operation,
    person::{ADULT_AGE, Person},
    refusal::Refusal,
};

/// Notices that a child has become old enough to consent for themselves, or an adult (model 3.3).
pub struct ComeOfAge;

/// A member of a family, and the case that is open for it.
pub struct GrowingUp {
    /// The member.
    pub member: Member,
    /// The case that is open for the family.
    pub open_case: Option<CaseFile>,
}

impl Command for ComeOfAge {
    type Target = GrowingUp;
    const OPERATION: Operation = Operation::ComeOfAge;

    fn decide(&self, young: &GrowingUp, at: &Moment) -> Result<Decision, Refusal> {
        let Some(file) = &young.open_case else { return Ok(Decision::Unchanged) };
        let (membership, person) = (&young.member.membership, &young.member.person);
        let today = file.case.today(at.now);
        if !(membership.is_present() && membership.role.is_child()) {
            return Ok(Decision::Unchanged);
        }
        if person.age_on(today).is_some_and(|age| age >= ADULT_AGE) {
            let adult = membership.amended(|it| {
                it.role = FamilyRole::Adult;
                it.dependent = false;
            });
            return Ok(young.with(&adult, at).into());
        }
        if membership.is_old_enough(person, file.case.consent_age, today) {
            let older = membership.amended(|it| it.consents_for_self = true);
            return Ok(young.with(&older, at).into());
        }
        Ok(Decision::Unchanged)
    }
}

impl Membership {
    /// Whether a child who does not consent for themselves is old enough to, and nobody has judged of it.
    fn is_old_enough(&self, person: &Person, consent_age: u8, today: NaiveDate) -> bool {
        let old_enough = person.age_on(today).is_some_and(|age| age >= consent_age.into());
        old_enough && !self.consents_for_self && self.judgement.is_none()
    }
}

impl Member {
    /// The next day on which the child is old enough to consent for themselves, or an adult: what others agreed
    /// to for them does not reach beyond it.
    #[must_use]
    pub fn grows_up_on(&self, consent_age: u8, today: NaiveDate) -> Option<NaiveDate> {
        let born = self.person.born_on.filter(|_| self.membership.role.is_child())?;
        let consent = (self.membership.judgement.is_none()).then_some(u32::from(consent_age));
        let birthdays = consent.into_iter().chain([ADULT_AGE]).filter_map(|age| birthday(born, age));
        birthdays.filter(|day| *day > today).min()
    }
}

/// The day on which somebody is this old; on 1 March in common years for whoever was born on 29 February.
fn birthday(born: NaiveDate, age: u32) -> Option<NaiveDate> {
    let year = born.year().checked_add(i32::try_from(age).ok()?)?;
    born.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
}

//! Running out: the service itself notices the day after the last.

use super::{ConsentFile, ConsentState, settle};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::Refusal,
};

/// Marks a consent as run out.
pub struct ExpireConsent;

/// A consent whose last day is near, or may have passed.
pub struct EndingConsent(pub ConsentFile);

impl Command for ExpireConsent {
    type Target = EndingConsent;
    const OPERATION: Operation = Operation::ExpireConsent;

    fn decide(&self, EndingConsent(target): &EndingConsent, at: &Moment) -> Result<Decision, Refusal> {
        let ConsentFile { consent, file, .. } = target;
        let today = file.case.today(at.now);
        let ConsentState::Active(signature) = &consent.state else { return Ok(Decision::Unchanged) };
        if consent.valid_until >= today {
            return Ok(Decision::Unchanged);
        }
        let state = ConsentState::Expired { signature: signature.clone(), on: today };
        let expired = consent.amended(|it| it.state = state);
        Ok(Change::of(consent.id).in_case(file.case.id).put_all(settle(file, &[expired], at)).into())
    }
}

//! Saying no: recorded, because a no is not the absence of an answer. No reason is asked for (F0-06).

use super::{ConsentFile, ConsentState};
use crate::{
    command::{Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Records that the person does not agree.
pub struct RefuseConsent;

impl Command for RefuseConsent {
    type Target = ConsentFile;
    const OPERATION: Operation = Operation::RefuseConsent;

    fn decide(&self, target: &ConsentFile, at: &Moment) -> Result<Decision, Refusal> {
        let ConsentFile { consent, file, .. } = target;
        target.ensure_own(at)?;
        consent.state.status().after(Operation::RefuseConsent)?;
        let on = file.case.today(at.now);
        let refused = consent.amended(|it| it.state = ConsentState::Refused { on });
        Ok(target.settled(&[refused], at).into())
    }
}

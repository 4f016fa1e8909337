//! The family does not consent: the case closes before it began (F0-06).

use super::{CaseEnding, CloseReason, Closure, Independence, Outcome};
use crate::{
    command::{Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Closes a case for which consent is not given.
pub struct DeclineConsent {
    /// Why, as far as the family wants to say.
    pub reason: String,
}

impl Command for DeclineConsent {
    type Target = CaseEnding;
    const OPERATION: Operation = Operation::DeclineConsent;

    fn decide(&self, ending: &CaseEnding, at: &Moment) -> Result<Decision, Refusal> {
        ending.file.case.state.status().after(Operation::DeclineConsent)?;
        let closure = Closure {
            reason: CloseReason::NoConsent,
            on: ending.today(at),
            outcome: Outcome::NotMeasured,
            independence: Independence::NotMeasured,
            note: Some(self.reason.clone()),
            decision: None,
        };
        Ok(ending.close(closure).into())
    }
}

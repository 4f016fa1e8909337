//! Striking out a consent that was recorded by mistake: a second worker confirms the mistake.

use super::{ConsentFile, ConsentState};
use crate::{
    command::{Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
    worker::Worker,
};

/// Strikes out a consent.
pub struct VoidConsent {
    /// What the mistake was.
    pub reason: String,
}

/// A consent with the second worker who confirms that it is a mistake.
pub struct ConsentMistake {
    /// The consent.
    pub it: ConsentFile,
    /// The worker named, if they exist.
    pub second: Option<Entity<Worker>>,
}

impl Command for VoidConsent {
    type Target = ConsentMistake;
    const OPERATION: Operation = Operation::VoidConsent;

    fn decide(&self, target: &ConsentMistake, at: &Moment) -> Result<Decision, Refusal> {
        let consent = &target.it.consent;
        consent.state.status().after(Operation::VoidConsent)?;
        let refusal = |code| Refusal::at(code, "#/confirmed_by");
        let second = target.second.as_ref().ok_or_else(|| refusal(Code::ReferenceUnknown))?;
        if second.ended_on.is_some() {
            return Err(refusal(Code::WorkerEnded));
        }
        if at.actor.principal.worker() == Some(second.id) {
            return Err(refusal(Code::SecondPersonMissing));
        }
        let mistake = ConsentState::EnteredInError { reason: self.reason.clone(), confirmed_by: second.id };
        let voided = consent.amended(|it| it.state = mistake);
        Ok(target.it.settled(&[voided], at).into())
    }
}

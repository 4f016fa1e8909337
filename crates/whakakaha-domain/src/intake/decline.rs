//! Ending a request without a case: redirected, declined, or handed on by law (F2-09).

use super::{Intake, IntakeEnd, IntakeOutcome, IntakeState, MadeOffer};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
    region::Region,
};

/// Ends an intake without a case.
pub struct DeclineIntake {
    /// How.
    pub outcome: IntakeOutcome,
    /// Why.
    pub reason: String,
    /// Where the family was sent or the matter was handed to.
    pub target: Option<String>,
    /// By which law, when escalated.
    pub legal_basis: Option<String>,
    /// The offer to the family, where one was made.
    pub offer: Option<MadeOffer>,
}

impl Command for DeclineIntake {
    type Target = (Entity<Intake>, Entity<Region>);
    const OPERATION: Operation = Operation::DeclineIntake;

    fn decide(&self, (intake, region): &Self::Target, at: &Moment) -> Result<Decision, Refusal> {
        intake.state.status().after(Operation::DeclineIntake)?;
        if self.outcome == IntakeOutcome::Escalated {
            let missing = |pointer| Refusal::at(Code::EscalationIncomplete, pointer);
            self.legal_basis.as_ref().ok_or_else(|| missing("#/legal_basis"))?;
            self.target.as_ref().ok_or_else(|| missing("#/target"))?;
        }
        let on = region.zone.today(at.now);
        let recorded_by = at.actor.principal.worker();
        let offer = self.offer.as_ref().map(|offer| offer.kept(on, recorded_by)).transpose()?;
        let end = IntakeEnd {
            outcome: self.outcome,
            reason: self.reason.clone(),
            target: self.target.clone(),
            legal_basis: self.legal_basis.clone(),
            offer,
            on,
        };
        let closed = intake.amended(|it| it.state = IntakeState::Closed(end));
        Ok(Change::of(intake.id).put(closed).into())
    }
}

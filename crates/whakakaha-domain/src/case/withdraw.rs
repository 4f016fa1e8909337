//! The family withdraws: at any time, for no reason, and nobody can refuse it (F0-06).

use super::{CaseEnding, CaseState, CloseReason, Closure, FamilyDecision, Independence, Outcome};
use crate::{
    action::{Action, ActionStatus},
    actor::Principal,
    command::{Command, Decision, Moment},
    consent::{Consent, ConsentState, state::standings, with},
    entity::Entity,
    ids::Id,
    machine::Machine,
    operation::Operation,
    person::Person,
    record::Record,
    refusal::{Code, Refusal},
};

/// Ends the case because the family wants to.
pub struct WithdrawFamily {
    /// How the family told.
    pub channel: String,
    /// Who of the family told, where a worker records it and knows.
    pub said_by: Option<Id<Person>>,
}

impl Command for WithdrawFamily {
    type Target = CaseEnding;
    const OPERATION: Operation = Operation::WithdrawFamily;

    fn decide(&self, ending: &CaseEnding, at: &Moment) -> Result<Decision, Refusal> {
        let case = &ending.file.case;
        if matches!(&case.state, CaseState::Closed(end) if end.reason == CloseReason::FamilyWithdrew) {
            return Ok(Decision::Unchanged);
        }
        case.state.status().after(Operation::WithdrawFamily)?;
        let closure = Closure {
            reason: CloseReason::FamilyWithdrew,
            on: ending.today(at),
            outcome: Outcome::NotMeasured,
            independence: Independence::NotMeasured,
            note: None,
            decision: self.decision(ending, at)?,
        };
        let consents = self.withdrawn(ending, at);
        let after = with(&ending.file, &consents);
        let standings = standings(&after, closure.on);
        let said_by = closure.decision.as_ref().map(|decision| decision.decided_by);
        let recalled = ending.shown.recalled([&ending.file, &after], said_by, at);
        let released = ending.actions.iter().map(release);
        let change = ending.close(closure).put_all(released).put_all(consents).put_all(recalled);
        Ok(change.put(Record::ConsentStandings(standings)).into())
    }
}

impl WithdrawFamily {
    fn decision(&self, ending: &CaseEnding, at: &Moment) -> Result<Option<FamilyDecision>, Refusal> {
        let decided_on = ending.today(at);
        if let Principal::Family(decided_by) = at.actor.principal {
            return Ok(Some(FamilyDecision { decided_by, decided_on, how: None, recorded_by: None }));
        }
        let Some(decided_by) = self.said_by else { return Ok(None) };
        if ending.file.member(decided_by, decided_on).is_none() {
            return Err(Refusal::at(Code::PersonNotMember, "#/said_by"));
        }
        let how = Some(self.channel.clone());
        Ok(Some(FamilyDecision { decided_by, decided_on, how, recorded_by: at.actor.principal.worker() }))
    }

    fn withdrawn(&self, ending: &CaseEnding, at: &Moment) -> Vec<Entity<Consent>> {
        let back = |consent: &Entity<Consent>| match &consent.state {
            ConsentState::Active(signature) => Some(consent.withdrawn(signature, &self.channel, at)),
            ConsentState::PendingSignature
            | ConsentState::Refused { .. }
            | ConsentState::Withdrawn { .. }
            | ConsentState::Expired { .. }
            | ConsentState::Superseded { .. }
            | ConsentState::EnteredInError { .. } => None,
        };
        ending.file.consents.iter().filter_map(back).collect()
    }
}

/// Whoever had promised something is released from it; nothing counts as not done.
fn release(action: &Entity<Action>) -> Entity<Action> {
    action.amended(|it| {
        it.status = ActionStatus::Released;
        it.ended_because = Some("The case was closed.".to_owned());
    })
}

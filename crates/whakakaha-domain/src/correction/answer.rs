//! Answering a request to correct something.

use super::{Correctable, Correction, CorrectionAnswer, CorrectionNews, CorrectionState, HeldCorrection};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Says that the thing was corrected.
pub struct AcceptCorrection {
    /// What was done.
    pub words: String,
}

/// Says that the thing stays as it is.
pub struct RefuseCorrection {
    /// Why.
    pub words: String,
}

impl Command for AcceptCorrection {
    type Target = HeldCorrection;
    const OPERATION: Operation = Operation::AcceptCorrection;

    /// Those who have the thing are told, but for the agency that corrected it and whoever asked.
    fn decide(&self, target: &HeldCorrection, at: &Moment) -> Result<Decision, Refusal> {
        let correction = &target.correction;
        correction.state.status().after(Self::OPERATION)?;
        ensure(correction.about.kind != Correctable::Disclosure, Code::CorrectTheItem)?;
        let answer = answer(&self.words, at)?;
        let corrected = correction.amended(|it| it.state = CorrectionState::Corrected { answer });
        let own = at.actor.principal.agency().filter(|agency| Some(*agency) == correction.source);
        let notices = target.notices(CorrectionNews::Corrected, own, at);
        Ok(Change::of(correction.id).in_case(correction.case_id).put(corrected).put_all(notices).into())
    }
}

impl Command for RefuseCorrection {
    type Target = Entity<Correction>;
    const OPERATION: Operation = Operation::RefuseCorrection;

    fn decide(&self, correction: &Entity<Correction>, at: &Moment) -> Result<Decision, Refusal> {
        correction.state.status().after(Self::OPERATION)?;
        let answer = answer(&self.words, at)?;
        Ok(answered(correction, CorrectionState::Refused { answer }))
    }
}

fn answer(words: &str, at: &Moment) -> Result<CorrectionAnswer, Refusal> {
    let by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
    Ok(CorrectionAnswer { by, at: at.now, words: words.to_owned() })
}

fn answered(correction: &Entity<Correction>, state: CorrectionState) -> Decision {
    let answered = correction.amended(|it| it.state = state);
    Change::of(correction.id).in_case(correction.case_id).put(answered).into()
}

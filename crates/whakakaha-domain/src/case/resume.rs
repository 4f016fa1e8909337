//! Going on after a rest, to where the case was.

use super::{CaseFile, CaseState};
use crate::{
    command::{Change, Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Goes on with a case that rested.
pub struct ResumeCase;

impl Command for ResumeCase {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::ResumeCase;

    fn decide(&self, file: &CaseFile, at: &Moment) -> Result<Decision, Refusal> {
        let case = &file.case;
        case.state.status().after(Operation::ResumeCase)?;
        ensure(file.consents_on(case.today(at.now)), Code::ConsentInsufficient)?;
        let state = match case.active_since() {
            Some(since) => CaseState::Active { since },
            None => CaseState::Preparing,
        };
        let resumed = case.amended(|it| it.state = state);
        Ok(Change::of(case.id).in_case(case.id).put(resumed).into())
    }
}

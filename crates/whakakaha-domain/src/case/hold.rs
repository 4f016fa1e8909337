//! Letting work rest until a day on which somebody looks again.

use chrono::NaiveDate;

use super::{CaseFile, CaseState, Hold, HoldReason};
use crate::{
    command::{Change, Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Lets work on a case rest.
pub struct HoldCase {
    /// Why.
    pub reason: HoldReason,
    /// The day on which it is looked at again.
    pub review_on: NaiveDate,
}

impl Command for HoldCase {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::HoldCase;

    fn decide(&self, file: &CaseFile, at: &Moment) -> Result<Decision, Refusal> {
        let case = &file.case;
        case.state.status().after(Operation::HoldCase)?;
        let since = case.today(at.now);
        if self.review_on <= since {
            return Err(Refusal::at(Code::HoldReviewMissing, "#/review_on"));
        }
        let hold =
            Hold { reason: self.reason, review_on: self.review_on, since, active_since: case.active_since() };
        let resting = case.amended(|it| it.state = CaseState::OnHold(hold));
        Ok(Change::of(case.id).in_case(case.id).put(resting).into())
    }
}

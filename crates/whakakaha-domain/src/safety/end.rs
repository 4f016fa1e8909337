//! Ending: the service itself notices the day after the last.

use super::AlertFile;
use crate::{
    command::{Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Ends an alert whose last day has passed where the family lives.
pub struct EndAlert;

/// An alert whose last day may have passed.
pub struct EndingAlert(pub AlertFile);

impl Command for EndAlert {
    type Target = EndingAlert;
    const OPERATION: Operation = Operation::EndAlert;

    fn decide(&self, EndingAlert(file): &EndingAlert, at: &Moment) -> Result<Decision, Refusal> {
        let today = file.case.case.today(at.now);
        if !file.alert.status.is_open() || file.alert.holds_on(today) {
            return Ok(Decision::Unchanged);
        }
        let status = file.alert.status.after(Self::OPERATION)?;
        let ended = file.alert.amended(|it| it.status = status);
        Ok(file.over(ended, at).into())
    }
}

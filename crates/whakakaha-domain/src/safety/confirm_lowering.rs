//! Confirming that an alert is lowered.

use super::AlertFile;
use crate::{
    command::{Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Lowers an alert: the second of the two who do. It opens nothing retroactively.
pub struct ConfirmLowering {
    /// What they add.
    pub reason: Option<String>,
}

impl Command for ConfirmLowering {
    type Target = AlertFile;
    const OPERATION: Operation = Operation::ConfirmLowering;

    fn decide(&self, file: &AlertFile, at: &Moment) -> Result<Decision, Refusal> {
        let status = file.alert.status.after(Self::OPERATION)?;
        ensure_second(file, at)?;
        Ok(file.over(file.answered(status, self.reason.clone(), at), at).into())
    }
}

/// Refuses whoever asked, and everybody who was not asked.
pub(super) fn ensure_second(file: &AlertFile, at: &Moment) -> Result<(), Refusal> {
    let caller = at.actor.principal.worker();
    let asked_by = file.alert.lowerings.last().map(|it| it.asked_by);
    ensure(
        caller.is_some() && caller == file.alert.supervisor() && caller != asked_by,
        Code::LoweringTakesTwo,
    )
}

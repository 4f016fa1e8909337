//! Refusing to lower an alert.

use super::{AlertFile, confirm_lowering::ensure_second};
use crate::{
    command::{Change, Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Leaves an alert as it is. The coordinator may ask again.
pub struct RefuseLowering {
    /// Why.
    pub reason: String,
}

impl Command for RefuseLowering {
    type Target = AlertFile;
    const OPERATION: Operation = Operation::RefuseLowering;

    fn decide(&self, file: &AlertFile, at: &Moment) -> Result<Decision, Refusal> {
        let status = file.alert.status.after(Self::OPERATION)?;
        ensure_second(file, at)?;
        let alert = file.answered(status, Some(self.reason.clone()), at);
        Ok(Change::of(alert.id).in_case(file.case.case.id).put(alert).into())
    }
}

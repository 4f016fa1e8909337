//! Changing what is said of a need.

use super::{Need, NeedPriority};
use crate::{
    command::{Change, Command, Decision, Moment},
    filed::{Filed, ensure_consented},
    intake::Domain,
    operation::Operation,
    refusal::Refusal,
};

/// Replaces what is said of a need. Whose need it is stays.
pub struct ReviseNeed {
    /// The domain that it belongs to.
    pub domain: Domain,
    /// What is lacking, in plain words.
    pub text: String,
    /// How much it matters now.
    pub priority: NeedPriority,
    /// Whether it has been met.
    pub met: bool,
}

impl Command for ReviseNeed {
    type Target = Filed<Need>;
    const OPERATION: Operation = Operation::ReviseNeed;

    fn decide(&self, filed: &Filed<Need>, at: &Moment) -> Result<Decision, Refusal> {
        let need = &filed.thing;
        ensure_consented(&filed.case, at)?;
        let revised = need.amended(|it| {
            it.domain = self.domain;
            it.text.clone_from(&self.text);
            it.priority = self.priority;
            it.met = self.met;
        });
        Ok(Change::of(need.id).in_case(filed.case.case.id).put(revised).into())
    }
}

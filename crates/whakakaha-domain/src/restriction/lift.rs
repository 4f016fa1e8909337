//! Lifting a restriction.

use super::Restriction;
use crate::{
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    filed::Filed,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Lifts a restriction: its author's own act, which opens nothing retroactively.
pub struct LiftRestriction {
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

impl Command for LiftRestriction {
    type Target = Filed<Restriction>;
    const OPERATION: Operation = Operation::LiftRestriction;

    fn decide(&self, filed: &Filed<Restriction>, at: &Moment) -> Result<Decision, Refusal> {
        let restriction = &filed.thing;
        ensure(restriction.lifted_at.is_none(), Code::RestrictionLifted)?;
        let decision = family_decision(&filed.case, self.evidence.as_ref(), at)?;
        ensure(decision.decided_by == restriction.decision.decided_by, Code::RestrictionNotOwn)?;
        let lifted = restriction.amended(|it| {
            it.lifted_at = Some(at.now);
            it.lifting = Some(decision);
        });
        Ok(Change::of(restriction.id).in_case(filed.case.case.id).put(lifted).into())
    }
}

//! Taking an entry out of the profile.

use super::ProfileEntry;
use crate::{
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    filed::Filed,
    operation::Operation,
    refusal::Refusal,
};

/// Takes an entry out of the profile. It stays in history and counts for nothing; the family may do
/// so at any time.
pub struct RemoveProfileEntry {
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

impl Command for RemoveProfileEntry {
    type Target = Filed<ProfileEntry>;
    const OPERATION: Operation = Operation::RemoveProfileEntry;

    fn decide(&self, filed: &Filed<ProfileEntry>, at: &Moment) -> Result<Decision, Refusal> {
        let entry = &filed.thing;
        let decision = family_decision(&filed.case, self.evidence.as_ref(), at)?;
        if entry.removed_at.is_some() {
            return Ok(Decision::Unchanged);
        }
        let removed = entry.amended(|it| {
            it.removed_at = Some(at.now);
            it.removal = Some(decision);
        });
        Ok(Change::of(entry.id).in_case(filed.case.case.id).put(removed).into())
    }
}

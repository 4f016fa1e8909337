//! What the family says about its own commitments, written down by a worker: a family without a login keeps its
//! promises too (F0-03, F0-23).

use super::{Action, Owner, ReportProgress};
use crate::{
    case::CaseFile,
    command::{Command, Decision, Moment},
    decision::{Evidence, family_decision},
    entity::Entity,
    filed::ensure_open,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// A commitment with its case and the family.
pub struct FamilyActionFile {
    /// The case.
    pub file: CaseFile,
    /// The commitment.
    pub action: Entity<Action>,
}

/// Records what the family says about a commitment of its own; never for an agency.
pub struct RecordFamilyProgress {
    /// What the family says.
    pub report: ReportProgress,
    /// Who of the family said so, when and how.
    pub evidence: Option<Evidence>,
}

impl Command for RecordFamilyProgress {
    type Target = FamilyActionFile;
    const OPERATION: Operation = Operation::RecordFamilyProgress;

    fn decide(&self, target: &FamilyActionFile, at: &Moment) -> Result<Decision, Refusal> {
        let consented = target.file.consents_on(target.file.case.today(at.now));
        ensure_open(&target.file.case, consented)?;
        let owner = match target.action.owner {
            Owner::Agency { .. } => return Err(Code::NotTheFamilys.into()),
            Owner::FamilyMember { person_id } => Some(person_id),
            Owner::Family => None,
        };
        let said = family_decision(&target.file, self.evidence.as_ref(), at)?;
        if owner.is_some_and(|owner| owner != said.decided_by) {
            return Err(Refusal::at(Code::NotSaidByOwner, "#/family_decision/decided_by"));
        }
        self.report.report(&target.file.case, &target.action, Some(said), at).map(Into::into)
    }
}

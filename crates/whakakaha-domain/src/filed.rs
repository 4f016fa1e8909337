//! A thing of a case, with the case: what rules about things within a case look at.

#[cfg(test)]
pub(crate) mod sample;

use crate::{
    case::{CaseFile, CaseState},
    entity::Entity,
    machine::Machine,
    refusal::{Code, Refusal},
};

/// A thing of a case, with the case.
pub struct Filed<T> {
    /// The case.
    pub case: CaseFile,
    /// The thing.
    pub thing: Entity<T>,
}

/// Refuses unless the family has consented and the case is neither closing nor over. Words of the
/// family may be written down while work rests.
pub(crate) fn ensure_consented(file: &CaseFile) -> Result<(), Refusal> {
    match &file.case.state {
        CaseState::Preparing | CaseState::Active { .. } | CaseState::OnHold(_) => Ok(()),
        CaseState::AwaitingConsent => Err(Code::ConsentInsufficient.into()),
        CaseState::Closing { .. } => {
            Err(Refusal::step(Code::CaseNotInState, file.case.state.status().allowed()))
        }
        CaseState::Closed(_) => Err(Code::CaseClosed.into()),
    }
}

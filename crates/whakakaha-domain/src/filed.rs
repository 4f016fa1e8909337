//! A thing of a case, with the case: what rules about things within a case look at.

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use crate::{
    case::{Case, CaseFile, CaseState},
    command::Moment,
    entity::Entity,
    machine::Machine,
    refusal::{Code, Refusal, ensure},
};

/// A thing of a case, with the case.
pub struct Filed<T> {
    /// The case.
    pub case: CaseFile,
    /// The thing.
    pub thing: Entity<T>,
}

/// Refuses unless the family consents today and the case is neither closing nor over. Words of the
/// family may be written down while work rests.
pub(crate) fn ensure_consented(file: &CaseFile, at: &Moment) -> Result<(), Refusal> {
    match &file.case.state {
        CaseState::Preparing | CaseState::Active { .. } | CaseState::OnHold(_) => {
            ensure(file.consents_on(file.case.today(at.now)), Code::ConsentInsufficient)
        }
        CaseState::AwaitingConsent => Err(Code::ConsentInsufficient.into()),
        CaseState::Closing { .. } => {
            Err(Refusal::step(Code::CaseNotInState, file.case.state.status().allowed()))
        }
        CaseState::Closed(_) => Err(Code::CaseClosed.into()),
    }
}

/// Refuses what needs the family's consent to take part, in a case that is over or without it.
pub(crate) fn ensure_open(case: &Case, consented: bool) -> Result<(), Refusal> {
    ensure(case.is_open(), Code::CaseClosed)?;
    ensure(consented, Code::ConsentInsufficient)
}

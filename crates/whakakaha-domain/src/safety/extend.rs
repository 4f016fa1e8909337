//! Recording later who and what would tell where a protected person is.

use super::{
    AlertFile, AlertKind, KnownTies, Tie,
    raise::ensure_ties,
    safeguard::{FIRST_ID, of_ties},
};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Adds ties to an alert. Only ever more is kept back: less takes two, and another alert.
pub struct ExtendAlert {
    /// Who and what would tell where the protected person is.
    pub ties: Vec<Tie>,
}

/// An alert, and which of the ties named there are.
pub struct Extension {
    /// The alert.
    pub file: AlertFile,
    /// Which of the ties named there are.
    pub known: KnownTies,
}

impl Command for ExtendAlert {
    type Target = Extension;
    const OPERATION: Operation = Operation::ExtendAlert;

    fn decide(&self, extension: &Extension, at: &Moment) -> Result<Decision, Refusal> {
        let AlertFile { case, alert, safeguards } = &extension.file;
        alert.status.after(Self::OPERATION)?;
        ensure(alert.kind == AlertKind::NoContact, Code::AlertProtectsNobody)?;
        ensure_ties(&extension.known)?;
        let mut new: Vec<Tie> = self.ties.iter().copied().filter(|it| !alert.ties.contains(it)).collect();
        new.sort_unstable();
        new.dedup();
        if new.is_empty() {
            return Ok(Decision::Unchanged);
        }
        let kept = of_ties(alert, &new, safeguards).into_iter().zip(FIRST_ID..);
        let kept = kept.map(|(it, n)| Entity::new(at.id(n), it));
        let extended = alert.amended(|it| it.ties.extend(new.iter().copied()));
        Ok(Change::of(alert.id).in_case(case.case.id).put(extended).put_all(kept).into())
    }
}

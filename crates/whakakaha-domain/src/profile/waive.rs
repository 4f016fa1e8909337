//! Going without a part of the preparation.

use crate::{
    case::{CaseFile, PreparationItem, PreparationWaiver},
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    filed::ensure_consented,
    operation::Operation,
    refusal::Refusal,
};

/// Records that the family goes without a part of the preparation for its first meeting (F0-44).
pub struct WaivePreparation {
    /// What it goes without.
    pub items: Vec<PreparationItem>,
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

impl Command for WaivePreparation {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::WaivePreparation;

    fn decide(&self, file: &CaseFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_consented(file, at)?;
        let decision = family_decision(file, self.evidence.as_ref(), at)?;
        let mut waivers = file.case.waivers.clone();
        for item in &self.items {
            if waivers.iter().all(|waiver| waiver.item != *item) {
                waivers.push(PreparationWaiver { item: *item, decision: decision.clone() });
            }
        }
        if waivers.len() == file.case.waivers.len() {
            return Ok(Decision::Unchanged);
        }
        let case = file.case.amended(|it| it.waivers = waivers);
        Ok(Change::of(case.id).in_case(case.id).put(case).into())
    }
}

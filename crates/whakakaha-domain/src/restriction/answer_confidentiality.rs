//! The family's answer to the question whether anything is to remain confidential.

use crate::{
    case::{CaseFile, ConfidentialityAnswer},
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    filed::ensure_consented,
    operation::Operation,
    refusal::Refusal,
};

/// Records that the question was asked, and the answer, "nothing" included (F1-17).
pub struct AnswerConfidentiality {
    /// Whether the family named anything; restrictions say what.
    pub anything: bool,
    /// Who of the family answered.
    pub evidence: Option<Evidence>,
}

impl Command for AnswerConfidentiality {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::AnswerConfidentiality;

    fn decide(&self, file: &CaseFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_consented(file, at)?;
        let decision = family_decision(file, self.evidence.as_ref(), at)?;
        let answer = ConfidentialityAnswer { asked_at: at.now, anything: self.anything, decision };
        let case = file.case.amended(|it| it.confidentiality = Some(answer));
        Ok(Change::of(case.id).in_case(case.id).put(case).into())
    }
}

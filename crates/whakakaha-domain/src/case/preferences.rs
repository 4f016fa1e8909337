//! How the family wants things done, in its own words (F0-07 to F0-10).

use super::{CaseFile, Preferences};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Replaces what is known of how the family wants things done.
pub struct SetPreferences(pub Preferences);

impl Command for SetPreferences {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::SetPreferences;

    fn decide(&self, file: &CaseFile, _: &Moment) -> Result<Decision, Refusal> {
        let case = &file.case;
        ensure(case.is_open(), Code::CaseClosed)?;
        let preferring = case.amended(|it| it.preferences = self.0.clone());
        Ok(Change::of(case.id).in_case(case.id).put(preferring).into())
    }
}

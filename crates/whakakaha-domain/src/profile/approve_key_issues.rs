//! The family decides what the key issues are.

use super::ProfileEntry;
use crate::{
    case::{CaseFile, KeyIssues},
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    filed::ensure_consented,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Sets the key issues, in the family's order (F1-12).
pub struct ApproveKeyIssues {
    /// Entries of the profile, most important first.
    pub entries: Vec<Id<ProfileEntry>>,
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

/// A case, and which of the entries named belong to its profile.
pub struct NamedEntries {
    /// The case.
    pub case: CaseFile,
    /// Those that do, are not removed, and may be known to the caller.
    pub known: Vec<Id<ProfileEntry>>,
}

impl Command for ApproveKeyIssues {
    type Target = NamedEntries;
    const OPERATION: Operation = Operation::ApproveKeyIssues;

    fn decide(&self, named: &NamedEntries, at: &Moment) -> Result<Decision, Refusal> {
        let file = &named.case;
        ensure_consented(file, at)?;
        if let Some(unknown) = self.entries.iter().position(|entry| !named.known.contains(entry)) {
            return Err(Refusal::at(Code::EntryUnknown, format!("#/entries/{unknown}")));
        }
        let decision = family_decision(file, self.evidence.as_ref(), at)?;
        let mut entries = self.entries.clone();
        let mut seen = Vec::new();
        entries.retain(|entry| {
            let first = !seen.contains(entry);
            seen.push(*entry);
            first
        });
        let case = file.case.amended(|it| it.key_issues = Some(KeyIssues { entries, decision }));
        Ok(Change::of(case.id).in_case(case.id).put(case).into())
    }
}

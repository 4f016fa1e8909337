//! Changing the words of an entry. What it said before stays on record (F0-45).

use super::{ProfileEntry, ProfileWording};
use crate::{
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    entity::Entity,
    filed::{Filed, ensure_consented},
    intake::Domain,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Replaces the words of an entry. The words are the family's: a worker says who of the family
/// changed them (F0-11).
pub struct ReviseProfileEntry {
    /// The family's words, verbatim.
    pub text: String,
    /// The domain that it concerns.
    pub domain: Option<Domain>,
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

impl Command for ReviseProfileEntry {
    type Target = Filed<ProfileEntry>;
    const OPERATION: Operation = Operation::ReviseProfileEntry;

    fn decide(&self, filed: &Filed<ProfileEntry>, at: &Moment) -> Result<Decision, Refusal> {
        let entry = &filed.thing;
        ensure_consented(&filed.case, at)?;
        ensure(entry.removed_at.is_none(), Code::EntryRemoved)?;
        let decision = family_decision(&filed.case, self.evidence.as_ref(), at)?;
        if entry.text == self.text && entry.domain == self.domain {
            return Ok(Decision::Unchanged);
        }
        let revised = entry.amended(|it| {
            it.text.clone_from(&self.text);
            it.domain = self.domain;
            it.recorded_by = decision.recorded_by;
            it.decision = Some(decision.clone());
        });
        let before = ProfileWording {
            case_id: entry.case_id,
            entry_id: entry.id,
            number: entry.version,
            text: entry.text.clone(),
            domain: entry.domain,
            recorded_by: entry.recorded_by,
            replaced_at: at.now,
            decision,
        };
        let before = Entity::new(at.id(0), before);
        Ok(Change::of(entry.id).in_case(filed.case.case.id).put(revised).put(before).into())
    }
}

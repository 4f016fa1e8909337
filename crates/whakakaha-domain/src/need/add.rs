//! Recording a need.

use super::{Need, NeedPriority};
use crate::{
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    filed::ensure_consented,
    ids::Id,
    intake::Domain,
    operation::Operation,
    person::Person,
    profile::ensure_member,
    refusal::Refusal,
};

/// Records something that is lacking.
pub struct AddNeed {
    /// Whose need; none: the family's.
    pub person_id: Option<Id<Person>>,
    /// The domain that it belongs to.
    pub domain: Domain,
    /// What is lacking, in plain words.
    pub text: String,
    /// How much it matters now.
    pub priority: NeedPriority,
}

impl Command for AddNeed {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::AddNeed;

    fn decide(&self, file: &CaseFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_consented(file, at)?;
        ensure_member(file, self.person_id, at, "#/person_id")?;
        let need = Need {
            case_id: file.case.id,
            person_id: self.person_id,
            domain: self.domain,
            text: self.text.clone(),
            priority: self.priority,
            met: false,
        };
        let need = Entity::new(at.id(0), need);
        Ok(Change::of(need.id).in_case(file.case.id).put(need).into())
    }
}

//! Making a statement.

use super::{Statement, StatementAbout, StatementAudience};
use crate::{
    case::Case,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal, ensure},
};

/// Says something. Needs nobody's consent and no open case: the words are the person's own.
pub struct MakeStatement {
    /// What it is about; none: the case.
    pub about: Option<StatementAbout>,
    /// The words.
    pub text: String,
    /// Whom it is for.
    pub audience: StatementAudience,
    /// The earlier statement that it replaces.
    pub replaces: Option<Id<Statement>>,
}

/// Where a statement is to be made.
pub struct StatementDraft {
    /// The case.
    pub case: Entity<Case>,
    /// Who says it.
    pub author: Id<Person>,
    /// Whether what it is about is a thing of the case that the author may know of.
    pub about_known: bool,
    /// The author's own statement on the case that is to be replaced, and whether another has replaced it.
    pub earlier: Option<(Entity<Statement>, bool)>,
}

impl Command for MakeStatement {
    type Target = StatementDraft;
    const OPERATION: Operation = Operation::MakeStatement;

    fn decide(&self, draft: &StatementDraft, at: &Moment) -> Result<Decision, Refusal> {
        if self.about.is_some() && !draft.about_known {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/about/id"));
        }
        if self.replaces.is_some() {
            let unknown = || Refusal::at(Code::ReferenceUnknown, "#/replaces");
            let (_, replaced) = draft.earlier.as_ref().ok_or_else(unknown)?;
            ensure(!replaced, Code::StatementReplaced)?;
        }
        let statement = Statement {
            case_id: draft.case.id,
            person_id: draft.author,
            about: self.about,
            text: self.text.clone(),
            audience: self.audience,
            replaces: self.replaces,
            made_at: at.now,
        };
        let statement = Entity::new(at.id(0), statement);
        Ok(Change::of(statement.id).in_case(draft.case.id).put(statement).into())
    }
}

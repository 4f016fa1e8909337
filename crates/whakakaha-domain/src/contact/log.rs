//! Keeping a contact with the family on record.

use chrono::NaiveDate;

use super::{Contact, ContactChannel, PlanWorks};
use crate::{
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Keeps a contact, or an attempt, on record. Getting in touch with the family is possible whatever its consent.
pub struct LogContact {
    /// The day on which it took place.
    pub on: NaiveDate,
    /// How.
    pub channel: ContactChannel,
    /// Whether anybody of the family was reached.
    pub reached: bool,
    /// What was talked about, or what was tried.
    pub summary: String,
    /// What the family says about how the plan works.
    pub plan_works: PlanWorks,
    /// The same in its own words.
    pub family_words: Option<String>,
}

impl Command for LogContact {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::LogContact;

    fn decide(&self, file: &CaseFile, at: &Moment) -> Result<Decision, Refusal> {
        let case = &file.case;
        ensure(case.is_open(), Code::CaseClosed)?;
        let recorded_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        if self.on > case.today(at.now) {
            return Err(Refusal::at(Code::DateInFuture, "#/on"));
        }
        if self.on < case.opened_on {
            return Err(Refusal::at(Code::ContactBeforeCase, "#/on"));
        }
        let answered = self.plan_works != PlanWorks::NotAsked || self.family_words.is_some();
        if answered && !self.reached {
            return Err(Refusal::at(Code::AnswerWithoutContact, "#/plan_works"));
        }
        let contact = Contact {
            case_id: case.id,
            on: self.on,
            channel: self.channel,
            reached: self.reached,
            summary: self.summary.clone(),
            plan_works: self.plan_works,
            family_words: self.family_words.clone(),
            recorded_by,
            recorded_at: at.now,
        };
        let contact = Entity::new(at.id(0), contact);
        Ok(Change::of(contact.id).in_case(case.id).put(contact).into())
    }
}

//! Keeping a contact with the family on record.

use chrono::{NaiveDate, NaiveTime};

use super::{Contact, ContactChannel, PlanWorks};
use crate::{
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    membership::Member,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal, ensure},
    safety::{Attempt, ensure_safe},
};

/// Keeps a contact, or an attempt, on record. Getting in touch with the family is possible whatever its consent.
pub struct LogContact {
    /// The day on which it took place.
    pub on: NaiveDate,
    /// How.
    pub channel: ContactChannel,
    /// With whom of the family, where it was with one of them.
    pub person: Option<Id<Person>>,
    /// At what time, by the clock of the case's region.
    pub time: Option<NaiveTime>,
    /// Whether anybody of the family was reached.
    pub reached: bool,
    /// Whether a message was left for somebody who did not answer.
    pub message_left: bool,
    /// Whether a written message showed what it says before it was opened, where that is known.
    pub previewed: Option<bool>,
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
        self.ensure_safe(file)?;
        let contact = Contact {
            case_id: case.id,
            on: self.on,
            channel: self.channel,
            person_id: self.person,
            time: self.time,
            reached: self.reached,
            message_left: self.message_left,
            previewed: self.previewed,
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

impl LogContact {
    /// Refuses a way or an hour that is not safe for the person (F0-35). Where that matters for anybody of the
    /// family, the contact says whom it was with.
    fn ensure_safe(&self, file: &CaseFile) -> Result<(), Refusal> {
        let known = |it: &&Member| it.membership.is_present() && !file.kept_back.contains(&it.person.id);
        let mut present = file.members.iter().filter(known);
        let Some(person) = self.person else {
            let any = present.any(|it| it.person.safe_contact.is_some());
            let missing = Refusal::at(Code::ContactPersonMissing, "#/person_id");
            return if any { Err(missing) } else { Ok(()) };
        };
        let unknown = || Refusal::at(Code::PersonNotMember, "#/person_id");
        let member = present.find(|it| it.person.id == person).ok_or_else(unknown)?;
        let Self { channel, time, message_left, previewed, .. } = *self;
        let attempt = Attempt { channel, time, message_left, previewed };
        ensure_safe(&member.person, attempt)
    }
}

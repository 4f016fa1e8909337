//! Recalls: what agencies were shown of a family is asked back when the family takes its consent back (F0-06).
//!
//! A recall says nothing of what was shown. It names the case and the agency, and waits for an answer: the agency has
//! deleted what it kept, or keeps it on a legal ground.

mod acknowledge;
mod escalate;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency,
    calendar::Calendar,
    case::{Case, CaseFile},
    code::code_list,
    command::Moment,
    consent::{Purpose, state::standing},
    entity::Entity,
    ids::Id,
    machine::machine,
    person::Person,
    worker::Worker,
};

pub use acknowledge::AcknowledgeRecall;
pub use escalate::EscalateRecall;

/// Within how many working days an agency answers, by the calendar of the place where the family lives.
pub const ANSWER_WORKING_DAYS: u16 = 10;

code_list! {
    /// Where a recall stands.
    RecallStatus {
        /// The agency is to answer.
        Open = "open",
        /// It has not answered in time: the coordinator and the privacy officer are told.
        Escalated = "escalated",
        /// It has answered.
        Acknowledged = "acknowledged",
        /// The family consents to sharing with the agency again: nothing is to be answered any more.
        Lifted = "lifted",
    }
}

code_list! {
    /// What an agency has done with what it was shown.
    RecallAction {
        /// It has deleted what it kept, copies and what was derived from them included.
        Deleted = "deleted",
        /// It keeps some of it, because the law says so.
        Retained = "retained",
    }
}

machine! {
    RecallStatus, RecallNotInState;
    Open, AcknowledgeRecall => Acknowledged [RecallGround];
    Open, EscalateRecall => Escalated;
    Escalated, AcknowledgeRecall => Acknowledged [RecallGround];
    Acknowledged, AcknowledgeRecall => Acknowledged [RecallGround];
    @follows
    Open, SignConsent => Lifted;
    Escalated, SignConsent => Lifted;
    Open, RefuseConsent => Lifted;
    Escalated, RefuseConsent => Lifted;
}

impl RecallStatus {
    /// Whether the agency is still to answer.
    #[must_use]
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::Open | Self::Escalated)
    }
}

/// That an agency is asked to let go of what it was shown on a case.
#[derive(Clone, Serialize, Deserialize)]
pub struct Recall {
    /// The case.
    pub case_id: Id<Case>,
    /// The agency that was shown something.
    pub agency_id: Id<Agency>,
    /// Whose consent was taken back; none where the family withdrew as a whole, and nobody wrote down who said so.
    pub person_id: Option<Id<Person>>,
    /// Since when the agency may not use it.
    pub effective_at: DateTime<Utc>,
    /// The last day on which it answers in time, where the family lives.
    pub due_on: NaiveDate,
    /// The end of that day.
    pub due_at: DateTime<Utc>,
    /// Where it stands.
    pub status: RecallStatus,
    /// What the agency has answered.
    pub answer: Option<RecallAnswer>,
}

/// What an agency answers.
#[derive(Clone, Serialize, Deserialize)]
pub struct RecallAnswer {
    /// What it has done.
    pub action: RecallAction,
    /// Why it keeps something: the enactment and its section.
    pub legal_ground: Option<String>,
    /// When it answered.
    pub at: DateTime<Utc>,
    /// Who; none where the agency's system did.
    pub by: Option<Id<Worker>>,
}

/// What agencies have of a case: looked up before a consent changes.
#[derive(Clone, Default)]
pub struct Shown {
    /// The agencies that were shown something of it.
    pub to: BTreeSet<Id<Agency>>,
    /// What was asked back and is not answered.
    pub waiting: Vec<Entity<Recall>>,
}

impl Shown {
    /// What follows where consents change: agencies that were shown something, and to which the case is open no more,
    /// are asked to let go of it; whom it is open to again need not answer.
    #[must_use]
    pub fn recalled(
        &self,
        [before, after]: [&CaseFile; 2],
        person_id: Option<Id<Person>>,
        at: &Moment,
    ) -> Vec<Entity<Recall>> {
        let today = before.case.today(at.now);
        let is_open = |file, agency| is_open_to(file, agency, today);
        let lost = |agency: &&Id<Agency>| is_open(before, **agency) && !is_open(after, **agency);
        let recall = |(n, agency): (u32, &Id<Agency>)| {
            Entity::new(at.id(n), Recall::of(&before.case, *agency, person_id, at))
        };
        let asked = (0..).zip(self.to.iter().filter(lost)).map(recall);
        let lifted = self.waiting.iter().filter(|recall| is_open(after, recall.agency_id));
        asked.chain(lifted.map(|recall| recall.amended(|it| it.status = RecallStatus::Lifted))).collect()
    }
}

/// Whether the family's consent opens the case to an agency that takes part: to take part itself, and to share with it.
fn is_open_to(file: &CaseFile, agency: Id<Agency>, today: NaiveDate) -> bool {
    let opens = |purpose, agency| standing(file, purpose, agency, today).opens;
    opens(Purpose::Participate, None) && opens(Purpose::ShareWithAgencies, Some(agency))
}

impl Recall {
    fn of(case: &Entity<Case>, agency_id: Id<Agency>, person_id: Option<Id<Person>>, at: &Moment) -> Self {
        let due_on =
            Calendar::new(case.anniversary).add_working_days(case.today(at.now), ANSWER_WORKING_DAYS);
        Self {
            case_id: case.id,
            agency_id,
            person_id,
            effective_at: at.now,
            due_on,
            due_at: case.zone.end_of(due_on),
            status: RecallStatus::Open,
            answer: None,
        }
    }
}

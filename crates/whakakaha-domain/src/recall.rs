//! Recalls: what agencies were shown of a family is asked back when the family takes its consent back (F0-06).
//!
//! A recall says nothing of what was shown. It names the case and the agency, and waits for an answer: the agency has
//! deleted what it kept, or keeps it on a legal ground.

mod acknowledge;
mod escalate;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    agency::Agency,
    calendar::Calendar,
    case::{Case, CaseFile},
    code::code_list,
    command::Moment,
    consent::{
        Purpose,
        state::{Held, held_from, standing},
    },
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
        /// Nothing is to be answered any more: the family consents to sharing with the agency again, or asks for the whole
        /// case instead of a part.
        Lifted = "lifted",
    }
}

code_list! {
    /// How much of a case is asked back.
    RecallExtent {
        /// Everything that the agency was shown.
        Case = "case",
        /// What it was shown and may not read any more: the rest of the case stays open to it.
        Part = "part",
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
    Open, WithdrawConsent => Lifted;
    Escalated, WithdrawConsent => Lifted;
    Open, VoidConsent => Lifted;
    Escalated, VoidConsent => Lifted;
    Open, WithdrawFamily => Lifted;
    Escalated, WithdrawFamily => Lifted;
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
    /// What is asked back.
    pub of: Recalled,
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

/// What is asked back. Of which part the agency is not told: it finds what it may not read any more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recalled {
    /// Everything.
    Case,
    /// What the consents hold back since.
    Part(BTreeSet<Held>),
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
    /// What the things are about that each agency may read and did not write.
    pub about: BTreeMap<Id<Agency>, BTreeSet<Uuid>>,
    /// What was asked back and is not answered.
    pub waiting: Vec<Entity<Recall>>,
}

impl Shown {
    /// What follows where consents change: agencies that were shown something, and to which the case or a part of it is
    /// open no more, are asked to let go of that; whom it is open to again need not answer, nor who is asked for all of it.
    #[must_use]
    pub fn recalled(
        &self,
        [before, after]: [&CaseFile; 2],
        person_id: Option<Id<Person>>,
        at: &Moment,
    ) -> Vec<Entity<Recall>> {
        let today = before.case.today(at.now);
        let lost_by = |agency: &Id<Agency>| Some((*agency, self.lost_by(*agency, [before, after], today)?));
        let lost: BTreeMap<_, _> = self.to.iter().filter_map(lost_by).collect();
        let is_over = |recall: &&Entity<Recall>| {
            let all_is_asked = lost.get(&recall.agency_id) == Some(&Recalled::Case);
            all_is_asked || recall.is_open_again(after, today)
        };
        let lifted = self.waiting.iter().filter(is_over);
        let lifted = lifted.map(|recall| recall.amended(|it| it.status = RecallStatus::Lifted));
        let asked = (0..).zip(&lost).map(|(n, (agency, of))| {
            Entity::new(at.id(n), Recall::new(&before.case, (*agency, of.clone()), person_id, at))
        });
        asked.chain(lifted).collect()
    }

    /// What is open to an agency no more. Of a part it loses nothing where it may read nothing that this is about.
    fn lost_by(
        &self,
        agency: Id<Agency>,
        [before, after]: [&CaseFile; 2],
        today: NaiveDate,
    ) -> Option<Recalled> {
        if !is_open_to(before, agency, today) {
            return None;
        }
        if !is_open_to(after, agency, today) {
            return Some(Recalled::Case);
        }
        let about = self.about.get(&agency)?;
        let mut held = &held_from(after, agency, today) - &held_from(before, agency, today);
        held.retain(|it| about.contains(&it.topic()));
        (!held.is_empty()).then_some(Recalled::Part(held))
    }
}

/// Whether the family's consent opens the case to an agency that takes part: to take part itself, and to share with it.
fn is_open_to(file: &CaseFile, agency: Id<Agency>, today: NaiveDate) -> bool {
    let opens = |purpose, agency| standing(file, purpose, agency, today).opens;
    opens(Purpose::Participate, None) && opens(Purpose::ShareWithAgencies, Some(agency))
}

impl Recall {
    fn new(
        case: &Entity<Case>,
        (agency_id, of): (Id<Agency>, Recalled),
        person_id: Option<Id<Person>>,
        at: &Moment,
    ) -> Self {
        let due_on =
            Calendar::new(case.anniversary).add_working_days(case.today(at.now), ANSWER_WORKING_DAYS);
        Self {
            case_id: case.id,
            agency_id,
            of,
            person_id,
            effective_at: at.now,
            due_on,
            due_at: case.zone.end_of(due_on),
            status: RecallStatus::Open,
            answer: None,
        }
    }

    /// How much is asked back.
    #[must_use]
    pub const fn extent(&self) -> RecallExtent {
        match self.of {
            Recalled::Case => RecallExtent::Case,
            Recalled::Part(_) => RecallExtent::Part,
        }
    }

    /// Whether the agency may read all of it again.
    fn is_open_again(&self, file: &CaseFile, today: NaiveDate) -> bool {
        let is_free = match &self.of {
            Recalled::Case => true,
            Recalled::Part(part) => part.is_disjoint(&held_from(file, self.agency_id, today)),
        };
        is_free && is_open_to(file, self.agency_id, today)
    }
}

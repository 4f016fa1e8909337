//! Requests to correct what is on record (IPP 7): answered by whoever is responsible, and where the answer is no, with
//! the person's own statement attached, which then goes with the thing.

mod answer;
mod attach;
mod notice;
mod request;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    agency::Agency, case::Case, code::code_list, ids::Id, machine::machine, person::Person, worker::Worker,
};

pub use answer::{AcceptCorrection, RefuseCorrection};
pub use attach::{AttachStatement, HeldCorrection};
pub use notice::{AcknowledgeCorrection, Acknowledgement, Addressee, CorrectionNews, CorrectionNotice};
pub use request::{CorrectionDraft, RequestCorrection};

code_list! {
    /// What can be asked to be corrected.
    Correctable {
        /// A personal record: one's own, or that of a child for whom one acts.
        Person = "person",
        /// An entry of the family's profile.
        ProfileEntry = "profile_entry",
        /// A need.
        Need = "need",
        /// A commitment.
        Action = "action",
        /// A contact between meetings.
        Contact = "contact",
        /// A meeting.
        Meeting = "meeting",
        /// A version of the plan.
        PlanVersion = "plan_version",
        /// A review.
        Review = "review",
        /// A report of progress to the coordinator.
        ProgressReport = "progress_report",
        /// A final report.
        FinalReport = "final_report",
        /// An item of information that one agency shares with others.
        Disclosure = "disclosure",
    }
}

impl Correctable {
    /// What agencies that take part can read, unless it is kept from them; an item is for those who received it, and
    /// the rest for those who coordinate.
    pub const OF_AGENCIES: [Self; 7] = [
        Self::Person,
        Self::ProfileEntry,
        Self::Need,
        Self::Action,
        Self::Meeting,
        Self::PlanVersion,
        Self::Review,
    ];
}

code_list! {
    /// Where a request to correct something stands.
    CorrectionStatus {
        /// It waits for an answer.
        Requested = "requested",
        /// It was corrected.
        Corrected = "corrected",
        /// It stays as it is, with a reason.
        Refused = "refused",
        /// It stays as it is, and the person's statement goes with it.
        Disputed = "disputed",
    }
}

machine! {
    CorrectionStatus, CorrectionNotInState;
    Requested, AcceptCorrection => Corrected [CorrectTheItem];
    Requested, RefuseCorrection => Refused;
    Refused, AttachStatement => Disputed;
    @follows
    Requested, CorrectDisclosure => Corrected;
}

/// Which thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionAbout {
    /// What kind of thing.
    pub kind: Correctable,
    /// Which one.
    pub id: Uuid,
}

/// A request to correct something.
#[derive(Clone, Serialize, Deserialize)]
pub struct Correction {
    /// The case.
    pub case_id: Id<Case>,
    /// Who asks.
    pub person_id: Id<Person>,
    /// What is wrong on record.
    pub about: CorrectionAbout,
    /// What is wrong about it.
    pub wrong: String,
    /// What it should say.
    pub wanted: String,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// The agency that wrote the thing, where it was one: it answers too.
    pub source: Option<Id<Agency>>,
    /// The parts that the thing has: from whom one of them is kept, what is said of the thing is kept as well.
    pub parts: Vec<Uuid>,
    /// Where it stands.
    pub state: CorrectionState,
}

/// Who answered, when, and what.
#[derive(Clone, Serialize, Deserialize)]
pub struct CorrectionAnswer {
    /// Who.
    pub by: Id<Worker>,
    /// When.
    pub at: DateTime<Utc>,
    /// What was done, or why not.
    pub words: String,
}

/// The statement of the person where the answer was no.
#[derive(Clone, Serialize, Deserialize)]
pub struct Dispute {
    /// The words.
    pub text: String,
    /// When they were attached.
    pub at: DateTime<Utc>,
    /// The agencies that have had the thing, and are to be told.
    pub to_tell: Vec<Id<Agency>>,
}

/// Where a request stands, with what belongs to that state.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum CorrectionState {
    /// It waits for an answer.
    Requested,
    /// It was corrected.
    Corrected {
        /// The answer.
        answer: CorrectionAnswer,
    },
    /// It stays as it is.
    Refused {
        /// The answer.
        answer: CorrectionAnswer,
    },
    /// It stays as it is, and the statement goes with it.
    Disputed {
        /// The answer.
        answer: CorrectionAnswer,
        /// The statement.
        dispute: Dispute,
    },
}

impl CorrectionState {
    /// The state without its content.
    #[must_use]
    pub const fn status(&self) -> CorrectionStatus {
        match self {
            Self::Requested => CorrectionStatus::Requested,
            Self::Corrected { .. } => CorrectionStatus::Corrected,
            Self::Refused { .. } => CorrectionStatus::Refused,
            Self::Disputed { .. } => CorrectionStatus::Disputed,
        }
    }

    /// The answer, once there is one.
    #[must_use]
    pub const fn answer(&self) -> Option<&CorrectionAnswer> {
        match self {
            Self::Requested => None,
            Self::Corrected { answer } | Self::Refused { answer } | Self::Disputed { answer, .. } => {
                Some(answer)
            }
        }
    }

    /// The person's statement, once it is attached.
    #[must_use]
    pub const fn dispute(&self) -> Option<&Dispute> {
        if let Self::Disputed { dispute, .. } = self { Some(dispute) } else { None }
    }
}

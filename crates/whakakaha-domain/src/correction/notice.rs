//! Telling those who have a thing that it was corrected, or that a statement goes with it (IPP 7).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Correctable, Correction, CorrectionAbout, HeldCorrection};
use crate::{
    agency::Agency,
    case::Case,
    code::code_list,
    command::{Change, Command, Decision, Moment},
    disclosure::Disclosure,
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    refusal::Refusal,
    worker::Worker,
};

code_list! {
    /// What became of a thing that an agency has.
    CorrectionNews {
        /// It was corrected.
        Corrected = "corrected",
        /// It stays as it is, and a statement goes with it.
        StatementAttached = "statement_attached",
    }
}

/// What one agency is told about one thing that it has: which, not what it says. That is read at the thing.
#[derive(Clone, Serialize, Deserialize)]
pub struct CorrectionNotice {
    /// The case.
    pub case_id: Id<Case>,
    /// Who is told.
    pub agency_id: Id<Agency>,
    /// Of which thing.
    pub about: CorrectionAbout,
    /// What became of it.
    pub news: CorrectionNews,
    /// The request from which that came, where there was one.
    pub correction_id: Option<Id<Correction>>,
    /// Who asked for it.
    pub person_id: Option<Id<Person>>,
    /// When they are told.
    pub told_at: DateTime<Utc>,
    /// Who has taken note of it for the agency.
    pub acknowledgement: Option<Acknowledgement>,
}

/// That an agency has taken note.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// The worker; none where the agency's system did.
    pub by: Option<Id<Worker>>,
    /// When.
    pub at: DateTime<Utc>,
}

impl HeldCorrection {
    /// What each agency that has the thing is told, but for one.
    pub(super) fn notices(
        &self,
        news: CorrectionNews,
        but: Option<Id<Agency>>,
        at: &Moment,
    ) -> Vec<Entity<CorrectionNotice>> {
        let correction = &self.correction;
        let notice = |(index, agency_id)| {
            let notice = CorrectionNotice {
                case_id: correction.case_id,
                agency_id,
                about: correction.about,
                news,
                correction_id: Some(correction.id),
                person_id: Some(correction.person_id),
                told_at: at.now,
                acknowledgement: None,
            };
            Entity::new(at.id(index), notice)
        };
        (0..).zip(self.had_by.iter().copied().filter(|agency| Some(*agency) != but)).map(notice).collect()
    }
}

impl CorrectionNotice {
    /// What each agency that received an item is told when its own agency corrects it.
    #[must_use]
    pub fn of_item(item: &Entity<Disclosure>, at: &Moment) -> Vec<Entity<Self>> {
        let mut told: Vec<Id<Agency>> = item.recipients.iter().filter_map(|it| it.agency()).collect();
        told.sort_unstable();
        told.dedup();
        let notice = |(index, agency_id)| {
            let notice = Self {
                case_id: item.case_id,
                agency_id,
                about: CorrectionAbout { kind: Correctable::Disclosure, id: item.id.uuid() },
                news: CorrectionNews::Corrected,
                correction_id: None,
                person_id: None,
                told_at: at.now,
                acknowledgement: None,
            };
            Entity::new(at.id(index), notice)
        };
        (0..).zip(told).map(notice).collect()
    }
}

/// Takes note of it, for the agency.
pub struct AcknowledgeCorrection;

impl Command for AcknowledgeCorrection {
    type Target = Entity<CorrectionNotice>;
    const OPERATION: Operation = Operation::AcknowledgeCorrection;

    fn decide(&self, notice: &Entity<CorrectionNotice>, at: &Moment) -> Result<Decision, Refusal> {
        if notice.acknowledgement.is_some() {
            return Ok(Decision::Unchanged);
        }
        let acknowledgement = Acknowledgement { by: at.actor.principal.worker(), at: at.now };
        let noted = notice.amended(|it| it.acknowledgement = Some(acknowledgement));
        Ok(Change::of(notice.id).in_case(notice.case_id).put(noted).into())
    }
}

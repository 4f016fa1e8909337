//! Telling those who have a thing that it was corrected, or that a statement goes with it (IPP 7).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Correctable, Correction, CorrectionAbout, HeldCorrection};
use crate::{
    agency::Agency,
    case::Case,
    code::code_list,
    command::{Change, Command, Decision, Moment},
    disclosure::{Disclosure, Recipient},
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

/// Somebody who has a thing, and is told what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Addressee {
    /// An agency, with those who work for it.
    Agency {
        /// Which.
        agency_id: Id<Agency>,
    },
    /// A member of the family who received it.
    FamilyMember {
        /// Who.
        person_id: Id<Person>,
    },
}

impl Addressee {
    /// The agency.
    #[must_use]
    pub const fn agency(self) -> Option<Id<Agency>> {
        if let Self::Agency { agency_id } = self { Some(agency_id) } else { None }
    }

    /// The member of the family.
    #[must_use]
    pub const fn member(self) -> Option<Id<Person>> {
        if let Self::FamilyMember { person_id } = self { Some(person_id) } else { None }
    }
}

impl From<&Recipient> for Addressee {
    /// What a worker received is told to the agency for which they work.
    fn from(recipient: &Recipient) -> Self {
        match *recipient {
            Recipient::Agency { agency_id } | Recipient::Worker { agency_id, .. } => {
                Self::Agency { agency_id }
            }
            Recipient::FamilyMember { person_id } => Self::FamilyMember { person_id },
        }
    }
}

/// What somebody is told about one thing that they have: which, not what it says. That is read at the thing.
#[derive(Clone, Serialize, Deserialize)]
pub struct CorrectionNotice {
    /// The case.
    pub case_id: Id<Case>,
    /// Who is told.
    pub addressee: Addressee,
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
    /// Who has taken note of it.
    pub acknowledgement: Option<Acknowledgement>,
}

/// That whoever was told has taken note.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// The worker; none where the agency's system did, or the member of the family.
    pub by: Option<Id<Worker>>,
    /// When.
    pub at: DateTime<Utc>,
}

impl HeldCorrection {
    /// What each of those who have the thing is told, but for one agency, and for whoever asked: they have the answer.
    pub(super) fn notices(
        &self,
        news: CorrectionNews,
        but: Option<Id<Agency>>,
        at: &Moment,
    ) -> Vec<Entity<CorrectionNotice>> {
        let correction = &self.correction;
        let notice = |(index, addressee)| {
            let notice = CorrectionNotice {
                case_id: correction.case_id,
                addressee,
                about: correction.about,
                news,
                correction_id: Some(correction.id),
                person_id: Some(correction.person_id),
                told_at: at.now,
                acknowledgement: None,
            };
            Entity::new(at.id(index), notice)
        };
        let knows = |it: &Addressee| match *it {
            Addressee::Agency { agency_id } => Some(agency_id) == but,
            Addressee::FamilyMember { person_id } => person_id == correction.person_id,
        };
        (0..).zip(self.had_by.iter().copied().filter(|it| !knows(it))).map(notice).collect()
    }
}

impl CorrectionNotice {
    /// What each of those who received an item is told when its own agency corrects it.
    #[must_use]
    pub fn of_item(item: &Entity<Disclosure>, at: &Moment) -> Vec<Entity<Self>> {
        let mut told: Vec<Addressee> = item.recipients.iter().map(Into::into).collect();
        told.sort_unstable();
        told.dedup();
        let notice = |(index, addressee)| {
            let notice = Self {
                case_id: item.case_id,
                addressee,
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

/// Takes note of it, for the agency or for oneself.
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

//! On which ground an item is disclosed: the family's consent, or one demand of the law.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency,
    case::CaseFile,
    code::code_list,
    command::Moment,
    ids::Id,
    person::Person,
    refusal::{Code, Refusal},
    worker::Worker,
};

code_list! {
    /// On which legal ground information is disclosed.
    LegalGround {
        /// The family's written consent.
        Consent = "consent",
        /// Asked for under section 66 of the Oranga Tamariki Act 1989.
        S66Request = "s66_request",
        /// Shared between child welfare and protection agencies under section 66C of that Act.
        S66C = "s66c",
        /// A report of concern under section 15 of that Act.
        S15Report = "s15_report",
        /// To prevent a serious threat (Privacy Act 2020, principle 11).
        SeriousThreat = "serious_threat",
        /// Shared under section 20 of the Family Violence Act 2018.
        FamilyViolenceAct = "fv_act_s20",
        /// Ordered by a court.
        CourtOrder = "court_order",
    }
}

code_list! {
    /// What came of looking for privileged content before the law's demand is met.
    Privilege {
        /// There is none.
        None = "none",
        /// There was some, and it is left out.
        LeftOut = "left_out",
        /// The item itself is privileged: it is not disclosed.
        Privileged = "privileged",
    }
}

/// Whether the child or its representative was asked before (Oranga Tamariki Act, section 66K).
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Consultation {
    /// It was.
    Consulted {
        /// The child, or who speaks for it.
        person_id: Id<Person>,
        /// On which day.
        on: NaiveDate,
        /// What they said.
        outcome: String,
    },
    /// It was not.
    NotConsulted {
        /// Why it was not practicable or not appropriate.
        reason: String,
    },
}

/// The supervisor who was told of a serious threat.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SupervisorTold {
    /// Who.
    pub worker_id: Id<Worker>,
    /// When.
    pub at: DateTime<Utc>,
}

/// One demand of the law, and how it was looked at. One ground, one disclosure: never a standing grant.
#[derive(Clone, Serialize, Deserialize)]
pub struct StatutoryBasis {
    /// Which law.
    pub ground: LegalGround,
    /// The agency that demands it, or to which it is reported: nobody else receives it.
    pub agency_id: Id<Agency>,
    /// Who of that agency it is.
    pub requester: String,
    /// The reference of the demand, used once for a family.
    pub request_ref: String,
    /// What came of looking for privileged content.
    pub privilege: Privilege,
    /// Whether the child or its representative was asked.
    pub consultation: Consultation,
    /// The supervisor who was told, where there is a serious threat.
    pub supervisor: Option<SupervisorTold>,
}

impl StatutoryBasis {
    /// The reference as it is compared.
    #[must_use]
    pub fn reference(&self) -> String {
        normal(&self.request_ref)
    }

    /// Refuses a basis on which nothing can be disclosed.
    fn ensure_sound(&self, file: &CaseFile, at: &Moment) -> Result<(), Refusal> {
        if self.privilege == Privilege::Privileged {
            return Err(Refusal::at(Code::DisclosurePrivileged, "#/basis/privilege"));
        }
        let Consultation::Consulted { person_id, on, .. } = &self.consultation else { return Ok(()) };
        let today = file.case.today(at.now);
        if *on > today {
            return Err(Refusal::at(Code::DateInFuture, "#/basis/consultation/consulted_on"));
        }
        match file.member(*person_id, *on) {
            Some(_) => Ok(()),
            None => Err(Refusal::at(Code::PersonNotMember, "#/basis/consultation/person_id")),
        }
    }
}

/// A demand of the law as it is recorded, before it is looked at.
#[derive(Clone)]
pub struct BasisDraft {
    /// The agency that demands it, or to which it is reported.
    pub agency_id: Id<Agency>,
    /// Who of that agency it is.
    pub requester: String,
    /// The reference of the demand.
    pub request_ref: String,
    /// What came of looking for privileged content.
    pub privilege: Privilege,
    /// Whether the child or its representative was asked, where that is said completely.
    pub consultation: Option<Consultation>,
    /// The supervisor who was told, where there is a serious threat.
    pub supervisor: Option<SupervisorTold>,
}

impl BasisDraft {
    /// The reference as it is compared.
    #[must_use]
    pub fn reference(&self) -> String {
        normal(&self.request_ref)
    }
}

impl LegalGround {
    /// Whether a supervisor is told before anything goes: where a threat leaves no time to ask.
    #[must_use]
    pub const fn tells_supervisor(self) -> bool {
        matches!(self, Self::SeriousThreat | Self::FamilyViolenceAct)
    }

    /// The supervisor named, where the ground wants one and it was before now.
    fn supervisor(self, draft: &BasisDraft, at: &Moment) -> Result<Option<SupervisorTold>, Refusal> {
        let place = "#/basis/supervisor_told";
        match draft.supervisor {
            None if self.tells_supervisor() => Err(Refusal::at(Code::BasisIncomplete, place)),
            Some(_) if !self.tells_supervisor() => Err(Refusal::at(Code::BasisIncomplete, place)),
            Some(told) if told.at > at.now => {
                Err(Refusal::at(Code::DateInFuture, format!("{place}/told_at")))
            }
            told => Ok(told),
        }
    }
}

fn normal(reference: &str) -> String {
    reference.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The ground of an item: consent comes without a basis, everything else with a complete one.
pub(super) fn grounded(
    ground: LegalGround,
    basis: Option<&BasisDraft>,
    file: &CaseFile,
    at: &Moment,
) -> Result<Ground, Refusal> {
    let draft = match (ground, basis) {
        (LegalGround::Consent, None) => return Ok(Ground::Consent),
        (LegalGround::Consent, Some(_)) | (_, None) => {
            return Err(Refusal::at(Code::BasisIncomplete, "#/basis"));
        }
        (_, Some(draft)) => draft,
    };
    let consultation = draft.consultation.clone();
    let consultation =
        consultation.ok_or_else(|| Refusal::at(Code::BasisIncomplete, "#/basis/consultation"))?;
    let supervisor = ground.supervisor(draft, at)?;
    let basis = StatutoryBasis {
        ground,
        supervisor,
        agency_id: draft.agency_id,
        requester: draft.requester.clone(),
        request_ref: draft.request_ref.clone(),
        privilege: draft.privilege,
        consultation,
    };
    basis.ensure_sound(file, at)?;
    Ok(Ground::Statutory(basis))
}

/// On which ground an item is disclosed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ground {
    /// The family's consent.
    Consent,
    /// One demand of the law, which needs no consent.
    Statutory(StatutoryBasis),
}

impl Ground {
    /// The ground by its name.
    #[must_use]
    pub const fn legal(&self) -> LegalGround {
        match self {
            Self::Consent => LegalGround::Consent,
            Self::Statutory(basis) => basis.ground,
        }
    }

    /// The demand of the law, where there is one.
    #[must_use]
    pub const fn basis(&self) -> Option<&StatutoryBasis> {
        match self {
            Self::Consent => None,
            Self::Statutory(basis) => Some(basis),
        }
    }

    /// Whether the law demands it.
    #[must_use]
    pub const fn is_statutory(&self) -> bool {
        matches!(self, Self::Statutory(_))
    }
}

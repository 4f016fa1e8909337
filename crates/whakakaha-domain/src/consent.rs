//! Consent: one signed agreement by one person (F1-11), and what the agreements of a family add up to.

mod expire;
mod refuse;
mod request;
mod resolve;
mod settle;
mod sign;
pub mod state;
#[cfg(test)]
mod tests;
mod void;
mod warn;
mod withdraw;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    actor::Principal,
    agency::Agency,
    case::{Case, CaseFile},
    code::code_list,
    command::{Change, Moment},
    entity::Entity,
    ids::Id,
    machine::machine,
    membership::{FamilyRole, Member},
    person::Person,
    recall::Shown,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

pub use expire::{EndingConsent, ExpireConsent};
pub use refuse::RefuseConsent;
pub use request::{ConsentDraft, RequestConsent};
pub use resolve::{Resolution, ResolutionGround, ResolveConflict};
pub use settle::settle;
pub(crate) use settle::with;
pub use sign::SignConsent;
pub use void::{ConsentMistake, VoidConsent};
pub use warn::{WARNING_DAYS, WarnOfExpiry};
pub use withdraw::WithdrawConsent;

code_list! {
    /// What a consent is for. Each purpose is agreed to separately.
    Purpose {
        /// To take part in the process.
        Participate = "participate",
        /// That the named agencies share what is necessary.
        ShareWithAgencies = "share_with_agencies",
        /// That the case counts in statistics without names.
        ReportingStatistics = "reporting_statistics",
        /// That it counts in reports to iwi.
        IwiReporting = "iwi_reporting",
        /// To be contacted again after the case is closed.
        FollowUpContact = "follow_up_contact",
        /// That a case study without names is written.
        CaseStudy = "case_study",
    }
}

code_list! {
    /// Kinds of information that a consent covers.
    InformationCategory {
        /// Names, birth dates, household.
        Identity = "identity",
        /// Health.
        Health = "health",
        /// Education.
        Education = "education",
        /// Care and relationships.
        FamilyLife = "family_life",
        /// Housing.
        Housing = "housing",
        /// Income and money.
        Income = "income",
        /// Police and courts.
        Justice = "justice",
    }
}

/// One agreement by one person: with whom, for what, about which children, from when until when.
#[derive(Clone, Serialize, Deserialize)]
pub struct Consent {
    /// The case.
    pub case_id: Id<Case>,
    /// The person who agrees, for themselves and for the children named.
    pub person_id: Id<Person>,
    /// What for.
    pub purposes: Vec<Purpose>,
    /// With which agencies: the agencies as such, not individual workers.
    pub agencies: Vec<Id<Agency>>,
    /// Kinds of information covered.
    pub categories: Vec<InformationCategory>,
    /// Children for whom the person agrees.
    pub children: Vec<Id<Person>>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_until: NaiveDate,
    /// Which wording of the plain-language statement was explained.
    pub statement_version: String,
    /// In which language it was explained (BCP 47).
    pub language: String,
    /// Who explained it.
    pub explained_by: Id<Worker>,
    /// Parts taken back while the rest stays.
    pub narrowed: Vec<Narrowing>,
    /// How many days before the last somebody was warned at last.
    #[serde(default)]
    pub warned_days: Option<u16>,
    /// Where it stands.
    pub state: ConsentState,
}

/// Part of a consent taken back.
#[derive(Clone, Serialize, Deserialize)]
pub struct Narrowing {
    /// Purposes taken back.
    pub purposes: Vec<Purpose>,
    /// Agencies taken back.
    pub agencies: Vec<Id<Agency>>,
    /// Kinds of information taken back.
    #[serde(default)]
    pub categories: Vec<InformationCategory>,
    /// When; never back-dated.
    pub at: DateTime<Utc>,
    /// How the person told: in person, by telephone, in writing, by themselves.
    pub channel: String,
}

code_list! {
    /// Where a consent stands.
    ConsentStatus {
        /// Explained and written down, not signed. Opens nothing.
        PendingSignature = "pending_signature",
        /// Signed.
        Active = "active",
        /// The person said no. A recorded no is not the absence of an answer.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Past its last day.
        Expired = "expired",
        /// Replaced by a newer consent of the same person for the same purposes.
        Superseded = "superseded",
        /// Recorded by mistake.
        EnteredInError = "entered_in_error",
    }
}

machine! {
    ConsentStatus, ConsentNotInState;
    PendingSignature, SignConsent => Active [ConsentEvidenceMissing, SignatoryWithoutStanding];
    PendingSignature, RefuseConsent => Refused;
    PendingSignature, VoidConsent => EnteredInError;
    Active, WithdrawConsent => Withdrawn;
    Active, ExpireConsent => Expired;
    Active, VoidConsent => EnteredInError;
    Refused, VoidConsent => EnteredInError;
    @follows
    Active, SignConsent => Superseded;
    Active, WithdrawFamily => Withdrawn;
}

/// Where a consent stands, with what belongs to that state.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ConsentState {
    /// Explained and written down, not signed.
    PendingSignature,
    /// Signed.
    Active(Signature),
    /// The person said no.
    Refused {
        /// The day.
        on: NaiveDate,
    },
    /// Taken back.
    Withdrawn {
        /// The signature that it had.
        signature: Signature,
        /// When; never back-dated.
        at: DateTime<Utc>,
        /// How the person told.
        channel: String,
    },
    /// Past its last day.
    Expired {
        /// The signature that it had.
        signature: Signature,
        /// The first day without it.
        on: NaiveDate,
    },
    /// Replaced.
    Superseded {
        /// The signature that it had.
        signature: Signature,
        /// The consent that replaced it.
        by: Id<Consent>,
    },
    /// Recorded by mistake.
    EnteredInError {
        /// What the mistake was.
        reason: String,
        /// The second person who confirmed it.
        confirmed_by: Id<Worker>,
    },
}

impl ConsentState {
    /// The state without its content.
    #[must_use]
    pub const fn status(&self) -> ConsentStatus {
        match self {
            Self::PendingSignature => ConsentStatus::PendingSignature,
            Self::Active(_) => ConsentStatus::Active,
            Self::Refused { .. } => ConsentStatus::Refused,
            Self::Withdrawn { .. } => ConsentStatus::Withdrawn,
            Self::Expired { .. } => ConsentStatus::Expired,
            Self::Superseded { .. } => ConsentStatus::Superseded,
            Self::EnteredInError { .. } => ConsentStatus::EnteredInError,
        }
    }
}

impl ConsentState {
    /// Whether there was a signature, whatever became of it.
    const fn was_signed(&self) -> bool {
        match self {
            Self::Active(_) | Self::Withdrawn { .. } | Self::Expired { .. } | Self::Superseded { .. } => true,
            Self::PendingSignature | Self::Refused { .. } | Self::EnteredInError { .. } => false,
        }
    }
}

code_list! {
    /// How a consent was signed.
    SignatureMethod {
        /// On paper; the hash is of the scan.
        Paper = "paper",
        /// By an electronic signature; the hash is of the signed document.
        Electronic = "electronic",
    }
}

/// The written evidence of a consent.
#[derive(Clone, Serialize, Deserialize)]
pub struct Signature {
    /// The day on which it was signed.
    pub signed_on: NaiveDate,
    /// How.
    pub method: SignatureMethod,
    /// SHA-256 of the signed document, 64 lower-case hexadecimal digits.
    pub evidence_sha256: String,
    /// Who saw it being signed.
    pub witness: String,
}

impl Consent {
    /// Whether it still names this purpose.
    #[must_use]
    pub fn covers_purpose(&self, purpose: Purpose) -> bool {
        self.purposes.contains(&purpose) && !self.narrowed.iter().any(|part| part.purposes.contains(&purpose))
    }

    /// Whether it still names this agency.
    #[must_use]
    pub fn covers_agency(&self, agency: Id<Agency>) -> bool {
        self.agencies.contains(&agency) && !self.narrowed.iter().any(|part| part.agencies.contains(&agency))
    }

    /// Whether it still covers this kind of information.
    #[must_use]
    pub fn covers_category(&self, category: InformationCategory) -> bool {
        self.categories.contains(&category)
            && !self.narrowed.iter().any(|part| part.categories.contains(&category))
    }

    /// Whether it is signed and the day lies in its period.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        matches!(self.state, ConsentState::Active(_)) && self.valid_from <= day && day <= self.valid_until
    }
}

/// Whether a text is a SHA-256 as 64 lower-case hexadecimal digits.
fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A consent with the case that it belongs to.
pub struct ConsentFile {
    /// The consent.
    pub consent: Entity<Consent>,
    /// Its case, with all consents of the family.
    pub file: CaseFile,
    /// What agencies have of it.
    pub shown: Shown,
}

impl ConsentFile {
    /// What is written when consents change: what they add up to, what that moves, and what is asked back of agencies.
    fn settled(&self, changed: &[Entity<Consent>], at: &Moment) -> Change {
        let Self { consent, file, shown } = self;
        let recalled = shown.recalled([file, &with(file, changed)], Some(consent.person_id), at);
        let change = Change::of(consent.id).in_case(file.case.id);
        change.put_all(settle(file, changed, at)).put_all(recalled)
    }

    /// A family member answers for themselves only; a worker records what others said.
    fn ensure_own(&self, at: &Moment) -> Result<(), Refusal> {
        let own = match at.actor.principal {
            Principal::Family(person) => person == self.consent.person_id,
            Principal::Worker { .. }
            | Principal::System(_)
            | Principal::Reporter
            | Principal::Administrator
            | Principal::Public
            | Principal::Service => true,
        };
        ensure(own, Code::ConsentNotOwn)
    }
}

impl Consent {
    /// Whether the person may agree to this, for themselves and for the children named: an adult who
    /// takes part or a young person who understands enough; for a child, its parents and guardians on record; where
    /// nobody is, a parent or guardian by the role in the family, or whoever cares for the child where there is none
    /// (model 3.3).
    pub fn ensure_standing(&self, file: &CaseFile, today: NaiveDate) -> Result<(), Refusal> {
        let signatory = state::required_signatories(file)
            .find(|member| member.person.id == self.person_id)
            .ok_or_else(|| Refusal::at(Code::SignatoryWithoutStanding, "#/person_id"))?;
        for (index, child) in self.children.iter().enumerate() {
            let is_child = file.member(*child, today).is_some_and(|member| member.membership.role.is_child());
            if !(is_child && speaks_for(file, signatory, *child)) {
                return Err(Refusal::at(Code::SignatoryWithoutStanding, format!("#/children/{index}")));
            }
        }
        Ok(())
    }
}

/// Whether a member may agree for a child: who is on record as its parent or guardian; where nobody is, by the role in
/// the family.
fn speaks_for(file: &CaseFile, member: &Member, child: Id<Person>) -> bool {
    file.guards_on_record(member.person.id, child).unwrap_or_else(|| speaks_for_children(file, member))
}

fn speaks_for_children(file: &CaseFile, member: &Member) -> bool {
    let role = member.membership.role;
    let guarded = file
        .members
        .iter()
        .any(|member| member.membership.is_present() && member.membership.role.is_guardian());
    role.is_guardian() || (role == FamilyRole::Caregiver && !guarded)
}

//! Intakes: requests to start the process, before they are accepted (F1-09, F3-18).

mod accept;
mod decline;
mod offer;
mod own;
mod receive;
#[cfg(test)]
mod tests;
mod triage;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency, case::Case, code::code_list, family::Family, ids::Id, machine::machine, person::Person,
    region::Region, worker::Worker,
};

pub(crate) use accept::coordinator;
pub use accept::{AcceptIntake, IntakeAcceptance};
pub use decline::DeclineIntake;
pub use offer::{MadeOffer, Offer, OfferResponse};
pub use own::OwnIntake;
pub use receive::{IntakeRoute, ReceiveIntake};
pub use triage::{IntakeFamily, TriageIntake};

code_list! {
    /// Who asks for the process to start (F3-18).
    ReferrerKind {
        /// A member of the family; no agency is needed (F1-09).
        FamilyMember = "family_member",
        /// A worker of an agency.
        AgencyWorker = "agency_worker",
        /// Anybody else, with the support of an agency.
        OtherPerson = "other_person",
    }
}

code_list! {
    /// The five well-being domains, by which needs, goals and actions are sorted (F4-18).
    Domain {
        /// Family and social relationships.
        FamilySocialRelationships = "family_social_relationships",
        /// Physical and mental health.
        Health = "health",
        /// Education.
        Education = "education",
        /// Living conditions.
        LivingConditions = "living_conditions",
        /// Household economy.
        HouseholdEconomy = "household_economy",
    }
}

/// A request to start, as the paper form holds it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Intake {
    /// The region whose coordinators decide.
    pub region_id: Id<Region>,
    /// Who asks.
    pub kind: ReferrerKind,
    /// The person who asks, and how to reach them.
    pub referrer: Referrer,
    /// Who of a family sent it themselves, with a token of their own.
    pub asked_by: Option<Id<Person>>,
    /// The agency that supports the request; mandatory for `other_person` (F3-18).
    pub supporting_agency_id: Option<Id<Agency>>,
    /// The day on which the request was made.
    pub received_on: NaiveDate,
    /// The last day for the first meeting by the service level (15 working days).
    pub first_meeting_due_on: NaiveDate,
    /// Why: what the referrer and the family hope to get help with.
    pub reasons: Vec<String>,
    /// Areas in which the family needs help, as far as known (F2-13).
    pub needs: Vec<Domain>,
    /// Whether the family knows of the request and agrees to be contacted.
    pub family_agrees_to_contact: bool,
    /// Whether differential-response coordination asked for it.
    pub differential_response: bool,
    /// The referrer's own reference.
    pub reference: Option<String>,
    /// The family as the referrer describes it.
    pub family: DescribedFamily,
    /// Agencies already involved, as the referrer knows them.
    pub agencies_involved: Vec<InvolvedAgency>,
    /// Strengths that the family and the referrer see.
    pub strengths: Vec<String>,
    /// What they hope for.
    pub hopes: Vec<String>,
    /// Interpreter or other support needed.
    pub support_needed: Option<String>,
    /// Safety considerations for the people at the meeting.
    pub safety: Option<String>,
    /// Where it stands.
    pub state: IntakeState,
}

/// The person who asks.
#[derive(Clone, Serialize, Deserialize)]
pub struct Referrer {
    /// Name.
    pub name: String,
    /// Relationship to the family.
    pub relationship: String,
    /// The agency they work for, if any.
    pub agency_id: Option<Id<Agency>>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Supervisor or manager.
    pub supervisor: Option<String>,
}

/// A family as a referrer describes it, before it is registered.
#[derive(Clone, Serialize, Deserialize)]
pub struct DescribedFamily {
    /// Surname or surnames.
    pub name: String,
    /// Telephone, and when it is safe to ring.
    pub phone: Option<String>,
    /// The people, as far as known.
    pub people: Vec<DescribedPerson>,
}

/// A person as a referrer describes them.
#[derive(Clone, Serialize, Deserialize)]
pub struct DescribedPerson {
    /// Full name.
    pub name: String,
    /// Birth date.
    pub born_on: Option<NaiveDate>,
    /// Relationship to the children, or "child".
    pub relationship: String,
    /// Gender.
    pub gender: Option<String>,
    /// Ethnicities.
    pub ethnicities: Vec<String>,
    /// Iwi.
    pub iwi: Vec<String>,
    /// School.
    pub school: Option<String>,
    /// Address if different, or telephone.
    pub contact: Option<String>,
}

/// An agency that is already involved, as the referrer knows it.
#[derive(Clone, Serialize, Deserialize)]
pub struct InvolvedAgency {
    /// Name of the agency.
    pub agency: String,
    /// Name of the worker.
    pub worker: Option<String>,
    /// Telephone of the worker.
    pub phone: Option<String>,
    /// What they do with the family.
    pub does: Option<String>,
}

code_list! {
    /// Where an intake stands.
    IntakeStatus {
        /// Nobody has looked at it yet.
        Received = "received",
        /// A coordinator looks at it; duplicates have been checked.
        Triage = "triage",
        /// A case was opened.
        Accepted = "accepted",
        /// It ended without a case.
        Closed = "closed",
    }
}

machine! {
    IntakeStatus, IntakeNotInState;
    Received, TriageIntake => Triage [SupporterNamedAlready];
    Triage, AcceptIntake => Accepted [NoDependentChild, TooFewNeeds, TooFewAgencies, AboveThreshold, OfferDeclined, FamilyHasOpenCase];
    Received, DeclineIntake => Closed [EscalationIncomplete];
    Triage, DeclineIntake => Closed [EscalationIncomplete];
}

/// Where an intake stands, with what belongs to that state.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum IntakeState {
    /// Nobody has looked at it yet.
    Received,
    /// A coordinator looks at it.
    Triage(Triage),
    /// A case was opened.
    Accepted {
        /// What triage found.
        triage: Triage,
        /// The case.
        case_id: Id<Case>,
    },
    /// It ended without a case.
    Closed(IntakeEnd),
}

impl IntakeState {
    /// The state without its content.
    #[must_use]
    pub const fn status(&self) -> IntakeStatus {
        match self {
            Self::Received => IntakeStatus::Received,
            Self::Triage(_) => IntakeStatus::Triage,
            Self::Accepted { .. } => IntakeStatus::Accepted,
            Self::Closed(_) => IntakeStatus::Closed,
        }
    }
}

/// What triage found.
#[derive(Clone, Serialize, Deserialize)]
pub struct Triage {
    /// The coordinator who took it.
    pub coordinator_id: Id<Worker>,
    /// The family as registered.
    pub family_id: Id<Family>,
    /// When the check for duplicates was made, and what came of it.
    pub duplicates_checked_at: DateTime<Utc>,
    /// What came of the check, in words.
    pub duplicates_found: String,
}

code_list! {
    /// How an intake ended without a case (F2-09).
    IntakeOutcome {
        /// Another service fits better.
        Redirected = "redirected",
        /// The family or the coordinator decided against it.
        Declined = "declined",
        /// Above the threshold of a voluntary process: handed on by law.
        Escalated = "escalated",
    }
}

/// How an intake ended without a case.
#[derive(Clone, Serialize, Deserialize)]
pub struct IntakeEnd {
    /// How.
    pub outcome: IntakeOutcome,
    /// Why.
    pub reason: String,
    /// Where the family was sent or the matter was handed to.
    pub target: Option<String>,
    /// By which law, when escalated.
    pub legal_basis: Option<String>,
    /// What the family said, where it was offered the process (F2-13).
    pub offer: Option<Offer>,
    /// The day.
    pub on: NaiveDate,
}

//! Cases: one episode of coordination for one family.

mod close;
mod decline_consent;
mod ending;
mod file;
mod hold;
mod homework;
mod outline;
mod preferences;
mod resume;
#[cfg(test)]
pub(crate) mod sample;
mod start_closing;
mod take_over;
#[cfg(test)]
mod tests;
mod withdraw;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Anniversary, Zone},
    code::code_list,
    consent::Resolution,
    family::Family,
    ids::Id,
    intake::{Intake, Offer},
    machine::machine,
    person::Person,
    profile::ProfileEntry,
    region::Region,
    worker::Worker,
};

pub use close::CloseCase;
pub use decline_consent::DeclineConsent;
pub use ending::CaseEnding;
pub use file::{CaseFile, Guardian};
pub use hold::HoldCase;
pub use homework::{PreparationItem, PreparationWaiver};
pub use outline::CaseOutline;
pub use preferences::SetPreferences;
pub use resume::ResumeCase;
pub use start_closing::StartClosing;
pub use take_over::{RegionalCase, TakeOverCase};
pub use withdraw::WithdrawFamily;

/// One episode of coordination for one family (F0-01). A family has at most one open case.
#[derive(Clone, Serialize, Deserialize)]
pub struct Case {
    /// The family.
    pub family_id: Id<Family>,
    /// The region responsible.
    pub region_id: Id<Region>,
    /// The clock of that region: all days of the case are days there.
    pub zone: Zone,
    /// The anniversary day of that region, for working days.
    pub anniversary: Anniversary,
    /// From which age young people consent for themselves in that region, unless judged otherwise, in years.
    pub consent_age: u8,
    /// The request that started it.
    pub intake_id: Id<Intake>,
    /// The episode before this one.
    pub previous_case_id: Option<Id<Case>>,
    /// 1 for the family's first case, then 2, 3 …
    pub episode: u32,
    /// The day on which the intake was accepted.
    pub opened_on: NaiveDate,
    /// Why it was accepted.
    pub eligibility: Eligibility,
    /// How the process was offered to the family, and what it said (F2-13).
    pub offer: Offer,
    /// How the family wants things done (F0-07 to F0-09).
    pub preferences: Preferences,
    /// The key issues, once the family approved them (F1-12).
    pub key_issues: Option<KeyIssues>,
    /// What the family decided to go without before its first meeting (F0-44).
    pub waivers: Vec<PreparationWaiver>,
    /// The answer to the confidentiality question, once it was asked (F1-17).
    pub confidentiality: Option<ConfidentialityAnswer>,
    /// How disagreements of guardians about a child were resolved (model 3.3).
    #[serde(default)]
    pub resolutions: Vec<Resolution>,
    /// The next day on which the plan is reviewed.
    pub next_review_on: Option<NaiveDate>,
    /// Where it stands.
    pub state: CaseState,
}

/// Why a case was accepted (F2-13, F3-05).
#[derive(Clone, Serialize, Deserialize)]
pub struct Eligibility {
    /// Dependent children and young people.
    pub dependent_children: u32,
    /// Needs known.
    pub needs: u32,
    /// Agencies involved or needed.
    pub agencies: u32,
    /// Why it was accepted although something is missing.
    pub override_reason: Option<String>,
}

/// How the family wants things done. The family's own words (F0-07 to F0-10).
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Preferences {
    /// Tikanga: karakia, mihi, kai, kaumātua, te reo … (F0-08).
    pub tikanga: Vec<String>,
    /// People whom the family wants beside it.
    pub support_people: Vec<String>,
    /// When the family can meet, evenings and weekends included (F0-09).
    pub availability: Option<String>,
    /// Anything else about how to work with this family.
    pub notes: Option<String>,
    /// After how many days the family wants to be contacted again between meetings (F1-22).
    pub contact_every_days: Option<u16>,
}

/// A decision that only the family can make, with who made it, when and how (F0-23).
#[derive(Clone, Serialize, Deserialize)]
pub struct FamilyDecision {
    /// The family member who decided.
    pub decided_by: Id<Person>,
    /// The day on which they decided.
    pub decided_on: NaiveDate,
    /// How they told: in person, by telephone, in writing; none when they entered it themselves.
    pub how: Option<String>,
    /// The worker who wrote it down; none when the family member entered it themselves.
    pub recorded_by: Option<Id<Worker>>,
}

/// The key issues, in the family's order (F1-12).
#[derive(Clone, Serialize, Deserialize)]
pub struct KeyIssues {
    /// Entries of the profile, most important first.
    pub entries: Vec<Id<ProfileEntry>>,
    /// Who approved them.
    pub decision: FamilyDecision,
}

/// The answer to "is there anything that you want to remain confidential?" (F1-17).
#[derive(Clone, Serialize, Deserialize)]
pub struct ConfidentialityAnswer {
    /// When the question was asked.
    pub asked_at: DateTime<Utc>,
    /// Whether the family named anything; the restrictions say what.
    pub anything: bool,
    /// Who answered.
    pub decision: FamilyDecision,
}

code_list! {
    /// Where a case stands.
    CaseStatus {
        /// Accepted; nothing but contacting the family is possible until consent is sufficient.
        AwaitingConsent = "awaiting_consent",
        /// Consent is sufficient; the first meeting is being prepared.
        Preparing = "preparing",
        /// A plan is in force or being made.
        Active = "active",
        /// Work rests.
        OnHold = "on_hold",
        /// Open commitments are settled; the final report is being written.
        Closing = "closing",
        /// Over.
        Closed = "closed",
    }
}

machine! {
    CaseStatus, CaseNotInState;
    AwaitingConsent, DeclineConsent => Closed;
    AwaitingConsent, WithdrawFamily => Closed;
    Preparing, WithdrawFamily => Closed;
    Preparing, HoldCase => OnHold;
    Active, HoldCase => OnHold;
    Active, StartClosing => Closing [CloseReasonReserved, CloseReasonMissing, ActionsOpen];
    Active, WithdrawFamily => Closed;
    OnHold, ResumeCase => Active [ConsentInsufficient];
    OnHold, ResumeCase => Preparing [ConsentInsufficient];
    OnHold, StartClosing => Closing [CloseReasonReserved, CloseReasonMissing, ActionsOpen];
    OnHold, WithdrawFamily => Closed;
    Closing, CloseCase => Closed [FinalReportMissing, FinalReportWaiverMissing];
    Closing, WithdrawFamily => Closed;
    @follows
    AwaitingConsent, SignConsent => Preparing;
    AwaitingConsent, EndMembership => Preparing;
    Preparing, CompleteMeeting => Active;
    Preparing, SignConsent => OnHold;
    Preparing, WithdrawConsent => OnHold;
    Preparing, ExpireConsent => OnHold;
    Preparing, VoidConsent => OnHold;
    Preparing, AddMember => OnHold;
    Preparing, EndMembership => OnHold;
    Active, SignConsent => OnHold;
    Active, WithdrawConsent => OnHold;
    Active, ExpireConsent => OnHold;
    Active, VoidConsent => OnHold;
    Active, AddMember => OnHold;
    Active, EndMembership => OnHold;
}

/// Where a case stands, with what belongs to that state.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum CaseState {
    /// Waits for consent.
    AwaitingConsent,
    /// Consent is sufficient; the first meeting is being prepared.
    Preparing,
    /// A plan is in force or being made.
    Active {
        /// Since the first meeting.
        since: NaiveDate,
    },
    /// Work rests.
    OnHold(Hold),
    /// Commitments are settled; the final report is being written.
    Closing {
        /// The reason for which it will close.
        reason: CloseReason,
        /// In words: the reason where it is `other`.
        note: Option<String>,
        /// Since when.
        since: NaiveDate,
    },
    /// Over.
    Closed(Closure),
}

impl CaseState {
    /// The state without its content.
    #[must_use]
    pub const fn status(&self) -> CaseStatus {
        match self {
            Self::AwaitingConsent => CaseStatus::AwaitingConsent,
            Self::Preparing => CaseStatus::Preparing,
            Self::Active { .. } => CaseStatus::Active,
            Self::OnHold(_) => CaseStatus::OnHold,
            Self::Closing { .. } => CaseStatus::Closing,
            Self::Closed(_) => CaseStatus::Closed,
        }
    }
}

code_list! {
    /// Why work on a case rests.
    HoldReason {
        /// The family asked for it.
        FamilyRequest = "family_request",
        /// A statutory process takes precedence (F4-10).
        StatutoryProcess = "statutory_process",
        /// Consent no longer suffices.
        ConsentLapsed = "consent_lapsed",
        /// Nobody knows where the family is.
        WhereaboutsUnknown = "whereabouts_unknown",
    }
}

/// Why work rests, and until when.
#[derive(Clone, Serialize, Deserialize)]
pub struct Hold {
    /// Why.
    pub reason: HoldReason,
    /// The day on which it is looked at again.
    pub review_on: NaiveDate,
    /// Since when.
    pub since: NaiveDate,
    /// The day of the first meeting, if it had been held: resuming leads back to where the case was.
    pub active_since: Option<NaiveDate>,
}

code_list! {
    /// Why a case is over.
    CloseReason {
        /// The goals were met.
        GoalsMet = "goals_met",
        /// Some goals were met.
        PartiallyMet = "partially_met",
        /// The needs were met elsewhere.
        NeedsMetElsewhere = "needs_met_elsewhere",
        /// The family withdrew.
        FamilyWithdrew = "family_withdrew",
        /// The family did not consent.
        NoConsent = "no_consent",
        /// The family moved to another region.
        MovedRegion = "moved_region",
        /// The family moved overseas.
        MovedOverseas = "moved_overseas",
        /// Contact was lost.
        LostContact = "lost_contact",
        /// A statutory process took over.
        EscalatedStatutory = "escalated_statutory",
        /// It turned out not to be eligible.
        NotEligible = "not_eligible",
        /// It was a duplicate.
        DuplicateMerged = "duplicate_merged",
        /// The person concerned died.
        Deceased = "deceased",
        /// No agency had capacity.
        NoCapacity = "no_capacity",
        /// It was opened in error.
        OpenedInError = "opened_in_error",
        /// Another reason, given in words.
        Other = "other",
    }
}

impl CloseReason {
    /// Whether closing for this reason needs an accepted final report (F0-32).
    #[must_use]
    pub const fn needs_final_report(self) -> bool {
        matches!(self, Self::GoalsMet | Self::PartiallyMet | Self::NeedsMetElsewhere | Self::Other)
    }
}

code_list! {
    /// Whether the family can now reach services unaided (F2-15).
    Independence {
        /// It can.
        Independent = "independent",
        /// It can with some support.
        WithSupport = "with_support",
        /// Not yet.
        NotYet = "not_yet",
        /// It was not measured.
        NotMeasured = "not_measured",
    }
}

code_list! {
    /// What became of the goals.
    Outcome {
        /// All were met.
        Met = "met",
        /// Some were met.
        PartlyMet = "partly_met",
        /// None was met.
        NotMet = "not_met",
        /// It was not measured.
        NotMeasured = "not_measured",
    }
}

/// How a case ended.
#[derive(Clone, Serialize, Deserialize)]
pub struct Closure {
    /// Why.
    pub reason: CloseReason,
    /// The day.
    pub on: NaiveDate,
    /// What became of the goals.
    pub outcome: Outcome,
    /// Whether the family can reach services unaided (F2-15).
    pub independence: Independence,
    /// In words: the reason where it is `other`, and why the final report was waived.
    pub note: Option<String>,
    /// Who of the family said so, where the family withdrew and somebody is named.
    pub decision: Option<FamilyDecision>,
}

impl Case {
    /// Today where the family lives.
    #[must_use]
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        self.zone.today(now)
    }

    /// Whether it is not closed.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !matches!(self.state, CaseState::Closed(_))
    }

    /// The day of the first meeting, where it had been held before work went on or rested.
    #[must_use]
    pub const fn active_since(&self) -> Option<NaiveDate> {
        match &self.state {
            CaseState::Active { since } => Some(*since),
            CaseState::OnHold(hold) => hold.active_since,
            CaseState::AwaitingConsent
            | CaseState::Preparing
            | CaseState::Closing { .. }
            | CaseState::Closed(_) => None,
        }
    }

    /// Whether work with the family goes on: neither before consent, nor resting, nor over.
    #[must_use]
    pub const fn is_under_way(&self) -> bool {
        matches!(self.state, CaseState::Preparing | CaseState::Active { .. })
    }
}

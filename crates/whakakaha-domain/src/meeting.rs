//! Meetings: prepared and approved by the family, held by named people (F0-38 to F0-52, F1-12 to F1-19).

mod adjourn;
mod answer_invitation;
mod appoint_facilitator;
mod approve;
mod approve_invitation;
mod cancel;
mod change;
mod complete;
mod confirm;
mod convene;
mod facts;
mod invitation;
mod pack;
mod propose_invitation;
mod refuse_invitation;
mod reschedule;
mod roles;
mod send_invitations;
mod session;
mod start;
#[cfg(test)]
mod tests;
mod warnings;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency,
    case::{Case, FamilyDecision},
    code::code_list,
    facilitator::Facilitator,
    ids::Id,
    machine::machine,
    restriction::{About, Part},
    worker::Worker,
};

pub use adjourn::AdjournMeeting;
pub use answer_invitation::{Answer, AnswerInvitation};
pub use appoint_facilitator::{AppointFacilitator, Appointment};
pub use approve::ApproveMeeting;
pub use approve_invitation::ApproveInvitation;
pub use cancel::CancelMeeting;
pub(crate) use cancel::{called_off, revoked};
pub use change::ChangeMeeting;
pub use complete::{Attended, CompleteMeeting, Completion};
pub use confirm::ConfirmMeeting;
pub use convene::ConveneMeeting;
pub use facts::{Apart, CaseMeetings, InvitationFile, MeetingFile};
pub use invitation::{Attendance, Heard, Invitation, InvitationState, Invitee, InviteeKind, Presence};
pub use pack::{MeetingPack, PackEntry};
pub use propose_invitation::{Invitable, Proposal, ProposeInvitation};
pub use refuse_invitation::RefuseInvitation;
pub use reschedule::RescheduleMeeting;
pub use roles::{Appointed, Named};
pub use send_invitations::{Dispatch, SendInvitations};
pub use start::StartMeeting;
pub use warnings::{MeetingWarning, warnings};

code_list! {
    /// The kind of a meeting (F1-01).
    MeetingKind {
        /// The first meeting of a case.
        First = "first",
        /// A planned look at whether the plan works.
        Review = "review",
        /// Called because circumstances changed.
        Extraordinary = "extraordinary",
        /// The last meeting of a case.
        Closing = "closing",
    }
}

code_list! {
    /// How neutral a venue is (F0-10).
    Neutrality {
        /// A place that belongs to none of those who take part.
        Neutral = "neutral",
        /// The premises of an agency that takes part.
        AgencyPremises = "agency_premises",
        /// The family's home.
        FamilyHome = "family_home",
        /// A marae.
        Marae = "marae",
        /// Online.
        Online = "online",
    }
}

/// Where a meeting takes place.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Name.
    pub name: String,
    /// Address, or the way in.
    pub address: Option<String>,
    /// How neutral it is.
    pub neutrality: Neutrality,
    /// What people need to know to get in: ramp, parking, lift.
    pub accessibility: Option<String>,
}

code_list! {
    /// The four things about a meeting that the family approves, each for itself (F0-46).
    Aspect {
        /// What is talked about.
        Agenda = "agenda",
        /// When.
        Time = "time",
        /// Where.
        Venue = "venue",
        /// Who comes: the list as a whole, after each named person was approved.
        Participants = "participants",
    }
}

/// The family's approval of one aspect.
#[derive(Clone, Serialize, Deserialize)]
pub struct Approval {
    /// What was approved.
    pub aspect: Aspect,
    /// Who approved it.
    pub decision: FamilyDecision,
}

/// The independent person who runs a meeting (F0-38).
#[derive(Clone, Serialize, Deserialize)]
pub struct Facilitation {
    /// The registration.
    pub facilitator_id: Id<Facilitator>,
    /// The person.
    pub worker_id: Id<Worker>,
    /// Their employer, which must not take part.
    pub agency_id: Id<Agency>,
    /// When they declared themselves independent.
    pub independence_declared_at: DateTime<Utc>,
}

/// Something that is talked about at a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaPoint {
    /// In words.
    pub text: String,
    /// What it is about.
    pub about: About,
}

/// A meeting.
#[derive(Clone, Serialize, Deserialize)]
pub struct Meeting {
    /// The case.
    pub case_id: Id<Case>,
    /// Which kind.
    pub kind: MeetingKind,
    /// What is talked about, in order.
    pub agenda: Vec<Part<AgendaPoint>>,
    /// When it begins, by the clock of the case's region.
    pub starts_at_local: NaiveDateTime,
    /// How long it is planned to take, in minutes.
    pub minutes: u32,
    /// Where.
    pub venue: Venue,
    /// What the family has approved so far; a later change of an aspect takes its approval away.
    pub approvals: Vec<Approval>,
    /// Who runs it, when it is not the lead worker.
    pub facilitation: Option<Facilitation>,
    /// The meeting of which this is another session, for people who do not meet.
    #[serde(default)]
    pub session_of: Option<Id<Meeting>>,
    /// How often it was moved to another time after invitations had gone out.
    #[serde(default)]
    pub moves: u32,
    /// Where it stands.
    pub state: MeetingState,
}

impl Meeting {
    /// How often those who were invited have learnt of another time, or that it is off: it only rises (R19).
    #[must_use]
    pub const fn revision(&self) -> u32 {
        self.moves + matches!(self.state, MeetingState::Cancelled { .. }) as u32
    }
}

code_list! {
    /// Where a meeting stands.
    MeetingStatus {
        /// Being prepared with the family.
        Preparing = "preparing",
        /// The family approved agenda, time, venue and participants.
        FamilyApproved = "family_approved",
        /// Invitations are out.
        Invited = "invited",
        /// It will take place.
        Confirmed = "confirmed",
        /// It is taking place.
        InProgress = "in_progress",
        /// It took place with the family.
        Completed = "completed",
        /// It took place without the family: no plan can come of it (F3-06).
        HeldWithoutFamily = "held_without_family",
        /// It began and was broken off: another one is convened.
        Adjourned = "adjourned",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

machine! {
    MeetingStatus, MeetingNotInState;
    Preparing, ApproveMeeting => FamilyApproved [ConsentInsufficient, ProfileMissing, KeyIssuesMissing, ConfidentialityNotAsked, InvitationUndecided, NobodyInvited, NoContact, InviteeLeft, CoordinatorFirst, FamilyDecisionMissing];
    FamilyApproved, SendInvitations => Invited [ConsentInsufficient, NobodyInvited, NoContact, InviteeLeft, CoordinatorFirst, FacilitatorUntrained, FacilitatorNotIndependent, AgencyNotNamed];
    Invited, SendInvitations => Invited [ConsentInsufficient, NothingToSend, NoContact, InviteeLeft, CoordinatorFirst, FacilitatorUntrained, FacilitatorNotIndependent, AgencyNotNamed];
    Confirmed, SendInvitations => Confirmed [ConsentInsufficient, NothingToSend, NoContact, InviteeLeft, CoordinatorFirst, FacilitatorUntrained, FacilitatorNotIndependent, AgencyNotNamed];
    Invited, ConfirmMeeting => Confirmed [FamilyNotComing, NoContact, InviteeLeft, CoordinatorFirst];
    Confirmed, StartMeeting => InProgress [ConsentInsufficient, NoContact, InviteeLeft, CoordinatorFirst, FacilitatorUntrained, FacilitatorNotIndependent];
    InProgress, CompleteMeeting => Completed [HeldBeforeCase, AttendanceIncomplete, NotEveryoneHeard, LeadAgencyMissing, LeadNotPossible, KeyContactUnreachable, KeyContactMissing, NextReviewMissing, ReviewDateOutOfBounds, OutcomeMissing];
    InProgress, CompleteMeeting => HeldWithoutFamily [HeldBeforeCase, AttendanceIncomplete];
    InProgress, AdjournMeeting => Adjourned;
    Preparing, ProposeInvitation => Preparing [InvitedAlready, NoContact, InviteeLeft, CoordinatorFirst];
    FamilyApproved, ProposeInvitation => Preparing [InvitedAlready, NoContact, InviteeLeft, CoordinatorFirst];
    Invited, ProposeInvitation => Invited [InvitedAlready, NoContact, InviteeLeft, CoordinatorFirst];
    Confirmed, ProposeInvitation => Confirmed [InvitedAlready, NoContact, InviteeLeft, CoordinatorFirst];
    Preparing, ApproveInvitation => Preparing [NoContact, InviteeLeft, CoordinatorFirst];
    FamilyApproved, ApproveInvitation => Preparing [NoContact, InviteeLeft, CoordinatorFirst];
    Invited, ApproveInvitation => Invited [NoContact, InviteeLeft, CoordinatorFirst];
    Confirmed, ApproveInvitation => Confirmed [NoContact, InviteeLeft, CoordinatorFirst];
    Preparing, RefuseInvitation => Preparing;
    FamilyApproved, RefuseInvitation => FamilyApproved;
    Invited, RefuseInvitation => Invited;
    Confirmed, RefuseInvitation => Confirmed;
    Invited, AnswerInvitation => Invited [NoContact, InviteeLeft, CoordinatorFirst];
    Confirmed, AnswerInvitation => Confirmed [NoContact, InviteeLeft, CoordinatorFirst];
    Preparing, AppointFacilitator => Preparing [FacilitatorUntrained, FacilitatorNotIndependent];
    FamilyApproved, AppointFacilitator => FamilyApproved [FacilitatorUntrained, FacilitatorNotIndependent];
    Invited, AppointFacilitator => Invited [FacilitatorUntrained, FacilitatorNotIndependent];
    Confirmed, AppointFacilitator => Confirmed [FacilitatorUntrained, FacilitatorNotIndependent];
    Preparing, RescheduleMeeting => Preparing [NoContact, InviteeLeft, SessionsMeet, CoordinatorFirst];
    FamilyApproved, RescheduleMeeting => Preparing [NoContact, InviteeLeft, SessionsMeet, CoordinatorFirst];
    Invited, RescheduleMeeting => Preparing [NoContact, InviteeLeft, SessionsMeet, CoordinatorFirst];
    Confirmed, RescheduleMeeting => Preparing [NoContact, InviteeLeft, SessionsMeet, CoordinatorFirst];
    Preparing, ChangeMeeting => Preparing [SessionsMeet, CoordinatorFirst];
    FamilyApproved, ChangeMeeting => Preparing [SessionsMeet, CoordinatorFirst];
    Preparing, CancelMeeting => Cancelled;
    FamilyApproved, CancelMeeting => Cancelled;
    Invited, CancelMeeting => Cancelled;
    Confirmed, CancelMeeting => Cancelled;
    @follows
    InProgress, CloseCase => Adjourned;
    InProgress, WithdrawFamily => Adjourned;
    Preparing, CloseCase => Cancelled;
    Preparing, WithdrawFamily => Cancelled;
    FamilyApproved, CloseCase => Cancelled;
    FamilyApproved, WithdrawFamily => Cancelled;
    Invited, CloseCase => Cancelled;
    Invited, WithdrawFamily => Cancelled;
    Confirmed, CloseCase => Cancelled;
    Confirmed, WithdrawFamily => Cancelled;
}

/// Where a meeting stands, with what belongs to that state.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum MeetingState {
    /// Being prepared with the family.
    Preparing,
    /// The family approved everything.
    FamilyApproved,
    /// Invitations are out.
    Invited,
    /// It will take place.
    Confirmed,
    /// It is taking place.
    InProgress,
    /// It took place with the family.
    Completed(MeetingOutcome),
    /// It took place without the family.
    HeldWithoutFamily {
        /// The day.
        on: NaiveDate,
    },
    /// It began and was broken off.
    Adjourned {
        /// The day.
        on: NaiveDate,
        /// Why, for those who prepare meetings with the family.
        reason: String,
    },
    /// It was called off.
    Cancelled {
        /// Why; the invited are told only that it is cancelled.
        reason: String,
    },
}

impl MeetingStatus {
    /// The states in which a meeting has not begun, or takes place.
    pub const OPEN: [Self; 5] =
        [Self::Preparing, Self::FamilyApproved, Self::Invited, Self::Confirmed, Self::InProgress];
    /// The states in which a meeting has not begun.
    pub const TO_COME: [Self; 4] = [Self::Preparing, Self::FamilyApproved, Self::Invited, Self::Confirmed];
}

impl MeetingState {
    /// The state without its content.
    #[must_use]
    pub const fn status(&self) -> MeetingStatus {
        match self {
            Self::Preparing => MeetingStatus::Preparing,
            Self::FamilyApproved => MeetingStatus::FamilyApproved,
            Self::Invited => MeetingStatus::Invited,
            Self::Confirmed => MeetingStatus::Confirmed,
            Self::InProgress => MeetingStatus::InProgress,
            Self::Completed(_) => MeetingStatus::Completed,
            Self::HeldWithoutFamily { .. } => MeetingStatus::HeldWithoutFamily,
            Self::Adjourned { .. } => MeetingStatus::Adjourned,
            Self::Cancelled { .. } => MeetingStatus::Cancelled,
        }
    }
}

impl MeetingState {
    /// What came of it, once it took place with the family.
    #[must_use]
    pub const fn outcome(&self) -> Option<&MeetingOutcome> {
        if let Self::Completed(outcome) = self { Some(outcome) } else { None }
    }
}

code_list! {
    /// What comes of a meeting (F1-19).
    MeetingResult {
        /// A plan, or a new version of it.
        Plan = "plan",
        /// No plan, for a reason.
        NoPlan = "no_plan",
    }
}

/// What came of a meeting.
#[derive(Clone, Serialize, Deserialize)]
pub struct MeetingOutcome {
    /// The day on which it took place.
    pub on: NaiveDate,
    /// Whether a plan comes of it.
    pub result: MeetingResult,
    /// Why no plan comes of it.
    pub reason: Option<String>,
    /// The next review; none when it was decided to close.
    pub next_review_on: Option<NaiveDate>,
    /// Whether it was decided to close.
    pub decided_to_close: bool,
    /// Decisions, each with the family's position.
    pub decisions: Vec<Part<MeetingDecision>>,
}

code_list! {
    /// The family's position on a decision (F0-13).
    FamilyPosition {
        /// Agrees.
        Agrees = "agrees",
        /// Disagrees; the decision counts as not agreed.
        Disagrees = "disagrees",
        /// Was not there; the decision counts as not agreed.
        Absent = "absent",
    }
}

/// A decision made at a meeting (F0-13).
#[derive(Clone, Serialize, Deserialize)]
pub struct MeetingDecision {
    /// What was decided.
    pub text: String,
    /// The family's position.
    pub family: FamilyPosition,
    /// What it is about.
    pub about: About,
}

impl MeetingDecision {
    /// Whether it counts as agreed.
    #[must_use]
    pub const fn is_agreed(&self) -> bool {
        matches!(self.family, FamilyPosition::Agrees)
    }
}

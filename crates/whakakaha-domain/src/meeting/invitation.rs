//! Invitations: always of a named person, who came or did not, and had a say or did not.

use serde::{Deserialize, Serialize};

use super::Meeting;
use crate::{
    agency::Agency,
    case::{Case, FamilyDecision},
    code::code_list,
    ids::Id,
    person::Person,
    worker::Worker,
};

/// One named person's invitation to one meeting (F1-14).
#[derive(Clone, Serialize, Deserialize)]
pub struct Invitation {
    /// The case.
    pub case_id: Id<Case>,
    /// The meeting.
    pub meeting_id: Id<Meeting>,
    /// Who.
    pub invitee: Invitee,
    /// Where it stands.
    pub state: InvitationState,
    /// The family's decision about this person.
    pub decision: Option<FamilyDecision>,
    /// What they said with their answer.
    pub reason: Option<String>,
    /// Whether they came, and whether they were heard.
    pub attendance: Option<Attendance>,
}

/// Who is invited: always a named person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Invitee {
    /// A worker of an agency.
    Worker {
        /// The person.
        worker_id: Id<Worker>,
        /// Their agency.
        agency_id: Id<Agency>,
    },
    /// A member of the family.
    FamilyMember {
        /// The person.
        person_id: Id<Person>,
    },
    /// Somebody whom the family wants beside it.
    SupportPerson {
        /// Their name.
        name: String,
    },
}

code_list! {
    /// Who can be invited.
    InviteeKind {
        /// A worker of an agency.
        Worker = "worker",
        /// A member of the family.
        FamilyMember = "family_member",
        /// Somebody whom the family wants beside it.
        SupportPerson = "support_person",
    }
}

impl Invitee {
    /// The member of the family, if it is one.
    #[must_use]
    pub const fn member(&self) -> Option<Id<Person>> {
        match self {
            Self::FamilyMember { person_id } => Some(*person_id),
            Self::Worker { .. } | Self::SupportPerson { .. } => None,
        }
    }

    /// The kind without the name.
    #[must_use]
    pub const fn kind(&self) -> InviteeKind {
        match self {
            Self::Worker { .. } => InviteeKind::Worker,
            Self::FamilyMember { .. } => InviteeKind::FamilyMember,
            Self::SupportPerson { .. } => InviteeKind::SupportPerson,
        }
    }
}

code_list! {
    /// Where an invitation stands. The default order of life: proposed, approved, sent, answered.
    InvitationState {
        /// Proposed; the family has not decided.
        Proposed = "proposed",
        /// The family wants this person to come.
        FamilyApproved = "family_approved",
        /// The family does not want this person to come. Nobody else learns why.
        FamilyDeclined = "family_declined",
        /// Sent.
        Sent = "sent",
        /// Will come.
        Accepted = "accepted",
        /// Will not come.
        Declined = "declined",
        /// May come.
        Tentative = "tentative",
        /// Taken back, by the family or because the meeting was cancelled.
        Revoked = "revoked",
    }
}

impl InvitationState {
    /// Whether it went out and was not taken back: the invited and the agencies may know of it.
    #[must_use]
    pub const fn is_out(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted | Self::Declined | Self::Tentative)
    }

    /// Whether the family wants the person to come, before or after it went out.
    #[must_use]
    pub const fn is_wanted(self) -> bool {
        matches!(self, Self::FamilyApproved) || self.is_out()
    }

    /// Whether the invited person may come, for all that they have answered.
    #[must_use]
    pub const fn may_come(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted | Self::Tentative)
    }

    /// The states of [`may_come`](Self::may_come), for queries.
    pub const MAY_COME: [Self; 3] = [Self::Sent, Self::Accepted, Self::Tentative];
    /// The states of [`is_out`](Self::is_out), for queries.
    pub const OUT: [Self; 4] = [Self::Sent, Self::Accepted, Self::Declined, Self::Tentative];
}

impl Presence {
    /// Whether they took part.
    #[must_use]
    pub const fn took_part(self) -> bool {
        matches!(self, Self::Present | Self::Remote)
    }
}

code_list! {
    /// Whether an invited person came (F0-43).
    Presence {
        /// Came.
        Present = "present",
        /// Took part from elsewhere.
        Remote = "remote",
        /// Sent apologies.
        Apologies = "apologies",
        /// Did not come.
        Absent = "absent",
    }
}

code_list! {
    /// Whether somebody at the meeting had a say (F0-40).
    Heard {
        /// Spoke.
        Spoke = "spoke",
        /// Gave something in writing.
        InWriting = "in_writing",
        /// Was asked and did not want to.
        DidNotWantTo = "did_not_want_to",
        /// Did not get a say.
        No = "no",
    }
}

/// Whether an invited person came, and whether they had a say.
#[derive(Clone, Serialize, Deserialize)]
pub struct Attendance {
    /// Whether they came.
    pub presence: Presence,
    /// Whether they had a say.
    pub heard: Heard,
}

//! Break-glass grants: a worker without a role reads of a case in an emergency, for three hours at most, with a reason
//! and within a scope; told to the family afterwards, and reviewed by somebody else.

mod open;
mod review;
mod revoke;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency, case::Case, code::code_list, ids::Id, machine::machine, operation::Operation,
    policy::Relation, worker::Worker,
};

pub use open::{GlassToBreak, OpenBreakGlass};
pub use review::ReviewBreakGlass;
pub use revoke::RevokeBreakGlass;

/// For how many minutes a case is opened at the most.
pub const MOST_MINUTES: u16 = 180;

/// Within how many working days somebody else looks at it.
pub const REVIEW_WORKING_DAYS: u16 = 5;

code_list! {
    /// Why a case is opened in an emergency. Members of the family are told which it was: it never says by whom.
    BreakGlassGround {
        /// A child or young person may come to harm.
        ChildAtRisk = "child_at_risk",
        /// An adult may come to harm.
        AdultAtRisk = "adult_at_risk",
        /// Somebody of the family is missing.
        PersonMissing = "person_missing",
        /// Somebody of the family needs medical help.
        MedicalEmergency = "medical_emergency",
        /// A disaster, such as a flood or an earthquake.
        Disaster = "disaster",
    }
}

impl BreakGlassGround {
    /// As the family is told.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ChildAtRisk => "a child might have come to harm",
            Self::AdultAtRisk => "an adult might have come to harm",
            Self::PersonMissing => "somebody was missing",
            Self::MedicalEmergency => "somebody needed medical help",
            Self::Disaster => "there was a disaster",
        }
    }
}

code_list! {
    /// How much of a case is opened in an emergency. Each opens what those before it open.
    BreakGlassPart {
        /// Who belongs to the family, how and where to reach them, and who works with them.
        People = "people",
        /// The plan, its commitments and reviews.
        Plan = "plan",
        /// The family's profile and needs, meetings, contacts and reports.
        Case = "case",
    }
}

impl BreakGlassPart {
    /// How whoever was given it stands to the case while the grant is open.
    #[must_use]
    pub const fn relations(self) -> &'static [Relation] {
        match self {
            Self::People => &[Relation::GlassPeople],
            Self::Plan => &[Relation::GlassPeople, Relation::GlassPlan],
            Self::Case => &[Relation::GlassPeople, Relation::GlassPlan, Relation::GlassCase],
        }
    }

    /// As the family is told.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::People => "who belongs to your family and how to reach you",
            Self::Plan => "who belongs to your family, how to reach you, and your plan",
            Self::Case => "your family's case as a whole",
        }
    }
}

code_list! {
    /// Where a break-glass grant stands. It expires by itself.
    BreakGlassStatus {
        /// It opens the case now.
        Open = "open",
        /// Its time is over; it waits for its review.
        Expired = "expired",
        /// It was taken back before its time was over; it waits for its review.
        Revoked = "revoked",
        /// Somebody else has looked at it.
        Reviewed = "reviewed",
    }
}

machine! {
    BreakGlassStatus, BreakGlassNotInState;
    Open, RevokeBreakGlass => Revoked;
    Expired, ReviewBreakGlass => Reviewed [BreakGlassReviewOwn, BreakGlassFollowUpMissing];
    Revoked, ReviewBreakGlass => Reviewed [BreakGlassReviewOwn, BreakGlassFollowUpMissing];
}

code_list! {
    /// What the review of a break-glass grant found.
    BreakGlassOutcome {
        /// There was reason to open the case.
        Justified = "justified",
        /// There was not.
        NotJustified = "not_justified",
    }
}

/// A case opened to a worker in an emergency.
#[derive(Clone, Serialize, Deserialize)]
pub struct BreakGlassGrant {
    /// The case.
    pub case_id: Id<Case>,
    /// Who opened it.
    pub worker_id: Id<Worker>,
    /// For which agency.
    pub agency_id: Id<Agency>,
    /// Why.
    pub ground: BreakGlassGround,
    /// Why, in words.
    pub reason: String,
    /// How much of the case.
    pub part: BreakGlassPart,
    /// From when on.
    pub opened_at: DateTime<Utc>,
    /// From when on not any more.
    pub expires_at: DateTime<Utc>,
    /// By which day it is to be reviewed.
    pub review_due_on: NaiveDate,
    /// The end of that day where the family lives.
    pub review_due_at: DateTime<Utc>,
    /// Who took it back before that, where somebody did.
    pub revocation: Option<BreakGlassRevocation>,
    /// What somebody else found.
    pub review: Option<BreakGlassReview>,
}

/// Who took a grant back, and when.
#[derive(Clone, Serialize, Deserialize)]
pub struct BreakGlassRevocation {
    /// Who.
    pub by: Id<Worker>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What somebody other than its holder found.
#[derive(Clone, Serialize, Deserialize)]
pub struct BreakGlassReview {
    /// Who.
    pub by: Id<Worker>,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether there was reason to.
    pub outcome: BreakGlassOutcome,
    /// Why.
    pub findings: String,
    /// What follows from it.
    pub follow_up: Option<String>,
    /// Whether the family reads the holder's reason in words: it must not endanger anybody.
    pub reason_told: bool,
}

impl BreakGlassGrant {
    /// Where it stands: it expires by the clock, and nothing has to be written for that.
    #[must_use]
    pub fn status(&self, now: DateTime<Utc>) -> BreakGlassStatus {
        if self.review.is_some() {
            BreakGlassStatus::Reviewed
        } else if self.revocation.is_some() {
            BreakGlassStatus::Revoked
        } else if now < self.expires_at {
            BreakGlassStatus::Open
        } else {
            BreakGlassStatus::Expired
        }
    }

    /// From when on it opens nothing.
    #[must_use]
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.revocation.as_ref().map_or(self.expires_at, |it| it.at)
    }

    /// Whether it should have been reviewed by now.
    #[must_use]
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.review.is_none() && now >= self.review_due_at
    }

    /// The holder's reason, where it may be told to the family.
    #[must_use]
    pub fn reason_for_family(&self) -> Option<&str> {
        self.review.as_ref().filter(|review| review.reason_told).map(|_| self.reason.as_str())
    }
}

/// What a member of the family is told of emergency access when it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyTold {
    /// The grant.
    pub grant: Id<BreakGlassGrant>,
    /// Whether this is that the case was opened, and not a look that followed.
    pub is_opening: bool,
    /// Why.
    pub ground: BreakGlassGround,
    /// Why, in the holder's words, where the review lets the family read them.
    pub reason: Option<String>,
    /// How much of the case.
    pub part: BreakGlassPart,
    /// From when on.
    pub opened_at: DateTime<Utc>,
    /// From when on not any more.
    pub ended_at: DateTime<Utc>,
    /// What the review found.
    pub outcome: Option<BreakGlassOutcome>,
}

impl EmergencyTold {
    /// What a grant has to do with a look or a change.
    #[must_use]
    pub fn of(id: Id<BreakGlassGrant>, grant: &BreakGlassGrant, operation: &str) -> Self {
        Self {
            grant: id,
            is_opening: operation == Operation::OpenBreakGlass.name(),
            ground: grant.ground,
            reason: grant.reason_for_family().map(str::to_owned),
            part: grant.part,
            opened_at: grant.opened_at,
            ended_at: grant.ends_at(),
            outcome: grant.review.as_ref().map(|review| review.outcome),
        }
    }
}

/// For how long a case is opened.
fn lasting(minutes: u16) -> TimeDelta {
    TimeDelta::minutes(i64::from(minutes.min(MOST_MINUTES)))
}

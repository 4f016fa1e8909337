//! Deliveries: what is tried again, when, and when it is given up (R23).

use chrono::{DateTime, TimeDelta, Utc};

use crate::code::code_list;

/// What is sent to a webhook about one thing.
pub struct Delivery;

code_list! {
    /// How far a delivery is.
    DeliveryStatus {
        /// It is sent, or tried again.
        Pending = "pending",
        /// The address has taken it.
        Delivered = "delivered",
        /// It was given up.
        Failed = "failed",
    }
}

code_list! {
    /// What came of an attempt to deliver.
    AttemptOutcome {
        /// The address has taken it.
        Accepted = "accepted",
        /// The address answered with something else than success.
        Refused = "refused",
        /// The address was asked whether it wants to be sent anything, and did not say so.
        NotAllowed = "not_allowed",
        /// The address is gone: it answered 410.
        Gone = "gone",
        /// The address did not answer in time.
        TimedOut = "timed_out",
        /// The address has shown no certificate that the service trusts and that names it.
        Untrusted = "untrusted",
        /// There was no connection, or it broke.
        Unreachable = "unreachable",
        /// The address is none to which the service sends anything.
        NotPublic = "not_public",
    }
}

/// What an address answered, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What came of the attempt.
    pub outcome: AttemptOutcome,
    /// How long the address wants to be left alone.
    pub retry_after: Option<TimeDelta>,
}

/// What follows from an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing more is to be done.
    Delivered,
    /// It is tried again then.
    Again(DateTime<Utc>),
    /// It is given up, and nothing more is sent to the address.
    GivenUp,
}

/// How long it is waited after each attempt but the last: three days and more in all.
const WAITS: [TimeDelta; 9] = [
    TimeDelta::seconds(5),
    TimeDelta::minutes(5),
    TimeDelta::minutes(30),
    TimeDelta::hours(2),
    TimeDelta::hours(5),
    TimeDelta::hours(10),
    TimeDelta::hours(14),
    TimeDelta::hours(20),
    TimeDelta::hours(24),
];

/// How long an address can ask to be left alone at the most.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(24);

/// What follows from the `attempt`th attempt, the first being 1. Up to a tenth is added to the time to wait, by
/// `chance` of 255, so that not all come back at once.
#[must_use]
pub fn judge(attempt: usize, answer: Answer, now: DateTime<Utc>, chance: u8) -> Verdict {
    match answer.outcome {
        AttemptOutcome::Accepted => return Verdict::Delivered,
        AttemptOutcome::Gone => return Verdict::GivenUp,
        AttemptOutcome::Refused
        | AttemptOutcome::NotAllowed
        | AttemptOutcome::TimedOut
        | AttemptOutcome::Untrusted
        | AttemptOutcome::Unreachable
        | AttemptOutcome::NotPublic => {}
    }
    let Some(wait) = attempt.checked_sub(1).and_then(|before| WAITS.get(before)) else {
        return Verdict::GivenUp;
    };
    let wait = *wait + *wait * i32::from(chance) / 2550;
    let asked = answer.retry_after.unwrap_or_default().min(LONGEST_WAIT);
    Verdict::Again(now + wait.max(asked))
}

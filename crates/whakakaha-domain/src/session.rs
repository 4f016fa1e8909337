//! Sessions: what access tokens come from. A token opens something as long as its session lasts.

mod end;
mod refresh;
mod start_for_client;
mod start_for_person;
mod start_for_worker;
#[cfg(test)]
mod tests;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    actor::Scopes,
    agency::Agency,
    client::Client,
    command::{Change, Decision, Moment},
    entity::Entity,
    ids::Id,
    login::LoginCode,
    person::Person,
    refusal::{Code, Refusal},
    worker::Worker,
};

pub use end::{EndSession, Presence, SignOutPerson};
pub use refresh::RefreshSession;
pub use start_for_client::{ClientAtDoor, Proven, StartForClient};
pub use start_for_person::{CodesAtDoor, StartForPerson};
pub use start_for_worker::{Employed, LoginAtDoor, StartForWorker};

/// A time in which somebody is let in.
#[derive(Clone, Serialize, Deserialize)]
pub struct Session {
    /// Who.
    pub holder: SessionHolder,
    /// By which of the registered programs.
    pub client_id: Option<Id<Client>>,
    /// What its tokens allow at the most.
    pub scopes: Scopes,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it is over at the latest.
    pub ends_at: DateTime<Utc>,
    /// When it ended before that.
    pub ended_at: Option<DateTime<Utc>>,
    /// SHA-256 of the secret by which the next token is had; none where there is no next one.
    pub refresh_sha256: Option<String>,
    /// The assertion by which a program came in: each is used once.
    pub assertion: Option<String>,
    /// The key to which its tokens are bound, by its thumbprint (RFC 7638, RFC 9449).
    pub bound_to: Option<String>,
}

/// Who is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionHolder {
    /// An agency's system.
    Agency(Id<Agency>),
    /// A worker.
    Worker(Id<Worker>),
    /// A member of a family.
    Person(Id<Person>),
    /// A script that reads reports.
    Reporter,
}

impl SessionHolder {
    /// The worker, where one is let in.
    #[must_use]
    pub const fn worker(self) -> Option<Id<Worker>> {
        match self {
            Self::Worker(worker) => Some(worker),
            Self::Agency(_) | Self::Person(_) | Self::Reporter => None,
        }
    }

    /// The member of a family, where one is let in.
    #[must_use]
    pub const fn person(self) -> Option<Id<Person>> {
        match self {
            Self::Person(person) => Some(person),
            Self::Agency(_) | Self::Worker(_) | Self::Reporter => None,
        }
    }
}

impl Session {
    /// How long one access token lives (R26).
    pub const TOKEN: TimeDelta = TimeDelta::minutes(10);
    /// How long a family member's session lasts at the longest.
    pub const FOR_PERSON: TimeDelta = TimeDelta::hours(24);

    /// Whether it lasts.
    #[must_use]
    pub fn lasts(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && now < self.ends_at
    }
}

/// Those of the sessions that last, ended.
pub(crate) fn over(sessions: &[Entity<Session>], at: &Moment) -> Vec<Entity<Session>> {
    let lasting = sessions.iter().filter(|session| session.lasts(at.now));
    lasting.map(|session| session.amended(|it| it.ended_at = Some(at.now))).collect()
}

/// What comes of a code that is spoken.
enum Redeemed {
    /// It fits: the code, used.
    Used(Entity<LoginCode>),
    /// It does not: each of those that begin like it counts a failure.
    Failed(Decision),
}

/// Uses the one of these codes that was spoken.
fn redeem(codes: &[Entity<LoginCode>], sha256: &str, at: &Moment) -> Result<Redeemed, Refusal> {
    let live = || codes.iter().filter(|code| code.is_live(at.now));
    if let Some(code) = live().find(|code| code.spoken.sha256 == sha256) {
        return Ok(Redeemed::Used(code.amended(|it| it.used_at = Some(at.now))));
    }
    let failed: Vec<_> = live().map(|code| code.amended(|it| it.failures += 1)).collect();
    let first = failed.first().ok_or(Code::CodeInvalid)?.id;
    Ok(Redeemed::Failed(Decision::Kept(Change::of(first).put_all(failed), Code::CodeInvalid.into())))
}

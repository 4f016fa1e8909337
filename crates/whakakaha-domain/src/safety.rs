//! Safety: who must not meet whom, of whom somebody is to be careful, and what is kept from whom for it (F0-21).
//!
//! Whoever works closest with the family raises an alert alone. It is lowered by two, or ends on its day.

mod ask_lowering;
mod carry_over;
mod confirm_lowering;
mod contact;
mod end;
mod extend;
mod raise;
mod refuse_lowering;
mod safeguard;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency,
    case::{Case, CaseFile},
    code::code_list,
    command::{Change, Moment},
    entity::Entity,
    ids::Id,
    machine::machine,
    person::Person,
    worker::Worker,
};

pub use ask_lowering::{AskLowering, Supervised};
pub use carry_over::StandingAlerts;
pub use confirm_lowering::ConfirmLowering;
pub(crate) use contact::ensure_safe;
pub use contact::{Attempt, SafeContact, SafeHours};
pub use end::{EndAlert, EndingAlert};
pub use extend::{ExtendAlert, Extension};
pub use raise::{AlertDraft, KnownTies, RaiseAlert};
pub use refuse_lowering::RefuseLowering;
pub(crate) use safeguard::joining;
pub use safeguard::{Concealed, Safeguard};

code_list! {
    /// What an alert asks of those who read it.
    AlertKind {
        /// Two people must not meet, and one must not learn where the other is.
        NoContact = "no_contact",
        /// Be careful with this person, for instance when visiting them at home.
        Caution = "caution",
    }
}

code_list! {
    /// What an alert rests on.
    AlertGround {
        /// A protection order.
        ProtectionOrder = "protection_order",
        /// A police safety order.
        PoliceSafetyOrder = "police_safety_order",
        /// Another order of a court, such as a bail condition or a parenting order.
        CourtOrder = "court_order",
        /// Somebody's professional judgement.
        ProfessionalJudgement = "professional_judgement",
        /// The person whom it protects says so.
        StatedByPerson = "stated_by_person",
    }
}

code_list! {
    /// Where an alert stands.
    AlertStatus {
        /// It holds.
        InForce = "in_force",
        /// It holds; the coordinator has asked somebody to confirm that it is lowered.
        LoweringAsked = "lowering_asked",
        /// Two people have lowered it.
        Lowered = "lowered",
        /// Its last day has passed.
        Ended = "ended",
    }
}

machine! {
    AlertStatus, AlertNotInState;
    InForce, ExtendAlert => InForce;
    LoweringAsked, ExtendAlert => LoweringAsked;
    InForce, AskLowering => LoweringAsked [SupervisorNotPossible];
    LoweringAsked, AskLowering => LoweringAsked [SupervisorNotPossible];
    LoweringAsked, ConfirmLowering => Lowered;
    LoweringAsked, RefuseLowering => InForce;
    InForce, EndAlert => Ended;
    LoweringAsked, EndAlert => Ended;
}

impl AlertStatus {
    /// The states in which an alert holds.
    pub const OPEN: [Self; 2] = [Self::InForce, Self::LoweringAsked];

    /// Whether the alert holds, until its last day has passed.
    #[must_use]
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }
}

/// Somebody or something whose part in the case would tell where a protected person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Tie {
    /// An agency, such as a refuge or the office of one place.
    Agency {
        /// Which one.
        agency_id: Id<Agency>,
    },
    /// A worker, such as a teacher of one school.
    Worker {
        /// Which one.
        worker_id: Id<Worker>,
    },
}

code_list! {
    /// What is tied to a place.
    TieKind {
        /// An agency.
        Agency = "agency",
        /// A worker.
        Worker = "worker",
    }
}

/// An alert. The person whom it restricts does not learn that there is one.
#[derive(Clone, Serialize, Deserialize)]
pub struct SafetyAlert {
    /// The case; once the family comes back, the latest.
    pub case_id: Id<Case>,
    /// The family's cases before that in which it holds as well.
    pub earlier_cases: Vec<Id<Case>>,
    /// What it asks.
    pub kind: AlertKind,
    /// The person whom it restricts, or of whom it warns.
    pub person_id: Id<Person>,
    /// The person whom it protects, where two must not meet.
    pub protected_id: Option<Id<Person>>,
    /// What it rests on.
    pub ground: AlertGround,
    /// Who said so.
    pub source: String,
    /// The number or the date of the order, or where the evidence is.
    pub reference: Option<String>,
    /// What those who read it are to do.
    pub advice: Option<String>,
    /// First day.
    pub begins_on: NaiveDate,
    /// Last day; none: until it is lowered.
    pub ends_on: Option<NaiveDate>,
    /// The children whom the restricted person may see. No other member of the family is shown to them.
    pub may_see: Vec<Id<Person>>,
    /// Who and what would tell where the protected person is.
    pub ties: Vec<Tie>,
    /// Who raised it.
    pub raised_by: Id<Worker>,
    /// When.
    pub raised_at: DateTime<Utc>,
    /// Where it stands.
    pub status: AlertStatus,
    /// Each time that somebody asked for it to be lowered.
    pub lowerings: Vec<Lowering>,
}

/// That somebody asked for an alert to be lowered, and what came of it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Lowering {
    /// Who asked.
    pub asked_by: Id<Worker>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// Who is to confirm it: another registered coordinator of the region.
    pub supervisor_id: Id<Worker>,
    /// What they answered.
    pub answer: Option<LoweringAnswer>,
}

/// What a supervisor answered.
#[derive(Clone, Serialize, Deserialize)]
pub struct LoweringAnswer {
    /// Whether they confirmed it.
    pub confirmed: bool,
    /// Why not, or what they add.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

impl SafetyAlert {
    /// Whether it holds on a day: it ends by itself at the midnight after its last day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.status.is_open() && self.ends_on.is_none_or(|last| day <= last)
    }

    /// The cases in which it holds.
    pub(crate) fn cases(&self) -> impl Iterator<Item = Id<Case>> {
        self.earlier_cases.iter().copied().chain([self.case_id])
    }

    /// Who was asked last to confirm that it is lowered, and reads it since.
    #[must_use]
    pub fn supervisor(&self) -> Option<Id<Worker>> {
        self.lowerings.last().map(|it| it.supervisor_id)
    }
}

/// An alert with its case, and what it keeps from whom.
pub struct AlertFile {
    /// The case.
    pub case: CaseFile,
    /// The alert.
    pub alert: Entity<SafetyAlert>,
    /// What it keeps from whom, lifted safeguards left out.
    pub safeguards: Vec<Entity<Safeguard>>,
}

impl AlertFile {
    /// The change to an alert that holds no longer: what it kept from whom is lifted, and opens nothing
    /// retroactively.
    fn over(&self, alert: Entity<SafetyAlert>, at: &Moment) -> Change {
        let lifted = self.safeguards.iter().map(|it| it.amended(|it| it.lifted_at = Some(at.now)));
        Change::of(alert.id).in_case(self.case.case.id).put(alert).put_all(lifted)
    }

    /// The alert with the answer to the question whether it is to be lowered.
    fn answered(&self, status: AlertStatus, reason: Option<String>, at: &Moment) -> Entity<SafetyAlert> {
        self.alert.amended(|it| {
            if let Some(asked) = it.lowerings.last_mut() {
                let confirmed = status == AlertStatus::Lowered;
                asked.answer = Some(LoweringAnswer { confirmed, reason, at: at.now });
            }
            it.status = status;
        })
    }
}

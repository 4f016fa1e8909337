//! Raising an alert.

use chrono::NaiveDate;

use super::{
    AlertGround, AlertKind, AlertStatus, SafetyAlert, Tie,
    safeguard::{FIRST_ID, safeguards},
};
use crate::{
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    period::ensure_reached,
    person::Person,
    refusal::{Code, Refusal, ensure},
};

/// Raises an alert. Safety does not wait for consent.
pub struct RaiseAlert {
    /// What it asks.
    pub kind: AlertKind,
    /// The person whom it restricts, or of whom it warns.
    pub person: Id<Person>,
    /// The person whom it protects, where two must not meet.
    pub protected: Option<Id<Person>>,
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
    /// The children whom the restricted person may see.
    pub may_see: Vec<Id<Person>>,
    /// Who and what would tell where the protected person is.
    pub ties: Vec<Tie>,
}

/// Which of the ties named there are, in the order of the request.
pub type KnownTies = Vec<bool>;

/// A case, its alerts that hold, and which of the ties named there are.
pub struct AlertDraft {
    /// The case.
    pub case: CaseFile,
    /// The alerts of the case that hold.
    pub others: Vec<Entity<SafetyAlert>>,
    /// Which of the ties named there are.
    pub known: KnownTies,
}

impl Command for RaiseAlert {
    type Target = AlertDraft;
    const OPERATION: Operation = Operation::RaiseAlert;

    fn decide(&self, draft: &AlertDraft, at: &Moment) -> Result<Decision, Refusal> {
        let file = &draft.case;
        ensure(file.case.is_open(), Code::CaseClosed)?;
        let raised_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        self.ensure_people(file)?;
        ensure_ties(&draft.known)?;
        ensure_reached(self.begins_on, at.now, "#/begins_on")?;
        let today = file.case.today(at.now);
        if self.ends_on.is_some_and(|last| last < today) {
            return Err(Refusal::at(Code::AlertOver, "#/ends_on"));
        }
        let same = |it: &Entity<SafetyAlert>| {
            (it.kind, it.ground) == (self.kind, self.ground)
                && (it.person_id, it.protected_id) == (self.person, self.protected)
        };
        ensure(!draft.others.iter().any(|it| same(it) && !self.keeps_more_than(it)), Code::AlertExists)?;
        let alert = SafetyAlert {
            case_id: file.case.id,
            earlier_cases: Vec::new(),
            kind: self.kind,
            person_id: self.person,
            protected_id: self.protected,
            ground: self.ground,
            source: self.source.clone(),
            reference: self.reference.clone(),
            advice: self.advice.clone(),
            begins_on: self.begins_on,
            ends_on: self.ends_on,
            may_see: self.may_see.clone(),
            ties: self.ties.clone(),
            raised_by,
            raised_at: at.now,
            status: AlertStatus::InForce,
            lowerings: Vec::new(),
        };
        let alert = Entity::new(at.id(0), alert);
        let kept = match self.kind {
            AlertKind::NoContact => safeguards(&alert, file),
            AlertKind::Caution => Vec::new(),
        };
        let kept = kept.into_iter().zip(FIRST_ID..).map(|(it, n)| Entity::new(at.id(n), it));
        Ok(Change::of(alert.id).in_case(file.case.id).put(alert).put_all(kept).into())
    }
}

impl RaiseAlert {
    /// Whether it holds longer than another about the same, or lets fewer children be seen: an order may be renewed
    /// before it ends.
    fn keeps_more_than(&self, other: &SafetyAlert) -> bool {
        let longer = other.ends_on.is_some_and(|last| self.ends_on.is_none_or(|later| later > last));
        longer || other.may_see.iter().any(|child| !self.may_see.contains(child))
    }

    /// Two different people who belong or belonged to the family, and children of it.
    fn ensure_people(&self, file: &CaseFile) -> Result<(), Refusal> {
        let belongs = |person: Id<Person>| file.members.iter().any(|it| it.person.id == person);
        let child = |person: Id<Person>| {
            let mut members = file.members.iter().filter(|it| it.person.id == person);
            members.any(|it| it.membership.role.is_child())
        };
        let refuse = |holds: bool, code, at: String| if holds { Err(Refusal::at(code, at)) } else { Ok(()) };
        refuse(!belongs(self.person), Code::PersonNotMember, "#/person_id".to_owned())?;
        if let Some(protected) = self.protected {
            refuse(!belongs(protected), Code::PersonNotMember, "#/protected_person_id".to_owned())?;
            refuse(protected == self.person, Code::AlertWithSelf, "#/protected_person_id".to_owned())?;
        }
        for (n, person) in self.may_see.iter().enumerate() {
            let named = Some(*person) == self.protected || *person == self.person;
            refuse(!child(*person) || named, Code::PersonNotMember, format!("#/may_see/{n}"))?;
        }
        Ok(())
    }
}

/// Refuses ties of which there are none.
pub(super) fn ensure_ties(known: &KnownTies) -> Result<(), Refusal> {
    match known.iter().position(|known| !known) {
        Some(n) => Err(Refusal::at(Code::ReferenceUnknown, format!("#/ties/{n}"))),
        None => Ok(()),
    }
}

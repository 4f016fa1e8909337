//! Taking a request into triage: a coordinator finds or registers the family and checks for duplicates.

use super::{Intake, IntakeState, Triage};
use crate::{
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    coordinator::Acting,
    entity::Entity,
    family::Family,
    ids::Id,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Takes an intake into triage. The coordinator is the caller.
pub struct TriageIntake {
    /// The family as registered.
    pub family_id: Id<Family>,
    /// What came of the check for duplicates, in words.
    pub duplicates_found: String,
    /// The agency that supports the request from now on, where it came without one (F3-18).
    pub supporting_agency_id: Option<Id<Agency>>,
}

/// An intake with the family that it is about.
pub struct IntakeFamily {
    /// The intake.
    pub intake: Entity<Intake>,
    /// The family named, if it exists in the intake's region.
    pub family: Option<Id<Family>>,
    /// Who takes it into triage.
    pub by: Acting,
    /// Whether the supporting agency named, if any, exists.
    pub agency_known: bool,
}

impl Command for TriageIntake {
    type Target = IntakeFamily;
    const OPERATION: Operation = Operation::TriageIntake;

    fn decide(&self, target: &IntakeFamily, at: &Moment) -> Result<Decision, Refusal> {
        let intake = &target.intake;
        intake.state.status().after(Operation::TriageIntake)?;
        let family_id = target.family.ok_or_else(|| Refusal::at(Code::ReferenceUnknown, "#/family_id"))?;
        self.ensure_supporter(target)?;
        let triage = Triage {
            coordinator_id: target.by.worker,
            family_id,
            duplicates_checked_at: at.now,
            duplicates_found: self.duplicates_found.clone(),
        };
        let triaged = intake.amended(|it| {
            it.supporting_agency_id = it.supporting_agency_id.or(self.supporting_agency_id);
            it.state = IntakeState::Triage(triage);
        });
        Ok(Change::of(intake.id).put(triaged).into())
    }
}

impl TriageIntake {
    /// An agency that supports the request exists, and takes nobody's place.
    fn ensure_supporter(&self, target: &IntakeFamily) -> Result<(), Refusal> {
        if self.supporting_agency_id.is_none() {
            return Ok(());
        }
        if !target.agency_known {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/supporting_agency_id"));
        }
        ensure(target.intake.supporting_agency_id.is_none(), Code::SupporterNamedAlready)
    }
}

//! Accepting a request: opens the case, which waits for the family's consent (F0-01, F2-13, F3-05).

use super::{Intake, IntakeState, MadeOffer, Offer, OfferResponse, Triage};
use crate::{
    agency::Agency,
    assignment::{Assignment, Role},
    case::{Case, CaseState, Eligibility, Preferences},
    command::{Change, Command, Decision, Moment},
    coordinator::Acting,
    entity::Entity,
    ids::Id,
    machine::Machine,
    membership::Member,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    region::Region,
    safety::StandingAlerts,
};

/// Accepts an intake. The caller coordinates the case from then on.
pub struct AcceptIntake {
    /// Agencies involved or needed.
    pub agencies: Vec<Id<Agency>>,
    /// Why it is accepted although something is missing.
    pub override_reason: Option<String>,
    /// Whether somebody is in danger now: then it is handed on by law instead (F2-09).
    pub immediate_danger: bool,
    /// The offer to the family, and what it said.
    pub offer: MadeOffer,
}

/// An intake with what decides whether a case can be opened.
pub struct IntakeAcceptance {
    /// The intake.
    pub intake: Entity<Intake>,
    /// Its region.
    pub region: Entity<Region>,
    /// Everybody who is or was a member of the family found in triage.
    pub members: Vec<Member>,
    /// Whether the family has an open case.
    pub has_open_case: bool,
    /// The family's latest closed case, and which episode that was.
    pub previous: Option<(Id<Case>, u32)>,
    /// Who accepts it.
    pub by: Acting,
    /// Those of the agencies named that exist, each once.
    pub agencies: Vec<Id<Agency>>,
    /// The safety alerts of the family that hold.
    pub safety: StandingAlerts,
}

const ENOUGH: u32 = 2;

impl Command for AcceptIntake {
    type Target = IntakeAcceptance;
    const OPERATION: Operation = Operation::AcceptIntake;

    fn decide(&self, target: &IntakeAcceptance, at: &Moment) -> Result<Decision, Refusal> {
        let intake = &target.intake;
        intake.state.status().after(Operation::AcceptIntake)?;
        let IntakeState::Triage(triage) = &intake.state else {
            return Err(Refusal::step(Code::IntakeNotInState, intake.state.status().allowed()));
        };
        self.ensure_agencies_known(target)?;
        let eligibility = self.eligibility(target, at);
        ensure_eligible(&eligibility)?;
        ensure(!self.immediate_danger, Code::AboveThreshold)?;
        ensure(self.offer.response != OfferResponse::Declined, Code::OfferDeclined)?;
        ensure(!target.has_open_case, Code::FamilyHasOpenCase)?;
        let offer = self.offer.kept(target.region.zone.today(at.now), Some(target.by.worker))?;
        let case = Entity::new(at.id(0), open(target, triage, (eligibility, offer), at));
        let coordinator = Entity::new(at.id(1), coordinator(case.id, &case, target.by, at));
        let accepted = IntakeState::Accepted { triage: triage.clone(), case_id: case.id };
        let intake = intake.amended(|it| it.state = accepted);
        let alerts: Vec<_> = target.safety.in_case(case.id).collect();
        let guarded = target.safety.guards_in(case.id, at);
        let change = Change::of(case.id).in_case(case.id).put(case).put(coordinator).put(intake);
        Ok(change.put_all(alerts).put_all(guarded).into())
    }
}

impl AcceptIntake {
    fn ensure_agencies_known(&self, target: &IntakeAcceptance) -> Result<(), Refusal> {
        let unknown = self.agencies.iter().position(|agency| !target.agencies.contains(agency));
        match unknown {
            Some(index) => Err(Refusal::at(Code::ReferenceUnknown, format!("#/agencies/{index}"))),
            None => Ok(()),
        }
    }

    fn eligibility(&self, target: &IntakeAcceptance, at: &Moment) -> Eligibility {
        let today = target.region.zone.today(at.now);
        let dependent = target.members.iter().filter(|member| {
            let membership = &member.membership;
            membership.holds_on(today) && membership.role.is_child() && membership.dependent
        });
        let needs: std::collections::BTreeSet<_> = target.intake.needs.iter().collect();
        Eligibility {
            dependent_children: count(dependent),
            needs: count(needs.iter()),
            agencies: count(target.agencies.iter()),
            override_reason: self.override_reason.clone(),
        }
    }
}

fn count(things: impl Iterator) -> u32 {
    u32::try_from(things.count()).unwrap_or(u32::MAX)
}

fn ensure_eligible(eligibility: &Eligibility) -> Result<(), Refusal> {
    if eligibility.override_reason.is_some() {
        return Ok(());
    }
    ensure(eligibility.dependent_children > 0, Code::NoDependentChild)?;
    ensure(eligibility.needs >= ENOUGH, Code::TooFewNeeds)?;
    ensure(eligibility.agencies >= ENOUGH, Code::TooFewAgencies)
}

fn open(
    target: &IntakeAcceptance,
    triage: &Triage,
    (eligibility, offer): (Eligibility, Offer),
    at: &Moment,
) -> Case {
    let region = &target.region;
    Case {
        family_id: triage.family_id,
        region_id: region.id,
        zone: region.zone,
        anniversary: region.anniversary,
        consent_age: region.consent_age,
        intake_id: target.intake.id,
        previous_case_id: target.previous.map(|(case, _)| case),
        episode: target.previous.map_or(1, |(_, episode)| episode + 1),
        opened_on: region.zone.today(at.now),
        eligibility,
        offer,
        preferences: Preferences::default(),
        key_issues: None,
        waivers: Vec::new(),
        confidentiality: None,
        resolutions: Vec::new(),
        next_review_on: None,
        state: CaseState::AwaitingConsent,
    }
}

/// The assignment as coordinator of a case, from today.
pub(crate) fn coordinator(case_id: Id<Case>, case: &Case, by: Acting, at: &Moment) -> Assignment {
    Assignment {
        case_id,
        role: Role::Coordinator,
        agency_id: by.agency,
        worker_id: Some(by.worker),
        involvement: None,
        decision: None,
        started_on: case.today(at.now),
        ended_on: None,
    }
}

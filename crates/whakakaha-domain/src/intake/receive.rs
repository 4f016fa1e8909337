//! Receiving a request to start: anybody may ask, with the support of an agency (F1-09, F3-18).

use chrono::NaiveDate;

use super::{DescribedFamily, Domain, Intake, IntakeState, InvolvedAgency, Referrer, ReferrerKind};
use crate::{
    agency::Agency,
    calendar::Calendar,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal},
    region::Region,
    schedule::ServiceLevels,
};

/// Asks for the process to start.
#[derive(Clone)]
pub struct ReceiveIntake {
    /// Who asks.
    pub kind: ReferrerKind,
    /// The person who asks.
    pub referrer: Referrer,
    /// The agency that supports the request.
    pub supporting_agency_id: Option<Id<Agency>>,
    /// The day of the request; none: today.
    pub received_on: Option<NaiveDate>,
    /// Why.
    pub reasons: Vec<String>,
    /// Areas in which the family needs help.
    pub needs: Vec<Domain>,
    /// Whether the family knows and agrees to be contacted.
    pub family_agrees_to_contact: bool,
    /// Whether differential-response coordination asked for it.
    pub differential_response: bool,
    /// The referrer's own reference.
    pub reference: Option<String>,
    /// The family as described.
    pub family: DescribedFamily,
    /// Agencies already involved.
    pub agencies_involved: Vec<InvolvedAgency>,
    /// Strengths.
    pub strengths: Vec<String>,
    /// Hopes.
    pub hopes: Vec<String>,
    /// Interpreter or other support needed.
    pub support_needed: Option<String>,
    /// Safety considerations.
    pub safety: Option<String>,
}

/// Where a request goes: its region, and the agencies that it names.
pub struct IntakeRoute {
    /// The region named, if it exists.
    pub region: Option<Entity<Region>>,
    /// Those of the agencies named that exist.
    pub agencies: Vec<Id<Agency>>,
}

impl Command for ReceiveIntake {
    type Target = IntakeRoute;
    const OPERATION: Operation = Operation::ReceiveIntake;

    fn decide(&self, route: &IntakeRoute, at: &Moment) -> Result<Decision, Refusal> {
        let region = route.region.as_ref().ok_or_else(|| Refusal::at(Code::RegionUnknown, "#/region_id"))?;
        known(route, self.referrer.agency_id, "#/referrer/agency_id")?;
        known(route, self.supporting_agency_id, "#/supporting_agency_id")?;
        let supporting_agency_id = self.supporting_agency(at)?;
        let today = region.zone.today(at.now);
        let received_on = self.received_on.unwrap_or(today);
        if received_on > today {
            return Err(Refusal::at(Code::DateInFuture, "#/received_on"));
        }
        let calendar = Calendar::new(region.anniversary);
        let due = ServiceLevels::default().first_meeting_due(received_on, calendar);
        let intake = self.intake(region.id, supporting_agency_id, received_on, due);
        let asked_by = at.actor.principal.person();
        let intake = Entity::new(at.id(0), Intake { asked_by, ..intake });
        Ok(Change::of(intake.id).put(intake).into())
    }
}

impl ReceiveIntake {
    /// Who supports the request: the family may ask alone, an agency's worker brings the agency (F3-18).
    fn supporting_agency(&self, at: &Moment) -> Result<Option<Id<Agency>>, Refusal> {
        let named = self.supporting_agency_id;
        let supporting = match self.kind {
            ReferrerKind::FamilyMember => return Ok(named),
            ReferrerKind::AgencyWorker => {
                named.or(self.referrer.agency_id).or_else(|| at.actor.principal.agency())
            }
            ReferrerKind::OtherPerson => named,
        };
        let missing = || Refusal::at(Code::SupportingAgencyMissing, "#/supporting_agency_id");
        supporting.ok_or_else(missing).map(Some)
    }

    fn intake(
        &self,
        region_id: Id<Region>,
        supporting_agency_id: Option<Id<Agency>>,
        received_on: NaiveDate,
        first_meeting_due_on: NaiveDate,
    ) -> Intake {
        let it = self.clone();
        Intake {
            region_id,
            kind: it.kind,
            referrer: it.referrer,
            asked_by: None,
            supporting_agency_id,
            received_on,
            first_meeting_due_on,
            reasons: it.reasons,
            needs: it.needs,
            family_agrees_to_contact: it.family_agrees_to_contact,
            differential_response: it.differential_response,
            reference: it.reference,
            family: it.family,
            agencies_involved: it.agencies_involved,
            strengths: it.strengths,
            hopes: it.hopes,
            support_needed: it.support_needed,
            safety: it.safety,
            state: IntakeState::Received,
        }
    }
}

fn known(route: &IntakeRoute, agency: Option<Id<Agency>>, pointer: &str) -> Result<(), Refusal> {
    match agency {
        Some(agency) if !route.agencies.contains(&agency) => {
            Err(Refusal::at(Code::ReferenceUnknown, pointer))
        }
        Some(_) | None => Ok(()),
    }
}

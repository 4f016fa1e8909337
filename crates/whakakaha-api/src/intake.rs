//! Intakes: requests to start.

mod accept;
mod decline;
mod form;
mod get;
mod list;
mod offer;
mod receive;
mod self_request;
mod triage;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    ids::Id,
    intake::{Intake, IntakeEnd, IntakeState, Triage},
};
use whakakaha_store::intake::IntakeReceipt;

use self::form::{DescribedFamilyForm, InvolvedAgencyForm};
pub(crate) use self::{
    form::{DescribedPersonForm, ReferrerForm},
    offer::OfferView,
};
use crate::{
    code::{DomainCode, IntakeOutcomeCode, IntakeStatusCode, ReferrerKindCode},
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(receive::receive_intake)
        .service(self_request::request_for_own_family)
        .service(list::list_intakes)
        .service(get::get_intake)
        .service(triage::triage_intake)
        .service(accept::accept_intake)
        .service(decline::close_intake);
}

/// What whoever asked is told.
#[derive(Serialize, ToSchema)]
#[schema(as = IntakeReceipt)]
pub(crate) struct IntakeReceiptView {
    id: Uuid,
    /// Where the request stands.
    status: IntakeStatusCode,
    /// The day of the request.
    received_on: NaiveDate,
    /// The last day for the first meeting, by the service level.
    first_meeting_due_on: NaiveDate,
}

impl View for IntakeReceiptView {
    type Of = IntakeReceipt;

    fn of(receipt: &IntakeReceipt, _: Version) -> Self {
        Self {
            id: receipt.id.uuid(),
            status: receipt.status.into(),
            received_on: receipt.received_on,
            first_meeting_due_on: receipt.first_meeting_due_on,
        }
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

/// A request to start, as the coordinators of its region see it.
#[derive(Serialize, ToSchema)]
#[schema(as = Intake)]
pub(crate) struct IntakeView {
    id: Uuid,
    /// Where it stands.
    status: IntakeStatusCode,
    /// The region whose coordinators decide.
    region_id: Uuid,
    /// Who asks.
    kind: ReferrerKindCode,
    /// The person who asks.
    referrer: ReferrerForm,
    /// The agency that supports the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    supporting_agency_id: Option<Uuid>,
    /// The day of the request.
    received_on: NaiveDate,
    /// The last day for the first meeting, by the service level.
    first_meeting_due_on: NaiveDate,
    /// What help is hoped for, and why.
    #[schema(max_items = 30, max_length = 200)]
    reasons: Vec<String>,
    /// Areas in which the family needs help.
    #[schema(max_items = 5)]
    needs: Vec<DomainCode>,
    /// Whether the family knows of the request and agrees to be contacted.
    family_agrees_to_contact: bool,
    /// Whether differential-response coordination asked for it.
    differential_response: bool,
    /// The referrer's own reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 100)]
    reference: Option<String>,
    /// The family as the referrer describes it.
    family: DescribedFamilyForm,
    /// Agencies already involved.
    #[schema(max_items = 30)]
    agencies_involved: Vec<InvolvedAgencyForm>,
    /// Strengths that the family and the referrer see.
    #[schema(max_items = 30, max_length = 200)]
    strengths: Vec<String>,
    /// What they hope for.
    #[schema(max_items = 30, max_length = 200)]
    hopes: Vec<String>,
    /// Interpreter or other support needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    support_needed: Option<String>,
    /// Safety considerations.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    safety: Option<String>,
    /// What triage found, from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    triage: Option<TriageView>,
    /// The case that was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    case_id: Option<Uuid>,
    /// How it ended without a case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    closure: Option<IntakeClosureView>,
}

/// What triage found.
#[derive(Serialize, ToSchema)]
#[schema(as = Triage)]
pub(crate) struct TriageView {
    /// The coordinator who took it.
    coordinator_id: Uuid,
    /// The family as registered.
    family_id: Uuid,
    /// When the check for duplicates was made.
    duplicates_checked_at: DateTime<Utc>,
    /// What came of the check.
    #[schema(max_length = 2000)]
    duplicates_found: String,
}

impl From<&Triage> for TriageView {
    fn from(triage: &Triage) -> Self {
        Self {
            coordinator_id: triage.coordinator_id.uuid(),
            family_id: triage.family_id.uuid(),
            duplicates_checked_at: triage.duplicates_checked_at,
            duplicates_found: triage.duplicates_found.clone(),
        }
    }
}

/// How an intake ended without a case.
#[derive(Serialize, ToSchema)]
#[schema(as = IntakeClosure)]
pub(crate) struct IntakeClosureView {
    /// How.
    outcome: IntakeOutcomeCode,
    /// Why.
    #[schema(max_length = 2000)]
    reason: String,
    /// Where the family was sent or the matter was handed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    target: Option<String>,
    /// By which law, when escalated.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    legal_basis: Option<String>,
    /// How the process was offered to the family, and what it said, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    offer: Option<OfferView>,
    /// The day.
    closed_on: NaiveDate,
}

impl From<&IntakeEnd> for IntakeClosureView {
    fn from(end: &IntakeEnd) -> Self {
        Self {
            outcome: end.outcome.into(),
            reason: end.reason.clone(),
            target: end.target.clone(),
            legal_basis: end.legal_basis.clone(),
            offer: end.offer.as_ref().map(Into::into),
            closed_on: end.on,
        }
    }
}

/// What belongs to the state of an intake.
fn state(state: &IntakeState) -> (Option<TriageView>, Option<Uuid>, Option<IntakeClosureView>) {
    match state {
        IntakeState::Received => (None, None, None),
        IntakeState::Triage(triage) => (Some(triage.into()), None, None),
        IntakeState::Accepted { triage, case_id } => (Some(triage.into()), Some(case_id.uuid()), None),
        IntakeState::Closed(end) => (None, None, Some(end.into())),
    }
}

impl From<&Entity<Intake>> for IntakeView {
    fn from(intake: &Entity<Intake>) -> Self {
        let (triage, case_id, closure) = state(&intake.state);
        let it = intake.body.clone();
        Self {
            id: intake.id.uuid(),
            status: it.state.status().into(),
            region_id: it.region_id.uuid(),
            kind: it.kind.into(),
            referrer: it.referrer.into(),
            supporting_agency_id: it.supporting_agency_id.map(Id::uuid),
            received_on: it.received_on,
            first_meeting_due_on: it.first_meeting_due_on,
            reasons: it.reasons,
            needs: it.needs.into_iter().map(Into::into).collect(),
            family_agrees_to_contact: it.family_agrees_to_contact,
            differential_response: it.differential_response,
            reference: it.reference,
            family: it.family.into(),
            agencies_involved: it.agencies_involved.into_iter().map(Into::into).collect(),
            strengths: it.strengths,
            hopes: it.hopes,
            support_needed: it.support_needed,
            safety: it.safety,
            triage,
            case_id,
            closure,
        }
    }
}

impl View for IntakeView {
    type Of = Entity<Intake>;

    fn of(intake: &Entity<Intake>, _: Version) -> Self {
        intake.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for IntakeView {
    type Of = Entity<Intake>;

    fn of(intake: &Entity<Intake>) -> Self {
        intake.into()
    }
}

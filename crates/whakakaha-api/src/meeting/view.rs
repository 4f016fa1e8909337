//! What callers see of a meeting.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    entity::Version,
    meeting::{Facilitation, MeetingDecision, MeetingOutcome, MeetingState, Venue},
    restriction::Part,
};
use whakakaha_store::meeting::MeetingSheet;

use super::AgendaPointView;
use crate::{
    about::AboutView,
    code::{
        AspectCode, FamilyPositionCode, MeetingKindCode, MeetingResultCode, MeetingStatusCode,
        MeetingWarningCode, NeutralityCode, ZoneCode,
    },
    correction::AttachedStatementView,
    decision::FamilyDecisionView,
    invitation::InvitationView,
    view::{View, carries_statements},
};

/// A meeting.
#[derive(Serialize, ToSchema)]
#[schema(as = Meeting)]
pub(crate) struct MeetingView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Which kind.
    kind: MeetingKindCode,
    /// What is talked about, in order, without points that are kept from you.
    #[schema(max_items = 30)]
    agenda: Vec<AgendaPointView>,
    /// When it begins.
    starts_at: DateTime<Utc>,
    /// When it begins, by the clock of the case's region.
    #[schema(value_type = String, max_length = 19)]
    starts_at_local: NaiveDateTime,
    /// That clock.
    time_zone: ZoneCode,
    /// How long it is planned to take, in minutes.
    #[schema(minimum = 15, maximum = 720)]
    minutes: u32,
    /// Where.
    venue: VenueView,
    /// What the family has approved so far.
    #[schema(max_items = 4)]
    approvals: Vec<MeetingApprovalView>,
    /// Who runs it, when it is not the lead worker; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    facilitator: Option<MeetingFacilitatorView>,
    /// The meeting of which this is another session, for those who may read safety alerts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    session_of: Option<Uuid>,
    /// Invitations that you may know of.
    #[schema(max_items = 200)]
    invitations: Vec<InvitationView>,
    /// Where it stands.
    status: MeetingStatusCode,
    /// Once it took place: what came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    outcome: Option<MeetingOutcomeView>,
    /// Where it took place without the family: the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    held_without_family_on: Option<NaiveDate>,
    /// Where it was broken off: the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    adjourned_on: Option<NaiveDate>,
    /// Where it was broken off: why, for those who prepare meetings with the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 1000)]
    adjournment_reason: Option<String>,
    /// Once it was called off: why, for those who prepare meetings with the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 1000)]
    cancellation_reason: Option<String>,
    /// What is worth a thought before it takes place. None of it stops the meeting.
    #[schema(max_items = 4)]
    warnings: Vec<MeetingWarningCode>,
    /// While it takes place: the date to propose for the next review.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    suggested_review_on: Option<NaiveDate>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

/// Where a meeting takes place.
#[derive(Serialize, ToSchema)]
#[schema(as = Venue)]
pub(crate) struct VenueView {
    /// Name.
    #[schema(max_length = 200)]
    name: String,
    /// Address, or the way in; that of a family's home only for those who come and those who prepare.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    address: Option<String>,
    /// How neutral it is.
    neutrality: NeutralityCode,
    /// What people need to know to get in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    accessibility: Option<String>,
}

/// The family's approval of one aspect.
#[derive(Serialize, ToSchema)]
#[schema(as = MeetingApproval)]
pub(crate) struct MeetingApprovalView {
    /// What was approved.
    aspect: AspectCode,
    /// Who of the family approved it, for those who prepare the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    decision: Option<FamilyDecisionView>,
}

/// The independent person who runs a meeting.
#[derive(Serialize, ToSchema)]
#[schema(as = MeetingFacilitator)]
pub(crate) struct MeetingFacilitatorView {
    /// The registration as facilitator.
    facilitator_id: Uuid,
    /// The person.
    worker_id: Uuid,
    /// Their employer.
    agency_id: Uuid,
    /// When they declared themselves independent.
    independence_declared_at: DateTime<Utc>,
}

/// What came of a meeting.
#[derive(Serialize, ToSchema)]
#[schema(as = MeetingOutcome)]
pub(crate) struct MeetingOutcomeView {
    /// The day on which it took place.
    held_on: NaiveDate,
    /// Whether a plan comes of it.
    result: MeetingResultCode,
    /// Why no plan comes of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 1000)]
    reason: Option<String>,
    /// The next review.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_review_on: Option<NaiveDate>,
    /// Whether it was decided to close.
    decided_to_close: bool,
    /// Decisions, each with the family's position, without those that are kept from you.
    #[schema(max_items = 50)]
    decisions: Vec<MeetingDecisionView>,
}

/// A decision made at a meeting.
#[derive(Serialize, ToSchema)]
#[schema(as = MeetingDecision)]
pub(crate) struct MeetingDecisionView {
    /// What was decided.
    #[schema(max_length = 1000)]
    text: String,
    /// The family's position.
    family: FamilyPositionCode,
    /// Whether it counts as agreed: only where the family agrees.
    agreed: bool,
    /// What it is about; absent: the family as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    about: Option<AboutView>,
}

impl From<&Venue> for VenueView {
    fn from(venue: &Venue) -> Self {
        Self {
            name: venue.name.clone(),
            address: venue.address.clone(),
            neutrality: venue.neutrality.into(),
            accessibility: venue.accessibility.clone(),
        }
    }
}

impl From<&Facilitation> for MeetingFacilitatorView {
    fn from(facilitation: &Facilitation) -> Self {
        Self {
            facilitator_id: facilitation.facilitator_id.uuid(),
            worker_id: facilitation.worker_id.uuid(),
            agency_id: facilitation.agency_id.uuid(),
            independence_declared_at: facilitation.independence_declared_at,
        }
    }
}

impl From<&Part<MeetingDecision>> for MeetingDecisionView {
    fn from(decision: &Part<MeetingDecision>) -> Self {
        let decision = &decision.body;
        Self {
            text: decision.text.clone(),
            family: decision.family.into(),
            agreed: decision.is_agreed(),
            about: AboutView::of(&decision.about),
        }
    }
}

impl From<&MeetingOutcome> for MeetingOutcomeView {
    fn from(outcome: &MeetingOutcome) -> Self {
        Self {
            held_on: outcome.on,
            result: outcome.result.into(),
            reason: outcome.reason.clone(),
            next_review_on: outcome.next_review_on,
            decided_to_close: outcome.decided_to_close,
            decisions: outcome.decisions.iter().map(Into::into).collect(),
        }
    }
}

impl View for MeetingView {
    type Of = MeetingSheet;

    fn of(sheet: &MeetingSheet, _: Version) -> Self {
        let meeting = &sheet.meeting;
        let state = Details::of(&meeting.state, sheet.prepares);
        Self {
            id: meeting.id.uuid(),
            statements: Vec::new(),
            case_id: meeting.case_id.uuid(),
            kind: meeting.kind.into(),
            agenda: meeting.agenda.iter().map(Into::into).collect(),
            starts_at: sheet.starts_at(),
            starts_at_local: meeting.starts_at_local,
            time_zone: sheet.zone.into(),
            minutes: meeting.minutes,
            venue: (&meeting.venue).into(),
            approvals: approvals(sheet),
            facilitator: meeting.facilitation.as_ref().map(Into::into),
            session_of: meeting.session_of.map(whakakaha_domain::ids::Id::uuid),
            invitations: sheet.invitations.iter().map(Into::into).collect(),
            status: meeting.state.status().into(),
            outcome: state.outcome,
            held_without_family_on: state.held_without_family_on,
            adjourned_on: state.adjourned_on,
            adjournment_reason: state.adjournment_reason,
            cancellation_reason: state.cancellation_reason,
            warnings: sheet.warnings.iter().copied().map(Into::into).collect(),
            suggested_review_on: sheet.suggested_review_on,
        }
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

fn approvals(sheet: &MeetingSheet) -> Vec<MeetingApprovalView> {
    let view = |approval: &whakakaha_domain::meeting::Approval| MeetingApprovalView {
        aspect: approval.aspect.into(),
        decision: sheet.prepares.then(|| (&approval.decision).into()),
    };
    sheet.meeting.approvals.iter().map(view).collect()
}

/// What belongs to the state of a meeting.
#[derive(Default)]
struct Details {
    outcome: Option<MeetingOutcomeView>,
    held_without_family_on: Option<NaiveDate>,
    adjourned_on: Option<NaiveDate>,
    adjournment_reason: Option<String>,
    cancellation_reason: Option<String>,
}

impl Details {
    fn of(state: &MeetingState, prepares: bool) -> Self {
        let told = |reason: &String| prepares.then(|| reason.clone());
        let none = Self::default();
        match state {
            MeetingState::Completed(outcome) => Self { outcome: Some(outcome.into()), ..none },
            MeetingState::HeldWithoutFamily { on } => Self { held_without_family_on: Some(*on), ..none },
            MeetingState::Adjourned { on, reason } => {
                Self { adjourned_on: Some(*on), adjournment_reason: told(reason), ..none }
            }
            MeetingState::Cancelled { reason } => Self { cancellation_reason: told(reason), ..none },
            MeetingState::Preparing
            | MeetingState::FamilyApproved
            | MeetingState::Invited
            | MeetingState::Confirmed
            | MeetingState::InProgress => none,
        }
    }
}

//! Invitations.

mod answer;
mod approve;
mod get;
mod list;
mod propose;
mod refuse;

use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::Version,
    meeting::{Attendance, Invitee},
};
use whakakaha_store::meeting::InvitationSheet;

use crate::{
    code::{HeardCode, InvitationStateCode, InviteeKindCode, PresenceCode},
    decision::FamilyDecisionView,
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_invitations)
        .service(propose::propose_invitation)
        .service(get::get_invitation)
        .service(approve::approve_invitation)
        .service(refuse::refuse_invitation)
        .service(answer::answer_invitation);
}

/// One named person's invitation to one meeting.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitation)]
pub(crate) struct InvitationView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The meeting.
    meeting_id: Uuid,
    /// Who.
    invitee: InviteeView,
    /// Where it stands.
    status: InvitationStateCode,
    /// The family's decision about this person, for those who prepare the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    decision: Option<FamilyDecisionView>,
    /// What they said with their answer, for those who prepare the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    reason: Option<String>,
    /// Whether they came, once the meeting took place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    attendance: Option<AttendanceView>,
}

/// Who is invited: always a named person.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitee)]
pub(crate) struct InviteeView {
    /// Who can be meant.
    kind: InviteeKindCode,
    /// The worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// The worker's agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// The member of the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// The name of a support person.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    name: Option<String>,
}

/// Whether an invited person came, and whether they had a say.
#[derive(Serialize, ToSchema)]
#[schema(as = Attendance)]
pub(crate) struct AttendanceView {
    /// Whether they came.
    presence: PresenceCode,
    /// Whether they had a say.
    heard: HeardCode,
}

impl From<&Invitee> for InviteeView {
    fn from(invitee: &Invitee) -> Self {
        let nobody = Self {
            kind: invitee.kind().into(),
            worker_id: None,
            agency_id: None,
            person_id: None,
            name: None,
        };
        match invitee {
            Invitee::Worker { worker_id, agency_id } => {
                Self { worker_id: Some(worker_id.uuid()), agency_id: Some(agency_id.uuid()), ..nobody }
            }
            Invitee::FamilyMember { person_id } => Self { person_id: Some(person_id.uuid()), ..nobody },
            Invitee::SupportPerson { name } => Self { name: Some(name.clone()), ..nobody },
        }
    }
}

impl From<&Attendance> for AttendanceView {
    fn from(attendance: &Attendance) -> Self {
        Self { presence: attendance.presence.into(), heard: attendance.heard.into() }
    }
}

impl From<&InvitationSheet> for InvitationView {
    fn from(sheet: &InvitationSheet) -> Self {
        let invitation = &sheet.invitation;
        let decision = invitation.decision.as_ref().filter(|_| sheet.prepares);
        Self {
            id: invitation.id.uuid(),
            case_id: invitation.case_id.uuid(),
            meeting_id: invitation.meeting_id.uuid(),
            invitee: (&invitation.invitee).into(),
            status: invitation.state.into(),
            decision: decision.map(Into::into),
            reason: invitation.reason.clone().filter(|_| sheet.prepares),
            attendance: invitation.attendance.as_ref().map(Into::into),
        }
    }
}

impl View for InvitationView {
    type Of = InvitationSheet;

    fn of(sheet: &InvitationSheet, _: Version) -> Self {
        sheet.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for InvitationView {
    type Of = InvitationSheet;

    fn of(sheet: &InvitationSheet) -> Self {
        sheet.into()
    }
}

//! What is in a copy and is shown nowhere else as it is there.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    entity::Entity,
    family::Family,
    intake::{Intake, OwnIntake},
    meeting::Meeting,
    membership::{Membership, Relationship},
};

use crate::{
    code::{
        DomainCode, FamilyRoleCode, IntakeStatusCode, MeetingKindCode, MeetingStatusCode,
        RelationshipKindCode,
    },
    intake::{DescribedPersonForm, ReferrerForm},
    meeting::AgendaPointView,
};

/// A family to which you belong or belonged.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnMembership)]
pub(crate) struct OwnMembershipView {
    id: Uuid,
    /// The family.
    family_id: Uuid,
    /// Its name.
    #[schema(max_length = 200)]
    family_name: String,
    /// How you belong.
    role: FamilyRoleCode,
    /// First day.
    started_on: NaiveDate,
    /// Last day; absent while you belong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_on: Option<NaiveDate>,
}

impl From<&(Entity<Membership>, Family)> for OwnMembershipView {
    fn from((membership, family): &(Entity<Membership>, Family)) -> Self {
        Self {
            id: membership.id.uuid(),
            family_id: membership.family_id.uuid(),
            family_name: family.name.clone(),
            role: membership.role.into(),
            started_on: membership.started_on,
            ended_on: membership.ended_on,
        }
    }
}

/// How you stand to somebody, or somebody to you: `person_id` is the `kind` of `of_person_id`.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnRelationship)]
pub(crate) struct OwnRelationshipView {
    id: Uuid,
    /// The person who is …
    person_id: Uuid,
    /// Their name.
    #[schema(max_length = 200)]
    person_name: String,
    /// … this …
    kind: RelationshipKindCode,
    /// … of this person.
    of_person_id: Uuid,
    /// Their name.
    #[schema(max_length = 200)]
    of_person_name: String,
    /// First day, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    started_on: Option<NaiveDate>,
    /// Last day; absent while it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_on: Option<NaiveDate>,
}

impl OwnRelationshipView {
    /// A relationship between people with these names.
    pub(super) fn of(it: &Entity<Relationship>, (person_name, of_person_name): (String, String)) -> Self {
        Self {
            id: it.id.uuid(),
            person_id: it.person_id.uuid(),
            person_name,
            kind: it.kind.into(),
            of_person_id: it.of_person_id.uuid(),
            of_person_name,
            started_on: it.started_on,
            ended_on: it.ended_on,
        }
    }
}

/// A request for the process that you sent, or in which you are described by your name.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnIntake)]
pub(crate) struct OwnIntakeView {
    id: Uuid,
    /// Where it stands.
    status: IntakeStatusCode,
    /// The day of the request.
    received_on: NaiveDate,
    /// What you asked for; absent where somebody else asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    asked: Option<OwnRequestView>,
    /// What it says of you. What it says of others is not in it.
    #[schema(max_items = 50)]
    described: Vec<DescribedPersonForm>,
}

impl From<&OwnIntake> for OwnIntakeView {
    fn from(it: &OwnIntake) -> Self {
        Self {
            id: it.intake.id.uuid(),
            status: it.intake.state.status().into(),
            received_on: it.intake.received_on,
            asked: it.asked.then(|| it.intake.body.clone().into()),
            described: it.described.iter().cloned().map(Into::into).collect(),
        }
    }
}

/// What you asked for, in your words.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnRequest)]
pub(crate) struct OwnRequestView {
    /// How you called yourself, and how to reach you.
    referrer: ReferrerForm,
    /// How, and when, it is safe to reach you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    safe_contact: Option<String>,
    /// What help is hoped for, and why.
    #[schema(max_items = 30, max_length = 200)]
    reasons: Vec<String>,
    /// Areas in which the family needs help.
    #[schema(max_items = 5)]
    needs: Vec<DomainCode>,
    /// Strengths of the family.
    #[schema(max_items = 30, max_length = 200)]
    strengths: Vec<String>,
    /// What you hope for.
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
}

impl From<Intake> for OwnRequestView {
    fn from(it: Intake) -> Self {
        Self {
            referrer: it.referrer.into(),
            safe_contact: it.family.phone,
            reasons: it.reasons,
            needs: it.needs.into_iter().map(Into::into).collect(),
            strengths: it.strengths,
            hopes: it.hopes,
            support_needed: it.support_needed,
            safety: it.safety,
        }
    }
}

/// A meeting to which you were invited, or were to be; without what it says of others.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnMeeting)]
pub(crate) struct OwnMeetingView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Which kind.
    kind: MeetingKindCode,
    /// When it begins, by the clock of the case's region.
    #[schema(value_type = String, max_length = 19)]
    starts_at_local: NaiveDateTime,
    /// Where.
    #[schema(max_length = 200)]
    venue_name: String,
    /// What is talked about.
    #[schema(max_items = 30)]
    agenda: Vec<AgendaPointView>,
    /// Where it stands.
    status: MeetingStatusCode,
}

impl From<&Entity<Meeting>> for OwnMeetingView {
    fn from(meeting: &Entity<Meeting>) -> Self {
        Self {
            id: meeting.id.uuid(),
            case_id: meeting.case_id.uuid(),
            kind: meeting.kind.into(),
            starts_at_local: meeting.starts_at_local,
            venue_name: meeting.venue.name.clone(),
            agenda: meeting.agenda.iter().map(Into::into).collect(),
            status: meeting.state.status().into(),
        }
    }
}

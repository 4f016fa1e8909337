//! Looking at a thing as whoever is told of it would over HTTP: by the same reading and the same view, so that no rule
//! about who may know what can be forgotten.

use uuid::Uuid;
use whakakaha_domain::event::{Resource, Thing};
use whakakaha_store::{
    error::Failure,
    unit::{Find, ReadUnit},
};

use crate::{
    action::ActionView,
    assignment::AssignmentView,
    case::CaseView,
    correction::{CorrectionNoticeView, CorrectionView},
    disclosure::DisclosureView,
    family::{FamilyView, MembershipView},
    invitation::InvitationView,
    meeting::MeetingView,
    need::NeedView,
    person::{PersonView, RelationshipView},
    plan::PlanVersionView,
    profile::ProfileEntryView,
    recall::RecallView,
    reply,
    review::ReviewView,
    statement::StatementView,
    view::{self, View},
};

/// The tag with which a thing is read; none where it may not be.
pub fn look(unit: &mut ReadUnit<'_>, (resource, id): Thing) -> Result<Option<String>, Failure> {
    match resource {
        Resource::Case => tag::<CaseView>(unit, id),
        Resource::Family => tag::<FamilyView>(unit, id),
        Resource::Person => tag::<PersonView>(unit, id),
        Resource::Membership => tag::<MembershipView>(unit, id),
        Resource::Relationship => tag::<RelationshipView>(unit, id),
        Resource::Assignment => tag::<AssignmentView>(unit, id),
        Resource::ProfileEntry => tag::<ProfileEntryView>(unit, id),
        Resource::Need => tag::<NeedView>(unit, id),
        Resource::Meeting => tag::<MeetingView>(unit, id),
        Resource::Invitation => tag::<InvitationView>(unit, id),
        Resource::PlanVersion => tag::<PlanVersionView>(unit, id),
        Resource::Action => tag::<ActionView>(unit, id),
        Resource::Review => tag::<ReviewView>(unit, id),
        Resource::Statement => tag::<StatementView>(unit, id),
        Resource::Correction => tag::<CorrectionView>(unit, id),
        Resource::CorrectionNotice => tag::<CorrectionNoticeView>(unit, id),
        Resource::Disclosure => tag::<DisclosureView>(unit, id),
        Resource::Recall => tag::<RecallView>(unit, id),
    }
}

fn tag<V: View>(unit: &mut ReadUnit<'_>, id: Uuid) -> Result<Option<String>, Failure>
where
    <V::Of as Find>::Key: From<Uuid>,
{
    let (thing, version) = match unit.read::<V::Of>(&id.into()) {
        Err(Failure::Absent | Failure::Forbidden(_) | Failure::Scope(_)) => return Ok(None),
        read => read?,
    };
    let view = view::view::<V>(&thing, version, |things| unit.attached(things))?;
    Ok(reply::representation(200, &view, version)?.etag().map(str::to_owned))
}

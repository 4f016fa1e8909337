//! What each caller may read of invitations.

use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    code::CodeList,
    entity::Entity,
    ids::Id,
    meeting::{Invitation, InvitationFile, InvitationState, Meeting},
    operation::Operation,
    person::Person,
    policy::Standing,
};

use super::{prepares, sight};
use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::is_kept_back,
    mention::recorders,
    page::{Page, PageRequest, Position},
    record::Row,
    safety::is_tied_guest,
    schema::invitations,
    unit::{Door, Find, Found, List, Read},
};

/// An invitation as far as the caller may know it.
pub struct InvitationSheet {
    /// The invitation.
    pub invitation: Entity<Invitation>,
    /// Whether the caller prepares the meeting with the family, and so knows of the family's decision.
    pub prepares: bool,
}

impl Find for InvitationSheet {
    type Key = Id<Invitation>;

    fn find(door: &mut Door<'_>, id: &Id<Invitation>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = InvitationFile::find(door, id)? else { return Ok(None) };
        let prepares = prepares(&found.standing);
        let thing = Self { invitation: found.thing.invitation, prepares };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

impl Recorded for InvitationSheet {
    const ABOUT: About<Self> = About::Case(|it| it.invitation.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        let told = self.invitation.body.decision.as_mut();
        self.prepares.then(|| told.map(|it| &mut it.decided_by).into_iter().collect())
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(recorders(self.invitation.body.decision.as_mut()).collect())
    }
}

impl Read for InvitationSheet {
    const OPERATION: Operation = Operation::ReadMeeting;
}

/// Which invitations are wanted.
#[derive(Clone, Copy)]
pub struct InvitationFilter {
    /// To which meeting.
    pub meeting: Id<Meeting>,
}

impl List for InvitationSheet {
    const OPERATION: Operation = Operation::ReadMeeting;
    type Filter = InvitationFilter;

    fn standing(door: &mut Door<'_>, filter: &InvitationFilter) -> Result<Option<Standing>, Failure> {
        Ok(sight(door, filter.meeting)?.map(|sight| sight.standing))
    }

    fn page(
        door: &mut Door<'_>,
        filter: &InvitationFilter,
        page: &PageRequest,
    ) -> Result<Page<Self>, Failure> {
        let sight = sight(door, filter.meeting)?.ok_or(Failure::Absent)?;
        let prepares = prepares(&sight.standing);
        let reader = case::reader(door.viewer, &sight.standing);
        let mut query = invitations::table
            .filter(not(is_kept_back!(reader, invitations::person_id)))
            .filter(not(is_tied_guest(reader)))
            .filter(invitations::meeting_id.eq(key(filter.meeting)))
            .filter(invitations::id.gt(Key(page.after_id())))
            .order(invitations::id)
            .limit(page.fetch())
            .select((invitations::id, invitations::version, invitations::body))
            .into_boxed();
        if !prepares {
            let own = match door.viewer.actor.principal {
                Principal::Worker { worker, .. } => key(worker),
                Principal::Family(_)
                | Principal::System(_)
                | Principal::Reporter
                | Principal::Administrator
                | Principal::Public
                | Principal::Service => Key(uuid::Uuid::nil()),
            };
            let revoked = invitations::state.eq(InvitationState::Revoked.code());
            query = query.filter(
                invitations::state
                    .eq_any(InvitationState::OUT.map(CodeList::code))
                    .or(revoked.and(invitations::worker_id.eq(own).assume_not_null())),
            );
        }
        let rows = query.load::<Row<Invitation>>(door.conn)?;
        let items = rows.into_iter().map(|Row(invitation)| Self { invitation, prepares }).collect();
        Ok(Page::cut(items, page, |item: &Self| Position {
            sort: String::new(),
            id: item.invitation.id.uuid(),
        }))
    }
}

//! What ends with a case: roles, reviews and meetings to come. Consents stay as the family gave them.

use super::{Case, CaseFile, CaseState, Closure};
use crate::{
    action::Action,
    assignment::{Assignment, Role},
    command::{Change, Moment},
    entity::Entity,
    meeting::{Invitation, Meeting, called_off, revoked},
    review::{Review, ReviewState},
};

/// A case with what is settled before or when it ends.
pub struct CaseEnding {
    /// The case.
    pub file: CaseFile,
    /// Actions that are still open.
    pub actions: Vec<Entity<Action>>,
    /// Reviews that are still planned or under way.
    pub reviews: Vec<Entity<Review>>,
    /// Meetings that have not begun.
    pub meetings: Vec<Entity<Meeting>>,
    /// Invitations to them that are out.
    pub invitations: Vec<Entity<Invitation>>,
    /// Whether the coordinator has accepted a final report.
    pub report_accepted: bool,
}

impl CaseEnding {
    /// Closes the case: roles end, except that the coordinator still answers for it; reviews are
    /// dropped, which says nothing bad about anybody; meetings to come are called off.
    pub(super) fn close(&self, closure: Closure) -> Change {
        let today = closure.on;
        let case = self.file.case.amended(|it: &mut Case| {
            it.state = CaseState::Closed(closure);
            it.next_review_on = None;
        });
        let ended = self.roles().map(|role| role.amended(|it| it.ended_on = Some(today)));
        let dropped = self.reviews.iter().map(|it| it.amended(|review| review.state = ReviewState::Dropped));
        let called_off = self.meetings.iter().map(|meeting| called_off(meeting, "The case was closed."));
        let revoked = self.invitations.iter().map(revoked);
        let change = Change::of(case.id).in_case(case.id).put(case).put_all(ended).put_all(dropped);
        change.put_all(called_off).put_all(revoked)
    }

    /// The day on which it ends, where the family lives.
    pub(super) fn today(&self, at: &Moment) -> chrono::NaiveDate {
        self.file.case.today(at.now)
    }

    fn roles(&self) -> impl Iterator<Item = &Entity<Assignment>> {
        self.file.assignments.iter().filter(|role| role.ended_on.is_none() && role.role != Role::Coordinator)
    }
}

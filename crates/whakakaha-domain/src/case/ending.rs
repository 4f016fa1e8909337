//! What ends with a case: roles, reviews, meetings to come and plans not agreed. Consents stay as the family gave them.

use chrono::NaiveDate;

use super::{Case, CaseFile, CaseState, Closure};
use crate::{
    action::Action,
    assignment::{Assignment, Role},
    command::{Change, Moment},
    entity::Entity,
    meeting::{Invitation, Meeting, MeetingState, called_off, revoked},
    plan::{PlanVersion, given_up},
    recall::Shown,
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
    /// Meetings that have not begun, or are taking place.
    pub meetings: Vec<Entity<Meeting>>,
    /// Invitations to them that are out.
    pub invitations: Vec<Entity<Invitation>>,
    /// Versions of the plan that are drafts or wait for answers.
    pub plans: Vec<Entity<PlanVersion>>,
    /// Whether the coordinator has accepted a final report.
    pub report_accepted: bool,
    /// What agencies have of it.
    pub shown: Shown,
}

impl CaseEnding {
    /// Closes the case: roles end, except that the coordinator still answers for it; reviews are
    /// dropped, which says nothing bad about anybody; meetings to come are called
    /// off, one that takes place is broken off, and what was to become the plan is given up.
    pub(super) fn close(&self, closure: Closure) -> Change {
        let today = closure.on;
        let case = self.file.case.amended(|it: &mut Case| {
            it.state = CaseState::Closed(closure);
            it.next_review_on = None;
        });
        let ended = self.roles().map(|role| role.amended(|it| it.ended_on = Some(today)));
        let dropped = self.reviews.iter().map(|it| it.amended(|review| review.state = ReviewState::Dropped));
        let called_off = self.meetings.iter().map(|meeting| without_end(meeting, today));
        let given_up = self.plans.iter().map(|plan| given_up(plan, CLOSED));
        let revoked = self.invitations.iter().map(revoked);
        let change = Change::of(case.id).in_case(case.id).put(case).put_all(ended).put_all(dropped);
        change.put_all(called_off).put_all(revoked).put_all(given_up)
    }

    /// The day on which it ends, where the family lives.
    pub(super) fn today(&self, at: &Moment) -> NaiveDate {
        self.file.case.today(at.now)
    }

    fn roles(&self) -> impl Iterator<Item = &Entity<Assignment>> {
        self.file.assignments.iter().filter(|role| role.ended_on.is_none() && role.role != Role::Coordinator)
    }
}

/// Why what belonged to the case came to nothing.
const CLOSED: &str = "The case was closed.";

/// A meeting that is not held to its end.
fn without_end(meeting: &Entity<Meeting>, on: NaiveDate) -> Entity<Meeting> {
    match meeting.state {
        MeetingState::InProgress => {
            meeting.amended(|it| it.state = MeetingState::Adjourned { on, reason: CLOSED.to_owned() })
        }
        MeetingState::Preparing
        | MeetingState::FamilyApproved
        | MeetingState::Invited
        | MeetingState::Confirmed
        | MeetingState::Completed(_)
        | MeetingState::HeldWithoutFamily { .. }
        | MeetingState::Adjourned { .. }
        | MeetingState::Cancelled { .. } => called_off(meeting, CLOSED),
    }
}

//! The day of the next review: which days will do, and moving the open review to one (F0-51).

use chrono::NaiveDate;

use super::{Review, ReviewState, ReviewStatus};
use crate::{
    calendar::Calendar,
    case::{Case, CaseState},
    command::Moment,
    entity::Entity,
    ids::Id,
    refusal::{Code, Refusal},
    schedule::{Cadence, ReviewBasis, Rhythm, check_review_date},
};

/// Accepts the day of a review: after today, and not too long after the family last met.
pub(crate) fn check_day(
    day: NaiveDate,
    case: &Case,
    reviews: &[Entity<Review>],
    at: &Moment,
    pointer: &str,
) -> Result<(), Refusal> {
    let today = case.today(at.now);
    let basis = ReviewBasis { met_on: last_met(case, reviews, today), rhythm: Rhythm::Standard };
    let calendar = Calendar::new(case.anniversary);
    check_review_date(day, basis, Cadence::default(), calendar, today)
        .map(|_| ())
        .map_err(|_| Refusal::at(Code::ReviewDateOutOfBounds, pointer))
}

/// The day of the last review, else of the first meeting, where it is known.
fn last_met(case: &Case, reviews: &[Entity<Review>], today: NaiveDate) -> NaiveDate {
    let completed = reviews.iter().filter_map(|review| match &review.state {
        ReviewState::Completed(result) => Some(result.on),
        ReviewState::Scheduled
        | ReviewState::Due
        | ReviewState::Missed
        | ReviewState::InProgress
        | ReviewState::Dropped => None,
    });
    let first = match case.state {
        CaseState::Active { since } => since,
        CaseState::OnHold(ref hold) => hold.active_since.unwrap_or(today),
        CaseState::AwaitingConsent
        | CaseState::Preparing
        | CaseState::Closing { .. }
        | CaseState::Closed(_) => today,
    };
    completed.max().unwrap_or(first)
}

/// Moves the review that waits to this day, or plans one where none waits; nothing where it is planned
/// for that day, or taking place.
pub(crate) fn settle(
    reviews: &[Entity<Review>],
    case_id: Id<Case>,
    day: NaiveDate,
    (reason, at): (&str, &Moment),
) -> Option<Entity<Review>> {
    let open = reviews.iter().find(|review| is_open(review.state.status()));
    match open {
        None => Some(Entity::new(at.id(0), planned(case_id, day))),
        Some(review) if review.due_on == day || review.state.status() == ReviewStatus::InProgress => None,
        Some(review) => Some(moved(review, day, reason)),
    }
}

/// A review planned for a day.
pub(super) const fn planned(case_id: Id<Case>, day: NaiveDate) -> Review {
    Review { case_id, due_on: day, original_due_on: day, moves: Vec::new(), state: ReviewState::Scheduled }
}

/// The review on another day; the day on which it was first planned stays.
pub(super) fn moved(review: &Entity<Review>, day: NaiveDate, reason: &str) -> Entity<Review> {
    review.amended(|it| {
        it.due_on = day;
        it.moves.push(reason.to_owned());
        it.state = ReviewState::Scheduled;
    })
}

const fn is_open(status: ReviewStatus) -> bool {
    match status {
        ReviewStatus::Scheduled | ReviewStatus::Due | ReviewStatus::Missed | ReviewStatus::InProgress => true,
        ReviewStatus::Completed | ReviewStatus::Dropped => false,
    }
}

//! What time does to a review: its day comes, and its day passes.

use super::{ReviewFile, ReviewState, ReviewStatus};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::Refusal,
};

/// Finds that the day of a planned review has come.
pub struct FindReviewDue;

/// Finds that the day of a review that was due has passed.
pub struct FindReviewMissed;

impl Command for FindReviewDue {
    type Target = ReviewFile;
    const OPERATION: Operation = Operation::FindReviewDue;

    fn decide(&self, file: &ReviewFile, at: &Moment) -> Result<Decision, Refusal> {
        let come = file.review.due_on <= file.case.case.today(at.now);
        Ok(turn(file, come && file.review.state.status() == ReviewStatus::Scheduled, ReviewState::Due))
    }
}

impl Command for FindReviewMissed {
    type Target = ReviewFile;
    const OPERATION: Operation = Operation::FindReviewMissed;

    fn decide(&self, file: &ReviewFile, at: &Moment) -> Result<Decision, Refusal> {
        let passed = file.review.due_on < file.case.case.today(at.now);
        Ok(turn(file, passed && file.review.state.status() == ReviewStatus::Due, ReviewState::Missed))
    }
}

fn turn(file: &ReviewFile, it_is_time: bool, state: ReviewState) -> Decision {
    if !it_is_time || !file.case.case.is_open() {
        return Decision::Unchanged;
    }
    let review = file.review.amended(|it| it.state = state);
    Change::of(review.id).in_case(file.case.case.id).put(review).into()
}

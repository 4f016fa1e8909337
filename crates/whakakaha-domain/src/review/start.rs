//! Beginning a review.

use super::{ReviewFile, ReviewState};
use crate::{
    command::{Change, Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Begins a review that is planned, due or missed.
pub struct StartReview;

impl Command for StartReview {
    type Target = ReviewFile;
    const OPERATION: Operation = Operation::StartReview;

    fn decide(&self, file: &ReviewFile, at: &Moment) -> Result<Decision, Refusal> {
        file.ensure_open(at)?;
        file.review.state.status().after(Operation::StartReview)?;
        let review = file.review.amended(|it| it.state = ReviewState::InProgress);
        Ok(Change::of(review.id).in_case(file.case.case.id).put(review).into())
    }
}

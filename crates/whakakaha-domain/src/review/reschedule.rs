//! Moving a review to another day.

use chrono::NaiveDate;

use super::{
    ReviewFile,
    day::{check_day, moved},
};
use crate::{
    command::{Change, Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Moves a review that has not begun.
pub struct RescheduleReview {
    /// The new day.
    pub due_on: NaiveDate,
    /// Why.
    pub reason: String,
}

impl Command for RescheduleReview {
    type Target = ReviewFile;
    const OPERATION: Operation = Operation::RescheduleReview;

    fn decide(&self, file: &ReviewFile, at: &Moment) -> Result<Decision, Refusal> {
        file.ensure_open(at)?;
        file.review.state.status().after(Operation::RescheduleReview)?;
        check_day(self.due_on, &file.case.case, &file.reviews, at, "#/due_on")?;
        let review = moved(&file.review, self.due_on, &self.reason);
        let case = file.case.case.amended(|case| case.next_review_on = Some(self.due_on));
        Ok(Change::of(review.id).in_case(case.id).put(review).put(case).into())
    }
}

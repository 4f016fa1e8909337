//! Completing a review: every open action looked at, the family heard, the next review set (F0-51).

use chrono::NaiveDate;

use super::{
    Review, ReviewOutcome, ReviewResult, ReviewState,
    day::{check_day, planned},
};
use crate::{
    action::Action,
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    filed::ensure_open,
    ids::Id,
    machine::Machine,
    meeting::Meeting,
    operation::Operation,
    refusal::{Code, Refusal},
    restriction::About,
};

/// A review with what its rules look at.
pub struct ReviewFile {
    /// The case with members and consents.
    pub case: CaseFile,
    /// The review.
    pub review: Entity<Review>,
    /// All reviews of the case.
    pub reviews: Vec<Entity<Review>>,
    /// All commitments of the case.
    pub actions: Vec<Entity<Action>>,
    /// All meetings of the case.
    pub meetings: Vec<Id<Meeting>>,
}

/// Completes a review.
pub struct CompleteReview {
    /// The meeting at which it took place.
    pub meeting_id: Option<Id<Meeting>>,
    /// What comes of it.
    pub outcome: ReviewOutcome,
    /// What the family says about how the plan works for it.
    pub family_view: Option<String>,
    /// What that is about.
    pub about: About,
    /// The actions looked at.
    pub actions_reviewed: Vec<Id<Action>>,
    /// Why well-being was not scored. There are no scores yet, so that this is always needed.
    pub scores_not_done_because: Option<String>,
    /// The next review.
    pub next_review_on: Option<NaiveDate>,
}

impl ReviewFile {
    /// Refuses in a case that is over or without the family's consent to take part.
    pub(super) fn ensure_open(&self, at: &Moment) -> Result<(), Refusal> {
        ensure_open(&self.case.case, self.case.consents_on(self.case.case.today(at.now)))
    }
}

impl Command for CompleteReview {
    type Target = ReviewFile;
    const OPERATION: Operation = Operation::CompleteReview;

    fn decide(&self, file: &ReviewFile, at: &Moment) -> Result<Decision, Refusal> {
        file.ensure_open(at)?;
        file.review.state.status().after(Operation::CompleteReview)?;
        self.check_references(file)?;
        self.about.check(&file.case, at, "#/about")?;
        let open = file.actions.iter().filter(|action| action.status.is_open());
        if !open.map(|action| action.id).all(|id| self.actions_reviewed.contains(&id)) {
            return Err(Refusal::at(Code::ActionsNotReviewed, "#/actions_reviewed"));
        }
        let view = self.family_view.clone().filter(|view| !view.trim().is_empty());
        let view = view.ok_or_else(|| Refusal::at(Code::FamilyViewMissing, "#/family_view"))?;
        if self.scores_not_done_because.as_ref().is_none_or(|why| why.trim().is_empty()) {
            return Err(Refusal::at(Code::ScoresMissing, "#/scores_not_done_because"));
        }
        let on = file.case.case.today(at.now);
        let review = file.review.amended(|it| it.state = ReviewState::Completed(self.result(on, view)));
        self.check_next(file, &review, at)?;
        let next = self.next_review_on.map(|day| Entity::new(at.id(0), planned(file.case.case.id, day)));
        let case = file.case.case.amended(|case| case.next_review_on = self.next_review_on);
        Ok(Change::of(review.id).in_case(case.id).put(review).put_all(next).put(case).into())
    }
}

impl CompleteReview {
    fn check_references(&self, file: &ReviewFile) -> Result<(), Refusal> {
        if self.meeting_id.is_some_and(|meeting| !file.meetings.contains(&meeting)) {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/meeting_id"));
        }
        let unknown = |id: &Id<Action>| file.actions.iter().all(|action| action.id != *id);
        match self.actions_reviewed.iter().position(unknown) {
            Some(n) => Err(Refusal::at(Code::ActionUnknown, format!("#/actions_reviewed/{n}"))),
            None => Ok(()),
        }
    }

    /// The next review lies within the bounds counted from this one, unless the case ends.
    fn check_next(&self, file: &ReviewFile, done: &Entity<Review>, at: &Moment) -> Result<(), Refusal> {
        match self.next_review_on {
            Some(day) => {
                let reviews = std::slice::from_ref(done);
                check_day(day, &file.case.case, reviews, at, "#/next_review_on")
            }
            None if matches!(self.outcome, ReviewOutcome::Close | ReviewOutcome::Escalate) => Ok(()),
            None => Err(Refusal::at(Code::NextReviewMissing, "#/next_review_on")),
        }
    }

    fn result(&self, on: NaiveDate, family_view: String) -> ReviewResult {
        ReviewResult {
            on,
            meeting_id: self.meeting_id,
            outcome: self.outcome,
            actions_reviewed: self.actions_reviewed.clone(),
            family_view: Some(family_view),
            about: self.about.clone(),
            scores_not_done_because: self.scores_not_done_because.clone(),
            next_review_on: self.next_review_on,
        }
    }
}

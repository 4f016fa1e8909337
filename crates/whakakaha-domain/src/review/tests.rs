//! The rules of reviews as tables (F0-51, model 6).

use super::*;
use crate::{
    action::{Action, ActionStatus},
    case::CaseState,
    command::Command,
    entity::Entity,
    intake::Domain,
    plan::sample::*,
    record::Record,
    refusal::Code,
};

fn review(due: &str, state: ReviewState) -> Entity<Review> {
    let body =
        Review { case_id: id(5), due_on: day(due), original_due_on: day(due), moves: Vec::new(), state };
    Entity { id: id(200), version: 1, body }
}

fn action() -> Entity<Action> {
    let body = Action {
        case_id: id(5),
        plan_version_id: id(100),
        goal_id: id(GOAL),
        domain: Domain::Education,
        what: "mentor".to_owned(),
        owner: agency(SCHOOL),
        supported_by: None,
        due_on: day("2026-03-01"),
        original_due_on: day("2026-03-01"),
        renegotiations: Vec::new(),
        status: ActionStatus::InProgress,
        done_on: None,
        blocked: None,
        last_finding: None,
        last_checked_on: None,
        ended_because: None,
    };
    Entity::new(id(BY_SCHOOL), body)
}

fn file(due: &str, state: ReviewState) -> ReviewFile {
    let review = review(due, state);
    ReviewFile {
        case: case_file(),
        reviews: vec![review.clone()],
        review,
        actions: vec![action()],
        meetings: vec![id(90)],
    }
}

fn after<C: Command<Target = ReviewFile>>(command: &C, file: &ReviewFile) -> Option<Review> {
    let records = done(command, file, &nurse());
    only!(records, Review).find(|it| it.id == file.review.id).map(|it| it.body.clone())
}

fn status<C: Command<Target = ReviewFile>>(
    command: &C,
    due: &str,
    state: ReviewState,
) -> Option<ReviewStatus> {
    after(command, &file(due, state)).map(|review| review.state.status())
}

#[test]
fn time_makes_reviews_due_and_then_missed() {
    // Today is 2 March in Auckland, although it is still 1 March in UTC.
    let planned = || ReviewState::Scheduled;
    let due = || ReviewState::Due;
    assert_eq!(status(&FindReviewDue, "2026-03-03", planned()), None);
    assert_eq!(status(&FindReviewDue, "2026-03-02", planned()), Some(ReviewStatus::Due));
    assert_eq!(status(&FindReviewDue, "2026-02-01", planned()), Some(ReviewStatus::Due));
    assert_eq!(status(&FindReviewDue, "2026-02-01", due()), None);
    assert_eq!(status(&FindReviewMissed, "2026-03-02", due()), None);
    assert_eq!(status(&FindReviewMissed, "2026-03-01", due()), Some(ReviewStatus::Missed));
    assert_eq!(status(&FindReviewMissed, "2026-03-01", planned()), None);
}

fn to(due: &str) -> RescheduleReview {
    RescheduleReview { due_on: day(due), reason: "tangihanga".to_owned() }
}

#[test]
fn a_moved_review_keeps_its_first_day() {
    for state in [ReviewState::Scheduled, ReviewState::Due, ReviewState::Missed] {
        let moved = after(&to("2026-04-04"), &file("2026-03-02", state)).unwrap();
        assert_eq!((moved.due_on, moved.original_due_on), (day("2026-04-04"), day("2026-03-02")));
        assert_eq!((moved.state.status(), moved.moves.len()), (ReviewStatus::Scheduled, 1));
    }
}

#[test]
fn f0_51_a_review_lies_after_today_and_at_most_twelve_weeks_after_the_family_last_met() {
    // The first meeting was on 19 February: 84 days later is 14 May.
    for (due, accepted) in
        [("2026-03-02", false), ("2026-03-03", true), ("2026-05-14", true), ("2026-05-15", false)]
    {
        let outcome = to(due).decide(&file("2026-03-02", ReviewState::Due), &nurse());
        assert_eq!(
            outcome.err().map(|it| it.code),
            (!accepted).then_some(Code::ReviewDateOutOfBounds),
            "{due}"
        );
    }
    assert_eq!(
        code(&to("2026-04-01"), &file("2026-03-02", ReviewState::InProgress), &nurse()),
        Code::ReviewNotInState
    );
}

fn completion() -> CompleteReview {
    CompleteReview {
        meeting_id: Some(id(90)),
        outcome: ReviewOutcome::Continue,
        family_view: Some("it helps".to_owned()),
        about: About::default(),
        actions_reviewed: vec![id(BY_SCHOOL)],
        scores_not_done_because: Some("no instrument is agreed".to_owned()),
        next_review_on: Some(day("2026-05-25")),
    }
}

#[test]
fn f1_11_without_consent_nothing_is_reviewed() {
    let file = |state| {
        let mut file = file("2026-03-02", state);
        file.case.consents.clear();
        file
    };
    assert_eq!(code(&StartReview, &file(ReviewState::Due), &nurse()), Code::ConsentInsufficient);
    assert_eq!(code(&to("2026-04-04"), &file(ReviewState::Due), &nurse()), Code::ConsentInsufficient);
    assert_eq!(code(&completion(), &file(ReviewState::InProgress), &nurse()), Code::ConsentInsufficient);
}

#[test]
fn guards_of_completion_in_order() {
    type Spoil = fn(&mut CompleteReview);
    let table: [(Spoil, Code); 9] = [
        (|it| it.meeting_id = Some(id(999)), Code::ReferenceUnknown),
        (|it| it.actions_reviewed.push(id(999)), Code::ActionUnknown),
        (|it| it.actions_reviewed.clear(), Code::ActionsNotReviewed),
        (|it| it.family_view = None, Code::FamilyViewMissing),
        (|it| it.family_view = Some("  ".to_owned()), Code::FamilyViewMissing),
        (|it| it.scores_not_done_because = None, Code::ScoresMissing),
        (|it| it.scores_not_done_because = Some(" ".to_owned()), Code::ScoresMissing),
        (|it| it.next_review_on = None, Code::NextReviewMissing),
        (|it| it.next_review_on = Some(day("2026-05-26")), Code::ReviewDateOutOfBounds),
    ];
    for (spoil, expected) in table {
        let mut completion = completion();
        spoil(&mut completion);
        assert_eq!(code(&completion, &file("2026-03-02", ReviewState::InProgress), &nurse()), expected);
    }
    let due = file("2026-03-02", ReviewState::Due);
    assert_eq!(code(&completion(), &due, &nurse()), Code::ReviewNotInState);
}

#[test]
fn completing_plans_the_next_review() {
    let records = done(&completion(), &file("2026-03-02", ReviewState::InProgress), &nurse());
    let next = only!(records, Review).find(|it| it.version == 0);
    assert_eq!(next.unwrap().due_on, day("2026-05-25"));
    let case = only!(records, Case).next().and_then(|it| it.next_review_on);
    assert_eq!(case, Some(day("2026-05-25")));
}

#[test]
fn a_review_that_ends_the_case_needs_no_next() {
    for outcome in [ReviewOutcome::Close, ReviewOutcome::Escalate] {
        let last = CompleteReview { outcome, next_review_on: None, ..completion() };
        let file = file("2026-03-02", ReviewState::InProgress);
        assert_eq!(done(&last, &file, &nurse()).len(), 2);
    }
}

#[test]
fn done_actions_need_no_look() {
    let mut file = file("2026-03-02", ReviewState::InProgress);
    file.actions[0].body.status = ActionStatus::Done;
    let unseen = CompleteReview { actions_reviewed: Vec::new(), ..completion() };
    assert!(after(&unseen, &file).is_some());
}

#[test]
fn reviews_begin_until_they_are_over() {
    for state in [ReviewState::Scheduled, ReviewState::Due, ReviewState::Missed] {
        assert_eq!(status(&StartReview, "2026-03-02", state), Some(ReviewStatus::InProgress));
    }
    let dropped = file("2026-03-02", ReviewState::Dropped);
    assert_eq!(code(&StartReview, &dropped, &nurse()), Code::ReviewNotInState);
    let mut resting = file("2026-03-02", ReviewState::Scheduled);
    resting.case.case.body.state = CaseState::Preparing;
    assert!(after(&StartReview, &resting).is_some());
}

//! Reviews.

mod complete;
mod get;
mod list;
mod reschedule;
mod start;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    ids::Id,
    review::{Review, ReviewResult, ReviewState},
};

use crate::{
    about::AboutView,
    code::{ReviewOutcomeCode, ReviewStatusCode},
    correction::AttachedStatementView,
    view::{Item, View, carries_statements},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_reviews)
        .service(get::get_review)
        .service(reschedule::reschedule_review)
        .service(start::start_review)
        .service(complete::complete_review);
}

/// A planned look at whether the plan works.
#[derive(Serialize, ToSchema)]
#[schema(as = Review)]
pub(crate) struct ReviewView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Where it stands.
    status: ReviewStatusCode,
    /// By when.
    due_on: NaiveDate,
    /// By when it was first planned.
    original_due_on: NaiveDate,
    /// Why it was moved, each time.
    #[schema(max_items = 1000, max_length = 2000)]
    moves: Vec<String>,
    /// The day on which it took place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    completed_on: Option<NaiveDate>,
    /// The meeting at which it took place, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    meeting_id: Option<Uuid>,
    /// What comes of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    outcome: Option<ReviewOutcomeCode>,
    /// What the family says about how the plan works for it; absent where that is kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 4000)]
    family_view: Option<String>,
    /// What the family's view is about; absent: the family as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    about: Option<AboutView>,
    /// Why well-being was not scored.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    scores_not_done_because: Option<String>,
    /// The next review; absent where the case is to be closed or handed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_review_on: Option<NaiveDate>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

impl From<&Entity<Review>> for ReviewView {
    fn from(review: &Entity<Review>) -> Self {
        let result = result(&review.state);
        let told = result.filter(|it| it.family_view.is_some());
        Self {
            id: review.id.uuid(),
            statements: Vec::new(),
            case_id: review.case_id.uuid(),
            status: review.state.status().into(),
            due_on: review.due_on,
            original_due_on: review.original_due_on,
            moves: review.moves.clone(),
            completed_on: result.map(|it| it.on),
            meeting_id: result.and_then(|it| it.meeting_id).map(Id::uuid),
            outcome: result.map(|it| it.outcome.into()),
            family_view: told.and_then(|it| it.family_view.clone()),
            about: told.and_then(|it| AboutView::of(&it.about)),
            scores_not_done_because: result.and_then(|it| it.scores_not_done_because.clone()),
            next_review_on: result.and_then(|it| it.next_review_on),
        }
    }
}

const fn result(state: &ReviewState) -> Option<&ReviewResult> {
    if let ReviewState::Completed(result) = state { Some(result) } else { None }
}

impl View for ReviewView {
    type Of = Entity<Review>;

    fn of(review: &Entity<Review>, _: Version) -> Self {
        review.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

impl Item for ReviewView {
    type Of = Entity<Review>;

    fn of(review: &Entity<Review>) -> Self {
        review.into()
    }

    carries_statements!();
}

//! The sweep of reviews: finds those whose day has come or has passed.

use chrono::NaiveDate;
use diesel::prelude::*;
use whakakaha_domain::{
    calendar::Zone,
    code::CodeList,
    ids::Id,
    operation::Operation,
    policy::Standing,
    review::{FindReviewDue, FindReviewMissed, Review, ReviewFile, ReviewStatus},
};

use crate::{
    access::{About, Recorded},
    db::{Db, Execution},
    dialect::Key,
    error::Failure,
    page::{Page, PageRequest, Position},
    schema::{cases, reviews},
    sweep::{Candidate, sweep},
    unit::{Door, List},
};

/// A review that may be due, or missed.
struct Waiting {
    review: Id<Review>,
    due_on: NaiveDate,
}

impl Candidate<ReviewFile> for Waiting {
    fn key(&self) -> Id<Review> {
        self.review
    }
}

impl Recorded for Waiting {
    const ABOUT: About<Self> = About::Nobody;
}

impl List for Waiting {
    const OPERATION: Operation = Operation::FindReviewDue;
    type Filter = ReviewStatus;

    fn standing(door: &mut Door<'_>, _: &ReviewStatus) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing([])))
    }

    fn page(door: &mut Door<'_>, status: &ReviewStatus, page: &PageRequest) -> Result<Page<Self>, Failure> {
        // The day begins first on the Chatham Islands; the rule asks for each case's own.
        let today = Zone::Chatham.today(door.viewer.now);
        let mut query = reviews::table
            .inner_join(cases::table.on(cases::id.eq(reviews::case_id)))
            .filter(reviews::status.eq(status.code()))
            .filter(reviews::due_on.le(today))
            .filter(cases::is_open.eq(true))
            .order((reviews::due_on, reviews::id))
            .limit(page.fetch())
            .select((reviews::id, reviews::due_on))
            .into_boxed();
        if *status == ReviewStatus::Due {
            query = query.filter(reviews::due_on.lt(today));
        }
        if let Some(after) = &page.after {
            let day = after.sort.parse::<NaiveDate>().map_err(|_| Failure::Cursor)?;
            let later = reviews::due_on.gt(day);
            query = query.filter(later.or(reviews::due_on.eq(day).and(reviews::id.gt(Key(after.id)))));
        }
        let rows = query.load::<(Key, NaiveDate)>(door.conn)?;
        let items = rows.into_iter().map(|(id, due_on)| Self { review: id.id(), due_on }).collect();
        Ok(Page::cut(items, page, |it: &Self| Position { sort: it.due_on.to_string(), id: it.review.uuid() }))
    }
}

/// Marks reviews as due or missed, each in a transaction of its own. Answers how many it marked. One that
/// fails does not keep the others from being marked.
pub async fn sweep_reviews(db: &Db, executions: impl Fn() -> Execution + Sync) -> Result<usize, Failure> {
    let due = sweep::<Waiting, _>(db, &executions, ReviewStatus::Scheduled, || FindReviewDue).await;
    let missed = sweep::<Waiting, _>(db, &executions, ReviewStatus::Due, || FindReviewMissed).await;
    Ok(due? + missed?)
}

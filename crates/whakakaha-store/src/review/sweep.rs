//! The sweep: finds reviews whose day has come or has passed, and says so in one change each.

use diesel::prelude::*;
use whakakaha_domain::{
    calendar::Zone,
    code::CodeList,
    command::Command,
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
    page::{Page, PageRequest},
    schema::{cases, reviews},
    unit::{Door, List},
};

/// How many reviews of a state one sweep looks at.
const AT_ONCE: u16 = 100;

/// A review that may be due, or missed.
struct Candidate(Id<Review>);

impl Recorded for Candidate {
    const ABOUT: About<Self> = About::Nobody;
}

impl List for Candidate {
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
            .limit(i64::from(page.limit))
            .select(reviews::id)
            .into_boxed();
        if *status == ReviewStatus::Due {
            query = query.filter(reviews::due_on.lt(today));
        }
        let ids = query.load::<Key>(door.conn)?;
        Ok(Page { items: ids.into_iter().map(|id| Self(id.id())).collect(), next: None })
    }
}

/// Marks reviews as due or missed, each in a transaction of its own. Answers how many it marked. One that
/// fails does not keep the others from being marked.
pub async fn sweep_reviews(db: &Db, executions: impl Fn() -> Execution) -> Result<usize, Failure> {
    let due = mark(db, &executions, ReviewStatus::Scheduled, || FindReviewDue).await?;
    let missed = mark(db, &executions, ReviewStatus::Due, || FindReviewMissed).await?;
    Ok(due + missed)
}

async fn mark<C>(
    db: &Db,
    executions: &impl Fn() -> Execution,
    status: ReviewStatus,
    command: fn() -> C,
) -> Result<usize, Failure>
where
    C: Command<Target = ReviewFile> + 'static,
{
    let page = PageRequest { limit: AT_ONCE, after: None };
    let found = db.read(executions(), move |unit| unit.list::<Candidate>(&status, &page)).await?.into_inner();
    let mut marked = 0;
    let mut failed = None;
    for Candidate(review) in found.items {
        match db.write(executions(), move |unit| unit.execute(&review, &command(), None)).await {
            Ok(written) => marked += usize::from(written.subject.is_some()),
            Err(failure) => failed = Some(failure),
        }
    }
    failed.map_or(Ok(marked), Err)
}

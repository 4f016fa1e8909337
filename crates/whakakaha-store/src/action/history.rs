//! What was reported about a commitment and what was found, oldest first. Whoever may read the
//! commitment may read its history.

use diesel::prelude::*;
use whakakaha_domain::{
    action::{Action, ActionFile, FollowUpCheck, ProgressUpdate},
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::Standing,
};

use crate::{
    access::{About, Recorded},
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::{follow_up_checks, progress_updates},
    unit::{Door, Find, List},
};

/// The history of this commitment.
#[derive(Clone, Copy)]
pub struct HistoryOf(pub Id<Action>);

fn standing(door: &mut Door<'_>, history: HistoryOf) -> Result<Option<Standing>, Failure> {
    Ok(ActionFile::find(door, &history.0)?.map(|found| found.standing))
}

impl Recorded for Entity<ProgressUpdate> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);
}

impl List for Entity<ProgressUpdate> {
    const OPERATION: Operation = Operation::ReadAction;
    type Filter = HistoryOf;

    fn standing(door: &mut Door<'_>, history: &HistoryOf) -> Result<Option<Standing>, Failure> {
        standing(door, *history)
    }

    fn page(door: &mut Door<'_>, history: &HistoryOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = progress_updates::table
            .filter(progress_updates::action_id.eq(key(history.0)))
            .filter(progress_updates::id.gt(Key(page.after_id())))
            .order(progress_updates::id)
            .limit(page.fetch())
            .select((progress_updates::id, progress_updates::version, progress_updates::body))
            .load::<Row<ProgressUpdate>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

impl Recorded for Entity<FollowUpCheck> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);
}

impl List for Entity<FollowUpCheck> {
    const OPERATION: Operation = Operation::ReadAction;
    type Filter = HistoryOf;

    fn standing(door: &mut Door<'_>, history: &HistoryOf) -> Result<Option<Standing>, Failure> {
        standing(door, *history)
    }

    fn page(door: &mut Door<'_>, history: &HistoryOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = follow_up_checks::table
            .filter(follow_up_checks::action_id.eq(key(history.0)))
            .filter(follow_up_checks::id.gt(Key(page.after_id())))
            .order(follow_up_checks::id)
            .limit(page.fetch())
            .select((follow_up_checks::id, follow_up_checks::version, follow_up_checks::body))
            .load::<Row<FollowUpCheck>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

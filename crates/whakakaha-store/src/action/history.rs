//! What was reported about a commitment and what was found, oldest first. Whoever may read the
//! commitment may read its history, but for what was written while it was hidden from them.

use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    action::{Action, ActionFile, FollowUpCheck, ProgressUpdate},
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    policy::Standing,
    restriction::Reader,
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::was_kept_back,
    mention::recorders,
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

fn reader(door: &mut Door<'_>, history: HistoryOf) -> Result<Reader, Failure> {
    let standing = standing(door, history)?.unwrap_or_default();
    Ok(case::reader(door.viewer, &standing))
}

impl Recorded for Entity<ProgressUpdate> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        let ProgressUpdate { person_id, family_decision, .. } = &mut self.body;
        let decided = family_decision.as_mut().map(|it| &mut it.decided_by);
        Some(person_id.as_mut().into_iter().chain(decided).collect())
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let ProgressUpdate { worker_id, family_decision, .. } = &mut self.body;
        let reported = worker_id.as_mut().map(Id::uuid_mut);
        Some(recorders(family_decision.as_mut()).chain(reported).collect())
    }
}

impl List for Entity<ProgressUpdate> {
    const OPERATION: Operation = Operation::ReadAction;
    type Filter = HistoryOf;

    fn standing(door: &mut Door<'_>, history: &HistoryOf) -> Result<Option<Standing>, Failure> {
        standing(door, *history)
    }

    fn page(door: &mut Door<'_>, history: &HistoryOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = reader(door, *history)?;
        let then_hidden =
            was_kept_back!(reader, key(history.0), (progress_updates::id, progress_updates::case_id));
        let rows = progress_updates::table
            .filter(progress_updates::action_id.eq(key(history.0)))
            .filter(not(then_hidden))
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

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(vec![self.body.worker_id.uuid_mut()])
    }
}

impl List for Entity<FollowUpCheck> {
    const OPERATION: Operation = Operation::ReadAction;
    type Filter = HistoryOf;

    fn standing(door: &mut Door<'_>, history: &HistoryOf) -> Result<Option<Standing>, Failure> {
        standing(door, *history)
    }

    fn page(door: &mut Door<'_>, history: &HistoryOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = reader(door, *history)?;
        let then_hidden =
            was_kept_back!(reader, key(history.0), (follow_up_checks::id, follow_up_checks::case_id));
        let rows = follow_up_checks::table
            .filter(follow_up_checks::action_id.eq(key(history.0)))
            .filter(not(then_hidden))
            .filter(follow_up_checks::id.gt(Key(page.after_id())))
            .order(follow_up_checks::id)
            .limit(page.fetch())
            .select((follow_up_checks::id, follow_up_checks::version, follow_up_checks::body))
            .load::<Row<FollowUpCheck>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

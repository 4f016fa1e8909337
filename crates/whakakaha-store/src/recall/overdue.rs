//! Recalls that no agency has answered in time: found and escalated by the service itself.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use whakakaha_domain::{
    actor::Principal,
    code::CodeList,
    ids::Id,
    operation::Operation,
    policy::Standing,
    recall::{EscalateRecall, OverdueRecall, Recall, RecallStatus},
};

use crate::{
    access::{About, Recorded},
    db::{Db, Execution},
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::recalls,
    sweep::{Candidate, sweep},
    unit::{Door, Find, Found, List},
};

/// Escalates recalls whose last day has passed, each in a transaction of its own, and says how many. `executions` makes
/// executions by the service itself.
pub async fn escalate_recalls(db: &Db, executions: impl Fn() -> Execution + Sync) -> Result<usize, Failure> {
    sweep::<Late, _>(db, &executions, (), || EscalateRecall).await
}

/// A recall whose last day has passed.
struct Late {
    recall: Id<Recall>,
    due_at: DateTime<Utc>,
}

impl Candidate<OverdueRecall> for Late {
    fn key(&self) -> Id<Recall> {
        self.recall
    }
}

impl Recorded for Late {
    const ABOUT: About<Self> = About::Nobody;
}

impl List for Late {
    const OPERATION: Operation = Operation::EscalateRecall;
    type Filter = ();

    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing([])))
    }

    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        let mut query = recalls::table
            .filter(recalls::status.eq(RecallStatus::Open.code()))
            .filter(recalls::due_at.le(door.viewer.now.naive_utc()))
            .order((recalls::due_at, recalls::id))
            .limit(page.fetch())
            .select((recalls::id, recalls::due_at))
            .into_boxed();
        if let Some(after) = &page.after {
            let due_at = after.sort.parse::<DateTime<Utc>>().map_err(|_| Failure::Cursor)?.naive_utc();
            let later = recalls::due_at.gt(due_at);
            query = query.filter(later.or(recalls::due_at.eq(due_at).and(recalls::id.gt(Key(after.id)))));
        }
        let rows = query.load::<(Key, NaiveDateTime)>(door.conn)?;
        let items = rows.into_iter().map(|(id, due_at)| Self { recall: id.id(), due_at: due_at.and_utc() });
        Ok(Page::cut(items.collect(), page, |it: &Self| Position {
            sort: it.due_at.to_rfc3339(),
            id: it.recall.uuid(),
        }))
    }
}

impl Find for OverdueRecall {
    type Key = Id<Recall>;

    fn find(door: &mut Door<'_>, id: &Id<Recall>) -> Result<Option<Found<Self>>, Failure> {
        if door.viewer.actor.principal != Principal::Service {
            return Ok(None);
        }
        let row = recalls::table
            .find(key(*id))
            .select((recalls::id, recalls::version, recalls::body))
            .first::<Row<Recall>>(door.conn)
            .optional()?;
        let Some(Row(recall)) = row else { return Ok(None) };
        let version = recall.version;
        Ok(Some(Found { thing: Self(recall), standing: door.standing([]), version }))
    }
}

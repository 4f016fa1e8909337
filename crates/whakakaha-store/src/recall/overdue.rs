//! Recalls that no agency has answered in time: found and escalated by the service itself.

use diesel::prelude::*;
use whakakaha_domain::{
    code::CodeList,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::Standing,
    recall::{EscalateRecall, Recall, RecallStatus},
};

use crate::{
    access::{About, Recorded},
    db::{Db, Execution},
    dialect::Key,
    error::Failure,
    page::{Page, PageRequest, Position},
    schema::recalls,
    sweep::{Candidate, sweep},
    unit::{Door, List},
};

/// Escalates recalls whose last day has passed, each in a transaction of its own, and says how many. `executions` makes
/// executions by the service itself.
pub async fn escalate_recalls(db: &Db, executions: impl Fn() -> Execution + Sync) -> Result<usize, Failure> {
    sweep::<Late, _>(db, &executions, (), || EscalateRecall).await
}

/// A recall whose last day has passed.
struct Late(Id<Recall>);

impl Candidate<Entity<Recall>> for Late {
    fn key(&self) -> Id<Recall> {
        self.0
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
        let late = recalls::table
            .filter(recalls::status.eq(RecallStatus::Open.code()))
            .filter(recalls::due_at.le(door.viewer.now.naive_utc()))
            .filter(recalls::id.gt(Key(page.after_id())))
            .order(recalls::id)
            .limit(page.fetch())
            .select(recalls::id)
            .load::<Key>(door.conn)?;
        let items = late.into_iter().map(|id| Self(id.id())).collect();
        Ok(Page::cut(items, page, |late: &Self| Position { sort: String::new(), id: late.0.uuid() }))
    }
}

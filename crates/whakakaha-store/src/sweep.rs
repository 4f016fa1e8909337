//! Sweeps: what time has changed is found by one query for all cases, page by page, and marked in a
//! change of its own each, because each case has an audit chain of its own.

use whakakaha_domain::command::Command;

use crate::{
    db::{Db, Execution},
    error::Failure,
    page::PageRequest,
    unit::{Find, List},
};

/// How many candidates one query looks at.
const AT_ONCE: u16 = 100;

/// Something that time may have changed: it leads to what the rule looks at.
pub(crate) trait Candidate<T: Find>: List {
    /// The key of what the rule looks at.
    fn key(&self) -> T::Key;
}

/// Gives every candidate to the rule, and says how many were changed. One that fails does not keep the
/// others from being changed; the failure is told at the end.
pub(crate) async fn sweep<L, C>(
    db: &Db,
    executions: &(impl Fn() -> Execution + Sync),
    filter: L::Filter,
    command: fn() -> C,
) -> Result<usize, Failure>
where
    L: Candidate<C::Target> + Send + 'static,
    L::Filter: Copy + Sync + 'static,
    C: Command + 'static,
    C::Target: Find,
    <C::Target as Find>::Key: Sync + 'static,
{
    let (mut changed, mut failed) = (0, None);
    let mut page = PageRequest { limit: AT_ONCE, after: None };
    loop {
        let wanted = page.clone();
        let found = db.read(executions(), move |unit| unit.list::<L>(&filter, &wanted)).await?.into_inner();
        for candidate in found.items {
            let key = candidate.key();
            match db.write(executions(), move |unit| unit.execute(&key, &command(), None)).await {
                Ok(written) => changed += usize::from(written.subject.is_some()),
                Err(failure) => failed = Some(failure),
            }
        }
        page.after = found.next;
        if page.after.is_none() {
            return failed.map_or(Ok(changed), Err);
        }
    }
}

//! Alerts whose last day has passed: found and ended by the service itself.

use chrono::NaiveDate;
use diesel::prelude::*;
use whakakaha_domain::{
    actor::Principal,
    calendar::Zone,
    ids::Id,
    operation::Operation,
    policy::Standing,
    safety::{AlertFile, EndAlert, EndingAlert, SafetyAlert},
};

use super::safeguards_of;
use crate::{
    access::{About, Recorded},
    case,
    db::{Db, Execution},
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::safety_alerts,
    sweep::{Candidate, sweep},
    unit::{Door, Find, Found, List},
};

/// Ends alerts whose last day has passed, each in a transaction of its own, and says how many. `executions` makes
/// executions by the service itself.
pub async fn end_alerts(db: &Db, executions: impl Fn() -> Execution + Sync) -> Result<usize, Failure> {
    sweep::<Past, _>(db, &executions, (), || EndAlert).await
}

/// An alert whose last day has passed somewhere in the country.
struct Past {
    alert: Id<SafetyAlert>,
    ends_on: NaiveDate,
}

impl Candidate<EndingAlert> for Past {
    fn key(&self) -> Id<SafetyAlert> {
        self.alert
    }
}

impl Recorded for Past {
    const ABOUT: About<Self> = About::Nobody;
}

impl List for Past {
    const OPERATION: Operation = Operation::EndAlert;
    type Filter = ();

    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing([])))
    }

    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        // The day begins first on the Chatham Islands; the rule looks at the case's own clock.
        let today = Zone::latest_today(door.viewer.now);
        let ends_on = safety_alerts::ends_on.assume_not_null();
        let mut query = safety_alerts::table
            .filter(safety_alerts::is_open.eq(true))
            .filter(safety_alerts::ends_on.is_not_null().and(ends_on.lt(today)))
            .order((ends_on, safety_alerts::id))
            .limit(page.fetch())
            .select((safety_alerts::id, ends_on))
            .into_boxed();
        if let Some(after) = &page.after {
            let day = after.sort.parse::<NaiveDate>().map_err(|_| Failure::Cursor)?;
            let later = ends_on.gt(day);
            query = query.filter(later.or(ends_on.eq(day).and(safety_alerts::id.gt(Key(after.id)))));
        }
        let rows = query.load::<(Key, NaiveDate)>(door.conn)?;
        let items = rows.into_iter().map(|(id, ends_on)| Self { alert: id.id(), ends_on });
        Ok(Page::cut(items.collect(), page, |it: &Self| Position {
            sort: it.ends_on.to_string(),
            id: it.alert.uuid(),
        }))
    }
}

impl Find for EndingAlert {
    type Key = Id<SafetyAlert>;

    fn find(door: &mut Door<'_>, id: &Id<SafetyAlert>) -> Result<Option<Found<Self>>, Failure> {
        if door.viewer.actor.principal != Principal::Service {
            return Ok(None);
        }
        let row = safety_alerts::table
            .find(key(*id))
            .select((safety_alerts::id, safety_alerts::version, safety_alerts::body))
            .first::<Row<SafetyAlert>>(door.conn)
            .optional()?;
        let Some(Row(alert)) = row else { return Ok(None) };
        let Some(case) = case::load(door.conn, alert.case_id)? else { return Ok(None) };
        let safeguards = safeguards_of(door.conn, [*id])?;
        let version = alert.version;
        let thing = Self(AlertFile { case, alert, safeguards });
        Ok(Some(Found { thing, standing: door.standing([]), version }))
    }
}

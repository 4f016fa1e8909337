//! Consents whose last day is near or has passed: found, warned of and marked by the service itself.

use chrono::NaiveDate;
use diesel::prelude::*;
use whakakaha_domain::{
    actor::Principal,
    calendar::Zone,
    case::Case,
    code::CodeList,
    consent::{Consent, ConsentFile, ConsentStatus, EndingConsent, ExpireConsent, WarnOfExpiry},
    ids::Id,
    operation::Operation,
    policy::Standing,
    recall::Shown,
};

use crate::{
    access::{About, Recorded},
    case::load_file,
    db::{Db, Execution},
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::{cases, consents},
    sweep::{Candidate, sweep},
    unit::{Door, Find, Found, List},
};

/// Marks consents that have run out, each in a transaction of its own, and says how many. One that fails
/// does not keep the others from being marked. `executions` makes executions by the service itself.
pub async fn expire_consents(db: &Db, executions: impl Fn() -> Execution + Sync) -> Result<usize, Failure> {
    sweep::<Ending, _>(db, &executions, Wanted::Past, || ExpireConsent).await
}

/// Warns of consents that will run out, in the same way.
pub async fn warn_of_expiry(db: &Db, executions: impl Fn() -> Execution + Sync) -> Result<usize, Failure> {
    sweep::<Ending, _>(db, &executions, Wanted::Near, || WarnOfExpiry).await
}

/// Which consents are wanted.
#[derive(Clone, Copy)]
enum Wanted {
    /// Those whose last day has passed somewhere in the country.
    Past,
    /// Those of which somebody is to be warned by now.
    Near,
}

/// A signed consent whose last day is near or has passed.
struct Ending {
    consent: Id<Consent>,
    valid_until: NaiveDate,
}

impl Candidate<EndingConsent> for Ending {
    fn key(&self) -> Id<Consent> {
        self.consent
    }
}

impl Recorded for Ending {
    const ABOUT: About<Self> = About::Nobody;
}

impl List for Ending {
    const OPERATION: Operation = Operation::ExpireConsent;
    type Filter = Wanted;

    fn standing(door: &mut Door<'_>, _: &Wanted) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing([])))
    }

    fn page(door: &mut Door<'_>, wanted: &Wanted, page: &PageRequest) -> Result<Page<Self>, Failure> {
        // The day begins first on the Chatham Islands; the rule looks at the case's own clock.
        let today = Zone::latest_today(door.viewer.now);
        let mut query = consents::table
            .filter(consents::status.eq(ConsentStatus::Active.code()))
            .order((consents::valid_until, consents::id))
            .limit(page.fetch())
            .select((consents::id, consents::valid_until))
            .into_boxed();
        query = match wanted {
            Wanted::Past => query.filter(consents::valid_until.lt(today)),
            Wanted::Near => query.filter(consents::warn_on.le(today)).filter(consents::valid_until.ge(today)),
        };
        if let Some(after) = &page.after {
            let day = after.sort.parse::<NaiveDate>().map_err(|_| Failure::Cursor)?;
            let later = consents::valid_until.gt(day);
            query = query.filter(later.or(consents::valid_until.eq(day).and(consents::id.gt(Key(after.id)))));
        }
        let rows = query.load::<(Key, NaiveDate)>(door.conn)?;
        let items = rows.into_iter().map(|(id, valid_until)| Self { consent: id.id(), valid_until });
        Ok(Page::cut(items.collect(), page, |it: &Self| Position {
            sort: it.valid_until.to_string(),
            id: it.consent.uuid(),
        }))
    }
}

impl Find for EndingConsent {
    type Key = Id<Consent>;

    fn find(door: &mut Door<'_>, id: &Id<Consent>) -> Result<Option<Found<Self>>, Failure> {
        if door.viewer.actor.principal != Principal::Service {
            return Ok(None);
        }
        let row = consents::table
            .inner_join(cases::table.on(cases::id.eq(consents::case_id)))
            .filter(consents::id.eq(key(*id)))
            .select((
                (consents::id, consents::version, consents::body),
                (cases::id, cases::version, cases::body),
            ))
            .first::<(Row<Consent>, Row<Case>)>(door.conn)
            .optional()?;
        let Some((Row(consent), Row(case))) = row else { return Ok(None) };
        let version = consent.version;
        let file = load_file(door.conn, case)?;
        // What runs out is asked back of nobody: the family has said nothing.
        let thing = Self(ConsentFile { consent, file, shown: Shown::default() });
        Ok(Some(Found { thing, standing: door.standing([]), version }))
    }
}

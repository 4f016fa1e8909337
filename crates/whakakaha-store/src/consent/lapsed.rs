//! Consents whose last day has passed: found and marked by the service itself.

use chrono::NaiveDate;
use diesel::prelude::*;
use whakakaha_domain::{
    actor::Principal,
    calendar::Zone,
    case::Case,
    code::CodeList,
    consent::{Consent, ConsentFile, ConsentStatus, ExpireConsent, LapsedConsent},
    ids::Id,
    operation::Operation,
    policy::Standing,
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
    sweep::<Lapsed, _>(db, &executions, (), || ExpireConsent).await
}

/// A signed consent whose last day has passed somewhere in the country.
struct Lapsed {
    consent: Id<Consent>,
    valid_until: NaiveDate,
}

impl Candidate<LapsedConsent> for Lapsed {
    fn key(&self) -> Id<Consent> {
        self.consent
    }
}

impl Recorded for Lapsed {
    const ABOUT: About<Self> = About::Nobody;
}

impl List for Lapsed {
    const OPERATION: Operation = Operation::ExpireConsent;
    type Filter = ();

    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing([])))
    }

    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        // The day begins first on the Chatham Islands; the rule looks at the case's own clock.
        let today = Zone::latest_today(door.viewer.now);
        let mut query = consents::table
            .filter(consents::status.eq(ConsentStatus::Active.code()))
            .filter(consents::valid_until.lt(today))
            .order((consents::valid_until, consents::id))
            .limit(page.fetch())
            .select((consents::id, consents::valid_until))
            .into_boxed();
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

impl Find for LapsedConsent {
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
        let thing = Self(ConsentFile { consent, file });
        Ok(Some(Found { thing, standing: door.standing([]), version }))
    }
}

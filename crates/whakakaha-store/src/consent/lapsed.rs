//! Consents whose last day has passed: found and marked by the service itself.

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
    page::{Page, PageRequest},
    record::Row,
    schema::{cases, consents},
    unit::{Door, Find, Found, List},
};

/// How many consents one sweep marks at the most; the rest is for the next.
const BATCH: u16 = 100;

/// Marks consents that have run out, each in a transaction of its own, and says how many. `execution`
/// makes an execution by the service itself, each with ids of its own.
pub async fn expire_consents(
    db: &Db,
    mut execution: impl FnMut() -> Execution + Send,
) -> Result<usize, Failure> {
    let batch = PageRequest { limit: BATCH, after: None };
    let due = db.read(execution(), move |unit| {
        let page = unit.list::<Lapsed>(&(), &batch)?;
        Ok(page.items.iter().map(|lapsed| lapsed.0).collect::<Vec<_>>())
    });
    let mut expired = 0;
    for consent in due.await? {
        let written = db.write(execution(), move |unit| unit.execute(&consent, &ExpireConsent, None)).await?;
        expired += usize::from(written.subject.is_some());
    }
    Ok(expired)
}

/// A signed consent whose last day has passed somewhere in the country.
struct Lapsed(Id<Consent>);

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
        let ids = consents::table
            .filter(consents::status.eq(ConsentStatus::Active.code()))
            .filter(consents::valid_until.lt(today))
            .order((consents::valid_until, consents::id))
            .limit(i64::from(page.limit))
            .select(consents::id)
            .load::<Key>(door.conn)?;
        Ok(Page { items: ids.into_iter().map(|id| Self(id.id())).collect(), next: None })
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

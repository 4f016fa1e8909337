//! The consents that somebody gave or was asked for, on whatever case, also where they left the family.

use diesel::prelude::*;
use whakakaha_domain::{consent::Consent, entity::Entity, operation::Operation, policy::Standing};

use crate::{
    access::{About, Recorded, oneself},
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::consents,
    unit::{Door, List},
};

/// A consent of the caller's own.
pub struct OwnConsent(pub Entity<Consent>);

impl Recorded for OwnConsent {
    const ABOUT: About<Self> = About::Case(|it| it.0.case_id);
}

impl List for OwnConsent {
    const OPERATION: Operation = Operation::ReadOwnDoor;
    type Filter = ();

    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        Ok(Some(oneself(door)))
    }

    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        let person = door.viewer.actor.principal.person().ok_or(Failure::Absent)?;
        let rows = consents::table
            .filter(consents::person_id.eq(key(person)))
            .filter(consents::id.gt(Key(page.after_id())))
            .order(consents::id)
            .limit(page.fetch())
            .select((consents::id, consents::version, consents::body))
            .load::<Row<Consent>>(door.conn)?;
        let items = Row::entities(rows).into_iter().map(Self).collect();
        Ok(Page::cut(items, page, |item: &Self| Position { sort: String::new(), id: item.0.id.uuid() }))
    }
}

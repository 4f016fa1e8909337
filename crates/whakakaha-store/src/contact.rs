//! Contacts with the family between meetings, in the order in which they were written down.

use diesel::{
    dsl::{exists, not, select},
    prelude::*,
};
use uuid::Uuid;
use whakakaha_domain::{
    case::Case, contact::Contact, entity::Entity, ids::Id, operation::Operation, policy::Standing,
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::{hidden_in, was_kept_back},
    page::{Page, PageRequest},
    record::Row,
    schema::contacts,
    unit::{Door, Find, Found, List, Read},
};

impl Find for Entity<Contact> {
    type Key = Id<Contact>;

    fn find(door: &mut Door<'_>, id: &Id<Contact>) -> Result<Option<Found<Self>>, Failure> {
        let row = contacts::table
            .find(key(*id))
            .select((contacts::id, contacts::version, contacts::body))
            .first::<Row<Contact>>(door.conn)
            .optional()?;
        let Some(Row(thing)) = row else { return Ok(None) };
        let Some(standing) = case::standing(door, thing.case_id)? else { return Ok(None) };
        let reader = case::reader(door.viewer, &standing);
        let then_hidden = was_kept_back!(reader, contacts::id, (contacts::id, contacts::case_id));
        let known = contacts::table
            .filter(contacts::id.eq(key(*id)))
            .filter(contacts::id.ne_all(hidden_in(key(thing.case_id), reader)))
            .filter(not(then_hidden));
        if !select(exists(known)).get_result(door.conn)? {
            return Ok(None);
        }
        Ok(Some(Found { version: thing.version, thing, standing }))
    }
}

impl Recorded for Entity<Contact> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(vec![self.body.recorded_by.uuid_mut()])
    }
}

impl Read for Entity<Contact> {
    const OPERATION: Operation = Operation::ReadContacts;
}

impl List for Entity<Contact> {
    const OPERATION: Operation = Operation::ReadContacts;
    type Filter = Id<Case>;

    fn standing(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Standing>, Failure> {
        case::standing(door, *case)
    }

    fn page(door: &mut Door<'_>, case: &Id<Case>, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = case::reader_of(door, *case)?;
        let then_hidden = was_kept_back!(reader, contacts::id, (contacts::id, contacts::case_id));
        let rows = contacts::table
            .filter(not(then_hidden))
            .filter(contacts::case_id.eq(key(*case)))
            .filter(contacts::id.ne_all(hidden_in(key(*case), reader)))
            .filter(contacts::id.gt(Key(page.after_id())))
            .order(contacts::id)
            .limit(page.fetch())
            .select((contacts::id, contacts::version, contacts::body))
            .load::<Row<Contact>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

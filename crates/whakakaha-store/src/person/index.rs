//! The words and identifiers by which people are found.

use diesel::prelude::*;
use whakakaha_domain::{entity::Entity, person::Person};

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    schema::{name_words, person_identifiers},
};

/// Keeps the words and identifiers by which a person is found.
pub(crate) fn index_person(conn: &mut Conn, change: Key, person: &Entity<Person>) -> Result<(), Failure> {
    let id = key(person.id);
    diesel::delete(name_words::table.filter(name_words::person_id.eq(id))).execute(conn)?;
    for word in person.search_words() {
        diesel::insert_into(name_words::table)
            .values((
                name_words::word.eq(word),
                name_words::person_id.eq(id),
                name_words::change_id.eq(change),
            ))
            .execute(conn)?;
    }
    diesel::delete(person_identifiers::table.filter(person_identifiers::person_id.eq(id))).execute(conn)?;
    for identifier in &person.identifiers {
        diesel::insert_into(person_identifiers::table)
            .values((
                person_identifiers::agency_id.eq(key(identifier.agency_id)),
                person_identifiers::system.eq(&identifier.system),
                person_identifiers::value.eq(&identifier.value),
                person_identifiers::person_id.eq(id),
                person_identifiers::change_id.eq(change),
            ))
            .execute(conn)?;
    }
    Ok(())
}

//! What may be told to a member of the family of what was done: nothing of a thing that is kept from them, and of what is
//! for somebody else of the family alone, such as another's consent, only what was done to the whole of it.

use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_types::{Bool, Nullable},
};
use whakakaha_domain::{access::Topic, ids::Id, operation::Operation, person::Person, restriction::Reader};

use crate::{
    dialect::{Db, Key, key},
    hidden::withheld,
    schema::{access_log, access_subjects, audit_log, consents, corrections, item_topics, statements},
};

/// Whether a record of a subject may be told to a reader.
pub(super) fn is_told(reader: Id<Person>, subject: Key) -> Told {
    let looks = access_log::table
        .filter(access_log::id.eq(access_subjects::record_id))
        .filter(
            access_log::operation
                .eq_any(for_all())
                .nullable()
                .or(access_log::target_id.eq(subject))
                .or(is_own_look(key(reader))),
        )
        .filter(not(is_look_at_withheld(Reader::FamilyMember(reader))));
    let changes = audit_log::table
        .filter(audit_log::change_id.eq(access_subjects::record_id))
        .filter(audit_log::operation.eq_any(for_all()).or(is_own_change(key(reader))))
        .filter(not(is_change_of_withheld(Reader::FamilyMember(reader))));
    Box::new(exists(looks).or(exists(changes)).nullable())
}

type Told = Box<dyn BoxableExpression<access_subjects::table, Db, SqlType = Nullable<Bool>>>;

/// The operations of which every member of the family may be told. How often somebody has gone over a draft of the
/// plan is not told, because what they changed in it may be hidden from the reader; what is sent of it is.
fn for_all() -> Vec<&'static str> {
    let told = Operation::ALL.iter().filter(|it| !matches!(it, Operation::RevisePlan));
    told.map(|operation| operation.name()).filter(|name| Topic::of(name, false) != Topic::Other).collect()
}

#[diesel::dsl::auto_type(no_type_alias)]
fn is_own_look(reader: Key) -> _ {
    let consent = consents::table
        .filter(consents::id.nullable().eq(access_log::target_id))
        .filter(consents::person_id.eq(reader));
    let statement = statements::table
        .filter(statements::id.nullable().eq(access_log::target_id))
        .filter(statements::person_id.eq(reader));
    let correction = corrections::table
        .filter(corrections::id.nullable().eq(access_log::target_id))
        .filter(corrections::person_id.eq(reader));
    exists(consent).or(exists(statement)).or(exists(correction))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn is_own_change(reader: Key) -> _ {
    let consent =
        consents::table.filter(consents::id.eq(audit_log::subject_id)).filter(consents::person_id.eq(reader));
    let statement = statements::table
        .filter(statements::id.eq(audit_log::subject_id))
        .filter(statements::person_id.eq(reader));
    let correction = corrections::table
        .filter(corrections::id.eq(audit_log::subject_id))
        .filter(corrections::person_id.eq(reader));
    exists(consent).or(exists(statement)).or(exists(correction))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn is_look_at_withheld(reader: Reader) -> _ {
    let withheld: withheld = withheld(reader);
    exists(withheld.filter(item_topics::item_id.nullable().eq(access_log::target_id)))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn is_change_of_withheld(reader: Reader) -> _ {
    let withheld: withheld = withheld(reader);
    exists(withheld.filter(item_topics::item_id.eq(audit_log::subject_id)))
}

//! The kinds of information of which a person's own record consists: what a restriction or a consent keeps of them from
//! whoever reads.

use std::collections::BTreeSet;

use diesel::prelude::*;
use whakakaha_domain::{consent::InformationCategory, ids::Id, person::Person, restriction::Reader};

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    mention::NOBODY,
    schema::{memberships, people},
};

diesel::alias!(
    pub(crate) const BELONGING: Alias<Belonging> = memberships as belonging;
);

/// Whether a kind of information is kept from a reader about a person who is somebody else: on a case of any family to
/// which the person belongs or has belonged; what a consent does not cover, on those that are open.
macro_rules! is_kind_kept {
    ($reader:expr, $kind:expr) => {{
        use diesel::{dsl::exists, prelude::*};
        use whakakaha_domain::consent::state::Held;
        use $crate::{
            dialect::Key,
            hidden::{holding_from, keeping_from},
            person::BELONGING,
            schema::{cases, consent_holds, memberships, people, restrictions},
        };
        let topic = Key(Held::Category($kind).topic());
        let on_cases = || {
            cases::table
                .inner_join(BELONGING.on(BELONGING.field(memberships::family_id).eq(cases::family_id)))
                .filter(BELONGING.field(memberships::person_id).eq(people::id))
        };
        let keeping = keeping_from($reader)
            .filter(restrictions::topic_id.eq(topic))
            .filter(restrictions::case_id.eq_any(on_cases().select(cases::id)));
        let holding = holding_from($reader)
            .filter(consent_holds::topic_id.eq(topic))
            .filter(consent_holds::case_id.eq_any(on_cases().filter(cases::is_open).select(cases::id)));
        exists(keeping).or(exists(holding)).and(people::id.ne(Key($reader.own())))
    }};
}

pub(crate) use is_kind_kept;

/// Of whom of these people a reader may know nothing but the name: who they are, and to whom they belong, is kept from them.
pub(super) fn known_by_name_alone(
    conn: &mut Conn,
    named: impl Iterator<Item = Id<Person>>,
    reader: Reader,
) -> Result<BTreeSet<Id<Person>>, Failure> {
    let unknown = people::table
        .filter(people::id.eq_any(named.map(key).chain([Key(NOBODY)])))
        .filter(is_kind_kept!(reader, InformationCategory::Identity))
        .select(people::id);
    Ok(unknown.load::<Key>(conn)?.into_iter().map(Key::id).collect())
}

/// The kinds of information that are kept from a reader, of those that are on record with a person.
pub(crate) fn kinds_kept(
    conn: &mut Conn,
    person: Id<Person>,
    reader: Reader,
) -> Result<Vec<InformationCategory>, Failure> {
    let [identity, education] = Person::KINDS;
    let kept = people::table
        .find(key(person))
        .select((is_kind_kept!(reader, identity), is_kind_kept!(reader, education)))
        .first::<(bool, bool)>(conn)?;
    let kinds = [(identity, kept.0), (education, kept.1)];
    Ok(kinds.into_iter().filter(|(_, kept)| *kept).map(|(kind, _)| kind).collect())
}

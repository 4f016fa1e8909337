//! Who acts for a child that does not decide for itself (model 3.3): its parents and guardians on record.

use diesel::prelude::*;
use whakakaha_domain::{ids::Id, person::Person};

use crate::{
    dialect::{Conn, Key},
    error::Failure,
    schema::{memberships, people},
};

/// Whether somebody is on record as parent or guardian of a child of a family; or nobody who speaks for themselves in it is,
/// and they never were.
macro_rules! is_guarded_by {
    ($person:expr, $child:expr, $family:expr) => {{
        use diesel::{
            dsl::{exists, not},
            prelude::*,
        };
        use whakakaha_domain::{code::CodeList, membership::RelationshipKind};
        use $crate::{
            dialect::key,
            schema::{memberships, relationships},
        };
        let guarding = || {
            relationships::table
                .filter(relationships::of_person_id.eq($child))
                .filter(relationships::kind.eq_any(RelationshipKind::GUARDING.map(CodeList::code)))
        };
        let belonging = memberships::table
            .filter(memberships::family_id.eq($family))
            .filter(memberships::person_id.eq(relationships::person_id))
            .filter(memberships::speaks)
            .filter(memberships::ended_on.is_null());
        let of_anybody = guarding().filter(relationships::ended_on.is_null()).filter(exists(belonging));
        let once = || guarding().filter(relationships::person_id.eq(key($person)));
        let own = once().filter(relationships::ended_on.is_null());
        exists(own).or(not(exists(of_anybody)).and(not(exists(once()))))
    }};
}

pub(crate) use is_guarded_by;

/// The children of a family who do not decide for themselves, and for whom somebody acts who speaks for themselves in it.
pub(crate) fn children_of(conn: &mut Conn, person: Id<Person>, family: Key) -> Result<Vec<Key>, Failure> {
    let silent = memberships::table
        .filter(memberships::family_id.eq(family))
        .filter(memberships::is_child)
        .filter(memberships::speaks.eq(false))
        .filter(memberships::ended_on.is_null())
        .select(memberships::person_id);
    let children = people::table
        .filter(people::id.eq_any(silent))
        .filter(is_guarded_by!(person, people::id, family))
        .order(people::id)
        .select(people::id);
    Ok(children.load(conn)?)
}

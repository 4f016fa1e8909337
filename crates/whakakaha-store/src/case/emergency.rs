//! Cases opened to a worker in an emergency: for reading, until the grant expires or is taken back, and only where
//! no role opens the case.

use chrono::NaiveDateTime;
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal, break_glass::BreakGlassPart, case::Case, code::CodeList, ids::Id, policy::Relation,
    worker::Worker,
};

use super::roles_of;
use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    schema::{assignments, break_glass_grants, cases, memberships},
    viewer::Viewer,
};

/// The grants by which cases are open to a worker now, if the token lets them count. Whoever has a role does not go round
/// what the family keeps from them by leaving it out of a token.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn opened_to(viewer: &Viewer, worker: Id<Worker>) -> _ {
    let roles: roles_of = roles_of(viewer, worker);
    let worker: Key = holder(viewer, worker);
    let now: NaiveDateTime = viewer.now.naive_utc();
    break_glass_grants::table
        .filter(break_glass_grants::worker_id.eq(worker))
        .filter(break_glass_grants::revoked.eq(false))
        .filter(break_glass_grants::expires_at.gt(now))
        .filter(not(exists(roles.filter(assignments::case_id.eq(break_glass_grants::case_id)))))
}

/// The worker, where the token lets grants count; else nobody.
fn holder(viewer: &Viewer, worker: Id<Worker>) -> Key {
    if Relation::GlassPeople.counts_with(viewer.actor.scopes) { key(worker) } else { Key(Uuid::nil()) }
}

/// How a caller whom no role lets into a case stands to it by a grant.
pub(super) fn relations(conn: &mut Conn, viewer: &Viewer, case: Id<Case>) -> Result<Vec<Relation>, Failure> {
    let Principal::Worker { worker, .. } = viewer.actor.principal else { return Ok(Vec::new()) };
    let part = opened_to(viewer, worker)
        .filter(break_glass_grants::case_id.eq(key(case)))
        .select(break_glass_grants::part)
        .first::<String>(conn)
        .optional()?;
    let part = part.and_then(|part| BreakGlassPart::parse(&part));
    Ok(part.map(|part| part.relations().to_vec()).unwrap_or_default())
}

/// The grant by which the caller was shown what a record is about.
pub(crate) fn grant_used(
    conn: &mut Conn,
    viewer: &Viewer,
    is_seen: impl Fn(Key) -> bool,
) -> Result<Option<Key>, Failure> {
    let Principal::Worker { worker, .. } = viewer.actor.principal else { return Ok(None) };
    if !Relation::GlassPeople.counts_with(viewer.actor.scopes) {
        return Ok(None);
    }
    let open = opened_to(viewer, worker)
        .inner_join(cases::table.on(cases::id.eq(break_glass_grants::case_id)))
        .order(break_glass_grants::id)
        .select((break_glass_grants::id, cases::id, cases::family_id))
        .load::<(Key, Key, Key)>(conn)?;
    for (grant, case, family) in open {
        if is_seen(case) || is_seen(family) || members(conn, family)?.into_iter().any(&is_seen) {
            return Ok(Some(grant));
        }
    }
    Ok(None)
}

fn members(conn: &mut Conn, family: Key) -> Result<Vec<Key>, Failure> {
    let of = memberships::table.filter(memberships::family_id.eq(family));
    Ok(of.select(memberships::person_id).load(conn)?)
}

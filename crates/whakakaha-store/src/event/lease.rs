//! Leases: what only one process is to do at a time. Whoever has one renews it; who is killed loses it by the clock.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::{
    dialect::{Conn, Key},
    error::Failure,
    schema::leases,
};

/// How long a lease holds without being renewed.
const TERM: TimeDelta = TimeDelta::seconds(20);

/// Takes the lease of this name, or renews it. Answers whether the holder has it.
pub(super) fn take(
    conn: &mut Conn,
    name: &str,
    holder: super::Holder,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let ends_at = leases::ends_at.eq((now + TERM).naive_utc());
    let free = leases::holder_id.eq(Key(holder)).or(leases::ends_at.le(now.naive_utc()));
    let taken = diesel::update(leases::table.find(name).filter(free))
        .set((leases::holder_id.eq(Key(holder)), ends_at))
        .execute(conn)?;
    if taken > 0 {
        return Ok(true);
    }
    let known = leases::table.find(name).select(leases::name).first::<String>(conn).optional()?;
    if known.is_some() {
        return Ok(false);
    }
    let row = (leases::name.eq(name), leases::holder_id.eq(Key(holder)), ends_at);
    diesel::insert_into(leases::table).values(row).execute(conn)?;
    Ok(true)
}

//! The names that a notice says, and where the agencies in it can be reached.

use std::collections::BTreeMap;

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{agency::Agency, disclosure::Disclosure, entity::Entity, worker::Worker};

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    schema::{agencies, workers},
};

/// What the directory says of the agencies and workers in some items.
pub(super) struct Names {
    /// Their names.
    pub(super) names: BTreeMap<Uuid, String>,
    /// Where the agencies can be reached.
    pub(super) addresses: BTreeMap<Uuid, String>,
}

impl Names {
    /// Two statements, however many items.
    pub(super) fn of(conn: &mut Conn, items: &[&Entity<Disclosure>]) -> Result<Self, Failure> {
        let of_item = |it: &&Entity<Disclosure>| {
            let receiving = it.recipients.clone().into_iter().filter_map(|it| it.agency().map(key));
            receiving.chain([key(it.from_agency_id)]).collect::<Vec<_>>()
        };
        let agencies = agencies_named(conn, items.iter().flat_map(of_item).collect())?;
        let named = items.iter().flat_map(|it| it.recipients.iter().filter_map(|it| it.worker().map(key)));
        // Nobody has the nil id: the statement is the same whether workers are named or not.
        let workers = workers_named(conn, named.chain([Key(Uuid::nil())]).collect())?;
        let workers = workers.into_iter().map(|it| (it.id.uuid(), it.body.name));
        let addresses = agencies.iter().filter_map(|it| Some((it.id.uuid(), it.address.clone()?))).collect();
        let agencies = agencies.into_iter().map(|it| (it.id.uuid(), it.body.name));
        Ok(Self { names: agencies.chain(workers).collect(), addresses })
    }
}

pub(super) fn agencies_named(conn: &mut Conn, named: Vec<Key>) -> Result<Vec<Entity<Agency>>, Failure> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let rows = agencies::table
        .filter(agencies::id.eq_any(named))
        .select((agencies::id, agencies::version, agencies::body))
        .load::<Row<Agency>>(conn)?;
    Ok(Row::entities(rows))
}

pub(super) fn workers_named(conn: &mut Conn, named: Vec<Key>) -> Result<Vec<Entity<Worker>>, Failure> {
    let rows = workers::table
        .filter(workers::id.eq_any(named))
        .select((workers::id, workers::version, workers::body))
        .load::<Row<Worker>>(conn)?;
    Ok(Row::entities(rows))
}

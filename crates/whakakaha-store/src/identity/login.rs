//! Logins of other organisations, linked to workers.

use diesel::prelude::*;
use whakakaha_domain::{
    agency::Agency,
    entity::Entity,
    ids::Id,
    login::{LinkedLogin, Login},
    operation::Operation,
    policy::Standing,
    session::{Employed, LoginAtDoor},
    worker::Worker,
};

use super::{code, session};
use crate::{
    access::{About, Recorded},
    calendar_link,
    dialect::{Key, key},
    directory::{standing, worker},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::{agencies, logins},
    unit::{Door, Find, Found, List, Read},
};

impl Recorded for Entity<Login> {
    const ABOUT: About<Self> = About::Nobody;
}

/// The logins of a worker, those that ended included.
#[derive(Clone, Copy)]
pub struct LoginsOf(pub Id<Worker>);

impl List for Entity<Login> {
    const OPERATION: Operation = Operation::ReadLogins;
    type Filter = LoginsOf;

    fn standing(door: &mut Door<'_>, filter: &LoginsOf) -> Result<Option<Standing>, Failure> {
        Ok(<Entity<Worker>>::find(door, &filter.0)?.map(|worker| worker.standing))
    }

    fn page(door: &mut Door<'_>, filter: &LoginsOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = logins::table
            .filter(logins::worker_id.eq(key(filter.0)))
            .filter(logins::id.gt(Key(page.after_id())))
            .order(logins::id)
            .limit(page.fetch())
            .select((logins::id, logins::version, logins::body))
            .load::<Row<Login>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

impl Find for Entity<Login> {
    type Key = Id<Login>;

    fn find(door: &mut Door<'_>, id: &Id<Login>) -> Result<Option<Found<Self>>, Failure> {
        let row = logins::table
            .find(key(*id))
            .select((logins::id, logins::version, logins::body))
            .first::<Row<Login>>(door.conn)
            .optional()?;
        let Some(Row(login)) = row else { return Ok(None) };
        let agency = worker::load(door.conn, login.worker_id)?.map(|worker| worker.agency_id);
        Ok(Some(Found { version: login.version, thing: login, standing: standing(door, agency) }))
    }
}

impl Read for Entity<Login> {
    const OPERATION: Operation = Operation::ReadLogins;
}

impl Find for LinkedLogin {
    type Key = Id<Login>;

    fn find(door: &mut Door<'_>, id: &Id<Login>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Login>>::find(door, id)? else { return Ok(None) };
        let sessions = session::of_worker(door, found.thing.worker_id)?;
        let calendar_links = calendar_link::of_worker(door, found.thing.worker_id)?;
        Ok(Some(found.map(|login| Self { login, sessions, calendar_links })))
    }
}

/// A login that was shown, and the beginning of the code that came along.
#[derive(Clone)]
pub struct LoginShown {
    /// The organisation's issuer.
    pub issuer: String,
    /// How it names the worker.
    pub subject: String,
    /// The first characters of the code.
    pub beginning: Option<String>,
}

impl Find for LoginAtDoor {
    type Key = LoginShown;

    fn find(door: &mut Door<'_>, shown: &LoginShown) -> Result<Option<Found<Self>>, Failure> {
        let row = logins::table
            .filter(logins::issuer.eq(&shown.issuer))
            .filter(logins::subject.eq(&shown.subject))
            .filter(diesel::dsl::not(logins::ended))
            .select((logins::id, logins::version, logins::body))
            .first::<Row<Login>>(door.conn)
            .optional()?;
        let login = row.map(|row| row.0);
        let codes = match &shown.beginning {
            Some(beginning) => code::beginning_like(door, beginning)?,
            None => Vec::new(),
        };
        let mut workers = Vec::new();
        for id in login
            .iter()
            .map(|login| login.worker_id)
            .chain(codes.iter().filter_map(|code| code.holder.worker()))
        {
            workers.extend(with_agency(door, id)?);
        }
        Ok(Some(Found { thing: Self { login, codes, workers }, standing: door.standing([]), version: 0 }))
    }
}

fn with_agency(door: &mut Door<'_>, id: Id<Worker>) -> Result<Option<Employed>, Failure> {
    let Some(worker) = worker::load(door.conn, id)? else { return Ok(None) };
    let Row(agency) = agencies::table
        .find(key(worker.agency_id))
        .select((agencies::id, agencies::version, agencies::body))
        .first::<Row<Agency>>(door.conn)?;
    Ok(Some((worker, agency)))
}

//! The database as the rest of the service knows it: a place to read in, and a place to write in.

use std::time::{Duration, Instant};

use chrono::{DateTime, SubsecRound, Utc};
use diesel::r2d2::R2D2Connection;
use prometheus_client::registry::Registry;
use uuid::Uuid;
use whakakaha_domain::command::Moment;

use crate::{
    access::{Record, Recorder},
    counts::Counts,
    dialect::Conn,
    error::Failure,
    lane::Lane,
    migrations,
    unit::{ReadUnit, WriteUnit},
    viewer::{Caller, Viewer},
};

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A file, made when it is missing.
    Sqlite(String),
    /// A server: `postgres://…`.
    Postgres(String),
}

/// Where the database is and how much of it may be used at once.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    /// Where it is.
    pub location: Location,
    /// Connections for requests; about two per core.
    pub pool_size: u32,
}

/// One execution as the API sees it: who calls, when, and under which identities.
#[derive(Clone, Debug)]
pub struct Execution {
    /// Who calls.
    pub caller: Caller,
    /// When.
    pub now: DateTime<Utc>,
    /// The id of the change that it may make; ids of new things are derived from it. Where it only reads,
    /// the id of its access record.
    pub change_id: Uuid,
    /// The id of the request, for the audit log and the access log.
    pub request_id: String,
    /// Whether it only tries to write: nothing but the record of what was shown stays.
    pub is_trial: bool,
    /// The thing that the request names, for the access log.
    pub target: Option<Uuid>,
}

/// Why a database is not served from whose errors cannot be told apart.
const FOREIGN: &str = "PostgreSQL tells its errors in another language than English, by whose words the service \
                       recognises what to try again; let a superuser set lc_messages to 'C' for this role or database";

/// How long a write may take, waiting and trying again included: one that took longer is undone. Readers who
/// follow the changes rely on it: what began earlier than this is there, or never will be.
pub const LONGEST_WRITE: Duration = Duration::from_secs(15);

/// The database. Cheap to clone; hands out no connection.
#[derive(Clone)]
pub struct Db {
    readers: Lane,
    writers: Lane,
    records: Lane,
    recorder: Recorder,
    counts: Counts,
}

impl Db {
    /// Opens the database and brings its schema up to date.
    pub fn open(config: &DatabaseConfig) -> Result<Self, Failure> {
        let counts = Counts::default();
        let lane = |name, size| Lane::open(name, &config.location, size, &counts.retries);
        let writers = match &config.location {
            Location::Sqlite(_) => lane("writers", 1)?,
            Location::Postgres(_) => lane("requests", config.pool_size)?,
        };
        let mut conn = writers.connection()?;
        if !conn.speaks_english()? {
            return Err(Failure::Unavailable(FOREIGN.into()));
        }
        migrations::up(&mut conn).map_err(Failure::Bug)?;
        drop(conn);
        let readers = match &config.location {
            Location::Sqlite(_) => lane("readers", config.pool_size)?,
            Location::Postgres(_) => writers.clone(),
        };
        // SQLite has one connection that writes. On PostgreSQL records have a connection of their own: they
        // wait for each other, and while they do, nothing else is kept waiting.
        let records = match &config.location {
            Location::Sqlite(_) => writers.clone(),
            Location::Postgres(_) => lane("records", 1)?,
        };
        let recorder = Recorder::new(records.clone(), readers.clone(), counts.batches.clone());
        Ok(Self { readers, writers, records, recorder, counts })
    }

    /// Lets the registry show what is counted here.
    pub fn register(&self, registry: &mut Registry) {
        self.counts.register(registry, [&self.readers, &self.writers, &self.records]);
    }

    /// Undoes the whole schema and everything in it.
    pub fn unmake(&self) -> Result<usize, Failure> {
        migrations::down(&mut *self.writers.connection()?).map_err(Failure::Bug)
    }

    /// Makes the schema again after [`unmake`](Self::unmake).
    pub fn make(&self) -> Result<usize, Failure> {
        migrations::up(&mut *self.writers.connection()?).map_err(Failure::Bug)
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        let ping = |conn: &mut Conn| conn.ping().map_err(Failure::from);
        self.readers.run(ping).await.is_ok()
    }

    /// Reads without a caller, for the chores of whoever runs the service. Never leaves the store.
    pub(crate) fn with_reader<T>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        work(&mut *self.readers.connection()?)
    }

    /// Writes without a caller, for the chores of whoever runs the service. Never leaves the store.
    pub(crate) fn with_writer<T>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        work(&mut *self.writers.connection()?)
    }

    /// Reads, all of it from one snapshot. What was read is handed out when the record of it is durable:
    /// nothing is shown without a record.
    pub async fn read<T: Send + 'static>(
        &self,
        execution: Execution,
        work: impl Fn(&mut ReadUnit<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.hand_out(self.readers.run(move |conn| reading(conn, &execution, &work)).await?).await
    }

    /// Writes in one transaction: everything that the work does, or nothing. What is shown again, because the
    /// request was sent before, or shown of what was only tried, is handed out like what is read.
    pub async fn write<T: Send + 'static>(
        &self,
        execution: Execution,
        work: impl Fn(&mut WriteUnit<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let begun = Instant::now();
        let written = self.writers.run(move |conn| writing(conn, &execution, begun, &work)).await?;
        self.hand_out(written).await
    }

    /// Looks as the caller would, and keeps no record of it: for the relay, which shows nobody anything. Never leaves the
    /// store.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        execution: Execution,
        work: impl Fn(&mut ReadUnit<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let looking = move |conn: &mut Conn| {
            let viewer = resolve(conn, &execution)?;
            work(&mut ReadUnit::new(conn, &viewer))
        };
        self.glimpse(looking).await
    }

    /// Reads without a caller, all of it from one snapshot. Never leaves the store.
    pub(crate) async fn glimpse<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Conn) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let reading = move |conn: &mut Conn| {
            conn.begin_read()?;
            let outcome = work(conn);
            conn.roll_back()?;
            outcome
        };
        self.readers.run(reading).await
    }

    /// Writes without a caller in one transaction what is no business of anybody's. Never leaves the store.
    pub(crate) async fn settle<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Conn) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let writing = move |conn: &mut Conn| {
            conn.begin_write()?;
            let outcome = work(conn);
            end(conn, outcome)
        };
        self.writers.run(writing).await
    }

    async fn hand_out<T>(&self, done: Done<T>) -> Result<T, Failure> {
        if let Some(record) = done.record {
            self.recorder.keep(record).await?;
        }
        done.outcome
    }
}

/// What came of some work, and what the access log is to say of it.
pub(crate) struct Done<T> {
    /// What the caller is told.
    pub(crate) outcome: Result<T, Failure>,
    /// None where nobody was looked at.
    pub(crate) record: Option<Record>,
}

impl<T> Done<T> {
    /// A failure of which nobody is told anything is one to try again.
    fn of(outcome: Result<T, Failure>, record: Option<Record>) -> Result<Self, Failure> {
        if record.is_some() {
            return Ok(Self { outcome, record });
        }
        outcome.map(|done| Self { outcome: Ok(done), record })
    }
}

/// Reads on this connection, all of it from one snapshot. Fails only where there is nothing to record.
pub(crate) fn reading<T>(
    conn: &mut Conn,
    execution: &Execution,
    work: impl Fn(&mut ReadUnit<'_>) -> Result<T, Failure>,
) -> Result<Done<T>, Failure> {
    conn.begin_read()?;
    let done = resolve(conn, execution).and_then(|viewer| {
        let mut unit = ReadUnit::new(conn, &viewer);
        let outcome = work(&mut unit);
        let sight = unit.sight();
        let record = Record::of(conn, (execution, &viewer), sight, &outcome)?;
        Done::of(outcome, record)
    });
    // A snapshot that was only read leaves nothing to keep.
    conn.roll_back()?;
    done
}

/// Writes on this connection in one transaction: everything that the work does, or nothing, as where it is only
/// tried. Fails only where there is nothing to record.
pub(crate) fn writing<T>(
    conn: &mut Conn,
    execution: &Execution,
    begun: Instant,
    work: impl Fn(&mut WriteUnit<'_>) -> Result<T, Failure>,
) -> Result<Done<T>, Failure> {
    conn.begin_write()?;
    let done = resolve(conn, execution).and_then(|viewer| {
        let at = Moment { now: viewer.now, actor: viewer.actor.clone(), change_id: execution.change_id };
        let mut unit = WriteUnit::new(conn, &viewer, at, execution);
        let outcome = work(&mut unit);
        let sight = unit.into_sight();
        let record = Record::of(conn, (execution, &viewer), sight, &outcome)?;
        Done::of(outcome, record)
    });
    if execution.is_trial || matches!(&done, Ok(Done { outcome: Err(_), .. })) {
        conn.roll_back()?;
        return done;
    }
    if begun.elapsed() > LONGEST_WRITE {
        conn.roll_back()?;
        return Err(Failure::Unavailable("a write took too long".into()));
    }
    end(conn, done)
}

/// Keeps what a transaction wrote if all of it went well.
pub(crate) fn end<T>(conn: &mut Conn, outcome: Result<T, Failure>) -> Result<T, Failure> {
    match outcome {
        Ok(done) => conn.commit().map(|()| done).map_err(Failure::from),
        Err(failure) => conn.roll_back().map_err(Failure::from).and(Err(failure)),
    }
}

/// Finds the caller. Instants are kept to the microsecond, which both databases store.
fn resolve(conn: &mut Conn, execution: &Execution) -> Result<Viewer, Failure> {
    Viewer::resolve(conn, &execution.caller, execution.now.trunc_subsecs(6))?.ok_or(Failure::Unknown)
}

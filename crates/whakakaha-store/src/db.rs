//! The database as the rest of the service knows it: a place to read in, and a place to write in.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use chrono::{DateTime, SubsecRound, Utc};
use diesel::{
    ConnectionError,
    r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;
use whakakaha_domain::command::Moment;

use crate::{
    dialect::Conn,
    error::Failure,
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
    /// The id of the change that it may make; ids of new things are derived from it.
    pub change_id: Uuid,
    /// The id of the request, for the audit log.
    pub request_id: String,
}

/// The database. Cheap to clone; hands out no connection.
#[derive(Clone)]
pub struct Db {
    readers: Lane,
    writers: Lane,
}

/// Connections of one kind, with a bounded queue in front: an early refusal beats a late answer.
#[derive(Clone)]
struct Lane {
    pool: Pool<Manager>,
    turns: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    order: Arc<RwLock<()>>,
}

struct Manager(Location);

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = ConnectionError;

    fn connect(&self) -> Result<Conn, ConnectionError> {
        match &self.0 {
            Location::Sqlite(path) => Conn::open_sqlite(path),
            Location::Postgres(url) => Conn::open_postgres(url),
        }
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), ConnectionError> {
        conn.ping().map_err(ConnectionError::CouldntSetupConfiguration)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

const QUEUE: usize = 512;
const PATIENCE: Duration = Duration::from_secs(5);
const ATTEMPTS: u32 = 20;
const PATIENT_TRIES: u32 = 3;

impl Lane {
    fn open(location: &Location, size: u32) -> Result<Self, Failure> {
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            .connection_timeout(PATIENCE)
            .test_on_check_out(false)
            .build(Manager(location.clone()))
            .map_err(|error| Failure::Unavailable(error.into()))?;
        let turns = usize::try_from(size).unwrap_or(1);
        Ok(Self {
            pool,
            turns: Arc::new(Semaphore::new(turns)),
            waiting: Arc::new(Semaphore::new(QUEUE)),
            order: Arc::default(),
        })
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, Failure> {
        let _place = self.waiting.try_acquire().map_err(|full| Failure::Unavailable(full.into()))?;
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        turn.map_err(|late| Failure::Unavailable(late.into()))?
            .map_err(|closed| Failure::Unavailable(closed.into()))
    }

    fn connection(&self) -> Result<PooledConnection<Manager>, Failure> {
        self.pool.get().map_err(|error| Failure::Unavailable(error.into()))
    }

    /// Runs the work on a blocking thread with a connection of its own, again when others got in the way.
    async fn run<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Conn) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = self.turn().await?;
        let lane = self.clone();
        let job = move || {
            let _turn = turn;
            lane.attempt(&work)
        };
        tokio::task::spawn_blocking(job).await.map_err(|panic| Failure::Bug(panic.into()))?
    }

    /// One attempt, beside others at first; after a few in vain alone in this process, so that somebody
    /// who keeps meeting others gets through.
    fn once<T>(&self, work: &impl Fn(&mut Conn) -> Result<T, Failure>, tries: u32) -> Result<T, Failure> {
        let mut conn = self.connection()?;
        if tries <= PATIENT_TRIES {
            let _beside_others = self.order.read().unwrap_or_else(PoisonError::into_inner);
            return work(&mut conn);
        }
        let _alone = self.order.write().unwrap_or_else(PoisonError::into_inner);
        work(&mut conn)
    }

    fn attempt<T>(&self, work: &impl Fn(&mut Conn) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut tries = 1;
        loop {
            match self.once(work, tries) {
                Err(Failure::Contended) if tries < ATTEMPTS => std::thread::sleep(pause(tries)),
                outcome => return outcome,
            }
            tries += 1;
        }
    }
}

/// Waits for a random while, longer each time: of two that got in each other's way, one goes first.
fn pause(tries: u32) -> Duration {
    let longest = (1_u64 << tries.min(5)) + 1;
    Duration::from_millis(RandomState::new().build_hasher().finish() % longest)
}

impl Db {
    /// Opens the database and brings its schema up to date.
    pub fn open(config: &DatabaseConfig) -> Result<Self, Failure> {
        let writers = match &config.location {
            Location::Sqlite(_) => Lane::open(&config.location, 1)?,
            Location::Postgres(_) => Lane::open(&config.location, config.pool_size)?,
        };
        migrations::up(&mut *writers.connection()?).map_err(Failure::Bug)?;
        let readers = match &config.location {
            Location::Sqlite(_) => Lane::open(&config.location, config.pool_size)?,
            Location::Postgres(_) => writers.clone(),
        };
        Ok(Self { readers, writers })
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

    /// Reads, all of it from one snapshot.
    pub async fn read<T: Send + 'static>(
        &self,
        execution: Execution,
        work: impl Fn(&mut ReadUnit<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.readers.run(move |conn| reading(conn, &execution, &work)).await
    }

    /// Writes in one transaction: everything that the work does, or nothing.
    pub async fn write<T: Send + 'static>(
        &self,
        execution: Execution,
        work: impl Fn(&mut WriteUnit<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.writers.run(move |conn| writing(conn, &execution, &work)).await
    }
}

/// Reads on this connection, all of it from one snapshot.
pub(crate) fn reading<T>(
    conn: &mut Conn,
    execution: &Execution,
    work: impl Fn(&mut ReadUnit<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    conn.begin_read()?;
    let outcome = resolve(conn, execution).and_then(|viewer| work(&mut ReadUnit::new(conn, &viewer)));
    // A snapshot that was only read leaves nothing to keep.
    conn.roll_back()?;
    outcome
}

/// Writes on this connection in one transaction: everything that the work does, or nothing.
pub(crate) fn writing<T>(
    conn: &mut Conn,
    execution: &Execution,
    work: impl Fn(&mut WriteUnit<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    conn.begin_write()?;
    let outcome = resolve(conn, execution).and_then(|viewer| {
        let at = Moment { now: viewer.now, actor: viewer.actor.clone(), change_id: execution.change_id };
        work(&mut WriteUnit::new(conn, &viewer, at, &execution.request_id))
    });
    end(conn, outcome)
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

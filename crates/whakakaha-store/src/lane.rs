//! Lanes to the database: connections of one kind, and who may use one when.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use diesel::{
    ConnectionError,
    r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection},
};
use prometheus_client::metrics::counter::Counter;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{db::Location, dialect::Conn, error::Failure};

/// Connections of one kind, with a bounded queue in front: an early refusal beats a late answer.
#[derive(Clone)]
pub(crate) struct Lane {
    name: &'static str,
    size: usize,
    retries: Counter,
    pool: Pool<Manager>,
    turns: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    order: Arc<RwLock<()>>,
}

pub(crate) struct Manager(Location);

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
    /// Opens so many connections. Whatever is tried again is counted.
    pub(crate) fn open(
        name: &'static str,
        location: &Location,
        size: u32,
        retries: &Counter,
    ) -> Result<Self, Failure> {
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            .connection_timeout(PATIENCE)
            .test_on_check_out(false)
            .build(Manager(location.clone()))
            .map_err(|error| Failure::Unavailable(error.into()))?;
        let size = usize::try_from(size).unwrap_or(1);
        Ok(Self {
            name,
            size,
            retries: retries.clone(),
            pool,
            turns: Arc::new(Semaphore::new(size)),
            waiting: Arc::new(Semaphore::new(QUEUE)),
            order: Arc::default(),
        })
    }

    /// Waits for a turn: for as long as it is kept there is a connection to be had.
    pub(crate) async fn turn(&self) -> Result<OwnedSemaphorePermit, Failure> {
        let _place = self.waiting.try_acquire().map_err(|full| Failure::Unavailable(full.into()))?;
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        turn.map_err(|late| Failure::Unavailable(late.into()))?
            .map_err(|closed| Failure::Unavailable(closed.into()))
    }

    /// How many connections there may be.
    pub(crate) const fn size(&self) -> usize {
        self.size
    }

    /// How many of them somebody uses now.
    pub(crate) fn in_use(&self) -> usize {
        self.size.saturating_sub(self.turns.available_permits())
    }

    /// What it is called.
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn connection(&self) -> Result<PooledConnection<Manager>, Failure> {
        self.pool.get().map_err(|error| Failure::Unavailable(error.into()))
    }

    /// Runs the work on a blocking thread with a connection of its own, again when others got in the way.
    pub(crate) async fn run<T: Send + 'static>(
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

    /// Does the work on this thread, again when others got in the way, for as long as somebody waits for it.
    pub(crate) fn attempt<T>(&self, work: &impl Fn(&mut Conn) -> Result<T, Failure>) -> Result<T, Failure> {
        let began = Instant::now();
        let mut tries = 1;
        loop {
            match self.once(work, tries) {
                Err(Failure::Contended) if tries < ATTEMPTS && began.elapsed() < PATIENCE => {
                    self.retries.inc();
                    std::thread::sleep(pause(tries));
                }
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

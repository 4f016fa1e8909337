//! Keeps access records: those of requests that come together become durable together.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use prometheus_client::metrics::histogram::Histogram;
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use super::Record;
use crate::{error::Failure, lane::Lane};

/// Keeps access records. Whoever's turn it is writes what has gathered meanwhile, with one commit, and tells
/// all the others; so there is no thread that would have to live and end with the database.
#[derive(Clone)]
pub(crate) struct Recorder {
    lane: Lane,
    readers: Lane,
    gathered: Arc<Mutex<Vec<Waiting>>>,
    batches: Histogram,
}

/// How long a commit waits for the records of those who are reading just then.
const GATHERING: Duration = Duration::from_micros(500);

/// A record, and who waits for it to be durable.
struct Waiting {
    record: Record,
    reader: oneshot::Sender<Told>,
}

/// Whether the records were kept; where not, all who wait are told the same.
type Told = Result<(), Arc<Failure>>;

impl Recorder {
    /// Keeps records by this lane, of those who read by the other.
    pub(crate) fn new(lane: Lane, readers: Lane, batches: Histogram) -> Self {
        Self { lane, readers, gathered: Arc::default(), batches }
    }

    /// Answers when the record is durable. Where that cannot be, nothing may be shown.
    pub(crate) async fn keep(&self, record: Record) -> Result<(), Failure> {
        let mut told = self.gather(record);
        let told = tokio::select! {
            biased;
            told = &mut told => told,
            turn = self.lane.turn() => {
                self.write_gathered(turn?);
                told.await
            }
        };
        told.map_err(|lost| Failure::Unavailable(lost.into()))?
            .map_err(|failure| Failure::Unavailable(failure.into()))
    }

    fn gather(&self, record: Record) -> oneshot::Receiver<Told> {
        let (reader, told) = oneshot::channel();
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner).push(Waiting { record, reader });
        told
    }

    /// Writes on a thread of its own, which goes on where the reader that started it goes away.
    fn write_gathered(&self, turn: OwnedSemaphorePermit) {
        let recorder = self.clone();
        tokio::task::spawn_blocking(move || {
            let _until_all_are_told = turn;
            recorder.wait_for_others();
            let (records, readers) = recorder.take();
            if records.is_empty() {
                return;
            }
            let told =
                recorder.lane.attempt(&|conn| conn.add(&records).map_err(Failure::from)).map_err(Arc::new);
            if told.is_ok() {
                recorder.batches.observe(f64::from(u32::try_from(records.len()).unwrap_or(u32::MAX)));
            }
            if let Err(failure) = &told {
                let cause = std::error::Error::source(failure).map(ToString::to_string);
                tracing::error!(records = records.len(), %failure, cause, "access records could not be kept");
            }
            for reader in readers {
                let _gone = reader.send(told.clone());
            }
        });
    }

    /// A commit costs as much for one record as for many. Whoever reads alone waits for nobody.
    fn wait_for_others(&self) {
        if self.readers.in_use() > 0 {
            std::thread::sleep(GATHERING);
        }
    }

    /// What has gathered, without the records of readers who went away: they were shown nothing.
    fn take(&self) -> (Vec<Record>, Vec<oneshot::Sender<Told>>) {
        let gathered = std::mem::take(&mut *self.gathered.lock().unwrap_or_else(PoisonError::into_inner));
        let waiting = gathered.into_iter().filter(|it| !it.reader.is_closed());
        waiting.map(|Waiting { record, reader }| (record, reader)).unzip()
    }
}

//! The relay beside the server: every second it looks whether there is anything of which other systems are to be told.

use std::time::Duration;

use whakakaha_api::{
    app::Service,
    clock::Clock,
    event::look,
    webhook::{deliver::deliver, notify::notify},
};
use whakakaha_store::{
    db::{Db, Execution},
    error::Failure,
    event::{Holder, relay},
};

use crate::worker::{Worker, execution, tell};

/// How long it rests between two rounds.
const REST: Duration = Duration::from_secs(1);

/// How long it rests between two looks at e-mails, of which few come and none is urgent.
const REST_OF_MAIL: Duration = Duration::from_mins(1);

/// Begins to relay. A round that is cut off is done again by whoever relays next.
#[must_use]
pub fn start(service: &Service) -> Worker {
    let (db, clock) = (service.db.clone(), service.clock.clone());
    let holder = clock.new_id(clock.now());
    Worker::every(REST, async move || round(&db, &clock, holder).await)
}

/// Everything once.
pub async fn round(db: &Db, clock: &Clock, holder: Holder) {
    tell("changes", relay(db, || execution(clock), holder, look).await);
}

/// Begins to deliver to webhooks what is due.
#[must_use]
pub fn start_to_deliver(service: &Service) -> Worker {
    let service = service.clone();
    Worker::every(REST, async move || {
        // What was begun goes on while the next round begins.
        tell("deliveries", deliver(&service, by_itself).await.map(|begun| begun.len()));
    })
}

/// Begins to write to agencies what is due.
#[must_use]
pub fn start_to_write(service: &Service) -> Worker {
    let service = service.clone();
    Worker::every(REST_OF_MAIL, async move || tell("e-mails", write_due(&service).await))
}

/// Writes to agencies everything that is due now.
pub async fn write_due(service: &Service) -> Result<usize, Failure> {
    notify(service, by_itself).await
}

/// Delivers everything that is due now, and waits for what comes of it.
pub async fn deliver_due(service: &Service) -> Result<usize, Failure> {
    let begun = deliver(service, by_itself).await?;
    let count = begun.len();
    for delivery in begun {
        delivery.await.map_err(|lost| Failure::Bug(lost.into()))?;
    }
    Ok(count)
}

fn by_itself(service: &Service) -> Execution {
    execution(&service.clock)
}

//! What the service does by itself, every minute: it finds what time has changed, and forgets what is old.

use std::time::Duration;

use actix_web::rt::{spawn, task::JoinHandle, time};
use whakakaha_api::{app::Service, clock::Clock};
use whakakaha_domain::actor::Scopes;
use whakakaha_store::{
    consent::{expire_consents, warn_of_expiry},
    db::{Db, Execution},
    error::Failure,
    event::forget_tombstones,
    family::notice_who_comes_of_age,
    idempotency::forget_answers,
    recall::escalate_recalls,
    review::sweep_reviews,
    safety::end_alerts,
    viewer::{Caller, Identity},
    webhook::forget_attempts,
};

/// How long it rests between two rounds.
const REST: Duration = Duration::from_mins(1);

/// Work that goes on until this is dropped.
pub struct Worker(JoinHandle<()>);

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Worker {
    /// Begins to do something again and again, and rests in between.
    pub(crate) fn every(rest: Duration, mut round: impl AsyncFnMut() + 'static) -> Self {
        Self(spawn(async move {
            let mut rounds = time::interval(rest);
            loop {
                rounds.tick().await;
                round().await;
            }
        }))
    }
}

/// Begins to work beside the server. A round that is cut off leaves nothing half done: each change has a
/// transaction of its own.
#[must_use]
pub fn start(service: &Service) -> Worker {
    let (db, clock) = (service.db.clone(), service.clock.clone());
    Worker::every(REST, async move || round(&db, &clock).await)
}

/// Everything once.
pub async fn round(db: &Db, clock: &Clock) {
    let executions = || execution(clock);
    tell("consents", expire_consents(db, executions).await);
    tell("warnings", warn_of_expiry(db, executions).await);
    tell("ages", notice_who_comes_of_age(db, executions).await);
    tell("alerts", end_alerts(db, executions).await);
    tell("reviews", sweep_reviews(db, executions).await);
    tell("recalls", escalate_recalls(db, executions).await);
    tell("tombstones", forget_tombstones(db, executions).await);
    tell("attempts", forget_attempts(db, executions).await);
    tell("answers", forget_answers(db, executions).await);
}

/// An execution by the service itself.
#[must_use]
pub fn execution(clock: &Clock) -> Execution {
    let now = clock.now();
    let caller = Caller {
        identity: Identity::Service,
        scopes: Scopes::default(),
        client: env!("CARGO_PKG_NAME").to_owned(),
        session: None,
    };
    Execution {
        caller,
        now,
        change_id: clock.new_id(now),
        request_id: "sweep".to_owned(),
        is_trial: false,
        target: None,
    }
}

pub(crate) fn tell(what: &str, outcome: Result<usize, Failure>) {
    match outcome {
        Ok(0) => tracing::debug!(what, "nothing to do"),
        Ok(changed) => tracing::info!(what, changed, "swept"),
        Err(failure) => {
            let cause = std::error::Error::source(&failure).map(ToString::to_string);
            tracing::error!(what, %failure, cause, "sweep failed");
        }
    }
}

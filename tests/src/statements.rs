//! The statements that the store sends to the database, overheard from its log.
//!
//! A program has one log, so whoever listens needs a process of its own: see [`crate::alone`].

use std::{
    fmt,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt, util::SubscriberInitExt};

/// Overhears every statement from now on.
#[derive(Clone, Default)]
pub struct Statements(Arc<Mutex<Vec<String>>>);

impl Statements {
    /// Begins to listen.
    #[must_use]
    pub fn listen() -> Self {
        let statements = Self::default();
        tracing_subscriber::registry().with(statements.clone()).init();
        statements
    }

    /// Waits until enough was heard.
    ///
    /// # Panics
    /// Where that does not come about.
    pub fn wait_for(&self, enough: impl Fn(&[String]) -> bool) {
        let began = Instant::now();
        while !enough(&self.0.lock().unwrap()) {
            assert!(began.elapsed() < Duration::from_secs(30), "not enough was heard");
            std::thread::yield_now();
        }
    }

    /// Everything heard since the last time, in order.
    #[must_use]
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// Whether a statement opens or ends a transaction.
#[must_use]
pub fn bounds_transaction(statement: &str) -> bool {
    ["BEGIN", "COMMIT", "ROLLBACK"].iter().any(|word| statement.starts_with(word))
}

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target().starts_with("whakakaha_store") {
            event.record(&mut Ear(&self.0));
        }
    }
}

struct Ear<'a>(&'a Mutex<Vec<String>>);

impl Visit for Ear<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "statement" {
            self.0.lock().unwrap().push(value.to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

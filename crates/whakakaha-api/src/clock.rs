//! The one real clock, and the one source of new ids.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::{ContextV7, Timestamp, Uuid};

/// Tells the time: the machine's, plus a shift with which a demonstration lives through months in
/// seconds. In service the shift is zero.
#[derive(Clone, Default)]
pub struct Clock {
    shift_ns: Arc<AtomicI64>,
    ids: Arc<std::sync::Mutex<ContextV7>>,
}

impl Clock {
    /// The present instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        machine_time() + TimeDelta::nanoseconds(self.shift_ns.load(Ordering::Relaxed))
    }

    /// Makes it this instant now. Time goes on from there, and new ids begin there, also where that is back
    /// in time.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.ids.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = ContextV7::default();
        self.shift_ns.store((now - machine_time()).num_nanoseconds().unwrap_or_default(), Ordering::Relaxed);
    }

    /// A new id: a UUID version 7 of this instant.
    #[must_use]
    pub fn new_id(&self, now: DateTime<Utc>) -> Uuid {
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        let context = self.ids.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Uuid::new_v7(Timestamp::from_unix(&*context, seconds, now.timestamp_subsec_nanos()))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one real clock")]
fn machine_time() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, TimeZone, Utc};

    use super::Clock;

    /// Whoever sets it to midnight is not still on the day before.
    #[test]
    fn it_is_never_earlier_than_it_was_set() {
        let clock = Clock::default();
        for day in 1..1000 {
            let midnight = Utc.timestamp_nanos(0) + TimeDelta::days(40 * day);
            clock.set(midnight);
            let now = clock.now();
            assert!(now >= midnight, "{now} is before {midnight}");
        }
    }
}

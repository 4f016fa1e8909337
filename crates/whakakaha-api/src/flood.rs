//! How many requests a public operation takes, whoever sends them.
//!
//! A caller without a token is nobody, and the address of a connection is no identity: many families share one
//! behind a library's or a mobile network's gateway, and one sender can have many. So there is one allowance for
//! all callers of the operation, per process; what comes before it, such as a load balancer, may limit addresses.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

/// An allowance that refills steadily: a token bucket.
#[derive(Clone)]
pub struct Allowance {
    per_hour: u32,
    spent: Arc<Mutex<Spent>>,
}

struct Spent {
    requests: f64,
    until: Option<DateTime<Utc>>,
}

impl Allowance {
    /// So many requests at once, and as many more in each hour.
    #[must_use]
    pub fn per_hour(per_hour: u32) -> Self {
        Self { per_hour, spent: Arc::new(Mutex::new(Spent { requests: 0.0, until: None })) }
    }

    /// Takes one, or says after how many seconds there will be one.
    pub fn take(&self, now: DateTime<Utc>) -> Result<(), u32> {
        let most = f64::from(self.per_hour);
        let per_second = most / 3600.0;
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = spent.until.map_or(0, |until| (now - until).num_milliseconds().max(0));
        let passed = f64::from(i32::try_from(passed).unwrap_or(i32::MAX)) / 1000.0;
        spent.requests = passed.mul_add(-per_second, spent.requests).max(0.0);
        spent.until = Some(now);
        if spent.requests + 1.0 <= most {
            spent.requests += 1.0;
            return Ok(());
        }
        let seconds = ((spent.requests + 1.0 - most) / per_second).ceil();
        // At the most an hour, so that it fits.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 3600")]
        Err(seconds.clamp(1.0, 3600.0) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f0_53_an_allowance_refills_steadily() {
        let start: DateTime<Utc> = "2026-03-01T00:00:00Z".parse().unwrap();
        let after = |seconds| start + chrono::TimeDelta::seconds(seconds);
        let two = Allowance::per_hour(2);
        assert_eq!([two.take(start), two.take(start), two.take(start)], [Ok(()), Ok(()), Err(1800)]);
        assert_eq!(two.take(after(1799)), Err(1));
        assert_eq!(two.take(after(1800)), Ok(()));
        assert_eq!(two.take(after(1800)), Err(1800));
        assert_eq!(two.take(after(1000)), Err(1800), "a clock that goes back gives nothing");
    }
}

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

/// What was taken and has not come back yet, in milliseconds times requests an hour: whole numbers, so that
/// nothing is lost to rounding.
struct Spent {
    amount: u64,
    at: Option<DateTime<Utc>>,
}

/// What one request takes.
const ONE: u64 = 3_600_000;

impl Allowance {
    /// So many requests at once, and as many more in each hour; at least one.
    #[must_use]
    pub fn per_hour(per_hour: u32) -> Self {
        Self { per_hour: per_hour.max(1), spent: Arc::new(Mutex::new(Spent { amount: 0, at: None })) }
    }

    /// Takes one, or says after how many seconds there will be one.
    pub fn take(&self, now: DateTime<Utc>) -> Result<(), u32> {
        let per_hour = u64::from(self.per_hour);
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that goes back gives nothing, now or later.
        let at = spent.at.map_or(now, |at| at.max(now));
        let passed = spent.at.map_or(0, |before| (at - before).num_milliseconds());
        let returned = u64::try_from(passed).unwrap_or(0).saturating_mul(per_hour);
        spent.amount = spent.amount.saturating_sub(returned);
        spent.at = Some(at);
        let missing = (spent.amount + ONE).saturating_sub(per_hour * ONE);
        if missing > 0 {
            return Err(u32::try_from(missing.div_ceil(per_hour * 1000)).unwrap_or(3600));
        }
        spent.amount += ONE;
        Ok(())
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
        assert_eq!(two.take(after(1800)), Err(1800), "nor when it has caught up");
    }
}

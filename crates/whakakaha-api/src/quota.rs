//! How many requests are taken from whom (R14): quotas that refill steadily, told in every answer to a token.
//!
//! A program is known by its `client_id`, a person by who they are. A caller without a token is nobody, and the
//! address of a connection is no identity: many families share one behind a library's or a mobile network's gateway,
//! and one sender can have many. So there is one quota for all who come without. Each process counts for itself; what
//! comes before it, such as a load balancer, may limit addresses.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use uuid::Uuid;
use whakakaha_store::viewer::Caller;

/// How many of those who were seen are remembered before those who have spent nothing are forgotten.
const MANY: usize = 10_000;

/// The quotas of the service.
#[derive(Clone)]
pub struct Quotas {
    /// How many requests are taken from each program or person.
    pub requests: Quota,
    /// How many of them may be searches.
    pub searches: Quota,
    /// How many may be copies of a whole record.
    pub exports: Quota,
    /// How many tokens each program, login or session is given.
    pub tokens: Quota,
    /// How many requests for one's own family are taken, whoever sends them.
    pub self_requests: Quota,
}

/// A quota, for each of those who spend it.
#[derive(Clone)]
pub struct Quota {
    name: &'static str,
    requests: u32,
    window_s: u32,
    spent: Arc<Mutex<HashMap<String, Spent>>>,
}

/// What somebody has taken and has not come back yet, in milliseconds times requests: whole numbers, so that nothing is
/// lost to rounding.
#[derive(Clone, Copy)]
struct Spent {
    amount: u64,
    at: DateTime<Utc>,
}

/// What is left of a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// The name of the quota.
    pub name: &'static str,
    /// How many requests it has.
    pub requests: u32,
    /// In which time all of them come back, in seconds.
    pub window_s: u32,
    /// How many are left.
    pub remaining: u32,
    /// After how many seconds all have come back or, where none is left, one.
    pub reset_s: u32,
}

/// Where nobody in particular spends.
pub const EVERYBODY: &str = "";

impl Quota {
    /// So many requests at once, and as many more in each such time; at least one.
    #[must_use]
    pub fn new(name: &'static str, requests: u32, window_s: u32) -> Self {
        Self { name, requests: requests.max(1), window_s, spent: Arc::default() }
    }

    /// Takes one request of somebody, or says how long it takes until there is one.
    pub fn take(&self, who: &str, now: DateTime<Utc>) -> Result<Left, Left> {
        let mut all = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MANY {
            all.retain(|_, spent| self.after(*spent, now).amount > 0);
        }
        let before = all.get(who).copied().unwrap_or(Spent { amount: 0, at: now });
        let mut spent = self.after(before, now);
        let fits = spent.amount + self.one() <= self.all();
        if fits {
            spent.amount += self.one();
        }
        all.insert(who.to_owned(), spent);
        let left = self.left(spent.amount, fits);
        if fits { Ok(left) } else { Err(left) }
    }

    /// Gives one request back.
    pub fn give_back(&self, who: &str) {
        let mut all = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(spent) = all.get_mut(who) {
            spent.amount = spent.amount.saturating_sub(self.one());
        }
    }

    /// What one request takes.
    fn one(&self) -> u64 {
        u64::from(self.window_s) * 1000
    }

    fn all(&self) -> u64 {
        self.one() * u64::from(self.requests)
    }

    /// What of it has not come back by now. A clock that goes back gives nothing, now or later.
    fn after(&self, spent: Spent, now: DateTime<Utc>) -> Spent {
        let passed = u64::try_from((now - spent.at).num_milliseconds()).unwrap_or(0);
        let returned = passed.saturating_mul(u64::from(self.requests));
        Spent { amount: spent.amount.saturating_sub(returned), at: spent.at.max(now) }
    }

    fn left(&self, amount: u64, fits: bool) -> Left {
        let remaining = (self.all() - amount) / self.one();
        let missing = if fits { amount } else { amount + self.one() - self.all() };
        let reset_s = missing.div_ceil(u64::from(self.requests) * 1000);
        Left {
            name: self.name,
            requests: self.requests,
            window_s: self.window_s,
            remaining: u32::try_from(remaining).unwrap_or(self.requests),
            reset_s: u32::try_from(reset_s).unwrap_or(self.window_s),
        }
    }
}

/// By which name somebody with a token spends: a registered program by its own, whoever it acts for; everybody else by
/// who they are.
pub(crate) fn spender(caller: &Caller) -> String {
    match Uuid::parse_str(&caller.client) {
        Ok(client) => client.to_string(),
        Err(_) => format!("{:?}", caller.identity),
    }
}

/// The headers that tell what is left (draft-ietf-httpapi-ratelimit-headers): `RateLimit-Policy` and `RateLimit`.
pub(crate) fn headers(left: &[Left]) -> [(&'static str, String); 2] {
    let list = |one: fn(&Left) -> String| left.iter().map(one).collect::<Vec<_>>().join(", ");
    [
        ("ratelimit-policy", list(|it| format!("\"{}\";q={};w={}", it.name, it.requests, it.window_s))),
        ("ratelimit", list(|it| format!("\"{}\";r={};t={}", it.name, it.remaining, it.reset_s))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(taken: Result<Left, Left>) -> Result<u32, u32> {
        taken.map(|left| left.remaining).map_err(|left| left.reset_s)
    }

    #[test]
    fn f0_53_a_quota_refills_steadily() {
        let start: DateTime<Utc> = "2026-03-01T00:00:00Z".parse().unwrap();
        let after = |seconds| start + chrono::TimeDelta::seconds(seconds);
        let two = Quota::new("two", 2, 3600);
        let take = |at| wait(two.take(EVERYBODY, at));
        assert_eq!([take(start), take(start), take(start)], [Ok(1), Ok(0), Err(1800)]);
        assert_eq!(take(after(1799)), Err(1));
        assert_eq!(take(after(1800)), Ok(0));
        assert_eq!(take(after(1800)), Err(1800));
        assert_eq!(take(after(1000)), Err(1800), "a clock that goes back gives nothing");
        assert_eq!(take(after(1800)), Err(1800), "nor when it has caught up");
    }

    #[test]
    fn r14_everybody_spends_their_own_and_is_told_what_is_left() {
        let start: DateTime<Utc> = "2026-03-01T00:00:00Z".parse().unwrap();
        let quota = Quota::new("default", 600, 60);
        for _ in 0..3 {
            quota.take("one", start).unwrap();
        }
        let left = quota.take("other", start).unwrap();
        assert_eq!((left.remaining, left.reset_s), (599, 1));
        quota.give_back("one");
        let left = quota.take("one", start).unwrap();
        let [(_, policy), (_, limit)] = headers(&[left]);
        assert_eq!((policy.as_str(), limit.as_str()), ("\"default\";q=600;w=60", "\"default\";r=597;t=1"));
    }
}

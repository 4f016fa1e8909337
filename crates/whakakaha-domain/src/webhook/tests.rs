//! When a delivery is tried again, and which secrets sign.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::{Answer, AttemptOutcome, SecretPeriod, Verdict, judge};

fn refused(retry_after: Option<TimeDelta>) -> Answer {
    Answer { outcome: AttemptOutcome::Refused, retry_after }
}

#[test]
fn a_delivery_is_tried_ten_times_over_three_days() {
    let begin: DateTime<Utc> = "2026-11-23T00:00:00Z".parse().unwrap();
    let mut now = begin;
    for attempt in 1..10 {
        let Verdict::Again(at) = judge(attempt, refused(None), now, 0) else {
            panic!("given up after {attempt}")
        };
        now = at;
    }
    assert_eq!(judge(10, refused(None), now, 0), Verdict::GivenUp);
    assert_eq!(now - begin, TimeDelta::hours(75) + TimeDelta::minutes(35) + TimeDelta::seconds(5));
}

proptest! {
    #[test]
    fn an_address_is_left_alone_for_as_long_as_it_asks(attempt in 1_usize..10, seconds in 0_i64..200_000, chance: u8) {
        let now = DateTime::UNIX_EPOCH;
        let asked = TimeDelta::seconds(seconds);
        let Verdict::Again(at) = judge(attempt, refused(Some(asked)), now, chance) else { panic!() };
        let Verdict::Again(unasked) = judge(attempt, refused(None), now, 0) else { panic!() };
        prop_assert!(at - now >= asked.min(TimeDelta::hours(24)));
        prop_assert!(at >= unasked && at - now <= ((unasked - now) * 11 / 10).max(asked.min(TimeDelta::hours(24))));
    }
}

#[test]
fn what_is_taken_or_gone_is_not_tried_again() {
    let now = DateTime::UNIX_EPOCH;
    let verdict = |outcome| judge(1, Answer { outcome, retry_after: None }, now, 0);
    assert_eq!(verdict(AttemptOutcome::Accepted), Verdict::Delivered);
    assert_eq!(verdict(AttemptOutcome::Gone), Verdict::GivenUp);
}

#[test]
fn the_secret_before_signs_for_a_while() {
    let now = DateTime::UNIX_EPOCH;
    let rotated = SecretPeriod { number: 2, overlap_until: Some(now + super::OVERLAP) };
    assert_eq!(rotated.signing(now), [2, 1]);
    assert_eq!(rotated.signing(now + super::OVERLAP), [2]);
    let again = SecretPeriod { number: 3, ..rotated };
    assert_eq!(again.signing(now), [3, 2], "rotated twice in a day: the first signs no more");
    assert_eq!(SecretPeriod { number: 1, overlap_until: None }.signing(now), [1]);
}

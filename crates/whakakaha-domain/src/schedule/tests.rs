//! The schedule by example, and its promises for any plan, cadence, region and day.

use crate::code::CodeList;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

use super::{
    Cadence, ReviewBasis, Rhythm, ScheduleError, ServiceLevels, check_review_date, latest_review, next_review,
};
use crate::calendar::{Anniversary, Calendar, Zone};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(count: u16) -> TimeDelta {
    TimeDelta::days(count.into())
}

fn auckland() -> Calendar {
    Calendar::new(Anniversary::Auckland)
}

fn basis(met_on: &str, rhythm: Rhythm) -> ReviewBasis {
    ReviewBasis { met_on: date(met_on), rhythm }
}

fn proposed(met_on: &str, rhythm: Rhythm, today: &str) -> NaiveDate {
    let cadence = Cadence::default();
    next_review(basis(met_on, rhythm), cadence, auckland(), date(today))
}

fn checked(asked: &str, met_on: &str, today: &str) -> Result<NaiveDate, ScheduleError> {
    let basis = basis(met_on, Rhythm::Standard);
    check_review_date(date(asked), basis, Cadence::default(), auckland(), date(today))
}

#[test]
fn the_first_review_is_five_weeks_after_the_meeting() {
    assert_eq!(proposed("2026-03-03", Rhythm::Standard, "2026-03-03"), date("2026-04-07"));
}

#[test]
fn a_first_review_on_christmas_day_moves_to_the_next_working_day() {
    assert_eq!(proposed("2025-11-20", Rhythm::Standard, "2025-11-20"), date("2025-12-29"));
}

#[test]
fn a_first_review_recorded_late_keeps_to_six_weeks_while_it_can() {
    let standard = Rhythm::Standard;
    // Six weeks after Monday 2 February is Monday 16 March.
    assert_eq!(proposed("2026-02-02", standard, "2026-03-12"), date("2026-03-13"));
    assert_eq!(proposed("2026-02-02", standard, "2026-03-15"), date("2026-03-16"));
    assert_eq!(proposed("2026-02-02", standard, "2026-03-16"), date("2026-03-17"));
}

#[test]
fn an_agreed_rhythm_is_kept_up_to_the_cap() {
    let agreed = |days| Rhythm::Agreed { days };
    assert_eq!(proposed("2026-05-05", agreed(14), "2026-05-05"), date("2026-05-19"));
    assert_eq!(proposed("2026-05-05", agreed(365), "2026-05-05"), date("2026-07-28"));
    // Twelve weeks after Friday 17 April is Matariki, so the day before.
    assert_eq!(proposed("2026-04-17", agreed(84), "2026-04-17"), date("2026-07-09"));
}

#[test]
fn a_review_past_the_cap_is_proposed_for_the_next_working_day() {
    assert_eq!(proposed("2026-01-05", Rhythm::Standard, "2026-05-30"), date("2026-06-02"));
}

#[test]
fn the_family_may_ask_for_any_later_day_up_to_the_cap() {
    let saturday = "2026-03-14";
    assert_eq!(checked(saturday, "2026-03-10", "2026-03-10"), Ok(date(saturday)));
    assert_eq!(checked("2026-06-02", "2026-03-10", "2026-03-10"), Ok(date("2026-06-02")));
    let latest = date("2026-06-02");
    assert_eq!(checked("2026-06-03", "2026-03-10", "2026-03-10"), Err(ScheduleError::BeyondCap { latest }));
}

#[test]
fn a_date_that_is_not_in_the_future_is_refused() {
    let today = date("2026-03-20");
    for asked in ["2026-03-19", "2026-03-20"] {
        assert_eq!(checked(asked, "2026-03-10", "2026-03-20"), Err(ScheduleError::NotInFuture { today }));
    }
}

#[test]
fn a_review_cannot_come_before_its_meeting() {
    let met_on = date("2026-03-30");
    assert_eq!(
        checked("2026-03-30", "2026-03-30", "2026-03-20"),
        Err(ScheduleError::NotAfterMeeting { met_on })
    );
}

#[test]
fn a_review_that_missed_its_cap_can_still_be_arranged_within_two_weeks() {
    // The cap was 30 March.
    assert_eq!(checked("2026-04-14", "2026-01-05", "2026-03-31"), Ok(date("2026-04-14")));
    let latest = date("2026-04-14");
    assert_eq!(checked("2026-04-15", "2026-01-05", "2026-03-31"), Err(ScheduleError::BeyondCap { latest }));
}

#[test]
fn the_day_of_the_meeting_is_the_day_on_the_wall() {
    let evening: DateTime<Utc> = "2026-06-30T11:30:00Z".parse().unwrap();
    let met_on = |zone| ReviewBasis::after(evening, zone, Rhythm::Standard).met_on;
    assert_eq!(met_on(Zone::Auckland), date("2026-06-30"));
    assert_eq!(met_on(Zone::Chatham), date("2026-07-01"));
}

#[test]
fn service_levels_count_working_days() {
    let levels = ServiceLevels::default();
    // Good Friday and Easter Monday lie between.
    assert_eq!(levels.first_meeting_due(date("2026-03-20"), auckland()), date("2026-04-14"));
    assert_eq!(levels.follow_up_due(date("2026-04-02"), auckland()), date("2026-04-08"));
}

#[test]
fn configuration_may_name_only_what_differs() {
    let cadence: Cadence = serde_json::from_str(r#"{"cap_days": 56}"#).unwrap();
    assert_eq!(cadence, Cadence { cap_days: 56, ..Cadence::default() });
    assert!(cadence.is_ordered());
    assert!(!Cadence { cap_days: 41, ..cadence }.is_ordered());
    assert!(serde_json::from_str::<Cadence>(r#"{"cap": 56}"#).is_err());
}

#[test]
fn messages_are_stable() {
    let today = date("2026-03-20");
    let error = ScheduleError::NotInFuture { today };
    assert_eq!(error.to_string(), "the review must be later than today, 2026-03-20");
}

#[test]
fn the_ends_of_time_do_no_harm() {
    let cadence = Cadence::default();
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        let basis = ReviewBasis { met_on: day, rhythm: Rhythm::Standard };
        assert!(next_review(basis, cadence, auckland(), day) >= day);
        assert!(latest_review(basis, cadence, auckland(), day) >= day);
    }
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    prop::sample::select(Anniversary::ALL).prop_map(Calendar::new)
}

fn any_rhythm() -> impl Strategy<Value = Rhythm> {
    prop_oneof![
        Just(Rhythm::Standard),
        any::<u16>().prop_map(|days| Rhythm::Agreed { days }),
        (0..100_u16).prop_map(|days| Rhythm::Agreed { days }),
    ]
}

/// The default, and anything that a careless configuration could hold.
fn any_cadence() -> impl Strategy<Value = Cadence> {
    let careless = (0..120_u16, 0..120_u16, 0..120_u16, 0..120_u16, 0..30_u16).prop_map(
        |(earliest, default, latest, cap, late)| Cadence {
            first_earliest_days: earliest,
            first_default_days: default,
            first_latest_days: latest,
            cap_days: cap,
            late_days: late,
        },
    );
    prop_oneof![Just(Cadence::default()), careless]
}

fn any_basis() -> impl Strategy<Value = ReviewBasis> {
    (0..12 * 365_i64, any_rhythm()).prop_map(|(offset, rhythm)| ReviewBasis {
        met_on: date("2024-07-01") + TimeDelta::days(offset),
        rhythm,
    })
}

/// Days from the meeting to today: mostly around the bounds, negative before the meeting.
fn any_delay() -> impl Strategy<Value = TimeDelta> {
    prop_oneof![Just(0), -20..130_i64, 0..2000_i64].prop_map(TimeDelta::days)
}

fn working_day_within(calendar: Calendar, after: NaiveDate, until: NaiveDate) -> bool {
    calendar.working_days_between(after, until) > 0
}

proptest! {
    #[test]
    fn a_proposal_is_a_working_day_to_come_and_would_be_accepted(
        basis in any_basis(), cadence in any_cadence(),
        calendar in any_calendar(), delay in any_delay(),
    ) {
        let today = basis.met_on + delay;
        let next = next_review(basis, cadence, calendar, today);
        prop_assert!(next > today && next > basis.met_on);
        prop_assert!(calendar.is_working_day(next));
        prop_assert_eq!(check_review_date(next, basis, cadence, calendar, today), Ok(next));
    }

    #[test]
    fn a_proposal_is_never_beyond_the_cap_while_a_working_day_is_left(
        basis in any_basis(), cadence in any_cadence(),
        calendar in any_calendar(), delay in any_delay(),
    ) {
        let today = basis.met_on + delay;
        let cap = basis.met_on + days(cadence.cap_days.max(1));
        let after = today.max(basis.met_on);
        let next = next_review(basis, cadence, calendar, today);
        if working_day_within(calendar, after, cap) {
            prop_assert!(next <= cap);
        } else {
            prop_assert_eq!(next, calendar.add_working_days(after, 1));
        }
    }

    #[test]
    fn a_first_review_is_four_to_six_weeks_away_while_today_allows(
        mut basis in any_basis(), calendar in any_calendar(), delay in 0..60_i64,
    ) {
        basis.rhythm = Rhythm::Standard;
        let today = basis.met_on + TimeDelta::days(delay);
        let next = next_review(basis, Cadence::default(), calendar, today);
        prop_assert!(next >= basis.met_on + days(28));
        if working_day_within(calendar, today, basis.met_on + days(42)) {
            prop_assert!(next <= basis.met_on + days(42));
        }
    }

    #[test]
    fn a_later_today_never_gives_an_earlier_date(
        basis in any_basis(), cadence in any_cadence(),
        calendar in any_calendar(), delay in any_delay(), later in 0..150_i64,
    ) {
        let today = basis.met_on + delay;
        let then = today + TimeDelta::days(later);
        let at = |day| next_review(basis, cadence, calendar, day);
        prop_assert!(at(today) <= at(then));
        let limit = |day| latest_review(basis, cadence, calendar, day);
        prop_assert!(limit(today) <= limit(then));
    }

    #[test]
    fn a_checked_date_is_as_asked_and_within_the_bounds(
        basis in any_basis(), cadence in any_cadence(), calendar in any_calendar(),
        delay in any_delay(), asked_after in -30..200_i64,
    ) {
        let today = basis.met_on + delay;
        let asked = basis.met_on + TimeDelta::days(asked_after);
        let latest = latest_review(basis, cadence, calendar, today);
        let allowed = asked > today && asked > basis.met_on && asked <= latest;
        let answer = check_review_date(asked, basis, cadence, calendar, today);
        prop_assert_eq!(answer.is_ok(), allowed);
        prop_assert!(answer.is_err() || answer == Ok(asked));
    }

    #[test]
    fn every_second_of_a_local_day_gives_the_same_proposal(
        met in 0..400_000_000_i64, waited in 0..10_000_000_i64,
        zone in prop::sample::select(Zone::ALL), calendar in any_calendar(),
    ) {
        let start: DateTime<Utc> = "2025-01-01T00:00:00Z".parse().unwrap();
        let held_at = start + TimeDelta::seconds(met);
        let today = zone.today(held_at + TimeDelta::seconds(waited));
        let basis = ReviewBasis::after(held_at, zone, Rhythm::Standard);
        let midnight = zone.local(basis.met_on.and_hms_opt(0, 0, 0).unwrap());
        let same = ReviewBasis::after(midnight, zone, Rhythm::Standard);
        let at = |basis| next_review(basis, Cadence::default(), calendar, today);
        prop_assert_eq!(at(basis), at(same));
        prop_assert!(zone.local(at(basis).and_hms_opt(9, 0, 0).unwrap()) > held_at);
    }

    #[test]
    fn service_levels_end_on_working_days(offset in 0..5000_i64, calendar in any_calendar()) {
        let day = date("2024-01-01") + TimeDelta::days(offset);
        let levels = ServiceLevels::default();
        for due in [levels.first_meeting_due(day, calendar), levels.follow_up_due(day, calendar)] {
            prop_assert!(due > day && calendar.is_working_day(due));
        }
    }
}

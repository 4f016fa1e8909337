//! Working days by example and by property; zones across every kind of clock change.

use crate::code::CodeList;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};
use proptest::prelude::*;

use super::{Anniversary, Calendar, Holiday, Occasion, Zone};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn wellington() -> Calendar {
    Calendar::new(Anniversary::Wellington)
}

/// Any day from ten years before the tables to ten years after.
fn any_date() -> impl Strategy<Value = NaiveDate> {
    (0..31 * 365_i64).prop_map(|days| date("2015-01-01") + TimeDelta::days(days))
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    prop::sample::select(Anniversary::ALL).prop_map(Calendar::new)
}

fn any_zone() -> impl Strategy<Value = Zone> {
    prop::sample::select(Zone::ALL)
}

/// Any second from 1960 to 2099.
fn any_instant() -> impl Strategy<Value = DateTime<Utc>> {
    (-315_619_200_i64..4_102_444_800).prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
}

/// Any minute of the Sundays on which the clocks change, by the rule in force since 2007: the
/// last of September and the first of April.
fn around_a_change() -> impl Strategy<Value = NaiveDateTime> {
    (2008..2099, any::<bool>(), 0..24 * 60_i64).prop_map(|(year, spring, minutes)| {
        let (month, first_possible) = if spring { (9, 24) } else { (4, 1) };
        let sunday = NaiveDate::from_ymd_opt(year, month, first_possible)
            .unwrap()
            .iter_days()
            .find(|day| day.weekday() == Weekday::Sun)
            .unwrap();
        sunday.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(minutes)
    })
}

/// Any wall clock time, half of them on a day of change.
fn any_wall() -> impl Strategy<Value = NaiveDateTime> {
    prop_oneof![any_instant().prop_map(|at| at.naive_utc()), around_a_change()]
}

#[test]
fn a_saturday_christmas_is_kept_on_monday_and_boxing_day_on_tuesday() {
    let names = |text| {
        let holiday = wellington().holiday(date(text));
        holiday.map(|holiday| (holiday.name_en(), holiday.is_transferred()))
    };
    assert_eq!(names("2027-12-25"), None);
    assert_eq!(names("2027-12-26"), None);
    assert_eq!(names("2027-12-27"), Some(("Christmas Day", true)));
    assert_eq!(names("2027-12-28"), Some(("Boxing Day", true)));
    assert_eq!(names("2027-12-29"), None);
}

#[test]
fn a_sunday_christmas_is_kept_on_tuesday_because_monday_is_boxing_day() {
    let occasion = |text| wellington().holiday(date(text)).map(Holiday::occasion);
    assert_eq!(occasion("2033-12-26"), Some(Occasion::BoxingDay));
    assert_eq!(occasion("2033-12-27"), Some(Occasion::ChristmasDay));
    assert_eq!(occasion("2034-01-02"), Some(Occasion::DayAfterNewYearsDay));
    assert_eq!(occasion("2034-01-03"), Some(Occasion::NewYearsDay));
}

#[test]
fn waitangi_and_anzac_day_move_to_monday() {
    for (weekend, monday) in [
        ("2027-02-06", "2027-02-08"),
        ("2028-02-06", "2028-02-07"),
        ("2026-04-25", "2026-04-27"),
        ("2027-04-25", "2027-04-26"),
    ] {
        assert_eq!(wellington().holiday(date(weekend)), None);
        assert!(wellington().holiday(date(monday)).unwrap().is_transferred());
    }
}

#[test]
fn otago_gives_way_to_easter_monday_in_2035() {
    let otago = Calendar::new(Anniversary::Otago);
    let occasion = |text| otago.holiday(date(text)).map(Holiday::occasion);
    assert_eq!(occasion("2035-03-26"), Some(Occasion::EasterMonday));
    assert_eq!(occasion("2035-03-27"), Some(Occasion::Anniversary(Anniversary::Otago)));
}

#[test]
fn an_anniversary_is_a_holiday_at_home_only() {
    let day = date("2026-01-19");
    assert!(!wellington().is_working_day(day));
    assert!(Calendar::new(Anniversary::Auckland).is_working_day(day));
}

#[test]
fn names_keep_their_macrons() {
    let name_mi = |text| wellington().holiday(date(text)).map(Holiday::name_mi);
    assert_eq!(name_mi("2026-07-10"), Some("Te Rā Aro ki a Matariki"));
    assert_eq!(name_mi("2026-06-01"), Some("Te Huritau o te Kīngi"));
    assert_eq!(Anniversary::Auckland.name_mi(), "Te Huritau o Tāmaki Makaurau");
}

#[test]
fn fifteen_working_days_over_christmas() {
    // 19 Dec is a Friday; 22-24, 29-31 Dec, 5-9, 12-15 Jan make fifteen.
    assert_eq!(wellington().add_working_days(date("2025-12-19"), 15), date("2026-01-15"));
}

#[test]
fn zero_working_days_only_leaves_a_day_off() {
    let calendar = wellington();
    assert_eq!(calendar.add_working_days(date("2026-06-02"), 0), date("2026-06-02"));
    assert_eq!(calendar.add_working_days(date("2026-05-30"), 0), date("2026-06-02"));
}

#[test]
fn outside_the_tables_only_weekends_are_off() {
    let christmas = date("2036-12-25");
    assert!(!Calendar::covers(christmas));
    assert!(wellington().is_working_day(christmas));
    assert!(!wellington().is_working_day(date("2036-12-27")));
}

#[test]
fn the_ends_of_time_do_no_harm() {
    let calendar = wellington();
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, 3), NaiveDate::MAX);
    assert!(calendar.on_or_before(NaiveDate::MIN) >= NaiveDate::MIN);
    assert!(calendar.working_days_between(NaiveDate::MIN, NaiveDate::MAX) > 100_000_000);
    assert_eq!(calendar.working_days_between(NaiveDate::MAX, NaiveDate::MIN), 0);
    for zone in Zone::ALL.iter().copied() {
        let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        assert_eq!(zone.wall_clock(last), last.naive_utc());
        assert!(zone.wall_clock(first) > first.naive_utc());
        assert_eq!(zone.local(NaiveDateTime::MIN), NaiveDateTime::MIN.and_utc());
        assert!(zone.local(NaiveDateTime::MAX) < NaiveDateTime::MAX.and_utc());
    }
}

#[test]
fn codes_are_the_ones_in_json() {
    for one in Anniversary::ALL.iter().copied() {
        assert_eq!(serde_json::to_value(one).unwrap(), one.code());
        assert_eq!(Anniversary::parse(one.code()), Some(one));
    }
    for zone in Zone::ALL.iter().copied() {
        assert_eq!(serde_json::to_value(zone).unwrap(), zone.code());
        assert_eq!(Zone::parse(zone.code()), Some(zone));
        assert_eq!(zone.tz().name(), zone.code());
    }
    assert_eq!(Anniversary::parse("Auckland"), None);
    assert_eq!(Zone::parse("UTC"), None);
}

#[test]
fn late_in_the_evening_the_chathams_are_a_day_ahead() {
    let now = instant("2026-06-30T11:30:00Z");
    assert_eq!(Zone::Auckland.today(now), date("2026-06-30"));
    assert_eq!(Zone::Chatham.today(now), date("2026-07-01"));
}

#[test]
fn a_time_that_spring_skips_becomes_the_first_one_after() {
    // Both zones change at 14:00 UTC on Saturday 26 September 2026.
    let change = instant("2026-09-26T14:00:00Z");
    for (zone, before, skipped, after) in [
        (Zone::Auckland, "01:59:59", "02:30:00", "03:00:00"),
        (Zone::Chatham, "02:44:59", "03:15:00", "03:45:00"),
    ] {
        let local = |time: &str| zone.local(clock(&format!("2026-09-27T{time}")));
        assert_eq!(local(before), change - TimeDelta::seconds(1));
        assert_eq!(local(skipped), change);
        assert_eq!(local(after), change);
    }
}

#[test]
fn a_time_that_autumn_repeats_is_the_earlier_one() {
    // Both zones change back at 14:00 UTC on Saturday 4 April 2026.
    let change = instant("2026-04-04T14:00:00Z");
    for (zone, repeated) in [(Zone::Auckland, "02:30:00"), (Zone::Chatham, "03:15:00")] {
        let local = zone.local(clock(&format!("2026-04-05T{repeated}")));
        assert_eq!(local, change - TimeDelta::minutes(30));
    }
}

proptest! {
    #[test]
    fn a_working_day_is_a_weekday_without_a_holiday(day in any_date(), calendar in any_calendar()) {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let off = weekend || calendar.holiday(day).is_some();
        prop_assert_eq!(calendar.is_working_day(day), !off);
    }

    #[test]
    fn added_days_are_working_days_and_count_back(
        day in any_date(), days in 1..400_u16, calendar in any_calendar(),
    ) {
        let due = calendar.add_working_days(day, days);
        prop_assert!(due > day && calendar.is_working_day(due));
        prop_assert_eq!(calendar.working_days_between(day, due), u32::from(days));
    }

    #[test]
    fn counting_by_formula_is_counting_one_by_one(
        after in any_date(), length in 0..900_i64, calendar in any_calendar(),
    ) {
        let until = after + TimeDelta::days(length);
        let days = after.iter_days().skip(1).take_while(|day| *day <= until);
        let counted = days.filter(|day| calendar.is_working_day(*day)).count();
        prop_assert_eq!(calendar.working_days_between(after, until) as usize, counted);
    }

    #[test]
    fn the_nearest_working_days_enclose_the_date(day in any_date(), calendar in any_calendar()) {
        let (before, after) = (calendar.on_or_before(day), calendar.on_or_after(day));
        prop_assert!(before <= day && day <= after);
        prop_assert!(calendar.is_working_day(before) && calendar.is_working_day(after));
        prop_assert_eq!(before == after, calendar.is_working_day(day));
        prop_assert!(after - before <= TimeDelta::days(6), "longest run off is Easter to Tuesday");
    }

    #[test]
    fn local_undoes_the_wall_clock_or_gives_the_earlier_of_two(
        near in any_wall(), zone in any_zone(),
    ) {
        // Around a change in local time, so that both sides of it are met.
        let now = near.and_utc() - TimeDelta::hours(13);
        let wall = zone.wall_clock(now);
        let back = zone.local(wall);
        prop_assert!(back <= now);
        prop_assert!(now - back <= TimeDelta::hours(1));
        prop_assert_eq!(zone.wall_clock(back), wall);
    }

    #[test]
    fn a_time_is_shown_as_it_was_given_unless_spring_skips_it(
        wall in any_wall(), zone in any_zone(),
    ) {
        let at = zone.local(wall);
        let shown = zone.wall_clock(at);
        if shown != wall {
            let just_before = zone.wall_clock(at - TimeDelta::seconds(1));
            prop_assert!(just_before < wall && wall < shown);
            prop_assert!(shown - just_before <= TimeDelta::seconds(3601));
        }
    }

    #[test]
    fn today_changes_at_local_midnight(day in any_date(), zone in any_zone()) {
        let midnight = zone.local(day.and_hms_opt(0, 0, 0).unwrap());
        prop_assert_eq!(zone.today(midnight), day);
        prop_assert_eq!(zone.today(midnight - TimeDelta::seconds(1)), day.pred_opt().unwrap());
    }
}

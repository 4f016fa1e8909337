//! The tables once more, computed from the rules instead of typed in.
//!
//! Easter by computus, nearest and n-th weekdays by counting, transfers by the letter of the
//! Holidays Act 2003 ss 45 and 45A. Nothing here reads the tables except to compare.

use crate::code::CodeList;
use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

use super::{Anniversary, Calendar, FIRST_YEAR, LAST_YEAR, Occasion};

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn plus(date: NaiveDate, days: i64) -> NaiveDate {
    date + TimeDelta::days(days)
}

/// Easter Sunday by the anonymous Gregorian computus.
#[expect(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = u32::try_from(h + l - 7 * m + 114).unwrap();
    ymd(year, n / 31, n % 31 + 1)
}

fn nth(year: i32, month: u32, weekday: Weekday, n: u8) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, weekday, n).unwrap()
}

/// The only Monday within three days of the date.
fn nearest_monday(year: i32, month: u32, day: u32) -> NaiveDate {
    (-3..=3)
        .map(|days| plus(ymd(year, month, day), days))
        .find(|date| date.weekday() == Weekday::Mon)
        .unwrap()
}

/// s 45: 25 and 26 December, 1 and 2 January.
fn to_monday_or_tuesday(date: NaiveDate) -> NaiveDate {
    if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) { date + Days::new(2) } else { date }
}

/// s 45A: Waitangi Day and Anzac Day.
fn to_monday(date: NaiveDate) -> NaiveDate {
    match date.weekday() {
        Weekday::Sat => date + Days::new(2),
        Weekday::Sun => date + Days::new(1),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => date,
    }
}

fn derived_national(year: i32) -> BTreeMap<NaiveDate, Occasion> {
    BTreeMap::from([
        (to_monday_or_tuesday(ymd(year, 1, 1)), Occasion::NewYearsDay),
        (to_monday_or_tuesday(ymd(year, 1, 2)), Occasion::DayAfterNewYearsDay),
        (to_monday(ymd(year, 2, 6)), Occasion::WaitangiDay),
        (plus(easter(year), -2), Occasion::GoodFriday),
        (plus(easter(year), 1), Occasion::EasterMonday),
        (to_monday(ymd(year, 4, 25)), Occasion::AnzacDay),
        (nth(year, 6, Weekday::Mon, 1), Occasion::KingsBirthday),
        (nth(year, 10, Weekday::Mon, 4), Occasion::LabourDay),
        (to_monday_or_tuesday(ymd(year, 12, 25)), Occasion::ChristmasDay),
        (to_monday_or_tuesday(ymd(year, 12, 26)), Occasion::BoxingDay),
    ])
}

fn derived_anniversary(year: i32, anniversary: Anniversary) -> NaiveDate {
    let labour_day = nth(year, 10, Weekday::Mon, 4);
    match anniversary {
        Anniversary::Auckland => nearest_monday(year, 1, 29),
        Anniversary::Taranaki => nth(year, 3, Weekday::Mon, 2),
        Anniversary::HawkesBay => plus(labour_day, -3),
        Anniversary::Wellington => nearest_monday(year, 1, 22),
        Anniversary::Nelson => nearest_monday(year, 2, 1),
        Anniversary::Marlborough => plus(labour_day, 7),
        Anniversary::Canterbury => plus(nth(year, 11, Weekday::Tue, 1), 3 + 7),
        Anniversary::SouthCanterbury => nth(year, 9, Weekday::Mon, 4),
        Anniversary::Westland => nearest_monday(year, 12, 1),
        Anniversary::Otago => match nearest_monday(year, 3, 23) {
            monday if monday == plus(easter(year), 1) => plus(monday, 1),
            monday => monday,
        },
        Anniversary::Southland => plus(easter(year), 2),
        Anniversary::ChathamIslands => nearest_monday(year, 11, 30),
    }
}

fn table(year: i32, anniversary: Anniversary) -> BTreeMap<NaiveDate, Occasion> {
    Calendar::new(anniversary)
        .holidays_in(&(ymd(year, 1, 1)..=ymd(year, 12, 31)))
        .into_iter()
        .map(|holiday| (holiday.date(), holiday.occasion()))
        .collect()
}

#[test]
fn computus_agrees_with_known_easters() {
    for (year, month, day) in
        [(1961, 4, 2), (2008, 3, 23), (2011, 4, 24), (2024, 3, 31), (2025, 4, 20), (2038, 4, 25)]
    {
        assert_eq!(easter(year), ymd(year, month, day));
    }
}

#[test]
fn every_table_row_follows_from_the_rules_and_every_rule_has_its_row() {
    for year in FIRST_YEAR..=LAST_YEAR {
        for anniversary in Anniversary::ALL.iter().copied() {
            let mut derived = derived_national(year);
            let taken =
                derived.insert(derived_anniversary(year, anniversary), Occasion::Anniversary(anniversary));
            assert_eq!(taken, None, "{anniversary:?} {year} hides a national holiday");

            let mut table = table(year, anniversary);
            table.retain(|_, occasion| *occasion != Occasion::Matariki);
            assert_eq!(table, derived, "{anniversary:?} {year}");
        }
    }
}

/// The Act's dates are law, not a formula; but each must be a Friday around the nights of
/// Tangaroa, which come just before and at the moon's last quarter (about 22 days old), between
/// the solstice and the third week of July.
#[test]
fn matariki_is_a_friday_in_midwinter_at_the_waning_moon() {
    const LUNATION: f64 = 29.530_588_853;
    for year in FIRST_YEAR..=LAST_YEAR {
        let mut days = table(year, Anniversary::Auckland);
        days.retain(|_, occasion| *occasion == Occasion::Matariki);
        assert_eq!(days.len(), 1, "{year}");
        let date = *days.keys().next().unwrap();
        assert_eq!(date.weekday(), Weekday::Fri, "{date}");
        assert!((ymd(year, 6, 19)..=ymd(year, 7, 21)).contains(&date), "{date}");
        let since_new_moon = f64::from(date.num_days_from_ce()) - f64::from(NEW_MOON_DAY) - 0.76;
        let age = since_new_moon.rem_euclid(LUNATION);
        assert!((19.0..=27.0).contains(&age), "{date}: moon {age:.1} days old");
    }
}

/// 6 January 2000, when the moon was new at 18:14 UTC, as days from the common era.
const NEW_MOON_DAY: i32 = 730_125;

#[test]
fn tables_are_sorted_and_hold_no_weekend() {
    let national = super::national::NATIONAL.map(|(year, month, day, _)| (year, month, day));
    assert!(national.is_sorted_by(|one, next| one < next));
    let regional = Anniversary::ALL.iter().copied().map(super::regional::observed).collect::<Vec<_>>();
    assert!(regional.iter().all(|days| days.is_sorted_by(|one, next| one < next)));
    for (year, month, day) in national.into_iter().chain(regional.into_iter().flatten().copied()) {
        let date = ymd(year, month, day);
        assert!(Calendar::covers(date));
        assert!(!matches!(date.weekday(), Weekday::Sat | Weekday::Sun), "{date}");
    }
}

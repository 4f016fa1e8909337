//! The twelve regional anniversary days as observed, one row a day, in order of date.
//!
//! Source: Holidays Act 2003 s 44(1), which names "the day of the anniversary of the province" or
//! the day locally observed as that day. The Act has no dates: each table's heading says the
//! custom that it follows. None falls on a weekend or on a national holiday.

use super::Anniversary;

/// Year, month and day.
pub(super) type Ymd = (i32, u32, u32);

/// The days on which `anniversary` is observed.
pub(super) const fn observed(anniversary: Anniversary) -> &'static [Ymd; 11] {
    match anniversary {
        Anniversary::Auckland => &AUCKLAND,
        Anniversary::Taranaki => &TARANAKI,
        Anniversary::HawkesBay => &HAWKES_BAY,
        Anniversary::Wellington => &WELLINGTON,
        Anniversary::Nelson => &NELSON,
        Anniversary::Marlborough => &MARLBOROUGH,
        Anniversary::Canterbury => &CANTERBURY,
        Anniversary::SouthCanterbury => &SOUTH_CANTERBURY,
        Anniversary::Westland => &WESTLAND,
        Anniversary::Otago => &OTAGO,
        Anniversary::Southland => &SOUTHLAND,
        Anniversary::ChathamIslands => &CHATHAM_ISLANDS,
    }
}

/// The Monday nearest to 29 January.
const AUCKLAND: [Ymd; 11] = [
    (2025, 1, 27),
    (2026, 1, 26),
    (2027, 2, 1),
    (2028, 1, 31),
    (2029, 1, 29),
    (2030, 1, 28),
    (2031, 1, 27),
    (2032, 1, 26),
    (2033, 1, 31),
    (2034, 1, 30),
    (2035, 1, 29),
];

/// The second Monday of March (31 March, moved away from Easter).
const TARANAKI: [Ymd; 11] = [
    (2025, 3, 10),
    (2026, 3, 9),
    (2027, 3, 8),
    (2028, 3, 13),
    (2029, 3, 12),
    (2030, 3, 11),
    (2031, 3, 10),
    (2032, 3, 8),
    (2033, 3, 14),
    (2034, 3, 13),
    (2035, 3, 12),
];

/// The Friday before Labour Day.
const HAWKES_BAY: [Ymd; 11] = [
    (2025, 10, 24),
    (2026, 10, 23),
    (2027, 10, 22),
    (2028, 10, 20),
    (2029, 10, 19),
    (2030, 10, 25),
    (2031, 10, 24),
    (2032, 10, 22),
    (2033, 10, 21),
    (2034, 10, 20),
    (2035, 10, 19),
];

/// The Monday nearest to 22 January.
const WELLINGTON: [Ymd; 11] = [
    (2025, 1, 20),
    (2026, 1, 19),
    (2027, 1, 25),
    (2028, 1, 24),
    (2029, 1, 22),
    (2030, 1, 21),
    (2031, 1, 20),
    (2032, 1, 19),
    (2033, 1, 24),
    (2034, 1, 23),
    (2035, 1, 22),
];

/// The Monday nearest to 1 February.
const NELSON: [Ymd; 11] = [
    (2025, 2, 3),
    (2026, 2, 2),
    (2027, 2, 1),
    (2028, 1, 31),
    (2029, 1, 29),
    (2030, 2, 4),
    (2031, 2, 3),
    (2032, 2, 2),
    (2033, 1, 31),
    (2034, 1, 30),
    (2035, 1, 29),
];

/// The Monday after Labour Day.
const MARLBOROUGH: [Ymd; 11] = [
    (2025, 11, 3),
    (2026, 11, 2),
    (2027, 11, 1),
    (2028, 10, 30),
    (2029, 10, 29),
    (2030, 11, 4),
    (2031, 11, 3),
    (2032, 11, 1),
    (2033, 10, 31),
    (2034, 10, 30),
    (2035, 10, 29),
];

/// Christchurch Show Day, the second Friday after the first Tuesday of November.
const CANTERBURY: [Ymd; 11] = [
    (2025, 11, 14),
    (2026, 11, 13),
    (2027, 11, 12),
    (2028, 11, 17),
    (2029, 11, 16),
    (2030, 11, 15),
    (2031, 11, 14),
    (2032, 11, 12),
    (2033, 11, 11),
    (2034, 11, 17),
    (2035, 11, 16),
];

/// The fourth Monday of September (Dominion Day).
const SOUTH_CANTERBURY: [Ymd; 11] = [
    (2025, 9, 22),
    (2026, 9, 28),
    (2027, 9, 27),
    (2028, 9, 25),
    (2029, 9, 24),
    (2030, 9, 23),
    (2031, 9, 22),
    (2032, 9, 27),
    (2033, 9, 26),
    (2034, 9, 25),
    (2035, 9, 24),
];

/// The Monday nearest to 1 December.
const WESTLAND: [Ymd; 11] = [
    (2025, 12, 1),
    (2026, 11, 30),
    (2027, 11, 29),
    (2028, 12, 4),
    (2029, 12, 3),
    (2030, 12, 2),
    (2031, 12, 1),
    (2032, 11, 29),
    (2033, 11, 28),
    (2034, 12, 4),
    (2035, 12, 3),
];

/// The Monday nearest to 23 March, or the Tuesday when that is Easter Monday (2035).
const OTAGO: [Ymd; 11] = [
    (2025, 3, 24),
    (2026, 3, 23),
    (2027, 3, 22),
    (2028, 3, 20),
    (2029, 3, 26),
    (2030, 3, 25),
    (2031, 3, 24),
    (2032, 3, 22),
    (2033, 3, 21),
    (2034, 3, 20),
    (2035, 3, 27),
];

/// Easter Tuesday.
const SOUTHLAND: [Ymd; 11] = [
    (2025, 4, 22),
    (2026, 4, 7),
    (2027, 3, 30),
    (2028, 4, 18),
    (2029, 4, 3),
    (2030, 4, 23),
    (2031, 4, 15),
    (2032, 3, 30),
    (2033, 4, 19),
    (2034, 4, 11),
    (2035, 3, 27),
];

/// The Monday nearest to 30 November.
const CHATHAM_ISLANDS: [Ymd; 11] = [
    (2025, 12, 1),
    (2026, 11, 30),
    (2027, 11, 29),
    (2028, 11, 27),
    (2029, 12, 3),
    (2030, 12, 2),
    (2031, 12, 1),
    (2032, 11, 29),
    (2033, 11, 28),
    (2034, 11, 27),
    (2035, 12, 3),
];

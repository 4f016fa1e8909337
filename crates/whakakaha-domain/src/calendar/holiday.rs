//! What a public holiday is called, and when it has been moved from a weekend.

use chrono::{Datelike, NaiveDate};

use super::Anniversary;

/// A public holiday on the day on which it is observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Holiday {
    date: NaiveDate,
    occasion: Occasion,
}

impl Holiday {
    pub(super) const fn new(date: NaiveDate, occasion: Occasion) -> Self {
        Self { date, occasion }
    }

    /// The day on which people who work Monday to Friday observe the holiday.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.date
    }

    /// What is kept on that day.
    #[must_use]
    pub const fn occasion(self) -> Occasion {
        self.occasion
    }

    /// The name in English.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        self.occasion.name_en()
    }

    /// The name in te reo Māori.
    #[must_use]
    pub const fn name_mi(self) -> &'static str {
        self.occasion.name_mi()
    }

    /// Whether the holiday has been moved here from a weekend ("Mondayised", Holidays Act 2003
    /// ss 45 and 45A).
    #[must_use]
    pub fn is_transferred(self) -> bool {
        self.occasion.fixed_day().is_some_and(|day| day != (self.date.month(), self.date.day()))
    }
}

/// The reason for a public holiday (Holidays Act 2003 s 44(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// 1 January.
    NewYearsDay,
    /// 2 January.
    DayAfterNewYearsDay,
    /// 6 February.
    WaitangiDay,
    /// The Friday before Easter Sunday.
    GoodFriday,
    /// The Monday after Easter Sunday.
    EasterMonday,
    /// 25 April.
    AnzacDay,
    /// The first Monday of June.
    KingsBirthday,
    /// A Friday set by Te Kāhui o Matariki Public Holiday Act 2022, schedule 1.
    Matariki,
    /// The fourth Monday of October.
    LabourDay,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    BoxingDay,
    /// The anniversary of the region.
    Anniversary(Anniversary),
}

impl Occasion {
    /// The name in English.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        match self {
            Self::NewYearsDay => "New Year's Day",
            Self::DayAfterNewYearsDay => "Day after New Year's Day",
            Self::WaitangiDay => "Waitangi Day",
            Self::GoodFriday => "Good Friday",
            Self::EasterMonday => "Easter Monday",
            Self::AnzacDay => "Anzac Day",
            Self::KingsBirthday => "King's Birthday",
            Self::Matariki => "Matariki",
            Self::LabourDay => "Labour Day",
            Self::ChristmasDay => "Christmas Day",
            Self::BoxingDay => "Boxing Day",
            Self::Anniversary(anniversary) => anniversary.name_en(),
        }
    }

    /// The name in te reo Māori. Matariki has the name that the Holidays Act 2003 gives it.
    #[must_use]
    pub const fn name_mi(self) -> &'static str {
        match self {
            Self::NewYearsDay => "Te Rā Tau Hou",
            Self::DayAfterNewYearsDay => "Te Rā i muri i te Tau Hou",
            Self::WaitangiDay => "Te Rā o Waitangi",
            Self::GoodFriday => "Te Paraire Pai",
            Self::EasterMonday => "Te Mane o te Aranga",
            Self::AnzacDay => "Te Rā o Anzac",
            Self::KingsBirthday => "Te Huritau o te Kīngi",
            Self::Matariki => "Te Rā Aro ki a Matariki",
            Self::LabourDay => "Te Rā o ngā Kaimahi",
            Self::ChristmasDay => "Te Rā Kirihimete",
            Self::BoxingDay => "Te Rā i muri i te Kirihimete",
            Self::Anniversary(anniversary) => anniversary.name_mi(),
        }
    }

    /// Month and day of a holiday that has the same date every year, unless it is moved.
    const fn fixed_day(self) -> Option<(u32, u32)> {
        match self {
            Self::NewYearsDay => Some((1, 1)),
            Self::DayAfterNewYearsDay => Some((1, 2)),
            Self::WaitangiDay => Some((2, 6)),
            Self::AnzacDay => Some((4, 25)),
            Self::ChristmasDay => Some((12, 25)),
            Self::BoxingDay => Some((12, 26)),
            Self::GoodFriday
            | Self::EasterMonday
            | Self::KingsBirthday
            | Self::Matariki
            | Self::LabourDay
            | Self::Anniversary(_) => None,
        }
    }
}

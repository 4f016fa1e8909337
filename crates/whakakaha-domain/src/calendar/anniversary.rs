//! The twelve regional anniversary days: which one a place observes is data of its region.

use crate::code::code_list;

code_list! {
    /// A regional anniversary day (Holidays Act 2003 s 44(1): "the day of the anniversary of the
    /// province" or the day locally observed as it).
    ///
    /// Regions follow the provincial districts of 1876, not today's councils; where practice within
    /// a region differs, the variant is the one that most employers there observe.
    Anniversary {
        /// Monday nearest to 29 January. Auckland with Waitākere, Northland, Waikato, Bay of Plenty
        /// and Gisborne.
        Auckland = "auckland",
        /// Second Monday of March.
        Taranaki = "taranaki",
        /// Friday before Labour Day.
        HawkesBay = "hawkes_bay",
        /// Monday nearest to 22 January. Wellington, Wairarapa, Kāpiti, Manawatū and Whanganui.
        Wellington = "wellington",
        /// Monday nearest to 1 February. Nelson, Tasman and Buller.
        Nelson = "nelson",
        /// Monday after Labour Day.
        Marlborough = "marlborough",
        /// Second Friday after the first Tuesday of November. Christchurch, North and Mid Canterbury.
        Canterbury = "canterbury",
        /// Fourth Monday of September.
        SouthCanterbury = "south_canterbury",
        /// Monday nearest to 1 December. The West Coast south of Buller.
        Westland = "westland",
        /// Monday nearest to 23 March; Tuesday when that Monday is Easter Monday.
        Otago = "otago",
        /// Easter Tuesday, the day after Easter Monday (since 2012).
        Southland = "southland",
        /// Monday nearest to 30 November.
        ChathamIslands = "chatham_islands",
    }
}

impl Anniversary {
    /// The name of the day in English.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        match self {
            Self::Auckland => "Auckland Anniversary Day",
            Self::Taranaki => "Taranaki Anniversary Day",
            Self::HawkesBay => "Hawke's Bay Anniversary Day",
            Self::Wellington => "Wellington Anniversary Day",
            Self::Nelson => "Nelson Anniversary Day",
            Self::Marlborough => "Marlborough Anniversary Day",
            Self::Canterbury => "Canterbury Anniversary Day",
            Self::SouthCanterbury => "South Canterbury Anniversary Day",
            Self::Westland => "Westland Anniversary Day",
            Self::Otago => "Otago Anniversary Day",
            Self::Southland => "Southland Anniversary Day",
            Self::ChathamIslands => "Chatham Islands Anniversary Day",
        }
    }

    /// The name of the day in te reo Māori.
    #[must_use]
    pub const fn name_mi(self) -> &'static str {
        match self {
            Self::Auckland => "Te Huritau o Tāmaki Makaurau",
            Self::Taranaki => "Te Huritau o Taranaki",
            Self::HawkesBay => "Te Huritau o Te Matau-a-Māui",
            Self::Wellington => "Te Huritau o Te Whanganui-a-Tara",
            Self::Nelson => "Te Huritau o Whakatū",
            Self::Marlborough => "Te Huritau o Te Tauihu-o-te-waka",
            Self::Canterbury => "Te Huritau o Waitaha",
            Self::SouthCanterbury => "Te Huritau o Waitaha ki te Tonga",
            Self::Westland => "Te Huritau o Te Tai o Poutini",
            Self::Otago => "Te Huritau o Ōtākou",
            Self::Southland => "Te Huritau o Murihiku",
            Self::ChathamIslands => "Te Huritau o Wharekauri",
        }
    }
}

//! Contact with the family between meetings: kept, and never changed afterwards (F1-22).

mod log;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    case::{Case, CaseState},
    code::code_list,
    ids::Id,
    person::Person,
    worker::Worker,
};

pub use log::LogContact;

code_list! {
    /// How somebody got in touch with the family.
    ContactChannel {
        /// In person.
        InPerson = "in_person",
        /// By telephone.
        Telephone = "telephone",
        /// By video.
        Video = "video",
        /// By a written message.
        Message = "message",
        /// By e-mail.
        Email = "email",
        /// By letter.
        Letter = "letter",
    }
}

impl ContactChannel {
    /// Whether what is sent by it may be read on a locked screen.
    #[must_use]
    pub const fn shows_previews(self) -> bool {
        matches!(self, Self::Message | Self::Email)
    }
}

code_list! {
    /// What the family answers to "is the plan working for you?".
    PlanWorks {
        /// It works.
        Yes = "yes",
        /// It works in part.
        Partly = "partly",
        /// It does not work.
        No = "no",
        /// The family was not asked.
        NotAsked = "not_asked",
    }
}

/// One contact with the family, or one attempt. Never changed afterwards.
#[derive(Clone, Serialize, Deserialize)]
pub struct Contact {
    /// The case.
    pub case_id: Id<Case>,
    /// The day on which it took place.
    pub on: NaiveDate,
    /// How.
    pub channel: ContactChannel,
    /// With whom of the family, where it was with one of them.
    #[serde(default)]
    pub person_id: Option<Id<Person>>,
    /// At what time, by the clock of the case's region.
    #[serde(default)]
    pub time: Option<NaiveTime>,
    /// Whether anybody of the family was reached.
    pub reached: bool,
    /// Whether a message was left for somebody who did not answer.
    #[serde(default)]
    pub message_left: bool,
    /// Whether a written message showed what it says before it was opened, where that is known.
    #[serde(default)]
    pub previewed: Option<bool>,
    /// What was talked about, or what was tried.
    pub summary: String,
    /// What the family says about how the plan works.
    pub plan_works: PlanWorks,
    /// The same in its own words.
    pub family_words: Option<String>,
    /// Who kept it.
    pub recorded_by: Id<Worker>,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
}

/// How many days lie between two contacts, unless the family agreed on another rhythm.
pub const CONTACT_EVERY_DAYS: u16 = 14;

impl Case {
    /// The day by which the family is to be contacted next, while work with it goes on: counted from the day on
    /// which it was last reached, else from the first meeting. An attempt in vain is no contact.
    #[must_use]
    pub fn next_contact_on(&self, last_reached: Option<NaiveDate>) -> Option<NaiveDate> {
        let CaseState::Active { since } = self.state else { return None };
        let days = self.preferences.contact_every_days.unwrap_or(CONTACT_EVERY_DAYS);
        last_reached.map_or(since, |last| last.max(since)).checked_add_days(Days::new(days.into()))
    }
}

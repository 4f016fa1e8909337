//! People: any individual, child or adult, professional titles left out.

mod change;
mod create;
mod identify;
#[cfg(test)]
pub(crate) mod tests;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{
    agency::Agency,
    calendar::Zone,
    code::code_list,
    consent::InformationCategory,
    ids::Id,
    refusal::{Code, Refusal},
    region::Region,
    safety::SafeContact,
};

pub use change::{ChangePerson, PersonMove};
pub use create::CreatePerson;
pub use identify::{Identification, IdentifyPerson};

/// An individual. Names are kept exactly as given, in Unicode normal form C, macrons included.
#[derive(Clone, Serialize, Deserialize)]
pub struct Person {
    /// The region whose coordinators look after this record.
    pub region_id: Id<Region>,
    /// Full name.
    pub name: String,
    /// The name they like to be called by.
    pub preferred_name: Option<String>,
    /// Birth date.
    pub born_on: Option<NaiveDate>,
    /// Gender, in the person's own words.
    pub gender: Option<String>,
    /// Ethnicities, several are usual (Stats NZ level 1 to 4 names or codes, at most six).
    pub ethnicities: Vec<String>,
    /// Iwi, in the person's own words.
    pub iwi: Vec<String>,
    /// Languages (BCP 47).
    pub languages: Vec<String>,
    /// Whether an interpreter is needed.
    pub interpreter: bool,
    /// School or early childhood centre.
    pub school: Option<String>,
    /// How to reach them, and how not to.
    pub contact_points: Vec<ContactPoint>,
    /// How, and when, it is safe to get in touch with them.
    #[serde(default)]
    pub safe_contact: Option<SafeContact>,
    /// What other agencies call them.
    pub identifiers: Vec<ExternalIdentifier>,
}

code_list! {
    /// The kind of a contact point.
    ContactKind {
        /// Telephone, voice.
        Phone = "phone",
        /// Text messages.
        Text = "text",
        /// E-mail.
        Email = "email",
        /// A postal or home address.
        Address = "address",
        /// Through another person, who is named in the value.
        ThroughPerson = "through_person",
    }
}

/// One way to reach a person, with what makes it safe.
#[derive(Clone, Serialize, Deserialize)]
pub struct ContactPoint {
    /// Kind.
    pub kind: ContactKind,
    /// Number, address or name.
    pub value: String,
    /// Whether it is safe to use; an unsafe one is kept so that nobody uses it by mistake.
    pub safe: bool,
    /// When and how: "after 18:00, no voicemail".
    pub note: Option<String>,
}

/// An agency's own identifier for a person. Never used as an identifier here (IPP 13).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalIdentifier {
    /// The agency that assigned it.
    pub agency_id: Id<Agency>,
    /// What kind of identifier it is, in the agency's words, such as `client_number`.
    pub system: String,
    /// The identifier.
    pub value: String,
}

impl Person {
    /// The kinds of information that are on record with a person.
    pub const KINDS: [InformationCategory; 2] =
        [InformationCategory::Identity, InformationCategory::Education];

    /// Leaves out what is of one kind of information. What they are called, whether an interpreter is needed and how to
    /// reach them is of none: whoever works with them has to speak to them. Of the other kinds a record of a person has
    /// nothing: police and courts are known to items of information and to safety alerts, which are kept for themselves.
    pub fn leave_out(&mut self, kind: InformationCategory) {
        match kind {
            InformationCategory::Identity => {
                (self.born_on, self.gender) = (None, None);
                self.ethnicities.clear();
                self.iwi.clear();
                self.languages.clear();
                self.identifiers.clear();
            }
            InformationCategory::Education => self.school = None,
            InformationCategory::Health
            | InformationCategory::FamilyLife
            | InformationCategory::Housing
            | InformationCategory::Income
            | InformationCategory::Justice => {}
        }
    }

    /// Refuses a birth date that lies ahead, and hours that end before they begin.
    fn ensure_sound(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.born_on.is_some_and(|day| day > Zone::latest_today(now)) {
            return Err(Refusal::at(Code::BirthInFuture, "#/born_on"));
        }
        let mut hours = self.safe_contact.iter().flat_map(|it| &it.hours);
        match hours.position(|it| it.until <= it.from) {
            Some(n) => Err(Refusal::at(Code::HoursReversed, format!("#/safe_contact/hours/{n}/until"))),
            None => Ok(()),
        }
    }

    /// Age in whole years on a day, where the birth date is known.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> Option<u32> {
        day.years_since(self.born_on?)
    }

    /// Whether they are under 18 on a day; unknown counts as adult.
    #[must_use]
    pub fn is_child_on(&self, day: NaiveDate) -> bool {
        self.age_on(day).is_some_and(|age| age < ADULT_AGE)
    }

    /// The words by which a search finds the person: folded name and preferred name.
    #[must_use]
    pub fn search_words(&self) -> Vec<String> {
        let mut words: Vec<String> = [Some(&self.name), self.preferred_name.as_ref()]
            .into_iter()
            .flatten()
            .flat_map(|name| fold(name))
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Year of birth, as shown where the day would say too much.
    #[must_use]
    pub fn birth_year(&self) -> Option<i32> {
        self.born_on.map(|day| day.year())
    }
}

/// The age from which somebody is an adult here, in years.
pub const ADULT_AGE: u32 = 18;

/// Splits a text into lower-case words without macrons or other marks, so that "whanau" finds "Whānau".
#[must_use]
pub fn fold(text: &str) -> Vec<String> {
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

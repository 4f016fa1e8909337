//! What the family is told before anything is shared (F1-16), with the six elements of privacy principle 3A.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Disclosure;
use crate::{
    case::Case, code::code_list, consent::InformationCategory, ids::Id, person::Person, worker::Worker,
};

code_list! {
    /// How a notice was given. All of them are in writing, also where they are talked through.
    NoticeChannel {
        /// Handed over in person.
        InPerson = "in_person",
        /// By letter.
        Letter = "letter",
        /// By e-mail.
        Email = "email",
        /// By a written message.
        Message = "message",
        /// Read in the family's own account.
        Online = "online",
    }
}

/// The rights of everybody whom information is about: element six of principle 3A.
pub const RIGHTS: &str = "You may see the information that an agency holds about you and your children, and \
    ask for it to be corrected (Privacy Act 2020, principles 6 and 7). You may object to any item, or mark it \
    confidential, before it is shared and afterwards. You may take back your consent at any time.";

/// What one member of the family was told in writing, as it was worded at the time.
#[derive(Clone, Serialize, Deserialize)]
pub struct DisclosureNotice {
    /// The case.
    pub case_id: Id<Case>,
    /// Who was told.
    pub person_id: Id<Person>,
    /// Who told them.
    pub told_by: Id<Worker>,
    /// How.
    pub channel: NoticeChannel,
    /// When.
    pub told_at: DateTime<Utc>,
    /// Where the agencies named can be reached.
    pub addresses: String,
    /// The items, one by one.
    pub lines: Vec<NoticeLine>,
    /// The family's rights, as they were worded.
    pub rights: String,
}

/// One item of a notice: what, about whom, by whom, to whom, why, on which ground.
#[derive(Clone, Serialize, Deserialize)]
pub struct NoticeLine {
    /// The item.
    pub disclosure_id: Id<Disclosure>,
    /// Whom it is about.
    pub about: Vec<String>,
    /// What kind of information.
    pub category: InformationCategory,
    /// What is shared.
    pub what: String,
    /// The agency that has it.
    pub from: String,
    /// Who receives and keeps it.
    pub to: Vec<String>,
    /// What for.
    pub purpose: String,
    /// Why that needs it.
    pub necessity: String,
    /// On which legal ground.
    pub ground: String,
}

code_list! {
    /// Whether somebody whom an item is about was told that an agency has it now (principle 3A).
    NoticeStatus {
        /// Not yet.
        Due = "due",
        /// They were told.
        Given = "given",
        /// They need not be told, or not yet, for a reason.
        Exception = "exception",
    }
}

code_list! {
    /// Why somebody need not be told what the law had disclosed about them, or not yet.
    NoticeException {
        /// They know already.
        AlreadyAware = "already_aware",
        /// It would prejudice the purpose of the disclosure.
        PrejudicePurpose = "prejudice_purpose",
        /// It is not reasonably practicable.
        NotPracticable = "not_practicable",
        /// It is not safe yet: a delay that ends by itself on the day of its review.
        Unsafe = "unsafe",
    }
}

/// Where the notice to one person about one item stands.
#[derive(Clone, Serialize, Deserialize)]
pub struct PersonNotice {
    /// Whom the item is about.
    pub person_id: Id<Person>,
    /// The notice, once they or whoever speaks for them was told.
    pub notice_id: Option<Id<DisclosureNotice>>,
    /// When that was.
    pub told_at: Option<DateTime<Utc>>,
    /// Why they are not told.
    pub exception: Option<Excepted>,
}

/// Why somebody is not told, or not yet.
#[derive(Clone, Serialize, Deserialize)]
pub struct Excepted {
    /// The exception.
    pub code: NoticeException,
    /// In words.
    pub reason: String,
    /// Who decided it.
    pub decided_by: Id<Worker>,
    /// For a delay: the day of its review, after which they are to be told.
    pub review_on: Option<NaiveDate>,
    /// For a delay: when that day is over where the family lives.
    pub until: Option<DateTime<Utc>>,
}

impl PersonNotice {
    /// A person who has not been told yet.
    #[must_use]
    pub const fn due(person_id: Id<Person>) -> Self {
        Self { person_id, notice_id: None, told_at: None, exception: None }
    }

    /// Where it stands at an instant: a delay that has run out leaves the notice due.
    #[must_use]
    pub fn status(&self, now: DateTime<Utc>) -> NoticeStatus {
        match &self.exception {
            _ if self.notice_id.is_some() => NoticeStatus::Given,
            Some(exception) if exception.until.is_none_or(|until| now < until) => NoticeStatus::Exception,
            Some(_) | None => NoticeStatus::Due,
        }
    }
}

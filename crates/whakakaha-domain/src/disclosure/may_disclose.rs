//! Whether one item may go to one recipient: a pure function of the facts, that denies by default (model 3.3).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{DisclosureFile, DisclosureStatus, ItemAnswer, Recipient};
use crate::{
    code::code_list,
    command::Moment,
    consent::{
        Purpose,
        state::{Held, held_from, standing},
    },
    ids::Id,
    refusal::Code,
};

code_list! {
    /// Why an item may go to a recipient, or may not.
    DisclosureReason {
        /// The family consents, was told, and did not object.
        Consented = "consented",
        /// One demand of the law, approved by somebody else than its author.
        Statutory = "statutory",
        /// Nobody has decided to share it.
        NotApproved = "not_approved",
        /// Nobody says why it is necessary.
        NotNecessary = "not_necessary",
        /// The family does not want it.
        Objected = "objected",
        /// The family keeps it from this recipient.
        Restricted = "restricted",
        /// The family's consent does not suffice for this recipient.
        ConsentInsufficient = "consent_insufficient",
        /// The consents do not cover this kind of information.
        CategoryNotCovered = "category_not_covered",
        /// Nobody consents for somebody whom it is about.
        SubjectNotCovered = "subject_not_covered",
        /// Not everybody whom it is about was told.
        NoticeMissing = "notice_missing",
        /// The time that the family has to answer is not over.
        NoticePeriodRunning = "notice_period_running",
        /// The meeting for which it is shared is over, or there is none.
        MeetingOver = "meeting_over",
    }
}

impl DisclosureReason {
    /// Whether this lets the item go.
    #[must_use]
    pub const fn allows(self) -> bool {
        matches!(self, Self::Consented | Self::Statutory)
    }

    /// How a caller is told. What the family consented to and what it keeps from whom is told only to those
    /// who may know.
    #[must_use]
    pub const fn refusal(self, knows_of_consent: bool) -> Code {
        match self {
            Self::Restricted if knows_of_consent => Code::DisclosureRestricted,
            Self::ConsentInsufficient | Self::CategoryNotCovered | Self::SubjectNotCovered
                if knows_of_consent =>
            {
                Code::ConsentNotCovering
            }
            Self::NoticeMissing => Code::NoticeMissing,
            Self::NoticePeriodRunning => Code::NoticePeriodRunning,
            Self::MeetingOver => Code::DisclosureMeetingOver,
            Self::Consented
            | Self::Statutory
            | Self::NotApproved
            | Self::NotNecessary
            | Self::Objected
            | Self::Restricted
            | Self::ConsentInsufficient
            | Self::CategoryNotCovered
            | Self::SubjectNotCovered => Code::DisclosureNotPossible,
        }
    }
}

/// How far the family was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notified {
    /// Not everybody whom it is about was.
    No,
    /// Everybody was; the family has until this instant to answer.
    Until(DateTime<Utc>),
}

/// What the decision looks at. Nothing that is not among the facts opens anything.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each fact is a yes or a no of its own")]
pub struct Facts {
    /// Whether somebody decided to share it; for a demand of the law, somebody else than its author.
    pub approved: bool,
    /// Whether it says why it is necessary.
    pub necessary: bool,
    /// Whether the law demands it.
    pub statutory: bool,
    /// Whether the family said no.
    pub objected: bool,
    /// What keeps it from this recipient.
    pub restrictions: Vec<Uuid>,
    /// Whether the consents open anything to this recipient.
    pub consented: bool,
    /// Whether they cover this kind of information.
    pub category_covered: bool,
    /// Whether there is consent for everybody whom it is about.
    pub subjects_covered: bool,
    /// The consents that say so.
    pub consents: Vec<Uuid>,
    /// How far the family was told.
    pub notified: Notified,
    /// The notices that say so.
    pub notices: Vec<Uuid>,
    /// Whether the meeting is still to come or takes place.
    pub meeting_to_come: bool,
}

/// A decision as it is kept with the item: for whom, why, and what proves it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Verdict {
    /// To whom.
    pub recipient: Recipient,
    /// Why it may go there, or may not.
    pub reason: DisclosureReason,
    /// The consents and notices on which the decision rests.
    pub evidence: Vec<Uuid>,
    /// When it was decided.
    pub at: DateTime<Utc>,
}

/// Whether one item may go to one recipient now, why, and what proves it.
#[must_use]
pub fn may_disclose(facts: &Facts, now: DateTime<Utc>) -> (DisclosureReason, Vec<Uuid>) {
    use DisclosureReason as Why;
    let denied = |why| (why, Vec::new());
    if !facts.approved {
        denied(Why::NotApproved)
    } else if !facts.necessary {
        denied(Why::NotNecessary)
    } else if facts.statutory {
        (Why::Statutory, Vec::new())
    } else if facts.objected {
        denied(Why::Objected)
    } else if !facts.restrictions.is_empty() {
        (Why::Restricted, facts.restrictions.clone())
    } else if !facts.consented {
        denied(Why::ConsentInsufficient)
    } else if !facts.category_covered {
        denied(Why::CategoryNotCovered)
    } else if !facts.subjects_covered {
        denied(Why::SubjectNotCovered)
    } else if !facts.meeting_to_come {
        denied(Why::MeetingOver)
    } else {
        match facts.notified {
            Notified::No => denied(Why::NoticeMissing),
            Notified::Until(end) if now < end => denied(Why::NoticePeriodRunning),
            Notified::Until(_) => {
                (Why::Consented, facts.consents.iter().chain(&facts.notices).copied().collect())
            }
        }
    }
}

impl DisclosureFile {
    /// The decision about each recipient.
    pub(super) fn verdicts(&self, at: &Moment) -> Vec<Verdict> {
        let decide = |recipient: &Recipient| {
            let (reason, evidence) = may_disclose(&self.facts(*recipient, at), at.now);
            Verdict { recipient: *recipient, reason, evidence, at: at.now }
        };
        self.item.recipients.iter().map(decide).collect()
    }

    fn facts(&self, recipient: Recipient, at: &Moment) -> Facts {
        let item = &self.item;
        let today = self.case.case.today(at.now);
        // A member of the family needs no sharing between agencies: taking part suffices.
        let purpose = recipient.agency().map_or(Purpose::Participate, |_| Purpose::ShareWithAgencies);
        let standing = standing(&self.case, purpose, recipient.agency(), today);
        let held = recipient.agency().map(|it| held_from(&self.case, it, today)).unwrap_or_default();
        let told = item.notices.iter().map(|it| it.notice_id.map(Id::uuid)).collect::<Option<Vec<_>>>();
        let to_come = |it: &crate::meeting::Meeting| !it.is_past(self.case.case.zone, at.now);
        Facts {
            approved: item
                .approval
                .as_ref()
                .is_some_and(|it| !item.ground.is_statutory() || it.approved_by != item.author_id)
                && matches!(item.status, DisclosureStatus::Approved | DisclosureStatus::Notified),
            necessary: !item.necessity.is_empty(),
            statutory: item.ground.is_statutory(),
            objected: item.answers.iter().any(|it| it.answer != ItemAnswer::Agree),
            restrictions: self.kept_back(recipient),
            consented: standing.opens,
            category_covered: !held.contains(&Held::Category(item.category)),
            subjects_covered: item
                .subjects
                .iter()
                .all(|it| self.is_covered(*it) && !held.contains(&Held::Person(*it))),
            consents: self.consents(purpose, recipient.agency(), today),
            notified: match (&told, item.available_from) {
                (Some(_), Some(end)) => Notified::Until(end),
                _ => Notified::No,
            },
            notices: told.unwrap_or_default(),
            meeting_to_come: self.meeting.as_deref().is_some_and(to_come),
        }
    }

    fn kept_back(&self, recipient: Recipient) -> Vec<Uuid> {
        let keeping = self.restrictions.iter().filter(|it| it.keeps_from(recipient.reader()));
        let safe = self.safeguards.iter().filter(|it| it.keeps_from(recipient.reader()));
        keeping.map(|it| it.id.uuid()).chain(safe.map(|it| it.id.uuid())).collect()
    }
}

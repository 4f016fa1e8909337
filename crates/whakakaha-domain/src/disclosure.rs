//! Disclosures: one item of information that one agency means to share, for a meeting, with the family told
//! beforehand (F1-15, F1-16, F1-18), or because the law demands it (scenario 10).

mod advice;
mod answer;
mod answer_advice;
mod approve;
mod correct;
mod disclose;
mod except_notice;
mod facts;
mod give_notice;
mod ground;
mod ledger;
mod may_disclose;
mod notice;
mod propose;
mod recall;
mod recipient;
mod request_advice;
#[cfg(test)]
mod tests;
mod withhold;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency,
    case::{Case, FamilyDecision},
    code::code_list,
    consent::InformationCategory,
    entity::Version,
    ids::Id,
    machine::machine,
    meeting::Meeting,
    person::Person,
    worker::Worker,
};

pub use advice::{AdviceAnswer, AdvicePosition, AdviceRequest, AdviserRole};
pub use answer::AnswerDisclosure;
pub use answer_advice::{AdviceFile, AnswerAdvice};
pub use approve::ApproveDisclosure;
pub use correct::{CorrectDisclosure, DisputedItem};
pub use disclose::DiscloseItem;
pub use except_notice::ExceptNotice;
pub use facts::DisclosureFile;
pub use give_notice::{GiveNotice, NoticeFile, NoticeItem};
pub use ground::{BasisDraft, Consultation, Ground, LegalGround, Privilege, StatutoryBasis, SupervisorTold};
pub use ledger::{NOTICE_WITHIN_DAYS, NoticeStanding};
pub use may_disclose::{DisclosureReason, Facts, Notified, Verdict, may_disclose};
pub use notice::{
    DisclosureNotice, NoticeChannel, NoticeException, NoticeLine, NoticeStatus, PersonNotice, RIGHTS,
};
pub use propose::{NamedRecipient, Proposal, ProposalFile, ProposeDisclosure};
pub use recall::RecallDisclosure;
pub use recipient::{Recipient, RecipientKind};
pub use request_advice::{AdviceWanted, RequestAdvice};
pub use withhold::WithholdDisclosure;

code_list! {
    /// Where an item of information stands on its way from one agency to others.
    DisclosureStatus {
        /// Written down by the agency that has it. Nobody else but the coordinator knows of it.
        Proposed = "proposed",
        /// Waits for a supervisor's, practice leader's or lawyer's advice. Only its agency, and who is asked, knows that:
        /// others find it proposed.
        AdvicePending = "advice_pending",
        /// The agency means to share it; the family can see it.
        Approved = "approved",
        /// Everybody whom it concerns was told.
        Notified = "notified",
        /// The recipients have it.
        Disclosed = "disclosed",
        /// The recipients have a corrected wording of it.
        Corrected = "corrected",
        /// It was taken back: the recipients no longer see it.
        Recalled = "recalled",
        /// It is not shared.
        Withheld = "withheld",
    }
}

machine! {
    DisclosureStatus, DisclosureNotInState;
    Proposed, RequestAdvice => AdvicePending [DisclosureOfOthers, AdviserNotPossible];
    AdvicePending, RequestAdvice => AdvicePending [DisclosureOfOthers, AdviserNotPossible];
    AdvicePending, AnswerAdvice => Proposed [AdviceAnswered];
    Proposed, ApproveDisclosure => Approved [DisclosureOfOthers, ApproverIsAuthor];
    Approved, GiveNotice => Approved [PersonNotConcerned, DisclosureMeetingOver, NothingToTell];
    Approved, GiveNotice => Notified [PersonNotConcerned, DisclosureMeetingOver, NothingToTell];
    Disclosed, GiveNotice => Disclosed [PersonNotConcerned, NothingToTell];
    Corrected, GiveNotice => Corrected [PersonNotConcerned, NothingToTell];
    Proposed, ExceptNotice => Proposed [ExceptionNotPossible, DelayOutOfBounds];
    AdvicePending, ExceptNotice => AdvicePending [ExceptionNotPossible, DelayOutOfBounds];
    Approved, ExceptNotice => Approved [ExceptionNotPossible, DelayOutOfBounds];
    Disclosed, ExceptNotice => Disclosed [ExceptionNotPossible, DelayOutOfBounds];
    Corrected, ExceptNotice => Corrected [ExceptionNotPossible, DelayOutOfBounds];
    Approved, AnswerDisclosure => Approved [PersonNotConcerned];
    Approved, AnswerDisclosure => Withheld [PersonNotConcerned];
    Notified, AnswerDisclosure => Notified [PersonNotConcerned];
    Notified, AnswerDisclosure => Withheld [PersonNotConcerned];
    Disclosed, AnswerDisclosure => Disclosed [PersonNotConcerned];
    Disclosed, AnswerDisclosure => Recalled [PersonNotConcerned];
    Corrected, AnswerDisclosure => Corrected [PersonNotConcerned];
    Corrected, AnswerDisclosure => Recalled [PersonNotConcerned];
    Approved, DiscloseItem => Disclosed [DisclosureOfOthers, NoticeMissing, DisclosureNotPossible];
    Notified, DiscloseItem => Disclosed [DisclosureOfOthers, DisclosureMeetingOver, NoticePeriodRunning, DisclosureRestricted, ConsentNotCovering, DisclosureNotPossible];
    Disclosed, CorrectDisclosure => Corrected [DisclosureOfOthers, CorrectionNotAsked];
    Corrected, CorrectDisclosure => Corrected [DisclosureOfOthers, CorrectionNotAsked];
    Disclosed, RecallDisclosure => Recalled [DisclosureOfOthers];
    Corrected, RecallDisclosure => Recalled [DisclosureOfOthers];
    Proposed, WithholdDisclosure => Withheld [DisclosureOfOthers];
    AdvicePending, WithholdDisclosure => Withheld [DisclosureOfOthers];
    Approved, WithholdDisclosure => Withheld [DisclosureOfOthers];
    Notified, WithholdDisclosure => Withheld [DisclosureOfOthers];
}

impl DisclosureStatus {
    /// The states in which it is about to be shared, and the family can keep it back.
    pub const AHEAD: [Self; 2] = [Self::Approved, Self::Notified];
    /// The states in which the recipients have it.
    pub const HELD: [Self; 2] = [Self::Disclosed, Self::Corrected];
    /// The states in which the recipients have it or had it.
    pub const LEFT: [Self; 3] = [Self::Disclosed, Self::Corrected, Self::Recalled];

    /// The states in which nobody has it yet, and it may come to that.
    pub const ON_THE_WAY: [Self; 4] = [Self::Proposed, Self::AdvicePending, Self::Approved, Self::Notified];

    /// Whether the family can say something to it that counts: it is on its way, or the recipients have it.
    #[must_use]
    pub fn hears_the_family(self) -> bool {
        Self::AHEAD.contains(&self) || self.is_held()
    }

    /// Whether the recipients have it.
    #[must_use]
    pub fn is_held(self) -> bool {
        Self::HELD.contains(&self)
    }
}

/// One item of information that one agency means to share. What it says about whom, for what and with whom is
/// never changed: something else is another item, of which the family is told anew.
#[derive(Clone, Serialize, Deserialize)]
pub struct Disclosure {
    /// The case.
    pub case_id: Id<Case>,
    /// The agency that has the information.
    pub from_agency_id: Id<Agency>,
    /// The worker of that agency who wrote it down.
    pub author_id: Id<Worker>,
    /// The members of the family whom it is about.
    pub subjects: Vec<Id<Person>>,
    /// What kind of information it is.
    pub category: InformationCategory,
    /// What is shared, as it was corrected last.
    pub summary: String,
    /// What it is shared for.
    pub purpose: String,
    /// Why that needs this information (F1-15).
    pub necessity: String,
    /// The meeting for which it is shared; none where the law demands it.
    pub meeting_id: Option<Id<Meeting>>,
    /// To whom.
    pub recipients: Vec<Recipient>,
    /// On which ground.
    pub ground: Ground,
    /// When it was written down.
    pub proposed_at: DateTime<Utc>,
    /// Who decided to share it.
    pub approval: Option<DisclosureApproval>,
    /// From when on the family can see it.
    pub family_from: Option<DateTime<Utc>>,
    /// For each person whom it is about: whether they were told.
    pub notices: Vec<PersonNotice>,
    /// Once everybody was told: when the time that the family has to answer is over.
    pub available_from: Option<DateTime<Utc>>,
    /// What the family said to it.
    pub answers: Vec<FamilyAnswer>,
    /// Why it could be disclosed, for each recipient.
    pub verdicts: Vec<Verdict>,
    /// Since when the recipients have it.
    pub disclosed_at: Option<DateTime<Utc>>,
    /// Of what the law demanded: the workers of the agency with a role on the case when it went, who keep it whatever
    /// becomes of their roles.
    #[serde(default)]
    pub kept_by: BTreeSet<Id<Worker>>,
    /// What it said before it was corrected.
    pub corrections: Vec<Correction>,
    /// Why it is withheld or was taken back.
    pub ending: Option<DisclosureEnding>,
    /// How many of its changes came of questions for advice and their answers.
    pub advised: Version,
    /// Where it stands.
    pub status: DisclosureStatus,
}

impl Disclosure {
    /// Where it stands for whoever reads for this agency: that it waits for advice is for its own agency alone, as it would
    /// tell that there is advice of which they may not know.
    #[must_use]
    pub fn status_for(&self, agency: Option<Id<Agency>>) -> DisclosureStatus {
        let waits = self.status == DisclosureStatus::AdvicePending;
        if waits && agency != Some(self.from_agency_id) { DisclosureStatus::Proposed } else { self.status }
    }

    /// Goes where a question for advice, or its answer, brings it.
    const fn go_on_advice(&mut self, status: DisclosureStatus) {
        self.status = status;
        self.advised += 1;
    }
}

/// Who decided that an item is to be shared.
#[derive(Clone, Serialize, Deserialize)]
pub struct DisclosureApproval {
    /// The worker.
    pub approved_by: Id<Worker>,
    /// When.
    pub approved_at: DateTime<Utc>,
}

code_list! {
    /// What the family says to an item that is to be shared (F1-16, F1-17).
    ItemAnswer {
        /// It may be shared.
        Agree = "agree",
        /// It is not to be shared.
        Object = "object",
        /// It is to remain confidential.
        Confidential = "confidential",
    }
}

/// What one member of the family said to an item.
#[derive(Clone, Serialize, Deserialize)]
pub struct FamilyAnswer {
    /// What they said.
    pub answer: ItemAnswer,
    /// Who, when and how.
    pub decision: FamilyDecision,
}

/// A wording that was corrected.
#[derive(Clone, Serialize, Deserialize)]
pub struct Correction {
    /// What it said before.
    pub was: String,
    /// Why it was wrong.
    pub reason: String,
    /// Who corrected it.
    pub corrected_by: Id<Worker>,
    /// When.
    pub corrected_at: DateTime<Utc>,
}

code_list! {
    /// Why an item is not shared, or was taken back.
    DisclosureEndReason {
        /// The agency decided so.
        AgencyDecision = "agency_decision",
        /// The family objected.
        FamilyObjected = "family_objected",
        /// The family wants it to remain confidential.
        FamilyConfidential = "family_confidential",
        /// The reader is not told: it may have been somebody else of the family.
        NotTold = "not_told",
    }
}

/// How the way of an item ended.
#[derive(Clone, Serialize, Deserialize)]
pub struct DisclosureEnding {
    /// Why.
    pub reason: DisclosureEndReason,
    /// In words; none where the family needs no reason.
    pub note: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

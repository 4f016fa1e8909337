//! The parts of what is read of an item.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    disclosure::{
        Consultation, Correction, DisclosureApproval, DisclosureEnding, FamilyAnswer, NoticeStanding,
        Recipient, StatutoryBasis, Verdict,
    },
    ids::Id,
};

use crate::{
    code::{
        DisclosureEndReasonCode, DisclosureReasonCode, ItemAnswerCode, NoticeExceptionCode, NoticeStatusCode,
        PrivilegeCode, RecipientKindCode,
    },
    decision::{FamilyDecisionView, named},
};

/// To whom an item is disclosed.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureRecipient)]
pub(crate) struct RecipientView {
    /// What kind of recipient.
    kind: RecipientKindCode,
    /// The agency, or the worker's agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// The named worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// The member of the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
}

impl From<&Recipient> for RecipientView {
    fn from(recipient: &Recipient) -> Self {
        Self {
            kind: recipient.kind().into(),
            agency_id: recipient.agency().map(Id::uuid),
            worker_id: recipient.worker().map(Id::uuid),
            person_id: recipient.member().map(Id::uuid),
        }
    }
}

/// One demand of the law, and how it was looked at.
#[derive(Serialize, ToSchema)]
#[schema(as = StatutoryBasis)]
pub(crate) struct BasisView {
    /// The agency that demands it, or to which it is reported.
    agency_id: Uuid,
    /// Who of that agency it is, such as a site.
    #[schema(max_length = 300)]
    requester: String,
    /// The reference of the demand.
    #[schema(max_length = 100)]
    request_ref: String,
    /// What came of looking for privileged content.
    privilege: PrivilegeCode,
    /// The child, or who speaks for it, who was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    consulted_person_id: Option<Uuid>,
    /// On which day they were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    consulted_on: Option<NaiveDate>,
    /// What they said, or why they were not asked; not for the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    consultation: Option<String>,
    /// Of a serious threat: the supervisor who was told; not for the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    supervisor_id: Option<Uuid>,
    /// When the supervisor was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    supervisor_told_at: Option<DateTime<Utc>>,
}

impl BasisView {
    /// What a child said is not told to its family.
    pub(super) fn of(basis: &StatutoryBasis, to_family: bool) -> Self {
        let (person, day, words) = match &basis.consultation {
            _ if to_family => (None, None, None),
            Consultation::Consulted { person_id, on, outcome } => {
                (Some(person_id.uuid()), Some(*on), Some(outcome.clone()))
            }
            Consultation::NotConsulted { reason } => (None, None, Some(reason.clone())),
        };
        let supervisor = basis.supervisor.filter(|_| !to_family);
        Self {
            supervisor_id: supervisor.map(|it| it.worker_id.uuid()),
            supervisor_told_at: supervisor.map(|it| it.at),
            agency_id: basis.agency_id.uuid(),
            requester: basis.requester.clone(),
            request_ref: basis.request_ref.clone(),
            privilege: basis.privilege.into(),
            consulted_person_id: person,
            consulted_on: day,
            consultation: words,
        }
    }
}

/// Who decided that an item is to be shared.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureApproval)]
pub(crate) struct ApprovalView {
    /// The worker; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    approved_by: Option<Uuid>,
    /// When.
    approved_at: DateTime<Utc>,
}

impl From<&DisclosureApproval> for ApprovalView {
    fn from(approval: &DisclosureApproval) -> Self {
        Self { approved_by: named(approval.approved_by), approved_at: approval.approved_at }
    }
}

/// Whether somebody whom an item is about was told.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureNoticeStatus)]
pub(crate) struct PersonNoticeView {
    /// Whom the item is about. For children who do not speak for themselves an adult of the family is told.
    person_id: Uuid,
    /// Whether they were told.
    status: NoticeStatusCode,
    /// The notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notice_id: Option<Uuid>,
    /// When they were told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    told_at: Option<DateTime<Utc>>,
    /// Why they are not told, or not yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    exception: Option<NoticeExceptionCode>,
    /// The same in words; not for recipients.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    exception_reason: Option<String>,
    /// For a delay: the day of its review, with which it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    review_on: Option<NaiveDate>,
    /// By when they are to be told, once others have the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    due_at: Option<DateTime<Utc>>,
    /// Whether that has passed.
    overdue: bool,
}

impl From<NoticeStanding<'_>> for PersonNoticeView {
    fn from(standing: NoticeStanding<'_>) -> Self {
        let exception = standing.notice.exception.as_ref();
        Self {
            person_id: standing.notice.person_id.uuid(),
            status: standing.status.into(),
            notice_id: standing.notice.notice_id.map(Id::uuid),
            told_at: standing.notice.told_at,
            exception: exception.map(|it| it.code.into()),
            exception_reason: exception.map(|it| it.reason.clone()).filter(|reason| !reason.is_empty()),
            review_on: exception.and_then(|it| it.review_on),
            due_at: standing.due_at,
            overdue: standing.overdue,
        }
    }
}

/// What a member of the family said to an item.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureAnswer)]
pub(crate) struct AnswerView {
    /// What they said.
    answer: ItemAnswerCode,
    /// Who, when and how.
    decision: FamilyDecisionView,
}

impl From<&FamilyAnswer> for AnswerView {
    fn from(answer: &FamilyAnswer) -> Self {
        Self { answer: answer.answer.into(), decision: (&answer.decision).into() }
    }
}

/// Why an item could be disclosed to a recipient.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureDecision)]
pub(crate) struct VerdictView {
    /// To whom.
    recipient: RecipientView,
    /// Why.
    reason: DisclosureReasonCode,
    /// The consents and notices on which that rests.
    #[schema(max_items = 200)]
    evidence: Vec<Uuid>,
    /// When it was decided.
    decided_at: DateTime<Utc>,
}

impl From<&Verdict> for VerdictView {
    fn from(verdict: &Verdict) -> Self {
        Self {
            recipient: (&verdict.recipient).into(),
            reason: verdict.reason.into(),
            evidence: verdict.evidence.clone(),
            decided_at: verdict.at,
        }
    }
}

/// A wording that was corrected.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureCorrection)]
pub(crate) struct CorrectionView {
    /// What it said before; not for recipients.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 4000)]
    was: Option<String>,
    /// What was wrong.
    #[schema(max_length = 2000)]
    reason: String,
    /// When.
    corrected_at: DateTime<Utc>,
}

impl From<&Correction> for CorrectionView {
    fn from(correction: &Correction) -> Self {
        Self {
            was: Some(correction.was.clone()).filter(|was| !was.is_empty()),
            reason: correction.reason.clone(),
            corrected_at: correction.corrected_at,
        }
    }
}

/// Why an item is not shared, or was taken back.
#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureEnding)]
pub(crate) struct EndingView {
    /// Why.
    reason: DisclosureEndReasonCode,
    /// In words; absent where the family decided, which needs no reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    note: Option<String>,
    /// When.
    ended_at: DateTime<Utc>,
}

impl From<&DisclosureEnding> for EndingView {
    fn from(ending: &DisclosureEnding) -> Self {
        Self { reason: ending.reason.into(), note: ending.note.clone(), ended_at: ending.at }
    }
}

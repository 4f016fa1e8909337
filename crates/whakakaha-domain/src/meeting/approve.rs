//! The family approves a meeting, aspect by aspect.

use super::{
    Approval, Aspect, InvitationState, MeetingFile, MeetingKind, MeetingState, facts::ensure_consent,
};
use crate::{
    case::PreparationItem,
    code::CodeList,
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Approves aspects of a meeting. With the last of the four it is approved as a whole (F0-46).
pub struct ApproveMeeting {
    /// What is approved.
    pub aspects: Vec<Aspect>,
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

impl Command for ApproveMeeting {
    type Target = MeetingFile;
    const OPERATION: Operation = Operation::ApproveMeeting;

    fn decide(&self, file: &MeetingFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        let complete = Aspect::ALL.iter().all(|aspect| self.is_approved(file, *aspect));
        ensure_consent(&file.case, at)?;
        if complete {
            ensure_prepared(file)?;
        }
        if complete || self.aspects.contains(&Aspect::Participants) {
            file.ensure_people()?;
            file.ensure_apart(InvitationState::is_wanted, at)?;
        }
        let decision = family_decision(&file.case, self.evidence.as_ref(), at)?;
        let meeting = file.meeting.amended(|it| {
            it.approvals.retain(|approval| !self.aspects.contains(&approval.aspect));
            let approved = Aspect::ALL.iter().filter(|aspect| self.aspects.contains(aspect));
            it.approvals
                .extend(approved.map(|aspect| Approval { aspect: *aspect, decision: decision.clone() }));
            if complete {
                it.state = MeetingState::FamilyApproved;
            }
        });
        Ok(Change::of(meeting.id).in_case(file.case.case.id).put(meeting).into())
    }
}

impl ApproveMeeting {
    /// Whether the aspect was approved before or is now.
    fn is_approved(&self, file: &MeetingFile, aspect: Aspect) -> bool {
        self.aspects.contains(&aspect)
            || file.meeting.approvals.iter().any(|approval| approval.aspect == aspect)
    }
}

/// The homework before the first meeting (F0-44, F0-45, F1-17).
fn ensure_prepared(file: &MeetingFile) -> Result<(), Refusal> {
    let case = &file.case.case;
    if file.meeting.kind == MeetingKind::First {
        ensure(file.has_profile || case.waives(PreparationItem::Profile), Code::ProfileMissing)?;
        let agreed = case.key_issues.is_some() || case.waives(PreparationItem::KeyIssues);
        ensure(agreed, Code::KeyIssuesMissing)?;
    }
    ensure(case.confidentiality.is_some(), Code::ConfidentialityNotAsked)
}

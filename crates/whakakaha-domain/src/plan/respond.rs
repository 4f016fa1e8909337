//! A party's answer, bound to what it was sent; when all agree, the version comes into force (F0-02).

use super::{
    Answer, Circulation, Party, PlanFile, PlanState, PlanStatus, Verdict, file::ensure_active, in_force,
};
use crate::{
    actor::Principal,
    assignment::Role,
    case::FamilyDecision,
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Answers a circulated version.
pub struct RespondToPlan {
    /// The hash of what the party was sent.
    pub content_hash: String,
    /// Yes or no.
    pub verdict: Verdict,
    /// In words.
    pub comment: Option<String>,
    /// Whether the answer is the family's; none: the family's when a family member calls.
    pub for_family: Option<bool>,
    /// Who of the family decided, when and how, where a worker records the family's answer.
    pub evidence: Option<Evidence>,
}

impl Command for RespondToPlan {
    type Target = PlanFile;
    const OPERATION: Operation = Operation::RespondToPlan;

    fn decide(&self, plan: &PlanFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_active(&plan.file, at)?;
        let status = plan.version.state.status();
        ensure(status != PlanStatus::Superseded, Code::PlanSuperseded)?;
        status.after(Operation::RespondToPlan)?;
        let impossible = || Refusal::step(Code::PlanNotInState, status.allowed());
        let mut circulation = plan.version.state.circulation().ok_or_else(impossible)?.clone();
        if self.verdict == Verdict::CarriedOver {
            return Err(Refusal::at(Code::VerdictInvalid, "#/verdict"));
        }
        self.answer(plan, &mut circulation, at)?;
        if circulation.parties.iter().all(super::PartyResponse::agrees) {
            return Ok(in_force::begin(plan, circulation, at).into());
        }
        let version = plan.version.amended(|it| it.state = PlanState::Circulated(circulation));
        Ok(Change::of(version.id).in_case(plan.file.case.id).put(version).into())
    }
}

impl RespondToPlan {
    fn answer(&self, plan: &PlanFile, circulation: &mut Circulation, at: &Moment) -> Result<(), Refusal> {
        let party = self.party(plan, at)?;
        let mut parties = circulation.parties.iter_mut();
        let response = parties.find(|response| response.party == party).ok_or(Code::NotAParty)?;
        ensure(response.rendering_hash == self.content_hash, Code::PlanHashMismatch)?;
        let changes_mind = |said: Verdict| said == Verdict::Decline && self.verdict != Verdict::Decline;
        ensure(response.answer.as_ref().is_none_or(|it| changes_mind(it.verdict)), Code::AnsweredAlready)?;
        response.answer = Some(Answer {
            verdict: self.verdict,
            comment: self.comment.clone(),
            at: at.now,
            worker_id: at.actor.principal.worker(),
            family_decision: self.decision(party, plan, at)?,
        });
        Ok(())
    }

    /// For whom the caller answers: itself, or as lead worker or key contact for the family.
    fn party(&self, plan: &PlanFile, at: &Moment) -> Result<Party, Refusal> {
        let principal = at.actor.principal;
        let is_family = matches!(principal, Principal::Family(_));
        if !self.for_family.unwrap_or(is_family) {
            let agency_id = principal.agency().ok_or(Code::NotAParty)?;
            return Ok(Party::Agency { agency_id });
        }
        let holds = |role| {
            let mut holders = plan.file.holders(role);
            holders.any(|holder| holder.worker_id.is_some() && holder.worker_id == principal.worker())
        };
        ensure(is_family || holds(Role::KeyContact) || holds(Role::LeadWorker), Code::NotAParty)?;
        Ok(Party::Family)
    }

    fn decision(
        &self,
        party: Party,
        plan: &PlanFile,
        at: &Moment,
    ) -> Result<Option<FamilyDecision>, Refusal> {
        match party {
            Party::Family => family_decision(&plan.file, self.evidence.as_ref(), at).map(Some),
            Party::Agency { .. } => Ok(None),
        }
    }
}

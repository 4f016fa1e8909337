//! A party's answer, bound to what it was sent; when all agree, the version comes into force; when one
//! declines, it never does (F0-02).

use super::{
    Answer, Circulation, Party, PartyResponse, PlanFile, PlanState, PlanStatus, Verdict, file::ensure_active,
    in_force,
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
        if let Some(code) = too_late(plan.version.state.status()) {
            return self.keep_as_evidence(plan, code, at);
        }
        self.count(plan, at).map(Into::into)
    }
}

/// Why an answer to a version in this state comes too late, if it does.
const fn too_late(status: PlanStatus) -> Option<Code> {
    match status {
        PlanStatus::Superseded => Some(Code::PlanSuperseded),
        PlanStatus::Declined => Some(Code::PlanDeclined),
        PlanStatus::Abandoned => Some(Code::PlanAbandoned),
        PlanStatus::Draft | PlanStatus::Circulated | PlanStatus::Current => None,
    }
}

impl RespondToPlan {
    /// An answer to a version that waits for it. Whoever declines ends the version: no later yes can bring it
    /// into force, and a new version is the way on.
    fn count(&self, plan: &PlanFile, at: &Moment) -> Result<Change, Refusal> {
        let status = plan.version.state.status();
        status.after(Operation::RespondToPlan)?;
        let impossible = || Refusal::step(Code::PlanNotInState, status.allowed());
        let mut circulation = plan.version.state.circulation().ok_or_else(impossible)?.clone();
        let (response, answer) = self.answer(plan, &mut circulation, at)?;
        ensure(response.answer.is_none(), Code::AnsweredAlready)?;
        response.answer = Some(answer);
        if circulation.parties.iter().all(PartyResponse::agrees) {
            return Ok(in_force::begin(plan, circulation, at));
        }
        let version = plan.version.amended(|it| {
            it.state = match self.verdict {
                Verdict::Decline => PlanState::Declined(circulation),
                Verdict::Agree | Verdict::AgreeWithComment | Verdict::CarriedOver => {
                    PlanState::Circulated(circulation)
                }
            };
        });
        Ok(Change::of(version.id).in_case(plan.file.case.id).put(version))
    }

    /// An answer that comes too late counts for nothing, but shows what the party agreed to (scenario 9).
    ///
    /// It is refused, and kept by the very command that is refused. An answer that is on record already is
    /// refused and nothing is written.
    fn keep_as_evidence(&self, plan: &PlanFile, code: Code, at: &Moment) -> Result<Decision, Refusal> {
        let impossible = || Refusal::step(Code::PlanNotInState, plan.version.state.status().allowed());
        let mut circulation = plan.version.state.circulation().ok_or_else(impossible)?.clone();
        let (response, answer) = self.answer(plan, &mut circulation, at)?;
        let refusal = Refusal::late(code, plan.instead);
        let mut known = response.late.iter().chain(&response.answer);
        if known.any(|it| it.verdict == answer.verdict) {
            return Err(refusal);
        }
        response.late.push(answer);
        let version = plan.version.amended(|it| {
            if let Some(kept) = it.state.circulation_mut() {
                *kept = circulation;
            }
        });
        let change = Change::of(version.id).in_case(plan.file.case.id).put(version);
        Ok(Decision::Kept(change, refusal))
    }

    /// The party's place in the circulation and its answer, where it answers what it was sent.
    fn answer<'a>(
        &self,
        plan: &PlanFile,
        circulation: &'a mut Circulation,
        at: &Moment,
    ) -> Result<(&'a mut PartyResponse, Answer), Refusal> {
        if self.verdict == Verdict::CarriedOver {
            return Err(Refusal::at(Code::VerdictInvalid, "#/verdict"));
        }
        let party = self.party(plan, at)?;
        let mut parties = circulation.parties.iter_mut();
        let response = parties.find(|response| response.party == party).ok_or(Code::NotAParty)?;
        ensure(self.names_what_was_sent(plan, party, response, at), Code::PlanHashMismatch)?;
        let answer = Answer {
            verdict: self.verdict,
            comment: self.comment.clone(),
            at: at.now,
            worker_id: at.actor.principal.worker(),
            family_decision: self.decision(party, plan, at)?,
        };
        Ok((response, answer))
    }

    /// Whether the answer is for what the caller was sent, in person or for the party.
    fn names_what_was_sent(
        &self,
        plan: &PlanFile,
        party: Party,
        response: &PartyResponse,
        at: &Moment,
    ) -> bool {
        let own = match at.actor.principal.agency() {
            Some(agency_id) => party == Party::Agency { agency_id },
            None => party == Party::Family,
        };
        let in_person = plan.sent_in_person.as_ref().filter(|_| own);
        *in_person.unwrap_or(&response.rendering_hash) == self.content_hash
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

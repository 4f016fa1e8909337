//! Giving a role on a case: the holder before keeps its place in history, the family decides who is
//! new to it, who leads and who keeps in touch (F0-14, F0-24, F1-21, F1-22).

use std::collections::BTreeSet;

use super::{Assignment, Involvement, Role};
use crate::{
    agency::Agency,
    case::{CaseFile, CaseState, FamilyDecision},
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Gives a role.
pub struct AssignRole {
    /// The role.
    pub role: Role,
    /// The agency that holds it, or for which its holder works.
    pub agency_id: Id<Agency>,
    /// The person who holds it.
    pub worker_id: Option<Id<Worker>>,
    /// For participants: whether the agency was involved before; unknown counts as new.
    pub involvement: Option<Involvement>,
    /// The family's decision, where a worker records it.
    pub family_decision: Option<Evidence>,
}

/// A case with those to whom a role is to be given.
pub struct RoleCandidate {
    /// The case.
    pub file: CaseFile,
    /// Whether the agency named exists.
    pub agency_known: bool,
    /// The worker named, if they exist.
    pub worker: Option<Entity<Worker>>,
    /// Whether an action is hidden from the agency named.
    pub excluded: bool,
    /// The roles that are not shown to the caller, because they would tell where somebody is (F0-21).
    pub unseen: BTreeSet<Id<Assignment>>,
}

impl RoleCandidate {
    /// The case as the caller sees it: they are answered as if the others held no role.
    fn seen(&self) -> CaseFile {
        let mut seen = self.file.clone();
        seen.assignments.retain(|it| !self.unseen.contains(&it.id));
        seen
    }
}

impl Command for AssignRole {
    type Target = RoleCandidate;
    const OPERATION: Operation = Operation::AssignRole;

    fn decide(&self, target: &RoleCandidate, at: &Moment) -> Result<Decision, Refusal> {
        let (file, seen) = (&target.file, target.seen());
        ensure(file.case.is_open(), Code::CaseClosed)?;
        self.ensure_names(target)?;
        self.ensure_fits(&seen, at)?;
        self.ensure_able(target)?;
        let involvement = self.involvement(&seen);
        let decision = self.decision(&seen, involvement, at)?;
        let given = Entity::new(at.id(0), self.assignment(file, involvement, decision, at));
        let ended = self.ended(file).map(|before| before.amended(|it| it.ended_on = Some(given.started_on)));
        let named = self.participation(&seen, &given).map(|it| Entity::new(at.id(1), it));
        let change = Change::of(given.id).in_case(file.case.id);
        Ok(change.put_all(ended).put(given).put_all(named).into())
    }
}

impl AssignRole {
    fn ensure_names(&self, target: &RoleCandidate) -> Result<(), Refusal> {
        let by_person = match self.role {
            Role::Coordinator | Role::Facilitator => {
                return Err(Refusal::at(Code::RoleUnassignable, "#/role"));
            }
            Role::LeadWorker | Role::KeyContact => true,
            Role::LeadAgency | Role::Participant => false,
        };
        if !target.agency_known {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/agency_id"));
        }
        let refusal = |code| Refusal::at(code, "#/worker_id");
        if self.worker_id.is_none() {
            return if by_person { Err(refusal(Code::WorkerMissing)) } else { Ok(()) };
        }
        let worker = target.worker.as_ref().ok_or_else(|| refusal(Code::ReferenceUnknown))?;
        ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
        if worker.agency_id == self.agency_id { Ok(()) } else { Err(refusal(Code::WorkerNotOfAgency)) }
    }

    /// Whether the case is ready for the role, and the role is free or held by somebody else.
    fn ensure_fits(&self, file: &CaseFile, at: &Moment) -> Result<(), Refusal> {
        let named_beforehand =
            self.role == Role::Participant && matches!(file.case.state, CaseState::AwaitingConsent);
        if !named_beforehand {
            ensure(file.consents_on(file.case.today(at.now)), Code::ConsentInsufficient)?;
        }
        if self.role != Role::Participant {
            ensure(file.participations(self.agency_id).next().is_some(), Code::AgencyNotParticipating)?;
        }
        if self.role == Role::LeadWorker {
            let lead = file.holder(Role::LeadAgency).map(|lead| lead.agency_id);
            ensure(lead == Some(self.agency_id), Code::LeadAgencyFirst)?;
        }
        let held = file
            .holders(self.role)
            .any(|holder| holder.agency_id == self.agency_id && holder.worker_id == self.worker_id);
        ensure(!held, Code::RoleHeldAlready)
    }

    /// A lead agency sees every action; a key contact can be reached.
    fn ensure_able(&self, target: &RoleCandidate) -> Result<(), Refusal> {
        match self.role {
            Role::LeadAgency | Role::LeadWorker => ensure(!target.excluded, Code::LeadNotPossible),
            Role::KeyContact => {
                let reachable = target.worker.as_ref().is_some_and(|worker| worker.is_reachable());
                ensure(reachable, Code::KeyContactUnreachable)
            }
            Role::Coordinator | Role::Facilitator | Role::Participant => Ok(()),
        }
    }

    /// For participants: whether the agency was involved before it took part.
    fn involvement(&self, file: &CaseFile) -> Option<Involvement> {
        if self.role != Role::Participant {
            return None;
        }
        let present = file.participations(self.agency_id).find_map(|holder| holder.involvement);
        present.or(self.involvement).or(Some(Involvement::New))
    }

    /// The family's decision, where it is the family's to choose.
    fn decision(
        &self,
        file: &CaseFile,
        involvement: Option<Involvement>,
        at: &Moment,
    ) -> Result<Option<FamilyDecision>, Refusal> {
        let takes_part = file.participations(self.agency_id).next().is_some();
        let chosen = match self.role {
            Role::LeadAgency | Role::LeadWorker | Role::KeyContact => true,
            Role::Participant => involvement == Some(Involvement::New) && !takes_part,
            Role::Coordinator | Role::Facilitator => false,
        };
        if !chosen && self.family_decision.is_none() {
            return Ok(None);
        }
        family_decision(file, self.family_decision.as_ref(), at).map(Some)
    }

    fn assignment(
        &self,
        file: &CaseFile,
        involvement: Option<Involvement>,
        decision: Option<FamilyDecision>,
        at: &Moment,
    ) -> Assignment {
        Assignment {
            case_id: file.case.id,
            role: self.role,
            agency_id: self.agency_id,
            worker_id: self.worker_id,
            involvement,
            decision,
            started_on: file.case.today(at.now),
            ended_on: None,
        }
    }

    /// Who no longer holds the role; with the lead agency, a lead worker of another agency.
    fn ended<'a>(&self, file: &'a CaseFile) -> impl Iterator<Item = &'a Entity<Assignment>> {
        let before = if self.role.is_single() { file.holder(self.role) } else { None };
        let elsewhere = |lead: &&Entity<Assignment>| lead.agency_id != self.agency_id;
        let lead_worker = file.holder(Role::LeadWorker).filter(elsewhere);
        let follows = if self.role == Role::LeadAgency { lead_worker } else { None };
        before.into_iter().chain(follows)
    }

    /// Whoever holds a role by name is named as participant of the agency, and stays so afterwards.
    fn participation(&self, file: &CaseFile, given: &Assignment) -> Option<Assignment> {
        let worker = self.worker_id.filter(|_| self.role != Role::Participant)?;
        if file.participations(self.agency_id).any(|holder| holder.worker_id == Some(worker)) {
            return None;
        }
        let involvement = file.participations(self.agency_id).find_map(|holder| holder.involvement);
        Some(Assignment { role: Role::Participant, involvement, decision: None, ..given.clone() })
    }
}

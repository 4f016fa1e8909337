//! Writing down one item that an agency means to share.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    BasisDraft, Disclosure, DisclosureStatus, Ground, LegalGround, PersonNotice, Recipient, ground::grounded,
};
use crate::{
    agency::Agency,
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    consent::InformationCategory,
    entity::Entity,
    filed::ensure_consented,
    ids::Id,
    meeting::Meeting,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// One item, as its agency proposes it.
pub struct Proposal {
    /// The members of the family whom it is about.
    pub subjects: Vec<Id<Person>>,
    /// What kind of information.
    pub category: InformationCategory,
    /// What is shared.
    pub summary: String,
    /// What for.
    pub purpose: String,
    /// Why that needs it; an item without is refused.
    pub necessity: Option<String>,
    /// For which meeting; only what the law demands needs none.
    pub meeting: Option<Id<Meeting>>,
    /// To whom.
    pub recipients: Vec<NamedRecipient>,
    /// On which ground.
    pub ground: LegalGround,
    /// The demand of the law, where that is the ground.
    pub basis: Option<BasisDraft>,
}

/// Somebody who is to receive an item, as a proposal names them.
#[derive(Clone, Copy)]
pub enum NamedRecipient {
    /// An agency.
    Agency(Id<Agency>),
    /// A worker.
    Worker(Id<Worker>),
    /// A member of the family.
    FamilyMember(Id<Person>),
}

/// Writes down one item. One request, one item: there is no way to share a file (F1-15).
pub struct ProposeDisclosure(pub Proposal);

/// A case with what a proposal names.
pub struct ProposalFile {
    /// The case.
    pub case: CaseFile,
    /// The meeting named, if the case has it.
    pub meeting: Option<Entity<Meeting>>,
    /// Those of the agencies named that there are.
    pub agencies: Vec<Id<Agency>>,
    /// Those of the workers named that there are, a supervisor who was told among them.
    pub workers: Vec<Entity<Worker>>,
    /// The child welfare and protection agencies among those concerned, the caller's own included.
    pub child_protection: BTreeSet<Id<Agency>>,
    /// Whether the demand of the law was met for this family before.
    pub ground_used: bool,
    /// The members of the family whom a restriction keeps from the caller.
    pub hidden: BTreeSet<Uuid>,
}

impl Command for ProposeDisclosure {
    type Target = ProposalFile;
    const OPERATION: Operation = Operation::ProposeDisclosure;

    fn decide(&self, file: &ProposalFile, at: &Moment) -> Result<Decision, Refusal> {
        let Self(proposal) = self;
        let principal = at.actor.principal;
        let author_id = principal.worker().ok_or(Code::WorkerMissing)?;
        let from_agency_id = principal.agency().ok_or(Code::WorkerMissing)?;
        let ground = proposal.ground(file, at)?;
        let necessity = proposal.ensure_necessary(file, at)?;
        proposal.ensure_subjects(file, at)?;
        proposal.ensure_supervisor(file, author_id, from_agency_id)?;
        let recipients = proposal.recipients(file, from_agency_id, at)?;
        proposal.ensure_protecting(file, from_agency_id, &recipients)?;
        proposal.ensure_parties(&recipients)?;
        ensure_asked(&ground, &recipients)?;
        let item = Disclosure {
            case_id: file.case.case.id,
            from_agency_id,
            author_id,
            subjects: distinct(&proposal.subjects),
            category: proposal.category,
            summary: proposal.summary.clone(),
            purpose: proposal.purpose.clone(),
            necessity,
            meeting_id: proposal.meeting,
            recipients,
            ground,
            proposed_at: at.now,
            approval: None,
            family_from: None,
            notices: distinct(&proposal.subjects).into_iter().map(PersonNotice::due).collect(),
            available_from: None,
            answers: Vec::new(),
            verdicts: Vec::new(),
            disclosed_at: None,
            kept_by: BTreeSet::new(),
            corrections: Vec::new(),
            ending: None,
            advised: 0,
            status: DisclosureStatus::Proposed,
        };
        let item = Entity::new(at.id(0), item);
        Ok(Change::of(item.id).in_case(item.case_id).put(item).into())
    }
}

impl Proposal {
    /// The family's consent to take part, or one demand of the law that was not met before, which can also come after the
    /// case is closed.
    fn ground(&self, file: &ProposalFile, at: &Moment) -> Result<Ground, Refusal> {
        ensure(file.case.case.is_open() || self.ground != LegalGround::Consent, Code::CaseClosed)?;
        let ground = grounded(self.ground, self.basis.as_ref(), &file.case, at)?;
        if ground.is_statutory() {
            ensure(!file.ground_used, Code::GroundUsed)?;
        } else {
            ensure_consented(&file.case, at)?;
        }
        Ok(ground)
    }

    /// Why it is necessary, for a meeting to come (F1-15).
    fn ensure_necessary(&self, file: &ProposalFile, at: &Moment) -> Result<String, Refusal> {
        let necessity = self.necessity.as_deref().map(str::trim).filter(|it| !it.is_empty());
        let necessity = necessity.ok_or_else(|| Refusal::at(Code::NecessityMissing, "#/necessity"))?;
        match (&self.meeting, &file.meeting) {
            (None, _) if self.ground == LegalGround::Consent => {
                Err(Refusal::at(Code::DisclosureMeetingMissing, "#/meeting_id"))
            }
            (Some(_), None) => Err(Refusal::at(Code::ReferenceUnknown, "#/meeting_id")),
            (Some(_), Some(meeting)) if meeting.is_past(file.case.case.zone, at.now) => {
                Err(Code::DisclosureMeetingOver.into())
            }
            _ => Ok(necessity.to_owned()),
        }
    }

    fn ensure_subjects(&self, file: &ProposalFile, at: &Moment) -> Result<(), Refusal> {
        if self.subjects.is_empty() {
            return Err(Refusal::at(Code::SubjectsMissing, "#/subjects"));
        }
        let today = file.case.case.today(at.now);
        let stranger = self.subjects.iter().position(|it| {
            // What the law demands is not stopped by what the family keeps from the agency.
            let hidden = self.ground == LegalGround::Consent && file.hidden.contains(&it.uuid());
            hidden || file.case.member(*it, today).is_none()
        });
        match stranger {
            Some(index) => Err(Refusal::at(Code::PersonNotMember, format!("#/subjects/{index}"))),
            None => Ok(()),
        }
    }

    /// A serious threat is told to somebody else of one's own agency, who works there.
    fn ensure_supervisor(
        &self,
        file: &ProposalFile,
        author: Id<Worker>,
        agency: Id<Agency>,
    ) -> Result<(), Refusal> {
        let Some(told) = self.basis.as_ref().and_then(|it| it.supervisor) else { return Ok(()) };
        let supervisor = file.workers.iter().find(|it| it.id == told.worker_id && it.agency_id == agency);
        let place = "#/basis/supervisor_told/worker_id";
        let supervisor = supervisor.ok_or_else(|| Refusal::at(Code::ReferenceUnknown, place))?;
        if supervisor.id == author || supervisor.ended_on.is_some() {
            return Err(Refusal::at(Code::ToldSupervisorNotPossible, place));
        }
        Ok(())
    }

    /// The law demands nothing for members of the family, from some of whom others may have to be kept safe.
    fn ensure_parties(&self, recipients: &[Recipient]) -> Result<(), Refusal> {
        if self.ground == LegalGround::Consent {
            return Ok(());
        }
        match recipients.iter().position(|it| matches!(it, Recipient::FamilyMember { .. })) {
            Some(index) => Err(Refusal::at(Code::NotForTheFamily, format!("#/recipients/{index}"))),
            None => Ok(()),
        }
    }

    /// Section 66C lets child welfare and protection agencies and independent persons share with each other, and
    /// nobody else.
    fn ensure_protecting(
        &self,
        file: &ProposalFile,
        from: Id<Agency>,
        recipients: &[Recipient],
    ) -> Result<(), Refusal> {
        if self.ground != LegalGround::S66C {
            return Ok(());
        }
        ensure(file.child_protection.contains(&from), Code::NotChildProtection)?;
        let protects = |it: &Recipient| it.agency().is_some_and(|id| file.child_protection.contains(&id));
        match recipients.iter().position(|it| !protects(it)) {
            Some(index) => Err(Refusal::at(Code::NotChildProtection, format!("#/recipients/{index}"))),
            None => Ok(()),
        }
    }

    /// The recipients, each once; never the agency that has the information.
    fn recipients(
        &self,
        file: &ProposalFile,
        from: Id<Agency>,
        at: &Moment,
    ) -> Result<Vec<Recipient>, Refusal> {
        let mut recipients = Vec::new();
        for (index, named) in self.recipients.iter().enumerate() {
            recipients.push(file.recipient(*named, &format!("#/recipients/{index}"), at)?);
        }
        if recipients.is_empty() {
            return Err(Refusal::at(Code::RecipientsMissing, "#/recipients"));
        }
        if recipients.iter().any(|it| it.agency() == Some(from)) {
            return Err(Refusal::at(Code::RecipientIsSource, "#/recipients"));
        }
        Ok(distinct(&recipients))
    }
}

impl ProposalFile {
    /// A recipient that there is.
    fn recipient(&self, named: NamedRecipient, pointer: &str, at: &Moment) -> Result<Recipient, Refusal> {
        let unknown = || Refusal::at(Code::ReferenceUnknown, pointer);
        match named {
            NamedRecipient::Agency(agency_id) => {
                let known = self.agencies.contains(&agency_id);
                known.then_some(Recipient::Agency { agency_id }).ok_or_else(unknown)
            }
            NamedRecipient::Worker(worker_id) => {
                let worker = self.workers.iter().find(|it| it.id == worker_id).ok_or_else(unknown)?;
                ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
                Ok(Recipient::Worker { worker_id, agency_id: worker.agency_id })
            }
            NamedRecipient::FamilyMember(person_id) => {
                let member = self.case.member(person_id, self.case.case.today(at.now));
                let member = member.filter(|_| !self.hidden.contains(&person_id.uuid()));
                member.ok_or_else(|| Refusal::at(Code::PersonNotMember, pointer))?;
                Ok(Recipient::FamilyMember { person_id })
            }
        }
    }
}

/// What the law demands goes to the agency that demands it, or to workers of it, and to nobody else.
fn ensure_asked(ground: &Ground, recipients: &[Recipient]) -> Result<(), Refusal> {
    let Some(basis) = ground.basis() else { return Ok(()) };
    match recipients.iter().position(|it| it.agency() != Some(basis.agency_id)) {
        Some(index) => Err(Refusal::at(Code::RecipientNotRequester, format!("#/recipients/{index}"))),
        None => Ok(()),
    }
}

/// Each once, in the order of the first.
fn distinct<T: Copy + PartialEq>(items: &[T]) -> Vec<T> {
    let mut once = Vec::new();
    for item in items {
        if !once.contains(item) {
            once.push(*item);
        }
    }
    once
}

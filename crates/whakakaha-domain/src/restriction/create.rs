//! Hiding something from somebody.

use super::{Audience, AudienceKind, Concealment, Reach, Reader, Restriction, Withheld};
use crate::{
    action::Owner,
    assignment::Role,
    case::{CaseFile, FamilyDecision},
    code::CodeList,
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    entity::Entity,
    filed::ensure_consented,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Hides one thing, a kind of information or a person, because the family wants it (F1-17).
pub struct Restrict {
    /// What is hidden.
    pub withheld: Withheld,
    /// Whether from those named, or from everybody else.
    pub reach: Reach,
    /// What is found in place of a hidden action.
    pub in_plan: Concealment,
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

/// A case with what is known of the thing to be hidden and of those who are named.
pub struct RestrictedItem {
    /// The case.
    pub case: CaseFile,
    /// Whether the case has such a thing that the caller may know of.
    pub known: bool,
    /// The owners of the actions that are hidden by it.
    pub owners: Vec<Owner>,
    /// Those named, in the order of the request; none in place of one who is not known.
    pub named: Vec<Result<Audience, AudienceKind>>,
    /// The restrictions of the case that hide the same, not lifted.
    pub others: Vec<Entity<Restriction>>,
    /// The caller, as restrictions name them.
    pub reader: Reader,
}

impl Command for Restrict {
    type Target = RestrictedItem;
    const OPERATION: Operation = Operation::Restrict;

    fn decide(&self, item: &RestrictedItem, at: &Moment) -> Result<Decision, Refusal> {
        let file = &item.case;
        ensure_consented(file, at)?;
        ensure_known(self, item)?;
        let audiences = self.audiences(item)?;
        let decision = family_decision(file, self.evidence.as_ref(), at)?;
        let restriction = self.restriction(file, audiences, decision);
        self.ensure_possible(&restriction, item)?;
        let restriction = Entity::new(at.id(0), restriction);
        Ok(Change::of(restriction.id).in_case(file.case.id).put(restriction).into())
    }
}

fn ensure_known(wish: &Restrict, item: &RestrictedItem) -> Result<(), Refusal> {
    let member = match wish.withheld {
        Withheld::ProfileEntry(_) | Withheld::Need(_) | Withheld::Action(_) => "item_id",
        Withheld::Category(_) => "category",
        Withheld::Person(_) => "person_id",
    };
    if item.known { Ok(()) } else { Err(Refusal::at(Code::ItemUnknown, format!("#/{member}"))) }
}

impl Restrict {
    fn restriction(
        &self,
        file: &CaseFile,
        mut audiences: Vec<Audience>,
        decision: FamilyDecision,
    ) -> Restriction {
        if self.reach == Reach::KnownOnlyTo {
            // Whoever decides, and whom it concerns, are among those who know.
            audiences.push(Audience::FamilyMember { person_id: decision.decided_by });
            if let Withheld::Person(person_id) = self.withheld {
                audiences.push(Audience::FamilyMember { person_id });
            }
        }
        audiences.sort_unstable();
        audiences.dedup();
        Restriction {
            case_id: file.case.id,
            withheld: self.withheld,
            reach: self.reach,
            audiences,
            in_plan: self.in_plan,
            decision,
            lifted_at: None,
            lifting: None,
        }
    }

    fn audiences(&self, item: &RestrictedItem) -> Result<Vec<Audience>, Refusal> {
        let named = item.named.iter().enumerate().map(|(n, named)| {
            named.map_err(|kind| {
                let (code, member) = match kind {
                    AudienceKind::Agency => (Code::ReferenceUnknown, "agency_id"),
                    AudienceKind::Worker => (Code::ReferenceUnknown, "worker_id"),
                    AudienceKind::FamilyMember => (Code::PersonNotMember, "person_id"),
                };
                Refusal::at(code, format!("#/{}/{n}/{member}", self.reach.code()))
            })
        });
        named.collect()
    }

    fn ensure_possible(&self, restriction: &Restriction, item: &RestrictedItem) -> Result<(), Refusal> {
        let here = || format!("#/{}", self.reach.code());
        let refuse = |holds: bool, code| if holds { Err(Refusal::at(code, here())) } else { Ok(()) };
        let same =
            |it: &Entity<Restriction>| it.reach == restriction.reach && it.audiences == restriction.audiences;
        ensure(!item.others.iter().any(same), Code::RestrictionExists)?;
        let excluded = |reader| restriction.keeps_from(reader);
        let author = Reader::FamilyMember(restriction.decision.decided_by);
        let concerned = matches!(self.withheld, Withheld::Person(id) if excluded(Reader::FamilyMember(id)));
        refuse(excluded(author) || concerned, Code::RestrictedAuthor)?;
        refuse(item.owners.iter().any(|owner| owner_excluded(restriction, *owner)), Code::RestrictedOwner)?;
        if self.withheld.reaches_the_plan() {
            refuse(lead_excluded(restriction, &item.case), Code::RestrictedLead)?;
            refuse(coordinator_named(restriction, &item.case), Code::RestrictedCoordinator)?;
        }
        ensure(!excluded(item.reader), Code::RestrictedSelf)
    }
}

/// Whether the owner of an action would not know of it.
pub(crate) fn owner_excluded(restriction: &Restriction, owner: Owner) -> bool {
    match owner {
        Owner::Agency { agency_id, worker_id } => {
            restriction.keeps_from(Reader::Agency(agency_id))
                || worker_id.is_some_and(|worker| restriction.keeps_from(Reader::Worker(worker, agency_id)))
        }
        Owner::FamilyMember { person_id } => restriction.keeps_from(Reader::FamilyMember(person_id)),
        Owner::Family => false,
    }
}

fn lead_excluded(restriction: &Restriction, file: &CaseFile) -> bool {
    let agency = file.holder(Role::LeadAgency).map(|lead| Reader::Agency(lead.agency_id));
    let worker = file
        .holder(Role::LeadWorker)
        .and_then(|lead| lead.worker_id.map(|worker| Reader::Worker(worker, lead.agency_id)));
    agency.into_iter().chain(worker).any(|reader| restriction.keeps_from(reader))
}

/// Whether it names the coordinator, from whom no action is hidden.
fn coordinator_named(restriction: &Restriction, file: &CaseFile) -> bool {
    let coordinator = file.holder(Role::Coordinator).and_then(|holder| holder.worker_id);
    let named =
        |it: &Audience| matches!(it, Audience::Worker { worker_id, .. } if coordinator == Some(*worker_id));
    restriction.reach == Reach::HiddenFrom && restriction.audiences.iter().any(named)
}

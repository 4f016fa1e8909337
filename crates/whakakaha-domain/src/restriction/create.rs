//! Hiding a thing from an agency.

use uuid::Uuid;

use super::{RestrictedKind, Restriction};
use crate::{
    agency::Agency,
    assignment::Role,
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    entity::Entity,
    filed::ensure_consented,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Hides one thing from one agency, because the family wants it (F1-17).
pub struct Restrict {
    /// The kind of thing.
    pub kind: RestrictedKind,
    /// Which thing.
    pub item_id: Uuid,
    /// From whom.
    pub agency_id: Id<Agency>,
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

/// A case with what is known of the thing to be hidden.
pub struct RestrictedItem {
    /// The case.
    pub case: CaseFile,
    /// Whether the case has such a thing that the caller may know of.
    pub known: bool,
    /// For an action: the agency that owns it.
    pub owner: Option<Id<Agency>>,
    /// Whether there is such an agency.
    pub agency_known: bool,
    /// Whether the thing is hidden from the agency already.
    pub hidden: bool,
}

impl Command for Restrict {
    type Target = RestrictedItem;
    const OPERATION: Operation = Operation::Restrict;

    fn decide(&self, item: &RestrictedItem, at: &Moment) -> Result<Decision, Refusal> {
        let file = &item.case;
        ensure_consented(file, at)?;
        if !item.known {
            return Err(Refusal::at(Code::ItemUnknown, "#/item_id"));
        }
        if !item.agency_known {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/agency_id"));
        }
        self.ensure_possible(item)?;
        ensure(!self.is_of_own_agency(file, at), Code::RestrictedSelf)?;
        let decision = family_decision(file, self.evidence.as_ref(), at)?;
        let restriction = Restriction {
            case_id: file.case.id,
            kind: self.kind,
            item_id: self.item_id,
            agency_id: self.agency_id,
            decision,
            lifted_at: None,
            lifting: None,
        };
        let restriction = Entity::new(at.id(0), restriction);
        Ok(Change::of(restriction.id).in_case(file.case.id).put(restriction).into())
    }
}

impl Restrict {
    fn ensure_possible(&self, item: &RestrictedItem) -> Result<(), Refusal> {
        ensure(!item.hidden, Code::RestrictionExists)?;
        if item.owner == Some(self.agency_id) {
            return Err(Refusal::at(Code::RestrictedOwner, "#/agency_id"));
        }
        let lead = item.case.holder(Role::LeadAgency).map(|lead| lead.agency_id);
        ensure(self.kind != RestrictedKind::Action || lead != Some(self.agency_id), Code::RestrictedLead)
    }

    /// Whether the caller works for the agency and would record what it may not read afterwards.
    fn is_of_own_agency(&self, file: &CaseFile, at: &Moment) -> bool {
        let worker = at.actor.principal.worker();
        let coordinates = worker.is_some()
            && file.holder(Role::Coordinator).and_then(|coordinator| coordinator.worker_id) == worker;
        at.actor.principal.agency() == Some(self.agency_id) && !coordinates
    }
}

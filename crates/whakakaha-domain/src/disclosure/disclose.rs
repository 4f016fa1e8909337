//! Disclosing an item.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{DisclosureFile, Recipient, Verdict};
use crate::{
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    consent::{Purpose, state::required_signatories},
    ids::Id,
    operation::Operation,
    person::Person,
    refusal::Refusal,
    worker::Worker,
};

/// Lets an item go to its recipients, if it may go to each of them. Why it may is kept with it.
pub struct DiscloseItem;

impl Command for DiscloseItem {
    type Target = DisclosureFile;
    const OPERATION: Operation = Operation::DiscloseItem;

    fn decide(&self, file: &DisclosureFile, at: &Moment) -> Result<Decision, Refusal> {
        let status = file.step(Self::OPERATION, at)?;
        file.ensure_own(at)?;
        let verdicts = file.verdicts(at);
        if let Some(Verdict { reason, .. }) = verdicts.iter().find(|it| !it.reason.allows()) {
            return Err(reason.refusal(file.knows_of_consent(at)).into());
        }
        let item = file.item.amended(|it| {
            it.verdicts = verdicts;
            it.kept_by = file.keepers();
            it.disclosed_at = Some(at.now);
            it.status = status;
        });
        Ok(Change::of(item.id).in_case(item.case_id).put(item).into())
    }
}

impl DisclosureFile {
    /// Who keeps what the law demanded of those who work for the agency that receives it: whoever has a role on the case.
    fn keepers(&self) -> BTreeSet<Id<Worker>> {
        let receives = |agency_id| self.item.recipients.contains(&Recipient::Agency { agency_id });
        let roles = self.case.assignments.iter().filter(|it| it.ended_on.is_none() && receives(it.agency_id));
        roles.filter_map(|it| it.worker_id).filter(|_| self.item.ground.is_statutory()).collect()
    }

    /// Whether somebody can have consented for a person: an adult or young person who signs, or a child.
    pub(super) fn is_covered(&self, subject: Id<Person>) -> bool {
        let signs = required_signatories(&self.case).any(|it| it.person.id == subject);
        let is_child =
            self.case.members.iter().any(|it| {
                it.person.id == subject && it.membership.is_present() && it.membership.role.is_child()
            });
        signs || is_child
    }

    /// The consents on which a disclosure to an agency rests.
    pub(super) fn consents(&self, purpose: Purpose, agency: Option<Id<Agency>>, day: NaiveDate) -> Vec<Uuid> {
        let counts = self.case.consents.iter().filter(|it| {
            it.holds_on(day) && it.covers_purpose(purpose) && agency.is_none_or(|id| it.covers_agency(id))
        });
        counts.map(|it| it.id.uuid()).collect()
    }
}

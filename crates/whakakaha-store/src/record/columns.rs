//! What a column keeps where that is not a member of the thing.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use whakakaha_domain::{
    action::Owner,
    disclosure::{Disclosure, DisclosureStatus, StatutoryBasis},
    meeting::Invitee,
    statement::{StatementAbout, StatementTopic},
};

use crate::dialect::Key;

/// Sorts cases without a review after all others.
pub(crate) const NO_REVIEW: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// The reference of the demand that an item meets, which no other may meet in the same case; none once it was taken back.
pub(super) fn request_ref(item: &Disclosure) -> Option<String> {
    let basis = item.ground.basis().filter(|_| item.status != DisclosureStatus::Recalled);
    basis.map(StatutoryBasis::reference)
}

/// Later than any instant at which the family is shown something.
pub(super) const NOT_YET: NaiveDateTime = NO_REVIEW.and_time(NaiveTime::MIN);

pub(super) fn number(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

pub(super) const fn owner_agency(owner: Owner) -> Option<Key> {
    match owner {
        Owner::Agency { agency_id, .. } => Some(Key(agency_id.uuid())),
        Owner::FamilyMember { .. } | Owner::Family => None,
    }
}

pub(super) const fn invited_worker(invitee: &Invitee) -> Option<Key> {
    match invitee {
        Invitee::Worker { worker_id, .. } => Some(Key(worker_id.uuid())),
        Invitee::FamilyMember { .. } | Invitee::SupportPerson { .. } => None,
    }
}

pub(super) const fn invited_member(invitee: &Invitee) -> Option<Key> {
    match invitee {
        Invitee::FamilyMember { person_id } => Some(Key(person_id.uuid())),
        Invitee::Worker { .. } | Invitee::SupportPerson { .. } => None,
    }
}

pub(super) fn stated_plan(about: Option<StatementAbout>) -> Option<Key> {
    about.filter(|it| it.kind == StatementTopic::PlanVersion).map(|it| Key(it.id))
}

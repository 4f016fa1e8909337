//! Who keeps what they promised: counted alike for agencies and family, never written (F0-04, F0-22).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Action, ActionStatus, Owner};
use crate::{agency::Agency, ids::Id, person::Person};

/// Who owes: an agency whoever acts for it, a member of the family, or the family together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Debtor {
    /// An agency.
    Agency(Id<Agency>),
    /// A member of the family.
    FamilyMember(Id<Person>),
    /// The family together.
    Family,
}

impl From<Owner> for Debtor {
    fn from(owner: Owner) -> Self {
        match owner {
            Owner::Agency { agency_id, .. } => Self::Agency(agency_id),
            Owner::FamilyMember { person_id } => Self::FamilyMember(person_id),
            Owner::Family => Self::Family,
        }
    }
}

/// What became of the commitments of one owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who owes.
    pub debtor: Debtor,
    /// Neither done nor ended, the overdue among them.
    pub open: u32,
    /// Open, and past their due date.
    pub overdue: u32,
    /// Done by their due date.
    pub done_on_time: u32,
    /// Done after it.
    pub done_late: u32,
    /// With a due date that was moved at least once.
    pub renegotiated: u32,
}

/// The accounts of all owners of these commitments, agencies first.
pub fn accounts<'a>(actions: impl IntoIterator<Item = &'a Action>, today: NaiveDate) -> Vec<Account> {
    let mut accounts: BTreeMap<Debtor, Account> = BTreeMap::new();
    for action in actions {
        let debtor = action.owner.into();
        let empty = Account { debtor, open: 0, overdue: 0, done_on_time: 0, done_late: 0, renegotiated: 0 };
        let account = accounts.entry(debtor).or_insert(empty);
        let done = action.status == ActionStatus::Done;
        let late = action.done_on.is_some_and(|day| day > action.due_on);
        account.open += u32::from(action.status.is_open());
        account.overdue += u32::from(action.is_overdue_on(today));
        account.done_on_time += u32::from(done && !late);
        account.done_late += u32::from(done && late);
        account.renegotiated += u32::from(!action.renegotiations.is_empty());
    }
    accounts.into_values().collect()
}

//! Who keeps what they promised.

use actix_web::{get, web::Path};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    action::{Account, Debtor, Owner},
    entity::Version,
    ids::Id,
};
use whakakaha_store::action::Accounts;

use super::owner::OwnerView;
use crate::{context::RequestContext, problem::ApiResult, view::View};

/// What became of the commitments of a case, per owner.
#[derive(Serialize, ToSchema)]
#[schema(as = Accountability)]
pub(super) struct AccountabilityView {
    /// The case.
    case_id: Uuid,
    /// A row per owner, agencies first.
    #[schema(max_items = 400)]
    owners: Vec<AccountView>,
}

/// What became of one owner's commitments.
#[derive(Serialize, ToSchema)]
#[schema(as = Account)]
pub(super) struct AccountView {
    /// Who owes.
    owner: OwnerView,
    /// Neither done nor ended, the overdue among them.
    #[schema(minimum = 0, maximum = 100_000)]
    open: u32,
    /// Open, and past their due date where the family lives.
    #[schema(minimum = 0, maximum = 100_000)]
    overdue: u32,
    /// Done by their due date.
    #[schema(minimum = 0, maximum = 100_000)]
    done_on_time: u32,
    /// Done after it.
    #[schema(minimum = 0, maximum = 100_000)]
    done_late: u32,
    /// With a due date that was moved at least once.
    #[schema(minimum = 0, maximum = 100_000)]
    renegotiated: u32,
}

impl From<&Account> for AccountView {
    fn from(account: &Account) -> Self {
        Self {
            owner: owner(account.debtor).into(),
            open: account.open,
            overdue: account.overdue,
            done_on_time: account.done_on_time,
            done_late: account.done_late,
            renegotiated: account.renegotiated,
        }
    }
}

const fn owner(debtor: Debtor) -> Owner {
    match debtor {
        Debtor::Agency(agency_id) => Owner::Agency { agency_id, worker_id: None },
        Debtor::FamilyMember(person_id) => Owner::FamilyMember { person_id },
        Debtor::Family => Owner::Family,
    }
}

impl View for AccountabilityView {
    type Of = Accounts;

    fn of(accounts: &Accounts, _: Version) -> Self {
        Self { case_id: accounts.case.uuid(), owners: accounts.accounts.iter().map(Into::into).collect() }
    }

    fn id(&self) -> Uuid {
        self.case_id
    }
}

/// Read who keeps what they promised
///
/// Counted alike for agencies and family, from the actions that you may see. The coordinator, the lead
/// worker, the key contact and the family see every owner; an agency that takes part sees its own row.
#[utoipa::path(
    tag = "Follow-up",
    responses((status = 200, description = "A row per owner.", body = AccountabilityView)),
)]
#[get("/v1/cases/{case_id}/accountability")]
pub(super) async fn get_accountability(cx: RequestContext, case_id: Path<Uuid>) -> ApiResult {
    cx.read::<AccountabilityView>(Id::new(*case_id)).await
}

//! Actions and follow-up.

mod account;
mod check;
mod for_family;
mod get;
mod list;
pub(crate) mod owner;
mod progress;
mod renegotiate;
mod resolve;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    action::{Action, ActionFile, Renegotiation},
    entity::{Entity, Version},
};
use whakakaha_store::action::ActionItem;

use crate::{
    code::{ActionStatusCode, DomainCode, FindingCode},
    correction::AttachedStatementView,
    view::{Item, View, carries_statements},
};
use owner::{OwnerView, SupporterView};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_actions)
        .service(get::get_action)
        .service(progress::report_progress)
        .service(for_family::record_family_progress)
        .service(progress::list_progress)
        .service(check::check_action)
        .service(check::list_checks)
        .service(renegotiate::renegotiate_action)
        .service(resolve::resolve_action)
        .service(account::get_accountability);
}

/// A commitment in follow-up.
#[derive(Serialize, ToSchema)]
#[schema(as = Action)]
pub(crate) struct ActionView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The version of the plan by which it came into force or was last changed.
    plan_version_id: Uuid,
    /// The goal that it serves.
    goal_id: Uuid,
    /// The domain of that goal.
    domain: DomainCode,
    /// What will be done.
    #[schema(max_length = 1000)]
    what: String,
    /// Who does it.
    owner: OwnerView,
    /// Who helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    supported_by: Option<SupporterView>,
    /// By when.
    due_on: NaiveDate,
    /// By when it was first promised.
    original_due_on: NaiveDate,
    /// Every change of the due date.
    #[schema(max_items = 1000)]
    renegotiations: Vec<RenegotiationView>,
    /// What the owner says, or how it ended.
    status: ActionStatusCode,
    /// The day on which the owner said that it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    done_on: Option<NaiveDate>,
    /// What stands in the way; absent while nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    blocked: Option<String>,
    /// What the last follow-up check found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_finding: Option<FindingCode>,
    /// The day of that check.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_checked_on: Option<NaiveDate>,
    /// The day on which the lead worker or the key contact looks whether it is being done: two working days after
    /// its due date, and two after each look from then on. Absent once it is settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    check_due_on: Option<NaiveDate>,
    /// Why it ended without being done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    ended_because: Option<String>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

/// A change of a due date.
#[derive(Serialize, ToSchema)]
#[schema(as = Renegotiation)]
pub(crate) struct RenegotiationView {
    /// The date before.
    from_on: NaiveDate,
    /// The date after.
    to_on: NaiveDate,
    /// Why.
    #[schema(max_length = 2000)]
    reason: String,
    /// When it was agreed.
    agreed_at: DateTime<Utc>,
}

impl From<&Renegotiation> for RenegotiationView {
    fn from(it: &Renegotiation) -> Self {
        Self { from_on: it.from, to_on: it.to, reason: it.reason.clone(), agreed_at: it.at }
    }
}

impl ActionView {
    fn of_action(action: &Entity<Action>, check_due_on: Option<NaiveDate>) -> Self {
        Self {
            id: action.id.uuid(),
            statements: Vec::new(),
            case_id: action.case_id.uuid(),
            plan_version_id: action.plan_version_id.uuid(),
            goal_id: action.goal_id.uuid(),
            domain: action.domain.into(),
            what: action.what.clone(),
            owner: action.owner.into(),
            supported_by: action.supported_by.map(Into::into),
            due_on: action.due_on,
            original_due_on: action.original_due_on,
            renegotiations: action.renegotiations.iter().map(Into::into).collect(),
            status: action.status.into(),
            done_on: action.done_on,
            blocked: action.blocked.clone(),
            last_finding: action.last_finding.map(Into::into),
            last_checked_on: action.last_checked_on,
            check_due_on,
            ended_because: action.ended_because.clone(),
        }
    }
}

impl View for ActionView {
    type Of = ActionFile;

    fn of(file: &ActionFile, _: Version) -> Self {
        Self::of_action(&file.action, file.check_due_on())
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

impl Item for ActionView {
    type Of = ActionItem;

    fn of(item: &ActionItem) -> Self {
        Self::of_action(&item.action, item.check_due_on)
    }

    carries_statements!();
}

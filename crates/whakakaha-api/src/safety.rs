//! Safety alerts: who must not meet whom, and of whom to be careful.

mod ask_lowering;
mod confirm_lowering;
mod extend;
mod get;
mod list;
mod raise;
mod refuse_lowering;
mod tie;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    safety::{Lowering, LoweringAnswer, SafetyAlert},
};

use self::tie::TieView;
use crate::{
    code::{AlertGroundCode, AlertKindCode, AlertStatusCode},
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_safety_alerts)
        .service(raise::raise_safety_alert)
        .service(get::get_safety_alert)
        .service(extend::extend_safety_alert)
        .service(ask_lowering::ask_lowering)
        .service(confirm_lowering::confirm_lowering)
        .service(refuse_lowering::refuse_lowering);
}

/// A safety alert. The person whom it restricts does not learn that there is one.
#[derive(Serialize, ToSchema)]
#[schema(as = SafetyAlert)]
pub(crate) struct AlertView {
    id: Uuid,
    /// The case; where the family came back, the latest.
    case_id: Uuid,
    /// What it asks.
    kind: AlertKindCode,
    /// The person whom it restricts, or of whom it warns.
    person_id: Uuid,
    /// The person whom it protects, where two must not meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    protected_person_id: Option<Uuid>,
    /// What it rests on.
    ground: AlertGroundCode,
    /// Who said so.
    #[schema(max_length = 500)]
    source: String,
    /// The number or the date of the order, or where the evidence is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    reference: Option<String>,
    /// What those who read it are to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    advice: Option<String>,
    /// First day.
    begins_on: NaiveDate,
    /// Last day; absent: until it is lowered. It ends by itself at the midnight after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ends_on: Option<NaiveDate>,
    /// The children whom the restricted person may see. No other member of the family is shown to them.
    #[schema(max_items = 30)]
    may_see: Vec<Uuid>,
    /// Who and what would tell where the protected person is: not shown to the family, but to that person.
    #[schema(max_items = 1000)]
    ties: Vec<TieView>,
    /// Who raised it.
    raised_by: Uuid,
    /// When.
    raised_at: DateTime<Utc>,
    /// Where it stands.
    status: AlertStatusCode,
    /// Each time that somebody asked for it to be lowered, oldest first.
    #[schema(max_items = 1000)]
    lowerings: Vec<LoweringView>,
}

/// That somebody asked for an alert to be lowered, and what came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = AlertLowering)]
pub(crate) struct LoweringView {
    /// Who asked.
    asked_by: Uuid,
    /// When.
    asked_at: DateTime<Utc>,
    /// Why.
    #[schema(max_length = 1000)]
    reason: String,
    /// Who is to confirm it.
    supervisor_id: Uuid,
    /// What they answered, once they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    answer: Option<LoweringAnswerView>,
}

/// What a supervisor answered.
#[derive(Serialize, ToSchema)]
#[schema(as = AlertLoweringAnswer)]
pub(crate) struct LoweringAnswerView {
    /// Whether they confirmed it.
    confirmed: bool,
    /// Why not, or what they add.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 1000)]
    reason: Option<String>,
    /// When.
    answered_at: DateTime<Utc>,
}

impl From<&LoweringAnswer> for LoweringAnswerView {
    fn from(answer: &LoweringAnswer) -> Self {
        Self { confirmed: answer.confirmed, reason: answer.reason.clone(), answered_at: answer.at }
    }
}

impl From<&Lowering> for LoweringView {
    fn from(lowering: &Lowering) -> Self {
        Self {
            asked_by: lowering.asked_by.uuid(),
            asked_at: lowering.asked_at,
            reason: lowering.reason.clone(),
            supervisor_id: lowering.supervisor_id.uuid(),
            answer: lowering.answer.as_ref().map(Into::into),
        }
    }
}

impl From<&Entity<SafetyAlert>> for AlertView {
    fn from(alert: &Entity<SafetyAlert>) -> Self {
        Self {
            id: alert.id.uuid(),
            case_id: alert.case_id.uuid(),
            kind: alert.kind.into(),
            person_id: alert.person_id.uuid(),
            protected_person_id: alert.protected_id.map(whakakaha_domain::ids::Id::uuid),
            ground: alert.ground.into(),
            source: alert.source.clone(),
            reference: alert.reference.clone(),
            advice: alert.advice.clone(),
            begins_on: alert.begins_on,
            ends_on: alert.ends_on,
            may_see: alert.may_see.iter().map(|it| it.uuid()).collect(),
            ties: alert.ties.iter().copied().map(Into::into).collect(),
            raised_by: alert.raised_by.uuid(),
            raised_at: alert.raised_at,
            status: alert.status.into(),
            lowerings: alert.lowerings.iter().map(Into::into).collect(),
        }
    }
}

impl View for AlertView {
    type Of = Entity<SafetyAlert>;

    fn of(alert: &Entity<SafetyAlert>, _: Version) -> Self {
        alert.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for AlertView {
    type Of = Entity<SafetyAlert>;

    fn of(alert: &Entity<SafetyAlert>) -> Self {
        alert.into()
    }
}

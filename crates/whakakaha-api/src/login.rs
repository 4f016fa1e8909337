//! Logins of other organisations, linked to workers.

mod end;
mod list;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    login::Login,
};

use crate::{
    code::ScopeCode,
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_logins).service(end::end_login);
}

/// The login of a worker's own organisation.
#[derive(Serialize, ToSchema)]
#[schema(as = Login)]
pub(crate) struct LoginView {
    id: Uuid,
    /// Whose it is.
    worker_id: Uuid,
    /// The organisation's OpenID Connect issuer.
    #[schema(max_length = 500)]
    issuer: String,
    /// How that issuer names the worker.
    #[schema(max_length = 255)]
    subject: String,
    /// What it allows at the most.
    #[schema(max_items = 20)]
    scopes: Vec<ScopeCode>,
    /// When it was linked.
    linked_at: DateTime<Utc>,
    /// Since when it opens nothing any more; absent where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_at: Option<DateTime<Utc>>,
}

impl From<&Entity<Login>> for LoginView {
    fn from(login: &Entity<Login>) -> Self {
        Self {
            id: login.id.uuid(),
            worker_id: login.worker_id.uuid(),
            issuer: login.issuer.clone(),
            subject: login.subject.clone(),
            scopes: login.scopes.iter().map(ScopeCode::from).collect(),
            linked_at: login.linked_at,
            ended_at: login.ended_at,
        }
    }
}

impl View for LoginView {
    type Of = Entity<Login>;

    fn of(login: &Entity<Login>, _: Version) -> Self {
        login.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for LoginView {
    type Of = Entity<Login>;

    fn of(login: &Entity<Login>) -> Self {
        login.into()
    }
}

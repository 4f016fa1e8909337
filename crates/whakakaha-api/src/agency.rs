//! Agencies.

mod change;
mod create;
mod get;
mod list;
mod suspend;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    agency::{Agency, Commitment},
    entity::{Entity, Version},
    ids::Id,
};

use crate::{
    code::{AgencyKindCode, SectorCode},
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_agencies)
        .service(create::create_agency)
        .service(get::get_agency)
        .service(change::change_agency)
        .service(suspend::suspend_agency)
        .service(suspend::restore_agency);
}

/// What is said of an agency.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgencyRequest {
    /// Its name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Waitākere Community Law")]
    name: String,
    /// Government or community.
    kind: AgencyKindCode,
    /// Its sector.
    sector: SectorCode,
    /// The commitment of its department to the process, if one was made.
    #[validate(nested)]
    #[schema(nullable = false)]
    commitment: Option<CommitmentRequest>,
    /// The organisation that it belongs to.
    #[schema(nullable = false)]
    parent_id: Option<Uuid>,
    /// Where those can reach it about whom it holds information: post, telephone, e-mail. Everybody with a token sees
    /// it, and notices to families name it.
    #[validate(length(min = 1, max = 500))]
    #[schema(
        nullable = false,
        min_length = 1,
        max_length = 500,
        example = "12 Ratanui Street, Henderson; 09 555 0100"
    )]
    address: Option<String>,
    /// Whether it is a child welfare and protection agency, or an independent person, in the sense of section 2 of the
    /// Oranga Tamariki Act 1989: only these share with each other under section 66C.
    #[serde(default)]
    child_protection: bool,
}

/// A department's commitment to be part of Strengthening Families.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommitmentRequest {
    /// The department that committed.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    department: String,
    /// The day from which the commitment holds.
    since_on: NaiveDate,
}

impl From<AgencyRequest> for Agency {
    fn from(request: AgencyRequest) -> Self {
        let commitment =
            request.commitment.map(|it| Commitment { department: it.department, since: it.since_on });
        Self {
            name: request.name,
            kind: request.kind.0,
            sector: request.sector.0,
            commitment,
            parent: request.parent_id.map(Id::new),
            address: request.address,
            child_protection: request.child_protection,
            suspended_at: None,
        }
    }
}

/// A government or community organisation that takes part.
#[derive(Serialize, ToSchema)]
#[schema(as = Agency)]
pub(crate) struct AgencyView {
    id: Uuid,
    /// Its name.
    #[schema(max_length = 200)]
    name: String,
    /// Government or community.
    kind: AgencyKindCode,
    /// Its sector.
    sector: SectorCode,
    /// The commitment of its department to the process; absent where none was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    commitment: Option<CommitmentView>,
    /// The organisation that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    parent_id: Option<Uuid>,
    /// Where those can reach it about whom it holds information.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    address: Option<String>,
    /// Whether it is a child welfare and protection agency or an independent person (Oranga Tamariki Act 1989).
    child_protection: bool,
    /// Since when nobody acts here for it; absent where its workers and programs can.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    suspended_at: Option<DateTime<Utc>>,
}

/// A department's commitment to be part of Strengthening Families.
#[derive(Serialize, ToSchema)]
#[schema(as = Commitment)]
pub(crate) struct CommitmentView {
    /// The department that committed.
    #[schema(max_length = 200)]
    department: String,
    /// The day from which the commitment holds.
    since_on: NaiveDate,
}

impl From<&Entity<Agency>> for AgencyView {
    fn from(agency: &Entity<Agency>) -> Self {
        let commitment = agency
            .commitment
            .as_ref()
            .map(|it| CommitmentView { department: it.department.clone(), since_on: it.since });
        Self {
            id: agency.id.uuid(),
            name: agency.name.clone(),
            kind: agency.kind.into(),
            sector: agency.sector.into(),
            commitment,
            parent_id: agency.parent.map(Id::uuid),
            address: agency.address.clone(),
            child_protection: agency.child_protection,
            suspended_at: agency.suspended_at,
        }
    }
}

impl View for AgencyView {
    type Of = Entity<Agency>;

    fn of(agency: &Entity<Agency>, _: Version) -> Self {
        agency.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for AgencyView {
    type Of = Entity<Agency>;

    fn of(agency: &Entity<Agency>) -> Self {
        agency.into()
    }
}

//! Clients: the programs of agencies.

mod change;
mod disable;
mod get;
mod list;
mod register;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    client::{Client, ClientDetails, ClientProof, PublicKey},
    entity::{Entity, Version},
    refusal::{Code, Refusal},
};
use whakakaha_store::error::Failure;

use crate::{
    auth::is_usable_key,
    code::ScopeCode,
    problem::Problem,
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_clients)
        .service(register::register_client)
        .service(get::get_client)
        .service(change::change_client)
        .service(disable::disable_client);
}

/// What is said of a program.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientRequest {
    /// What people call it.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Case records, nightly sync")]
    name: String,
    /// The public halves of the keys with which it signs assertions. Two while one follows the other.
    #[serde(default)]
    #[validate(length(max = 5), nested)]
    #[schema(max_items = 5)]
    keys: Vec<PublicKeyRequest>,
    /// What its tokens allow at the most: of your own scopes, or what goes with ordinary work. Without `acts_for_workers`
    /// `integration.read`, `integration.write` and `report.read` alone.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    scopes: Vec<ScopeCode>,
    /// Whether it may ask for tokens on behalf of named workers of the agency.
    #[serde(default)]
    acts_for_workers: bool,
    /// Whether its tokens are bound to a key of which it proves possession with each request (DPoP, RFC 9449).
    #[serde(default)]
    bound_tokens: bool,
}

/// The public half of a key (RFC 7517): P-256 for ES256, Ed25519 for EdDSA, or RSA of at least 2048 bits for PS256.
#[derive(Clone, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicKey)]
pub(crate) struct PublicKeyRequest {
    /// By which name assertions refer to it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "2026-11")]
    kid: String,
    /// The kind of key: `EC`, `OKP` or `RSA`.
    #[validate(length(min = 1, max = 10))]
    #[schema(min_length = 1, max_length = 10, example = "EC")]
    kty: String,
    /// The curve: `P-256` or `Ed25519`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 20))]
    #[schema(nullable = false, min_length = 1, max_length = 20, example = "P-256")]
    crv: Option<String>,
    /// The first coordinate, in base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 100))]
    #[schema(nullable = false, min_length = 1, max_length = 100)]
    x: Option<String>,
    /// The second coordinate, in base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 100))]
    #[schema(nullable = false, min_length = 1, max_length = 100)]
    y: Option<String>,
    /// The modulus, in base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 1400))]
    #[schema(nullable = false, min_length = 1, max_length = 1400)]
    n: Option<String>,
    /// The exponent, in base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 20))]
    #[schema(nullable = false, min_length = 1, max_length = 20)]
    e: Option<String>,
    /// The algorithm.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 20))]
    #[schema(nullable = false, min_length = 1, max_length = 20, example = "ES256")]
    alg: Option<String>,
    /// What it is used for.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    used_for: Option<KeyUse>,
    /// What may be done with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 1))]
    #[schema(nullable = false, max_items = 1)]
    key_ops: Option<Vec<KeyOperation>>,
}

/// What may be done with a key: `verify`, to check signatures.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
enum KeyOperation {
    /// Checking signatures.
    #[serde(rename = "verify")]
    Verify,
}

/// What a key is used for: `sig`, for signatures.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
enum KeyUse {
    /// Signatures.
    #[serde(rename = "sig")]
    Signatures,
}

impl ClientRequest {
    /// What is to be kept, where every key can be used and has a name of its own.
    fn details(self) -> Result<ClientDetails, Problem> {
        let mut keys: Vec<PublicKey> = Vec::new();
        for (index, key) in self.keys.iter().enumerate() {
            let jwk = json!(key);
            if !is_usable_key(&jwk) || keys.iter().any(|other| other.kid == key.kid) {
                let refusal = Refusal::at(Code::ClientKeyUnusable, format!("#/keys/{index}"));
                return Err(Failure::Refused(refusal).into());
            }
            keys.push(PublicKey { kid: key.kid.clone(), jwk });
        }
        Ok(ClientDetails {
            name: self.name,
            proof: ClientProof::Keys(keys),
            scopes: self.scopes.iter().map(|scope| scope.0).collect(),
            for_workers: self.acts_for_workers,
            bound_tokens: self.bound_tokens,
        })
    }
}

/// A program of an agency.
#[derive(Serialize, ToSchema)]
#[schema(as = AgencyClient)]
pub(crate) struct ClientView {
    /// Its `client_id`.
    id: Uuid,
    /// For whom it acts.
    agency_id: Uuid,
    /// What people call it.
    #[schema(max_length = 200)]
    name: String,
    /// The public halves of its keys; none where it has a secret, in a demonstration.
    #[schema(max_items = 5)]
    keys: Vec<PublicKeyView>,
    /// What its tokens allow at the most.
    #[schema(max_items = 20)]
    scopes: Vec<ScopeCode>,
    /// Whether it may ask for tokens on behalf of named workers of the agency.
    acts_for_workers: bool,
    /// Whether its tokens are bound to a key.
    bound_tokens: bool,
    /// Since when it can do nothing here any more; absent where it can.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    disabled_at: Option<DateTime<Utc>>,
    /// Its secret, in a demonstration, shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 100)]
    client_secret: Option<String>,
}

/// The public half of a key.
#[derive(Serialize, ToSchema)]
#[schema(as = NamedKey)]
pub(crate) struct PublicKeyView {
    /// By which name assertions refer to it.
    #[schema(max_length = 100)]
    kid: String,
    /// The key as it was registered (RFC 7517).
    #[schema(value_type = Object)]
    jwk: Value,
}

impl From<&Entity<Client>> for ClientView {
    fn from(client: &Entity<Client>) -> Self {
        let keys = match &client.details.proof {
            ClientProof::Keys(keys) => keys.as_slice(),
            ClientProof::Secret(_) => &[],
        };
        Self {
            id: client.id.uuid(),
            agency_id: client.agency_id.uuid(),
            name: client.details.name.clone(),
            keys: keys.iter().map(|it| PublicKeyView { kid: it.kid.clone(), jwk: it.jwk.clone() }).collect(),
            scopes: client.details.scopes.iter().map(ScopeCode::from).collect(),
            acts_for_workers: client.details.for_workers,
            bound_tokens: client.details.bound_tokens,
            disabled_at: client.disabled_at,
            client_secret: None,
        }
    }
}

impl View for ClientView {
    type Of = Entity<Client>;

    fn of(client: &Entity<Client>, _: Version) -> Self {
        client.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for ClientView {
    type Of = Entity<Client>;

    fn of(client: &Entity<Client>) -> Self {
        client.into()
    }
}

//! What is read of a consent.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    consent::{Consent, ConsentState, Narrowing, Signature},
    entity::{Entity, Version},
    ids::Id,
};

use crate::{
    code::{ConsentStatusCode, InformationCategoryCode, PurposeCode, SignatureMethodCode},
    view::{Item, View},
};

/// One agreement by one person.
#[derive(Serialize, ToSchema)]
#[schema(as = Consent)]
pub(crate) struct ConsentView {
    id: Uuid,
    /// Where it stands.
    status: ConsentStatusCode,
    /// The case.
    case_id: Uuid,
    /// The person who agrees, for themselves and for the children named.
    person_id: Uuid,
    /// What for.
    #[schema(max_items = 6)]
    purposes: Vec<PurposeCode>,
    /// With which agencies.
    #[schema(max_items = 50)]
    agencies: Vec<Uuid>,
    /// Kinds of information covered.
    #[schema(max_items = 7)]
    categories: Vec<InformationCategoryCode>,
    /// Children for whom the person agrees.
    #[schema(max_items = 50)]
    children: Vec<Uuid>,
    /// First day.
    begins_on: NaiveDate,
    /// Last day.
    expires_on: NaiveDate,
    /// Which wording of the statement was explained.
    #[schema(max_length = 50)]
    statement_version: String,
    /// In which language (BCP 47).
    #[schema(max_length = 35)]
    language: String,
    /// Who explained it.
    explained_by: Uuid,
    /// Parts taken back while the rest stays.
    #[schema(max_items = 200)]
    narrowed: Vec<NarrowingView>,
    /// How many days before the last day somebody was warned of it at last: 30, 14 or 7.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 7, maximum = 30)]
    warned_days: Option<u16>,
    /// The written evidence, once it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    signature: Option<SignatureView>,
    /// The day on which the person said no.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    refused_on: Option<NaiveDate>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    withdrawn_at: Option<DateTime<Utc>>,
    /// How the person told that they take it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    withdrawal_channel: Option<String>,
    /// The first day without it, where it ran out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    expired_on: Option<NaiveDate>,
    /// The consent that replaced it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    superseded_by: Option<Uuid>,
    /// What the mistake was, where it was recorded by mistake.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    void_reason: Option<String>,
    /// The second person who confirmed the mistake.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    confirmed_by: Option<Uuid>,
}

/// Part of a consent taken back.
#[derive(Serialize, ToSchema)]
#[schema(as = Narrowing)]
pub(crate) struct NarrowingView {
    /// Purposes taken back.
    #[schema(max_items = 6)]
    purposes: Vec<PurposeCode>,
    /// Agencies taken back.
    #[schema(max_items = 50)]
    agencies: Vec<Uuid>,
    /// Kinds of information taken back.
    #[schema(max_items = 7)]
    categories: Vec<InformationCategoryCode>,
    /// When.
    narrowed_at: DateTime<Utc>,
    /// How the person told.
    #[schema(max_length = 200)]
    channel: String,
}

impl From<&Narrowing> for NarrowingView {
    fn from(part: &Narrowing) -> Self {
        Self {
            purposes: part.purposes.iter().map(|purpose| (*purpose).into()).collect(),
            agencies: part.agencies.iter().map(|agency| agency.uuid()).collect(),
            categories: part.categories.iter().map(|category| (*category).into()).collect(),
            narrowed_at: part.at,
            channel: part.channel.clone(),
        }
    }
}

/// The written evidence of a consent.
#[derive(Serialize, ToSchema)]
#[schema(as = Signature)]
pub(crate) struct SignatureView {
    /// The day on which it was signed.
    signed_on: NaiveDate,
    /// How.
    method: SignatureMethodCode,
    /// SHA-256 of the signed document.
    #[schema(min_length = 64, max_length = 64, pattern = "^[0-9a-f]{64}$")]
    evidence_sha256: String,
    /// Who saw it being signed.
    #[schema(max_length = 200)]
    witness: String,
}

impl From<&Signature> for SignatureView {
    fn from(signature: &Signature) -> Self {
        Self {
            signed_on: signature.signed_on,
            method: signature.method.into(),
            evidence_sha256: signature.evidence_sha256.clone(),
            witness: signature.witness.clone(),
        }
    }
}

impl From<&Entity<Consent>> for ConsentView {
    fn from(consent: &Entity<Consent>) -> Self {
        Self::plain(consent).with(&consent.state)
    }
}

impl ConsentView {
    fn plain(consent: &Entity<Consent>) -> Self {
        Self {
            id: consent.id.uuid(),
            status: consent.state.status().into(),
            case_id: consent.case_id.uuid(),
            person_id: consent.person_id.uuid(),
            purposes: consent.purposes.iter().map(|purpose| (*purpose).into()).collect(),
            agencies: consent.agencies.iter().map(|agency| agency.uuid()).collect(),
            categories: consent.categories.iter().map(|category| (*category).into()).collect(),
            children: consent.children.iter().copied().map(Id::uuid).collect(),
            begins_on: consent.valid_from,
            expires_on: consent.valid_until,
            statement_version: consent.statement_version.clone(),
            language: consent.language.clone(),
            explained_by: consent.explained_by.uuid(),
            narrowed: consent.narrowed.iter().map(Into::into).collect(),
            warned_days: consent.warned_days,
            signature: None,
            refused_on: None,
            withdrawn_at: None,
            withdrawal_channel: None,
            expired_on: None,
            superseded_by: None,
            void_reason: None,
            confirmed_by: None,
        }
    }

    /// Adds what belongs to the state.
    fn with(self, state: &ConsentState) -> Self {
        match state {
            ConsentState::PendingSignature => self,
            ConsentState::Active(signature) => self.signed(signature),
            ConsentState::Refused { on } => Self { refused_on: Some(*on), ..self },
            ConsentState::Withdrawn { signature, at, channel } => Self {
                withdrawn_at: Some(*at),
                withdrawal_channel: Some(channel.clone()),
                ..self.signed(signature)
            },
            ConsentState::Expired { signature, on } => {
                Self { expired_on: Some(*on), ..self.signed(signature) }
            }
            ConsentState::Superseded { signature, by } => {
                Self { superseded_by: Some(by.uuid()), ..self.signed(signature) }
            }
            ConsentState::EnteredInError { reason, confirmed_by } => {
                Self { void_reason: Some(reason.clone()), confirmed_by: Some(confirmed_by.uuid()), ..self }
            }
        }
    }

    fn signed(self, signature: &Signature) -> Self {
        Self { signature: Some(signature.into()), ..self }
    }
}

impl View for ConsentView {
    type Of = Entity<Consent>;

    fn of(consent: &Entity<Consent>, _: Version) -> Self {
        consent.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for ConsentView {
    type Of = Entity<Consent>;

    fn of(consent: &Entity<Consent>) -> Self {
        consent.into()
    }
}

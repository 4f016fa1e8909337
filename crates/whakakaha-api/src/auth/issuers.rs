//! The organisations whose workers come in with a login of their own (OpenID Connect): what they have signed is checked
//! with keys that they publish.
//!
//! Keys are kept for an hour, and looked for again when a token names one that is not among them, but not more often
//! than twice a minute. While an organisation cannot be asked, the keys that were found last serve for a day.
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde_json::Value;

use super::{
    LEEWAY,
    foreign::{ForeignKey, plain_header, seconds, seconds_if_told},
};
use crate::{outbound::Outbound, problem::Transport};

/// How long keys serve before they are looked for again.
const FRESH: TimeDelta = TimeDelta::hours(1);
/// How long they serve while the organisation cannot be asked.
const STALE: TimeDelta = TimeDelta::hours(24);
/// How long an organisation is left alone after it was asked.
const PAUSE: TimeDelta = TimeDelta::seconds(30);
/// How long an ID token may live, in seconds.
const LONGEST: i64 = 24 * 3600;
/// The largest document that is read, in bytes.
const LARGEST: usize = 256 * 1024;
/// The longest name that an organisation has for somebody (OpenID Connect Core, 2).
const LONGEST_SUBJECT: usize = 255;
const ALGORITHMS: [Algorithm; 4] = [Algorithm::ES256, Algorithm::EdDSA, Algorithm::PS256, Algorithm::RS256];

/// An organisation whose logins are taken, as whoever runs the service names it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// Its issuer identifier, exactly as its tokens name it.
    pub issuer: String,
    /// By which name its tokens are for this service: the `client_id` of the program that people use.
    pub audience: String,
    /// The claim that names a person for good; `sub` unless something else is said.
    #[serde(default = "usual_claim")]
    pub subject_claim: String,
}

fn usual_claim() -> String {
    "sub".to_owned()
}

/// Somebody whom an organisation knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// The organisation.
    pub(crate) issuer: String,
    /// How it names them.
    pub(crate) subject: String,
}

/// The organisations whose logins are taken, and the keys that were found of them.
#[derive(Clone)]
pub struct Issuers {
    known: Arc<[Issuer]>,
    found: Arc<Mutex<HashMap<String, Found>>>,
    outbound: Outbound,
}

/// What was found when an organisation was asked, and when it was last asked.
#[derive(Clone)]
struct Found {
    keys: Arc<[Value]>,
    read_at: DateTime<Utc>,
    asked_at: DateTime<Utc>,
}

/// What is known of an organisation that has never answered.
fn never() -> (Arc<[Value]>, DateTime<Utc>) {
    (Arc::new([]), DateTime::UNIX_EPOCH)
}

/// What an ID token says, as far as it is looked at.
#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    #[serde(deserialize_with = "seconds")]
    exp: i64,
    #[serde(deserialize_with = "seconds")]
    iat: i64,
    #[serde(default, deserialize_with = "seconds_if_told")]
    nbf: Option<i64>,
    #[serde(default)]
    azp: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Issuers {
    /// Takes the logins of these organisations.
    #[must_use]
    pub fn new(known: Vec<Issuer>, outbound: Outbound) -> Self {
        Self { known: known.into(), found: Arc::default(), outbound }
    }

    /// Who somebody is by an ID token of their organisation.
    pub(crate) async fn judge(&self, token: &str, now: DateTime<Utc>) -> Result<Known, Transport> {
        let header = plain_header(token).filter(|header| ALGORITHMS.contains(&header.alg));
        let header = header.ok_or(Transport::SubjectToken)?;
        let kid = header.kid.ok_or(Transport::SubjectToken)?;
        let issuer = self.said_by(token).ok_or(Transport::SubjectToken)?;
        let key = self.key(issuer, &kid, now).await?.ok_or(Transport::SubjectToken)?;
        let said: Value = key.verify(token, header.alg).ok_or(Transport::SubjectToken)?;
        let subject = said[issuer.subject_claim.as_str()].as_str().map(str::to_owned);
        let subject = subject.filter(|it| (1..=LONGEST_SUBJECT).contains(&it.len()));
        let claims: Claims = serde_json::from_value(said).map_err(|_| Transport::SubjectToken)?;
        let subject = subject.filter(|_| claims.fit(issuer, now.timestamp()));
        let subject = subject.ok_or(Transport::SubjectToken)?;
        Ok(Known { issuer: issuer.issuer.clone(), subject })
    }

    /// The organisation that a token is said to be of. Nothing is checked yet.
    fn said_by(&self, token: &str) -> Option<&Issuer> {
        let said: Value = jsonwebtoken::dangerous::insecure_decode_claims(token).ok()?;
        self.known.iter().find(|known| said["iss"] == known.issuer)
    }

    /// The key of an organisation that has this name.
    async fn key(
        &self,
        issuer: &Issuer,
        kid: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<ForeignKey>, Transport> {
        let before = self.found(issuer);
        let named =
            |found: &Found| found.keys.iter().find(|key| key["kid"] == kid).and_then(ForeignKey::read);
        let fresh = before.as_ref().filter(|found| now < found.read_at + FRESH);
        if let Some(key) = fresh.and_then(named) {
            return Ok(Some(key));
        }
        let asked = before.as_ref().is_some_and(|found| now < found.asked_at + PAUSE);
        let mut reached = asked;
        if !asked {
            reached = self.ask(issuer, before, now).await;
        }
        let usable = self.found(issuer).filter(|found| now < found.read_at + STALE);
        match usable.as_ref().and_then(named) {
            Some(key) => Ok(Some(key)),
            None if reached && usable.is_some() => Ok(None),
            None => Err(Transport::IssuerUnavailable),
        }
    }

    fn found(&self, issuer: &Issuer) -> Option<Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).get(&issuer.issuer).cloned()
    }

    /// Asks an organisation for its keys; whether it answered.
    async fn ask(&self, issuer: &Issuer, before: Option<Found>, now: DateTime<Utc>) -> bool {
        let keys = self.fetch(issuer).await;
        let reached = keys.is_some();
        let found = if let Some(keys) = keys {
            Found { keys: keys.into(), read_at: now, asked_at: now }
        } else {
            tracing::warn!(issuer = issuer.issuer, "the keys of an organisation cannot be fetched");
            let (keys, read_at) = before.map_or_else(never, |before| (before.keys, before.read_at));
            Found { keys, read_at, asked_at: now }
        };
        self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(issuer.issuer.clone(), found);
        reached
    }

    /// The keys that an organisation publishes (OpenID Connect Discovery, 4).
    async fn fetch(&self, issuer: &Issuer) -> Option<Vec<Value>> {
        let place = format!("{}/.well-known/openid-configuration", issuer.issuer.trim_end_matches('/'));
        let described = self.outbound.get_json(&place, LARGEST).await.ok()?;
        if described["issuer"] != issuer.issuer {
            return None;
        }
        let published = self.outbound.get_json(described["jwks_uri"].as_str()?, LARGEST).await.ok()?;
        published["keys"].as_array().cloned()
    }
}

impl Claims {
    /// Whether they are of this organisation, for this service alone, and hold now.
    fn fit(&self, issuer: &Issuer, now: i64) -> bool {
        let ours = match &self.aud {
            Audience::One(one) => *one == issuer.audience,
            Audience::Several(several) => {
                several.contains(&issuer.audience)
                    && (several.len() == 1 || self.azp.as_ref() == Some(&issuer.audience))
            }
        };
        let azp = self.azp.as_ref().is_none_or(|azp| *azp == issuer.audience);
        let lives = now - LEEWAY < self.exp
            && self.iat <= now + LEEWAY
            && self.nbf.is_none_or(|nbf| nbf <= now + LEEWAY)
            && (0..=LONGEST).contains(&self.exp.saturating_sub(self.iat));
        self.iss == issuer.issuer && ours && azp && lives
    }
}

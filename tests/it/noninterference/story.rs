//! Stories: what happens in both worlds, and what happens in one of them only.
//!
//! A story is a list of requests, made of scenes that lead from the directory to a plan in force, of small
//! things that happen between them, and of secrets.

use std::fmt;

use chrono::NaiveDateTime;
use proptest::prelude::*;
use serde_json::{Value, json};
use whakakaha_tests::client::Answer;

use super::{
    scenes::{self, SCENES},
    secrets::{self, Secret},
    small::{self, Small},
};

/// In which world something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Both,
    Left,
}

/// A request by names: `{entry/0}` in the path, `$entry/0` in the body.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) who: String,
    /// Without a method, only time passes.
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) body: Option<Value>,
    /// Which ids of the answer to keep under which names.
    pub(super) keep: Vec<(String, String)>,
    pub(super) at: Option<NaiveDateTime>,
    pub(super) place: Where,
    /// What is sent in the right world instead.
    pub(super) otherwise: Option<Value>,
    /// Who sends it in the right world instead.
    pub(super) other: Option<&'static str>,
    /// Whether it keeps a secret, which is none where it is refused.
    pub(super) keeps: bool,
    /// Whether the story of everything needs it.
    pub(super) essential: bool,
}

impl Request {
    fn new(who: &str, method: &'static str, path: impl Into<String>, body: Option<Value>) -> Self {
        let (who, path, keep) = (who.to_owned(), path.into(), Vec::new());
        let (at, place, otherwise) = (None, Where::Both, None);
        let (other, keeps, essential) = (None, false, false);
        Self { who, method, path, body, keep, at, place, otherwise, other, keeps, essential }
    }

    pub(super) fn get(who: &str, path: impl Into<String>) -> Self {
        Self::new(who, "GET", path, None)
    }

    pub(super) fn post(who: &str, path: impl Into<String>, body: Value) -> Self {
        Self::new(who, "POST", path, Some(body))
    }

    pub(super) fn put(who: &str, path: impl Into<String>, body: Value) -> Self {
        Self::new(who, "PUT", path, Some(body))
    }

    /// What somebody sends as a check of the other's answer.
    pub(super) fn any(who: &str, method: &'static str, path: String, body: Option<Value>) -> Self {
        Self::new(who, method, path, body)
    }

    /// It is this time now.
    pub(super) fn time(now: &str) -> Self {
        Self { at: Some(now.parse().unwrap()), ..Self::new("", "", "", None) }
    }

    /// Whether something was changed by it.
    pub(super) fn has_written(&self, answer: &Answer) -> bool {
        ["POST", "PUT"].contains(&self.method) && answer.status < 300
    }

    /// Keeps the id of what was made.
    pub(super) fn kept(self, key: &str) -> Self {
        self.kept_at("/id", key)
    }

    pub(super) fn kept_at(mut self, pointer: &str, key: &str) -> Self {
        self.keep.push((pointer.to_owned(), key.to_owned()));
        self
    }

    /// Something else in the right world, in the same minute.
    pub(super) fn otherwise(self, body: Value) -> Self {
        Self { otherwise: Some(body), ..self }
    }

    /// Somebody else in the right world, in the same minute.
    pub(super) fn or_by(self, who: &'static str) -> Self {
        Self { other: Some(who), ..self }
    }

    /// It keeps a secret.
    pub(super) fn keeping(self) -> Self {
        Self { keeps: true, ..self }
    }

    pub(super) fn only(self, place: Where) -> Self {
        Self { place, ..self }
    }

    /// The story of everything cannot do without it.
    pub(super) fn surely(self) -> Self {
        Self { essential: true, ..self }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        let place = if self.place == Where::Left { "in one world only: " } else { "" };
        write!(f, "{place}{} {} {} {body}", self.who, self.method, self.path)?;
        self.otherwise.as_ref().map_or(Ok(()), |body| write!(f, " or {body}"))?;
        self.other.map_or(Ok(()), |who| write!(f, " or by {who}"))
    }
}

/// What the parents sign.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    pub(super) income_named: bool,
    pub(super) father_names_the_school: bool,
    pub(super) categories: usize,
    pub(super) months: u32,
    pub(super) everything: bool,
}

impl Terms {
    pub(super) fn agencies(&self, who: &str) -> Value {
        let mut named = vec!["$agency/health", "$agency/support", "$agency/past"];
        if who == "mother" || self.father_names_the_school {
            named.push("$agency/school");
        }
        if self.income_named {
            named.push("$agency/income");
        }
        json!(named)
    }

    pub(super) fn categories(&self) -> Value {
        json!(["identity", "health", "education", "family_life", "income"][..=self.categories])
    }

    pub(super) fn purposes(&self) -> Value {
        let all = ["participate", "share_with_agencies", "reporting_statistics"];
        json!(if self.everything { &all[..] } else { &all[..2] })
    }

    pub(super) fn expires_on(&self) -> String {
        format!("2026-{:02}-28", self.months)
    }
}

fn terms() -> impl Strategy<Value = Terms> {
    let (income, school) = (prop::bool::weighted(0.8), prop::bool::weighted(0.85));
    (income, school, 0_usize..5, 6_u32..12, any::<bool>()).prop_map(
        |(income_named, father_names_the_school, categories, months, everything)| Terms {
            income_named,
            father_names_the_school,
            categories,
            months,
            everything,
        },
    )
}

/// A story, as it is made up.
#[derive(Clone, Debug)]
pub(super) struct Story {
    /// From whom the secrets are kept.
    pub(super) audience: &'static str,
    terms: Terms,
    /// How far it goes: so many scenes.
    depth: usize,
    /// What else happens after which scene.
    small: Vec<(usize, Small)>,
    secrets: Vec<&'static Secret>,
    /// What happens when the secrets are there.
    later: Vec<Small>,
    /// In which order the audience sends what it may or may not.
    pub(super) order: u64,
}

/// Stories with secrets that are kept from somebody.
pub(super) fn stories(audience: &'static str) -> impl Strategy<Value = Story> {
    let kept = secrets::kept_from(audience);
    let most = kept.len().min(5);
    let secrets = prop::sample::subsequence(kept, 1..=most);
    // Most stories go far: what comes late can be hidden only then.
    let depth = prop_oneof![1 => 2_usize..SCENES.len(), 4 => Just(SCENES.len())];
    let small = prop::collection::vec((0_usize..SCENES.len(), small::anything()), 0..8);
    let later = prop::collection::vec(small::anything(), 0..3);
    (terms(), depth, small, secrets, later, any::<u64>()).prop_map(
        move |(terms, depth, small, secrets, later, order)| Story {
            audience,
            terms,
            depth,
            small,
            secrets,
            later,
            order,
        },
    )
}

/// The story in which everything happens, and every secret that could be kept from the school is told.
pub(super) fn everything() -> Vec<Request> {
    let terms = Terms {
        income_named: true,
        father_names_the_school: true,
        categories: 4,
        months: 11,
        everything: true,
    };
    let secrets = secrets::kept_from("worker/school");
    let told = |place: Option<usize>| {
        let here = secrets.iter().filter(move |secret| secret.after == place);
        here.flat_map(|secret| secret.told("worker/school")).map(Request::surely)
    };
    let mut all = Vec::new();
    for (place, scene) in SCENES.iter().enumerate() {
        all.extend(scene(&terms));
        all.extend(told(Some(place)));
        all.extend(small::each());
    }
    all.extend(told(None));
    all.extend(scenes::end());
    all
}

/// A story, told: its requests up to the secrets, the secrets, and what comes later.
pub(super) struct Told {
    pub(super) before: Vec<Request>,
    pub(super) secret: Vec<Request>,
    pub(super) later: Vec<Request>,
}

impl Story {
    pub(super) fn told(&self) -> Told {
        let mut before = Vec::new();
        for (place, scene) in SCENES.iter().enumerate().take(self.depth) {
            before.extend(scene(&self.terms));
            let here = self.secrets.iter().filter(|secret| secret.after == Some(place));
            before.extend(here.flat_map(|secret| secret.told(self.audience)));
            let meanwhile = self.small.iter().filter(|(after, _)| *after == place);
            before.extend(meanwhile.filter_map(|(_, small)| small.told()));
        }
        before.extend(secrets::shut_out(self.audience));
        let late = self.secrets.iter().filter(|secret| secret.after.is_none() && secret.depth <= self.depth);
        let secret = late.flat_map(|secret| secret.told(self.audience)).collect();
        let later = self.later.iter().filter_map(Small::told).collect();
        Told { before, secret, later }
    }
}

//! The whole journey of one family, through the API: from the request to the final report.
//!
//! The same code is the demonstration and a test. What happens comes from `example.json`.
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

mod closing;
mod consenting;
mod following;
mod meeting;
mod opening;
mod planning;
mod preparing;

use std::collections::{BTreeMap, BTreeSet};

use clap::ValueEnum;
pub use following::editable;
use serde_json::Value;

use super::stage::{Interrupted, Persona, Stage};
use crate::chores::{ADMINISTRATOR_SCOPES, FAMILY_SCOPES, REPORTER_SCOPES, SYSTEM_SCOPES, WORKER_SCOPES};

/// Who plays, and what has been made so far: names of the example to ids of the service.
pub struct Cast {
    /// Personas by key: `coordinator`, `mother`, `school` …
    pub personas: BTreeMap<String, Persona>,
    /// Ids by key: `region`, `agency/school`, `person/mother`, `case` …
    pub ids: BTreeMap<String, String>,
    children: BTreeSet<String>,
}

impl Cast {
    fn new() -> Self {
        let mut cast = Self { personas: BTreeMap::new(), ids: BTreeMap::new(), children: BTreeSet::new() };
        cast.enter("administrator", "Administrator", "administrator".to_owned(), ADMINISTRATOR_SCOPES);
        cast.enter("reporter", "Reporting script", "reporter".to_owned(), REPORTER_SCOPES);
        cast
    }

    fn enter(
        &mut self,
        key: &str,
        name: &str,
        subject: String,
        scopes: &'static [whakakaha_domain::actor::Scope],
    ) {
        self.personas.insert(key.to_owned(), Persona { name: name.to_owned(), subject, scopes });
    }

    fn enter_worker(&mut self, key: &str, name: &str, id: &str) {
        self.enter(key, name, format!("worker:{id}"), WORKER_SCOPES);
        self.keep(&format!("worker/{key}"), id);
    }

    fn enter_person(&mut self, key: &str, name: &str, id: &str) {
        self.enter(key, name, format!("person:{id}"), FAMILY_SCOPES);
    }

    /// A child, who is looked at like everybody else, and calls nothing.
    fn enter_child(&mut self, key: &str, name: &str, id: &str) {
        self.enter_person(key, name, id);
        self.children.insert(key.to_owned());
    }

    fn enter_system(&mut self, key: &str, name: &str, agency: &str) {
        self.enter(key, name, format!("agency:{agency}"), SYSTEM_SCOPES);
    }

    fn keep(&mut self, key: &str, id: &str) {
        self.ids.insert(key.to_owned(), id.to_owned());
    }

    /// Those who would have a login of their own, by key: everybody but the children.
    pub fn with_login(&self) -> impl Iterator<Item = (&str, &Persona)> {
        let known = self.personas.iter().filter(|(key, _)| !self.children.contains(*key));
        known.map(|(key, persona)| (key.as_str(), persona))
    }

    /// The persona with this key.
    pub fn who(&self, key: &str) -> Result<&Persona, Interrupted> {
        self.personas.get(key).ok_or_else(|| Interrupted(format!("nobody is called {key}")))
    }

    /// The id kept under this key.
    pub fn id(&self, key: &str) -> Result<&str, Interrupted> {
        self.ids.get(key).map(String::as_str).ok_or_else(|| Interrupted(format!("nothing is called {key}")))
    }
}

/// The facts of the journey.
#[must_use]
pub fn example() -> Value {
    serde_json::from_str(include_str!("example.json")).unwrap_or(Value::Null)
}

/// The scenes of the journey, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Scene {
    /// The directory, the request to start, the family; at the end a case is open.
    Opening,
    /// The agencies are named and both parents sign.
    Consenting,
    /// The family takes stock and says what stays confidential.
    Preparing,
    /// A first meeting is planned, with a facilitator and named people.
    Convening,
    /// The family approves it, person by person.
    Approving,
    /// Invitations go out and are answered; the meeting is confirmed.
    Inviting,
    /// The meeting is held.
    Meeting,
    /// The plan is written, and what stays confidential is kept from whom it should be.
    Drafting,
    /// The plan is sent to the parties.
    Circulating,
    /// Each party agrees; the plan is in force.
    Agreeing,
    /// Progress, a check, a review, and a second version of the plan.
    Following,
    /// Everything is settled and the case is closed.
    Closing,
}

impl Scene {
    const ALL: [Self; 12] = [
        Self::Opening,
        Self::Consenting,
        Self::Preparing,
        Self::Convening,
        Self::Approving,
        Self::Inviting,
        Self::Meeting,
        Self::Drafting,
        Self::Circulating,
        Self::Agreeing,
        Self::Following,
        Self::Closing,
    ];

    fn play(self, stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
        match self {
            Self::Opening => opening::play(stage, example, cast),
            Self::Consenting => consenting::play(stage, example, cast),
            Self::Preparing => preparing::play(stage, example, cast),
            Self::Convening => meeting::convene(stage, example, cast),
            Self::Approving => meeting::approve(stage, cast),
            Self::Inviting => meeting::invite(stage, cast),
            Self::Meeting => meeting::hold(stage, example, cast),
            Self::Drafting => planning::draft(stage, example, cast),
            Self::Circulating => planning::circulate(stage, cast),
            Self::Agreeing => planning::agree_all(stage, cast),
            Self::Following => following::play(stage, example, cast),
            Self::Closing => closing::play(stage, cast),
        }
    }
}

/// Plays the whole journey; answers who played.
pub fn play(stage: &Stage<'_>) -> Result<Cast, Interrupted> {
    play_until(stage, Scene::Closing)
}

/// Plays the journey up to the end of a scene, for whoever wants to go on from there.
pub fn play_until(stage: &Stage<'_>, last: Scene) -> Result<Cast, Interrupted> {
    let example = example();
    let mut cast = Cast::new();
    for scene in Scene::ALL.into_iter().filter(|scene| *scene <= last) {
        scene.play(stage, &example, &mut cast)?;
    }
    Ok(cast)
}

/// The items of a list of the example.
fn items<'a>(example: &'a Value, pointer: &str) -> impl Iterator<Item = &'a Value> {
    example.pointer(pointer).and_then(Value::as_array).into_iter().flatten()
}

/// A text of the example, or nothing.
fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// A number of days of the example.
fn days(value: &Value, pointer: &str) -> u64 {
    value.pointer(pointer).and_then(Value::as_u64).unwrap_or_default()
}

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

use std::collections::BTreeMap;

use serde_json::Value;

use super::stage::{Interrupted, Persona, Stage};
use crate::chores::{ADMINISTRATOR_SCOPES, FAMILY_SCOPES, REPORTER_SCOPES, SYSTEM_SCOPES, WORKER_SCOPES};

/// Who plays, and what has been made so far: names of the example to ids of the service.
pub struct Cast {
    /// Personas by key: `coordinator`, `mother`, `school` …
    pub personas: BTreeMap<String, Persona>,
    /// Ids by key: `region`, `agency/school`, `person/mother`, `case` …
    pub ids: BTreeMap<String, String>,
}

impl Cast {
    fn new() -> Self {
        let mut cast = Self { personas: BTreeMap::new(), ids: BTreeMap::new() };
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

    fn enter_system(&mut self, key: &str, name: &str, agency: &str) {
        self.enter(key, name, format!("agency:{agency}"), SYSTEM_SCOPES);
    }

    fn keep(&mut self, key: &str, id: &str) {
        self.ids.insert(key.to_owned(), id.to_owned());
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

/// Plays the whole journey; answers who played.
pub fn play(stage: &Stage<'_>) -> Result<Cast, Interrupted> {
    let example = example();
    let mut cast = Cast::new();
    opening::play(stage, &example, &mut cast)?;
    consenting::play(stage, &example, &mut cast)?;
    preparing::play(stage, &example, &mut cast)?;
    meeting::play(stage, &example, &mut cast)?;
    planning::play(stage, &example, &mut cast)?;
    following::play(stage, &example, &mut cast)?;
    closing::play(stage, &mut cast)?;
    Ok(cast)
}

/// Plays the journey up to the plan in force, for whoever wants to go on from there.
pub fn play_to_plan(stage: &Stage<'_>) -> Result<Cast, Interrupted> {
    let example = example();
    let mut cast = Cast::new();
    opening::play(stage, &example, &mut cast)?;
    consenting::play(stage, &example, &mut cast)?;
    preparing::play(stage, &example, &mut cast)?;
    meeting::play(stage, &example, &mut cast)?;
    planning::play(stage, &example, &mut cast)?;
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

//! The plan: written down, sent to each party, agreed by each party.

use serde_json::{Value, json};

use super::{Cast, days, items, text};
use crate::demo::stage::{Interrupted, Stage};

pub(super) fn draft(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let lead = cast.who("family-support")?.clone();
    let case = format!("/v1/cases/{}", cast.id("case")?);
    let draft =
        stage.post(&lead, &format!("{case}/plan-versions"), json!({ "meeting_id": cast.id("meeting")? }))?;
    cast.keep("plan", &draft.id());
    let plan = format!("/v1/plan-versions/{}", draft.id());
    let written = stage.put(&lead, &plan, content(stage, example, cast)?)?;
    let actions: Vec<String> =
        items(&written.body, "/actions").map(|action| text(action, "/id").to_owned()).collect();
    for (place, id) in actions.iter().enumerate() {
        cast.keep(&format!("action/{place}"), id);
    }
    stage.tell(format!(
        "{} writes the plan: four goals, {} actions of four agencies and the family.",
        lead.name,
        actions.len()
    ));
    hide(stage, example, cast, &case)
}

pub(super) fn circulate(stage: &Stage<'_>, cast: &Cast) -> Result<(), Interrupted> {
    let lead = cast.who("family-support")?;
    stage.post(lead, &format!("/v1/plan-versions/{}/circulation", cast.id("plan")?), json!({}))?;
    stage.scene("circulated", cast);
    Ok(())
}

pub(super) fn agree_all(stage: &Stage<'_>, cast: &Cast) -> Result<(), Interrupted> {
    agree(stage, cast, &format!("/v1/plan-versions/{}", cast.id("plan")?))?;
    stage.scene("agreed", cast);
    Ok(())
}

/// The content of the plan, as the meeting decided it.
fn content(stage: &Stage<'_>, example: &Value, cast: &Cast) -> Result<Value, Interrupted> {
    let mut goals = Vec::new();
    for goal in items(example, "/goals") {
        let domain = text(goal, "/domain");
        goals.push(json!({
            "key": text(goal, "/key"), "title": text(goal, "/title"), "domain": domain,
            "priorities": [cast.id(&format!("entry/{}", text(goal, "/priority")))?],
            "needs": [cast.id(&format!("need/{domain}"))?],
        }));
    }
    let mut actions = Vec::new();
    for action in items(example, "/actions") {
        let mut planned = json!({
            "goal_key": text(action, "/goal"), "what": text(action, "/what"),
            "owner": owner(cast, text(action, "/owner"))?, "due_on": stage.day(days(action, "/due")),
        });
        if let Some(name) = action.get("supported_by").and_then(Value::as_str) {
            planned["supported_by"] = supporter(cast, name)?;
        }
        actions.push(planned);
    }
    Ok(json!({
        "family_statement": "We want to do this together.", "goals": goals, "actions": actions, "uncovered": [],
        "no_contribution": [{
            "agency_id": cast.id("agency/oranga-tamariki")?, "reason": "is there for questions; the others act",
        }],
        "review_on": stage.day(days(example, "/meeting/review_in_days")),
    }))
}

fn owner(cast: &Cast, key: &str) -> Result<Value, Interrupted> {
    match key {
        "family" => Ok(json!({ "kind": "family" })),
        "mother" => Ok(json!({ "kind": "family_member", "person_id": cast.id("person/mother")? })),
        agency => Ok(json!({
            "kind": "agency", "agency_id": cast.id(&format!("agency/{agency}"))?,
            "worker_id": cast.id(&format!("worker/{agency}"))?,
        })),
    }
}

fn supporter(cast: &Cast, name: &str) -> Result<Value, Interrupted> {
    let found = cast.personas.iter().find(|(_, persona)| persona.name == name);
    let (key, _) = found.ok_or_else(|| Interrupted(format!("nobody is called {name}")))?;
    match cast.id(&format!("worker/{key}")) {
        Ok(worker) => Ok(json!({ "kind": "worker", "worker_id": worker })),
        Err(_) => Ok(json!({ "kind": "family_member", "person_id": cast.id(&format!("person/{key}"))? })),
    }
}

/// What the family keeps from some of the agencies, before anything is sent.
fn hide(stage: &Stage<'_>, example: &Value, cast: &Cast, case: &str) -> Result<(), Interrupted> {
    let mother = cast.who("mother")?;
    for (place, action) in items(example, "/actions").enumerate() {
        for agency in items(action, "/confidential_from").filter_map(Value::as_str) {
            stage.post(
                mother,
                &format!("{case}/restrictions"),
                json!({
                    "kind": "action", "item_id": cast.id(&format!("action/{place}"))?,
                    "hidden_from": [{ "kind": "agency", "agency_id": cast.id(&format!("agency/{agency}"))? }],
                }),
            )?;
        }
    }
    stage.tell("Ana keeps the two counselling actions from the school and from Work and Income.");
    Ok(())
}

/// Each party reads what it was sent and agrees to exactly that.
pub(super) fn agree(stage: &Stage<'_>, cast: &Cast, plan: &str) -> Result<(), Interrupted> {
    for key in ["public-health", "family-support", "school", "income", "mother"] {
        let persona = cast.who(key)?;
        let version = stage.get(persona, plan)?;
        let carried = items(&version.body, "/parties").any(|party| {
            cast.ids.get(&format!("agency/{key}")).is_some_and(|agency| text(party, "/agency_id") == agency)
                && text(party, "/verdict") == "carried_over"
        });
        let count = items(&version.body, "/actions").count();
        if carried {
            stage
                .tell(format!("{} agreed before, and nothing that concerns them has changed.", persona.name));
            continue;
        }
        stage.post(
            persona,
            &format!("{plan}/responses"),
            json!({
                "content_hash": version.text_at("/content_hash"), "verdict": "agree",
            }),
        )?;
        stage.tell(format!("{} reads the plan, sees {count} actions, and agrees.", persona.name));
    }
    Ok(())
}

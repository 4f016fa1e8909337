//! Afterwards: progress, a follow-up check, a new date, a review, and a changed plan.

use serde_json::{Value, json};

use super::{Cast, days, items, text};
use crate::demo::stage::{Interrupted, Stage};

pub(super) fn play(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    for event in items(example, "/afterwards") {
        stage.on_day(days(event, "/day"));
        if event.get("review").is_some() {
            review(stage, cast)?;
            amend(stage, cast)?;
        } else if event.get("check_by").is_some() {
            check(stage, cast, event)?;
        } else {
            progress(stage, cast, event)?;
        }
    }
    stage.scene("reviewed", cast);
    Ok(())
}

fn progress(stage: &Stage<'_>, cast: &Cast, event: &Value) -> Result<(), Interrupted> {
    let who = match text(event, "/owner") {
        "family" => "mother",
        agency => agency,
    };
    let mut body = json!({ "status": text(event, "/status") });
    if let Some(note) = event.get("note") {
        body["note"] = note.clone();
    }
    let action = cast.id(&format!("action/{}", days(event, "/action")))?;
    let after = stage.post(cast.who(who)?, &format!("/v1/actions/{action}/progress"), body)?;
    stage.tell(format!(
        "Day {}: {} reports \"{}\": {}.",
        days(event, "/day"),
        cast.who(who)?.name,
        after.text_at("/what"),
        text(event, "/status")
    ));
    Ok(())
}

fn check(stage: &Stage<'_>, cast: &Cast, event: &Value) -> Result<(), Interrupted> {
    let lead = cast.who("family-support")?;
    let action = cast.id(&format!("action/{}", days(event, "/action")))?;
    let path = format!("/v1/actions/{action}");
    stage.post(lead, &format!("{path}/checks"), json!({ "finding": text(event, "/finding") }))?;
    let after = stage.post(
        lead,
        &format!("{path}/due-date"),
        json!({
            "due_on": stage.day(28), "reason": "the attendance officer was on leave",
        }),
    )?;
    stage.tell(format!(
        "Day {}: {} finds it {}; the school still says {}. A new date is agreed, the first one stays on record.",
        days(event, "/day"), lead.name, text(event, "/finding"), after.text_at("/status"),
    ));
    Ok(())
}

fn review(stage: &Stage<'_>, cast: &mut Cast) -> Result<(), Interrupted> {
    let lead = cast.who("family-support")?.clone();
    let case = format!("/v1/cases/{}", cast.id("case")?);
    let reviews = stage.get(&lead, &format!("{case}/reviews"))?;
    let open = items(&reviews.body, "/items").find(|review| text(review, "/status") != "completed");
    let review = open.map(|review| text(review, "/id").to_owned()).unwrap_or_default();
    stage.post(&lead, &format!("/v1/reviews/{review}/start"), json!({}))?;
    let all = stage.get(&lead, &format!("{case}/actions?limit=200"))?;
    let unsettled = ["agreed", "in_progress", "partly_done", "not_done"];
    let looked_at: Vec<&str> = items(&all.body, "/items")
        .filter(|action| unsettled.contains(&text(action, "/status")))
        .map(|action| text(action, "/id"))
        .collect();
    stage.post(&lead, &format!("/v1/reviews/{review}/completion"), json!({
        "outcome": "amend_plan", "family_view": "It is going better. School mornings are still hard.",
        "actions_reviewed": looked_at, "scores_not_done_because": "no instrument is agreed yet", "next_review_on": stage.day(77),
    }))?;
    stage.tell(format!(
        "Day 35: the review looks at {} open actions; the plan is to change.",
        looked_at.len()
    ));
    Ok(())
}

/// A second version: the mentor starts later, and the school is asked again; the others have nothing new.
fn amend(stage: &Stage<'_>, cast: &mut Cast) -> Result<(), Interrupted> {
    let lead = cast.who("family-support")?.clone();
    let case = format!("/v1/cases/{}", cast.id("case")?);
    let draft = stage.post(
        &lead,
        &format!("{case}/plan-versions"),
        json!({ "change_reason": "school mornings are still hard" }),
    )?;
    let plan = format!("/v1/plan-versions/{}", draft.id());
    let mut content = editable(&draft.body);
    let mentor = cast.id("action/7")?.to_owned();
    if let Some(actions) = content["actions"].as_array_mut() {
        for action in actions.iter_mut().filter(|action| text(action, "/id") == mentor) {
            action["due_on"] = json!(stage.day(49));
        }
    }
    content["review_on"] = json!(stage.day(77));
    stage.put(&lead, &plan, content)?;
    stage.post(&lead, &format!("{plan}/circulation"), json!({}))?;
    let changes = stage.get(&lead, &format!("{plan}/diff"))?;
    stage.tell(format!(
        "A second version is circulated; {} actions differ.",
        items(&changes.body, "/actions_changed").count()
    ));
    super::planning::agree(stage, cast, &plan)?;
    cast.keep("plan", &draft.id());
    Ok(())
}

/// What of a version can be sent back as its new content.
#[must_use]
pub fn editable(version: &Value) -> Value {
    let keep = |pointer: &str, names: &[&str]| -> Vec<Value> {
        items(version, pointer)
            .map(|item| {
                let kept =
                    names.iter().filter_map(|name| Some(((*name).to_owned(), item.get(*name)?.clone())));
                Value::Object(kept.collect())
            })
            .collect()
    };
    let mut actions = keep("/actions", &["id", "what", "owner", "supported_by", "due_on", "goal_id"]);
    for action in &mut actions {
        if let Some(members) = action.as_object_mut()
            && let Some(goal) = members.remove("goal_id")
        {
            members.insert("goal_key".to_owned(), goal);
        }
    }
    json!({
        "family_statement": version.get("family_statement"), "actions": actions, "uncovered": [],
        "no_contribution": keep("/no_contribution", &["agency_id", "reason"]),
        "goals": keep("/goals", &["id", "title", "domain", "priorities", "needs"]),
    })
}

//! What the family says about itself, what matters to it, and what stays confidential.

use serde_json::{Value, json};

use super::{Cast, items, text};
use crate::demo::stage::{Interrupted, Stage};

pub(super) fn play(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    profile(stage, example, cast)?;
    needs(stage, cast)?;
    confidentiality(stage, example, cast)?;
    stage.scene("the family has said what matters", cast);
    Ok(())
}

fn profile(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let mother = cast.who("mother")?.clone();
    let case = format!("/v1/cases/{}", cast.id("case")?);
    let lists =
        [("strengths", "strength"), ("issues", "issue"), ("priorities", "priority"), ("dreams", "dream")];
    let mut priorities = Vec::new();
    for (list, kind) in lists {
        for entry in items(example, &format!("/profile/{list}")).filter_map(Value::as_str) {
            let id = stage
                .post(&mother, &format!("{case}/profile-entries"), json!({ "kind": kind, "text": entry }))?
                .id();
            cast.keep(&format!("entry/{entry}"), &id);
            if kind == "priority" {
                priorities.push(id);
            }
        }
    }
    stage.post(&mother, &format!("{case}/key-issues"), json!({ "entries": priorities }))?;
    stage.put_part(
        &mother,
        &case,
        &format!("{case}/preferences"),
        json!({
            "tikanga": ["karakia", "kai"], "support_people": ["Aunty Hēni"],
            "availability": text(example, "/family/availability"),
        }),
    )?;
    stage.tell("Ana takes stock in her own words: strengths, issues, priorities, dreams; and approves the key issues.");
    Ok(())
}

fn needs(stage: &Stage<'_>, cast: &mut Cast) -> Result<(), Interrupted> {
    let coordinator = cast.who("coordinator")?.clone();
    let path = format!("/v1/cases/{}/needs", cast.id("case")?);
    let needs = [
        ("health", "Kahurangi's health is assessed and explained"),
        ("education", "support to be at school every day"),
        ("household_economy", "an income that covers the bills"),
        ("family_social_relationships", "support for the parents"),
    ];
    for (domain, what) in needs {
        let body = json!({ "domain": domain, "text": what, "priority": "priority" });
        cast.keep(&format!("need/{domain}"), &stage.post(&coordinator, &path, body)?.id());
    }
    stage.tell("Four needs are on record.");
    Ok(())
}

fn confidentiality(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let father = cast.who("father")?.clone();
    let case = format!("/v1/cases/{}", cast.id("case")?);
    for secret in items(example, "/profile/confidential") {
        let what = text(secret, "/what");
        let entry = stage.post(
            &father,
            &format!("{case}/profile-entries"),
            json!({ "kind": "issue", "text": what }),
        )?;
        cast.keep("entry/confidential", &entry.id());
        for agency in items(secret, "/from").filter_map(Value::as_str) {
            stage.post(
                &father,
                &format!("{case}/restrictions"),
                json!({
                    "kind": "profile_entry", "item_id": entry.id(),
                    "hidden_from": [{ "kind": "agency", "agency_id": cast.id(&format!("agency/{agency}"))? }],
                }),
            )?;
        }
        stage.tell(format!("Tipene adds \"{what}\" and keeps it from the school and from Work and Income."));
    }
    stage.post(&father, &format!("{case}/confidentiality"), json!({ "anything": true }))?;
    Ok(())
}

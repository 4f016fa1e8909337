//! The end: everything is settled, the lead reports, the coordinator accepts and closes.

use serde_json::{Value, json};

use super::{Cast, items, text};
use crate::demo::stage::{Interrupted, Stage};

pub(super) fn play(stage: &Stage<'_>, cast: &mut Cast) -> Result<(), Interrupted> {
    stage.on_day(77);
    settle(stage, cast)?;
    let lead = cast.who("family-support")?.clone();
    let coordinator = cast.who("coordinator")?.clone();
    let case = format!("/v1/cases/{}", cast.id("case")?);
    stage.post(&lead, &format!("{case}/closing"), json!({ "reason": "goals_met" }))?;
    let report = stage.post(&lead, &format!("{case}/final-reports"), json!({
        "summary": "Kahurangi has seen the paediatrician and is at school every day; the family receives what it is entitled to.",
        "family_view": "We know whom to ring now.", "transition": "Waitākere Family Support stays in touch until June.",
    }))?;
    stage.post(&coordinator, &format!("/v1/final-reports/{}/acceptance", report.id()), json!({}))?;
    let closed = stage.post(
        &coordinator,
        &format!("{case}/closure"),
        json!({ "outcome": "met", "independence": "independent" }),
    )?;
    stage.tell(format!(
        "Every commitment is settled; {} submits the final report; {} accepts it. The case is {}.",
        lead.name,
        coordinator.name,
        closed.text_at("/status")
    ));
    stage.scene("closed", cast);
    Ok(())
}

/// Every owner reports what is still open as done.
fn settle(stage: &Stage<'_>, cast: &Cast) -> Result<(), Interrupted> {
    let lead = cast.who("family-support")?;
    let all = stage.get(lead, &format!("/v1/cases/{}/actions?limit=200", cast.id("case")?))?;
    for action in items(&all.body, "/items").filter(|action| text(action, "/status") != "done") {
        let owner = cast.who(&owner(cast, action))?;
        stage.post(
            owner,
            &format!("/v1/actions/{}/progress", text(action, "/id")),
            json!({ "status": "done" }),
        )?;
    }
    Ok(())
}

fn owner(cast: &Cast, action: &Value) -> String {
    let agency = text(action, "/owner/agency_id");
    let key = cast.ids.iter().find(|(key, id)| key.starts_with("agency/") && *id == agency);
    key.map_or_else(|| "mother".to_owned(), |(key, _)| key.trim_start_matches("agency/").to_owned())
}

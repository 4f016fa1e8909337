//! The first meeting: approved by the family, person by person; invited, held, decided.

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::{Cast, days, items, text};
use crate::demo::stage::{Interrupted, Stage};

const FAMILY: [&str; 3] = ["mother", "father", "aunty"];

pub(super) fn convene(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    stage.meeting_on(begins(example).date());
    let coordinator = cast.who("coordinator")?.clone();
    let case = format!("/v1/cases/{}", cast.id("case")?);
    let meeting = stage.post(&coordinator, &format!("{case}/meetings"), json!({
        "kind": "first", "starts_at_local": format!("{}:00", text(example, "/meeting/at")), "minutes": 120,
        "venue": { "name": text(example, "/meeting/venue/name"), "neutrality": text(example, "/meeting/venue/neutrality") },
    }))?.id();
    cast.keep("meeting", &meeting);
    let path = format!("/v1/meetings/{meeting}");
    stage.post(
        &coordinator,
        &format!("{path}/facilitator"),
        json!({
            "facilitator_id": cast.id("facilitator")?, "independence_declared": true,
            "family_decision": super::consenting::decided(cast, text(example, "/consent/on"))?,
        }),
    )?;
    for agency in items(example, "/agencies") {
        let key = text(agency, "/key");
        let body =
            json!({ "invitee": { "kind": "worker", "worker_id": cast.id(&format!("worker/{key}"))? } });
        let id = stage.post(&coordinator, &format!("{path}/invitations"), body)?.id();
        cast.keep(&format!("invitation/{key}"), &id);
    }
    for key in FAMILY {
        let body = json!({ "invitee": { "kind": "family_member", "person_id": cast.id(&format!("person/{key}"))? } });
        let id = stage.post(&coordinator, &format!("{path}/invitations"), body)?.id();
        cast.keep(&format!("invitation/{key}"), &id);
    }
    stage.tell("A first meeting is planned at the marae, in the evening, with an independent facilitator.");
    Ok(())
}

/// When the meeting begins, where the family lives.
fn begins(example: &Value) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text(example, "/meeting/at"), "%Y-%m-%dT%H:%M").unwrap_or_default()
}

pub(super) fn approve(stage: &Stage<'_>, cast: &Cast) -> Result<(), Interrupted> {
    let mother = cast.who("mother")?;
    for (key, id) in cast.ids.iter().filter(|(key, _)| key.starts_with("invitation/")) {
        let _ = key;
        stage.post(mother, &format!("/v1/invitations/{id}/approval"), json!({}))?;
    }
    stage.post(
        mother,
        &format!("/v1/meetings/{}/approvals", cast.id("meeting")?),
        json!({
            "aspects": ["agenda", "time", "venue", "participants"],
        }),
    )?;
    stage.tell("Ana approves agenda, time, venue and each named person.");
    stage.scene("the family has approved the meeting", cast);
    Ok(())
}

pub(super) fn invite(stage: &Stage<'_>, cast: &Cast) -> Result<(), Interrupted> {
    let coordinator = cast.who("coordinator")?;
    let meeting = format!("/v1/meetings/{}", cast.id("meeting")?);
    stage.post(coordinator, &format!("{meeting}/dispatch"), json!({}))?;
    for (key, id) in &cast.ids {
        let Some(invited) = key.strip_prefix("invitation/") else { continue };
        stage.post(
            cast.who(invited)?,
            &format!("/v1/invitations/{id}/answer"),
            json!({ "answer": "accepted" }),
        )?;
    }
    stage.post(coordinator, &format!("{meeting}/confirmation"), json!({}))?;
    stage.get(cast.who("school")?, &format!("{meeting}/pack"))?;
    stage.tell("Invitations go out, each with what the family says about itself; everybody accepts; the meeting is confirmed.");
    stage.scene("invited", cast);
    Ok(())
}

pub(super) fn hold(stage: &Stage<'_>, example: &Value, cast: &Cast) -> Result<(), Interrupted> {
    stage.time(begins(example));
    let facilitator = cast.who("facilitator")?;
    let meeting = format!("/v1/meetings/{}", cast.id("meeting")?);
    stage.post(facilitator, &format!("{meeting}/start"), json!({}))?;
    let attendance: Vec<Value> = cast
        .ids
        .iter()
        .filter(|(key, _)| key.starts_with("invitation/"))
        .map(|(_, id)| json!({ "invitation_id": id, "presence": "present", "heard": "spoke" }))
        .collect();
    let lead = text(example, "/meeting/lead_agency");
    let worker = cast.id(&format!("worker/{lead}"))?;
    stage.post(facilitator, &format!("{meeting}/completion"), json!({
        "attendance": attendance, "lead_agency_id": cast.id(&format!("agency/{lead}"))?, "lead_worker_id": worker,
        "key_contact_id": worker, "next_review_on": stage.day(days(example, "/meeting/review_in_days")),
        "decided_to_close": false, "result": "plan",
        "decisions": [{ "text": "Work together on health, school, money and home", "family": "agrees" }],
    }))?;
    stage.tell("The meeting is held; everybody has a say; Sione leads and keeps in touch; the review is in five weeks.");
    stage.scene("met", cast);
    Ok(())
}

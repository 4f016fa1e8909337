//! What is said at meetings and reviews, and reported, of a kind that is kept from a reader.

use serde_json::{Value, json};

use super::{
    super::{
        scenes::{self, MET},
        story::{Request, Where::Left},
    },
    Secret,
    made::{made, named},
    table::{family_or, follower},
};

const COORDINATOR: &str = "worker/coordinator";

pub(super) const ALL: &[Secret] = &[
    Secret {
        name: "what is to be talked about",
        depth: 5,
        after: None,
        from: |who| family_or(follower, who),
        told: |who| {
            let meeting = |with| meeting(with, "justice");
            let meeting = made(COORDINATOR, "meetings", meeting(true)).otherwise(meeting(false));
            vec![kind_kept("justice", who), cancelled(), meeting.kept("meeting/1")]
        },
    },
    Secret {
        name: "what was decided",
        depth: 5,
        after: None,
        from: |who| family_or(follower, who),
        told: |who| {
            let path = "/v1/meetings/{meeting/1}";
            let held = Request::post(COORDINATOR, format!("{path}/completion"), completion(true));
            let mut all = vec![kind_kept("income", who), cancelled()];
            all.extend(gathered(path));
            all.push(held.otherwise(completion(false)));
            all
        },
    },
    Secret {
        name: "what the family says at a review",
        depth: 5,
        after: Some(MET),
        from: |who| family_or(follower, who),
        told: |who| {
            let review = "/v1/reviews/{review/0}";
            let completed = Request::post(COORDINATOR, format!("{review}/completion"), reviewed("left"));
            let started = Request::post(COORDINATOR, format!("{review}/start"), json!({}));
            vec![kind_kept("family_life", who), started, completed.otherwise(reviewed("right"))]
        },
    },
    Secret {
        name: "a report of a kind that is kept",
        depth: 5,
        after: None,
        from: |who| who == "person/father",
        told: |who| {
            let body = json!({ "changes": "left", "summary": "left", "about": about("justice") });
            let report = made("worker/support", "progress-reports", body).kept("progress_report/hidden");
            vec![kind_kept("justice", who), report.only(Left)]
        },
    },
];

/// In both worlds a kind of information is kept from somebody.
fn kind_kept(category: &str, who: &str) -> Request {
    let wish = json!({ "kind": "category", "category": category, "hidden_from": named(who) });
    made("person/mother", "restrictions", wish).kept(&format!("restriction/{category}"))
}

fn about(category: &str) -> Value {
    json!({ "people": ["$person/child"], "categories": [category] })
}

/// A meeting that is being prepared, if there is one: the family prepares one at a time.
fn cancelled() -> Request {
    let path = "/v1/meetings/{meeting/1}/cancellation";
    Request::post(COORDINATOR, path, json!({ "reason": "another one" }))
}

/// Another meeting, at which more is to be talked about or not.
fn meeting(more: bool, category: &str) -> Value {
    let mut agenda = vec![json!({ "text": "Welcome" })];
    agenda.extend(more.then(|| json!({ "text": "left", "about": about(category) })));
    json!({
        "kind": "extraordinary", "starts_at_local": "2026-03-10T18:30:00", "minutes": 60, "agenda": agenda,
        "venue": { "name": "Library", "neutrality": "neutral" },
    })
}

/// That meeting is held by the mother and the nurse.
fn gathered(path: &str) -> Vec<Request> {
    let mut all = vec![made(COORDINATOR, "meetings", meeting(false, "justice")).kept("meeting/1")];
    for (name, who) in [("again", "person/mother"), ("nurse", "worker/health")] {
        let invitation = format!("invitation/{name}");
        let proposed = Request::post(COORDINATOR, format!("{path}/invitations"), scenes::invitee(who));
        all.push(proposed.kept(&invitation));
        let approval = format!("/v1/invitations/{{{invitation}}}/approval");
        all.push(Request::post("person/mother", approval, json!({})));
    }
    let aspects = json!({ "aspects": ["agenda", "time", "venue", "participants"] });
    all.push(Request::post("person/mother", format!("{path}/approvals"), aspects));
    all.push(Request::post(COORDINATOR, format!("{path}/dispatch"), json!({})));
    for name in ["again", "nurse"] {
        let who = if name == "again" { "person/mother" } else { "worker/health" };
        let answer = format!("/v1/invitations/{{invitation/{name}}}/answer");
        all.push(Request::post(who, answer, json!({ "answer": "accepted" })));
    }
    all.push(Request::post(COORDINATOR, format!("{path}/confirmation"), json!({})));
    all.push(Request::time("2026-03-10T18:30:00"));
    all.push(Request::post(COORDINATOR, format!("{path}/start"), json!({})));
    all
}

/// What was decided there: one thing, or another as well.
fn completion(more: bool) -> Value {
    let present = |name: &str| json!({ "invitation_id": format!("$invitation/{name}"), "presence": "present", "heard": "spoke" });
    let mut decisions = vec![json!({ "text": "go on", "family": "agrees" })];
    decisions.extend(more.then(|| json!({ "text": "left", "family": "agrees", "about": about("income") })));
    json!({
        "attendance": [present("again"), present("nurse")], "next_review_on": "2026-04-10",
        "decided_to_close": false, "result": "plan", "decisions": decisions,
    })
}

fn reviewed(family_view: &str) -> Value {
    json!({
        "outcome": "continue", "family_view": family_view, "about": about("family_life"), "actions_reviewed": [],
        "scores_not_done_because": "none is agreed", "next_review_on": "2026-03-25",
    })
}

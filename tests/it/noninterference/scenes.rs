//! The scenes of every story: from the directory to a plan in force and what follows.

use serde_json::{Value, json};

use super::{
    small,
    story::{Request, Terms},
};

/// One after the other.
pub(super) const SCENES: [fn(&Terms) -> Vec<Request>; 10] =
    [open, consent, prepare, convene, meet, draft, circulate, agree, follow, small::addresses];

/// After this scene the first meeting is to come.
pub(super) const CONVENED: usize = 3;

/// After this scene the first meeting was held, and a review is planned.
pub(super) const MET: usize = 4;

/// After this scene there is a draft of a plan, and nobody was sent anything.
pub(super) const DRAFTED: usize = 5;

/// After this scene the plan waits for answers.
pub(super) const CIRCULATED: usize = 6;

/// The agencies that take part, or are to.
const AGENCIES: [&str; 6] = ["school", "health", "support", "income", "trust", "past"];

fn post(who: &str, path: &str, body: Value) -> Request {
    Request::post(who, path, body).surely()
}

fn open(_: &Terms) -> Vec<Request> {
    let mut all = vec![Request::time("2026-02-02T09:00:00")];
    for (key, name) in [("here", "Waitākere"), ("elsewhere", "Manukau")] {
        let body = json!({
            "code": key, "name_mi": name, "name_en": name, "time_zone": "Pacific/Auckland",
            "anniversary": "auckland", "places": [format!("Place of {key}")],
        });
        all.push(post("administrator", "/v1/regions", body).kept(&format!("region/{key}")));
    }
    let others = ["coordinator", "facilitator", "stranger", "elsewhere", "duty", "night", "officer"];
    for key in AGENCIES.into_iter().chain(others) {
        all.extend(agency(key));
    }
    all.push(worker("adviser", "support"));
    for (key, region) in [("coordinator", "here"), ("elsewhere", "elsewhere")] {
        let body = json!({
            "worker_id": format!("$worker/{key}"), "region_id": format!("$region/{region}"),
            "contact": { "name": key, "phone": "0800 000 000" },
        });
        all.push(post("administrator", "/v1/coordinators", body).kept(&format!("coordinator/{region}")));
    }
    let body = json!({ "worker_id": "$worker/facilitator" });
    all.push(post("administrator", "/v1/facilitators", body).kept("facilitator/0"));
    let body = json!({ "course": "Facilitating family meetings", "completed_on": "2025-06-14" });
    all.push(post("administrator", "/v1/facilitators/{facilitator/0}/training", body));
    all.extend(family("worker/coordinator", "here", &["mother", "father", "child", "aunty"]));
    all.extend(family("worker/elsewhere", "elsewhere", &["outsider"]));
    all.extend(case("worker/coordinator", "here"));
    all
}

fn agency(key: &str) -> [Request; 2] {
    let body = json!({ "name": format!("Agency {key}"), "kind": "community", "sector": "social_service" });
    [post("administrator", "/v1/agencies", body).kept(&format!("agency/{key}")), worker(key, key)]
}

/// A worker of an agency.
fn worker(key: &str, agency: &str) -> Request {
    let body = json!({ "name": format!("Worker of {key}"), "profession": "worker", "phone": "09 555 0100" });
    let path = format!("/v1/agencies/{{agency/{agency}}}/workers");
    post("administrator", &path, body).kept(&format!("worker/{key}"))
}

/// A family with its members.
pub(super) fn family(who: &str, key: &str, members: &[&str]) -> Vec<Request> {
    let region = if key == "elsewhere" { "$region/elsewhere" } else { "$region/here" };
    let body = json!({ "name": format!("Whānau {key}"), "region_id": region, "language": "mi", "interpreter": false });
    let mut all = vec![post(who, "/v1/families", body).kept(&format!("family/{key}"))];
    for member in members {
        let (role, dependent, born) = match *member {
            "child" => ("child", true, "2017-08-19"),
            "aunty" => ("whanau_support", false, "1968-12-02"),
            _ => ("parent", false, "1991-09-30"),
        };
        let body = json!({
            "region_id": region, "name": format!("Ana {member} Rāwiri"), "born_on": born,
            "ethnicities": ["Māori"], "iwi": ["Ngāpuhi"], "languages": ["mi"],
        });
        all.push(post(who, "/v1/people", body).kept(&format!("person/{member}")));
        let body = json!({
            "person_id": format!("$person/{member}"), "role": role, "dependent": dependent,
            "started_on": "2026-02-02",
        });
        let path = format!("/v1/families/{{family/{key}}}/members");
        all.push(post(who, &path, body).kept(&format!("membership/{member}")));
    }
    all
}

/// A request to start, and a case.
pub(super) fn case(who: &str, key: &str) -> Vec<Request> {
    let intake = format!("/v1/intakes/{{intake/{key}}}");
    let body = json!({
        "region_id": "$region/here", "kind": "agency_worker", "received_on": "2026-02-02",
        "referrer": { "name": "Ruth Allen", "relationship": "nurse" }, "reasons": ["child health"],
        "needs": ["health", "education", "household_economy"], "family_agrees_to_contact": true,
        "family": { "name": format!("Whānau {key}"), "people": [
            { "name": "Ana", "born_on": "1991-09-30", "relationship": "mother" },
            { "name": "Kahurangi", "born_on": "2017-08-19", "relationship": "child" },
        ] },
    });
    let triage = json!({ "family_id": format!("$family/{key}"), "duplicates_found": "none" });
    let acceptance = json!({
        "agencies": AGENCIES.map(|agency| format!("$agency/{agency}")), "immediate_danger": false,
        "offer": { "made_on": "2026-02-02", "how": "in person", "response": "accepted" },
    });
    vec![
        post("worker/health", "/v1/intakes", body).kept(&format!("intake/{key}")),
        post(who, &format!("{intake}/triage"), triage),
        post(who, &format!("{intake}/acceptance"), acceptance).kept(&format!("case/{key}")),
    ]
}

/// The family's decision as a worker records it.
pub(super) fn decided() -> Value {
    json!({ "decided_by": "$person/mother", "decided_on": "2026-02-05", "how": "in person" })
}

/// A form for somebody to sign.
pub(super) fn form(who: &str, terms: &Terms) -> Value {
    json!({
        "person_id": format!("$person/{who}"), "purposes": terms.purposes(), "agencies": terms.agencies(who),
        "categories": terms.categories(), "children": ["$person/child"], "begins_on": "2026-02-05",
        "expires_on": terms.expires_on(), "statement_version": "2026-01", "language": "en-NZ",
    })
}

fn consent(terms: &Terms) -> Vec<Request> {
    let mut all = vec![Request::time("2026-02-05T16:00:00")];
    for key in AGENCIES {
        let body = json!({
            "role": "participant", "agency_id": format!("$agency/{key}"), "worker_id": format!("$worker/{key}"),
            "involvement": "new", "family_decision": decided(),
        });
        let path = "/v1/cases/{case/here}/assignments";
        all.push(post("worker/coordinator", path, body).kept(&format!("assignment/{key}")));
    }
    for who in ["mother", "father"] {
        let path = "/v1/cases/{case/here}/consents";
        all.push(post("worker/coordinator", path, form(who, terms)).kept(&format!("consent/{who}")));
        let body = json!({ "signed_on": "2026-02-05", "method": "paper", "witness": "Marama", "evidence_sha256": "9f".repeat(32) });
        all.push(post("worker/coordinator", &format!("/v1/consents/{{consent/{who}}}/signature"), body));
    }
    all.into_iter().chain(small::think_better_of_the_past()).collect()
}

fn prepare(_: &Terms) -> Vec<Request> {
    let case = "/v1/cases/{case/here}";
    let mut all = Vec::new();
    for (n, kind) in ["strength", "issue", "priority", "dream"].into_iter().enumerate() {
        let body = json!({ "kind": kind, "text": format!("a {kind}") });
        all.push(post("person/mother", &format!("{case}/profile-entries"), body).kept(&format!("entry/{n}")));
    }
    all.push(post("person/mother", &format!("{case}/key-issues"), json!({ "entries": ["$entry/2"] })));
    for (n, domain) in ["health", "education"].into_iter().enumerate() {
        let body = json!({ "domain": domain, "text": format!("a need of {domain}"), "priority": "priority" });
        all.push(post("worker/coordinator", &format!("{case}/needs"), body).kept(&format!("need/{n}")));
    }
    let preferences =
        json!({ "tikanga": ["karakia"], "support_people": ["Aunty"], "availability": "evenings" });
    all.push(Request::put("person/mother", format!("{case}/preferences"), preferences).surely());
    all.push(post("person/father", &format!("{case}/confidentiality"), json!({ "anything": true })));
    all
}

/// Who is invited, by the names of their invitations: the school only where both parents let it in.
fn invited(terms: &Terms) -> Vec<(&'static str, &'static str)> {
    let mut all = vec![
        ("health", "worker/health"),
        ("support", "worker/support"),
        ("mother", "person/mother"),
        ("father", "person/father"),
        ("aunty", "person/aunty"),
    ];
    if terms.father_names_the_school {
        all.push(("school", "worker/school"));
    }
    all
}

/// Who is to be invited.
pub(super) fn invitee(who: &str) -> Value {
    let (kind, member) = match who.split_once('/') {
        Some(("worker", _)) => ("worker", "worker_id"),
        _ => ("family_member", "person_id"),
    };
    json!({ "invitee": { "kind": kind, member: format!("${who}") } })
}

fn convene(terms: &Terms) -> Vec<Request> {
    let (who, meeting) = ("worker/coordinator", "/v1/meetings/{meeting/0}");
    let body = json!({
        "kind": "first", "starts_at_local": "2026-02-19T18:30:00", "minutes": 120,
        "venue": { "name": "Hoani Waititi Marae", "neutrality": "marae" },
    });
    let facilitator = json!({
        "facilitator_id": "$facilitator/0", "independence_declared": true, "family_decision": decided(),
    });
    let mut all = vec![
        post(who, "/v1/cases/{case/here}/meetings", body).kept("meeting/0"),
        post(who, &format!("{meeting}/facilitator"), facilitator),
    ];
    for (name, who) in invited(terms) {
        let invitation = format!("invitation/{name}");
        all.push(
            post("worker/coordinator", &format!("{meeting}/invitations"), invitee(who)).kept(&invitation),
        );
        all.push(post("person/mother", &format!("/v1/invitations/{{{invitation}}}/approval"), json!({})));
    }
    let aspects = json!({ "aspects": ["agenda", "time", "venue", "participants"] });
    all.push(post("person/mother", &format!("{meeting}/approvals"), aspects));
    all.push(post(who, &format!("{meeting}/dispatch"), json!({})));
    for (name, who) in [("mother", "person/mother"), ("school", "worker/school")] {
        let path = format!("/v1/invitations/{{invitation/{name}}}/answer");
        all.push(Request::post(who, path, json!({ "answer": "accepted" })));
    }
    all.push(post(who, &format!("{meeting}/confirmation"), json!({})));
    all.extend(share());
    all
}

/// What one agency shares with another at the meeting, on advice, once the family was told.
fn share() -> [Request; 5] {
    let (who, item) = ("worker/support", "/v1/disclosures/{disclosure/0}");
    let body = json!({
        "category": "education", "ground": "consent", "meeting_id": "$meeting/0", "subjects": ["$person/child"],
        "recipients": [{ "kind": "agency", "agency_id": "$agency/health" }],
        "summary": "two days a week are missed", "purpose": "to plan the way to school", "necessity": "nobody else knows",
    });
    let advice =
        json!({ "adviser_id": "$worker/adviser", "role": "supervisor", "question": "how much of it?" });
    let answer = json!({ "position": "share", "text": "without the reasons" });
    let notice = json!({
        "person_id": "$person/mother", "disclosures": ["$disclosure/0"], "channel": "in_person",
        "addresses": "1 Main Road, Henderson",
    });
    [
        Request::post(who, "/v1/cases/{case/here}/disclosures", body).kept("disclosure/0"),
        Request::post(who, format!("{item}/advice-requests"), advice).kept("advice/0"),
        Request::post("worker/adviser", "/v1/advice-requests/{advice/0}/answer", answer),
        Request::post(who, format!("{item}/approval"), json!({})),
        Request::post("worker/coordinator", "/v1/cases/{case/here}/disclosure-notices", notice)
            .kept("notice/0"),
    ]
}

fn meet(terms: &Terms) -> Vec<Request> {
    let present = |name: &str| json!({ "invitation_id": format!("$invitation/{name}"), "presence": "present", "heard": "spoke" });
    let attendance: Vec<Value> = invited(terms).into_iter().map(|(name, _)| present(name)).collect();
    let body = json!({
        "attendance": attendance, "lead_agency_id": "$agency/support", "lead_worker_id": "$worker/support",
        "key_contact_id": "$worker/support", "next_review_on": "2026-03-26", "decided_to_close": false,
        "result": "plan", "decisions": [{ "text": "Work together", "family": "agrees" }],
    });
    vec![
        Request::time("2026-02-19T18:30:00"),
        post("worker/facilitator", "/v1/meetings/{meeting/0}/start", json!({})),
        post("worker/facilitator", "/v1/meetings/{meeting/0}/completion", body),
        Request::get("worker/coordinator", "/v1/cases/{case/here}/reviews")
            .kept_at("/items/0/id", "review/0"),
    ]
}

/// What is promised by the school, by health, by the lead, and by the family.
pub(super) fn actions() -> Vec<Value> {
    let of = |agency: &str| json!({ "kind": "agency", "agency_id": format!("$agency/{agency}"), "worker_id": format!("$worker/{agency}") });
    let action = |goal: &str, what: &str, owner: Value| json!({ "goal_key": goal, "what": what, "owner": owner, "due_on": "2026-03-12" });
    let mut all = vec![
        action("health", "Ask the school nurse", of("school")),
        action("health", "See a paediatrician", of("health")),
        action("home", "Visit every week", of("support")),
        action("home", "Ring the agency", json!({ "kind": "family" })),
    ];
    all[3]["supported_by"] = supporter();
    all
}

/// Who helps the family with what it has promised.
pub(super) fn supporter() -> Value {
    json!({ "kind": "worker", "worker_id": "$worker/support" })
}

/// A plan with these actions.
pub(super) fn plan(actions: &[Value]) -> Value {
    let goal = |key: &str, domain: &str, need: &str| json!({ "key": key, "title": format!("A goal of {key}"), "domain": domain, "priorities": ["$entry/2"], "needs": [need] });
    let none = ["income", "trust", "past"].map(
        |agency| json!({ "agency_id": format!("$agency/{agency}"), "reason": "is there for questions" }),
    );
    json!({
        "family_statement": "We want to do this together.", "actions": actions, "uncovered": [],
        "goals": [goal("health", "health", "$need/0"), goal("home", "education", "$need/1")],
        "no_contribution": none, "review_on": "2026-03-26",
    })
}

fn draft(_: &Terms) -> Vec<Request> {
    let path = "/v1/plan-versions/{plan_version/0}";
    let mut written = Request::put("worker/support", path, plan(&actions())).surely();
    for n in 0..actions().len() {
        written = written.kept_at(&format!("/actions/{n}/id"), &format!("action/{n}"));
    }
    let body = json!({ "meeting_id": "$meeting/0" });
    vec![
        Request::time("2026-02-20T10:00:00"),
        post("worker/support", "/v1/cases/{case/here}/plan-versions", body).kept("plan_version/0"),
        written,
    ]
}

fn circulate(_: &Terms) -> Vec<Request> {
    vec![post("worker/support", "/v1/plan-versions/{plan_version/0}/circulation", json!({}))]
}

fn agree(_: &Terms) -> Vec<Request> {
    let body = json!({ "content_hash": "$hash/plan_version/0", "verdict": "agree" });
    ["worker/health", "worker/support", "worker/school", "person/mother"]
        .into_iter()
        .flat_map(|who| {
            let path = "/v1/plan-versions/{plan_version/0}";
            let read = Request::get(who, path).kept_at("/content_hash", "hash/plan_version/0");
            [read, Request::post(who, format!("{path}/responses"), body.clone())]
        })
        .collect()
}

fn follow(_: &Terms) -> Vec<Request> {
    let progress = json!({ "status": "in_progress", "note": "on the way" });
    let contact = json!({
        "channel": "telephone", "held_on": "2026-02-20", "plan_works": "not_asked", "reached": true, "summary": "well",
    });
    let report = json!({ "changes": "none", "summary": "it goes well" });
    let statement = json!({ "case_id": "$case/here", "text": "we are heard", "audience": "everybody" });
    let about = json!({ "kind": "need", "id": "$need/0" });
    let correction =
        json!({ "case_id": "$case/here", "about": about, "wrong": "it is more", "wanted": "all of it" });
    vec![
        Request::time("2026-02-23T10:00:00"),
        Request::post("worker/school", "/v1/actions/{action/0}/progress", progress),
        Request::post("worker/support", "/v1/cases/{case/here}/contacts", contact).kept("contact/0"),
        Request::post("worker/support", "/v1/cases/{case/here}/progress-reports", report)
            .kept("progress_report/0"),
        Request::post("worker/support", "/v1/cases/{case/here}/safety-alerts", warning())
            .kept("safety_alert/0"),
        Request::post("person/mother", "/v1/my/statements", statement).kept("statement/0"),
        Request::post("person/mother", "/v1/my/corrections", correction.clone()).kept("correction/0"),
        Request::post("person/father", "/v1/my/corrections", correction).kept("correction/1"),
        Request::post(
            "worker/coordinator",
            "/v1/corrections/{correction/1}/acceptance",
            json!({ "note": "done" }),
        ),
        Request::get("worker/support", "/v1/correction-notices")
            .kept_at("/items/0/id", "correction_notice/0"),
        Request::post("worker/duty", "/v1/cases/{case/here}/break-glass-grants", small::emergency("people"))
            .kept("break_glass_grant/0"),
        Request::get("worker/duty", "/v1/people/{person/mother}"),
    ]
}

/// A warning of the father, which protects nobody in particular.
pub(super) fn warning() -> Value {
    json!({
        "kind": "caution", "person_id": "$person/father", "ground": "professional_judgement",
        "source": "a colleague", "begins_on": "2026-02-05",
    })
}

/// How every story could end: all is settled, what is open is given up, and the lead reports.
pub(super) fn end() -> Vec<Request> {
    let case = "/v1/cases/{case/here}";
    let settled = json!({ "reason": "settled otherwise", "resolution": "released" });
    let mut all: Vec<Request> = ["0", "1", "2", "3", "hidden"]
        .into_iter()
        .map(|n| {
            let path = format!("/v1/actions/{{action/{n}}}/resolution");
            Request::post("worker/coordinator", path, settled.clone())
        })
        .collect();
    let draft = "/v1/plan-versions/{plan_version/hidden}/abandonment";
    let report =
        json!({ "summary": "all is well", "family_view": "we know whom to ring", "transition": "none" });
    all.extend([
        Request::post("worker/support", draft, json!({ "reason": "not needed" })),
        Request::post("worker/support", format!("{case}/closing"), json!({ "reason": "goals_met" })),
        post("worker/support", &format!("{case}/final-reports"), report).kept("final_report/0"),
    ]);
    all
}

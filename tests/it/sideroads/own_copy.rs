//! A copy of everything on record about somebody, for programs and for people (IPP 6).

use serde_json::{Value, json};
use whakakaha::demo::{
    journey::Scene,
    stage::{Answer, Call},
};

use super::{Road, leave_after, own_door::speaks_for_herself};

const COPY: &str = "/v1/my/export";

fn list<'a>(copy: &'a Answer, pointer: &str) -> &'a Vec<Value> {
    copy.body.pointer(pointer).unwrap().as_array().unwrap()
}

/// The page, as a browser asks for it.
fn page(road: &Road<'_>, who: &str, accept: &str) -> Answer {
    let headers = vec![("accept", accept.to_owned())];
    let call = Call { persona: road.who(who), method: "GET", path: COPY, headers, body: None };
    road.stage.send(&call, Some(&road.stage.token(call.persona, 60))).unwrap()
}

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

fn says(road: &Road<'_>, who: &str, text: &str) {
    let statement =
        json!({ "case_id": road.id("case"), "text": text, "audience": "coordinator_and_key_contact" });
    road.post(who, "/v1/my/statements", statement);
}

/// The coordinator meets one parent, and the other.
fn meets_each_alone(road: &Road<'_>) {
    for who in ["mother", "father"] {
        let call = json!({
            "held_on": "2026-02-20", "channel": "in_person", "reached": true, "plan_works": "partly",
            "person_id": road.id(&format!("person/{who}")), "summary": format!("alone with the {who}"),
        });
        road.post("coordinator", "/v1/cases/{case}/contacts", call);
    }
}

/// IPP 6: all that is theirs, and nothing of what is others' or is kept from them.
#[test]
fn a_copy_holds_what_is_theirs_and_nothing_else() {
    leave_after(Scene::Following, "copy", |road| {
        says(road, "mother", "we want to be asked first");
        says(road, "father", "between us and you");
        let kept = road.post(
            "mother",
            "/v1/cases/{case}/profile-entries",
            json!({ "kind": "issue", "text": "he is not to read this" }),
        );
        let hidden = json!({
            "kind": "profile_entry", "item_id": kept.id(),
            "hidden_from": [{ "kind": "family_member", "person_id": road.id("person/father") }],
        });
        road.post("mother", "/v1/cases/{case}/restrictions", hidden);

        meets_each_alone(road);

        let copy = road.get("mother", COPY);
        assert!(copy.text.contains("alone with the mother") && !copy.text.contains("alone with the father"));
        assert_eq!(copy.text_at("/person/name"), road.who("mother").name);
        for part in [
            "/memberships",
            "/consents",
            "/statements",
            "/meetings",
            "/cases",
            "/accesses",
            "/cases/0/assignments",
            "/cases/0/profile_entries",
            "/cases/0/needs",
            "/cases/0/plan_versions",
            "/cases/0/actions",
        ] {
            assert!(!list(&copy, part).is_empty(), "{part}");
        }
        assert!(copy.text.contains("he is not to read this"));
        assert!(copy.text.contains("1994-05-11"), "her own birth date");
        for others in ["1991-09-30", "2017-08-19", "between us and you", road.id("consent/father")] {
            assert!(!copy.text.contains(others), "{others}");
        }
        let of_father = road.get("father", COPY);
        assert!(of_father.text.contains("between us and you"));
        for others in
            ["he is not to read this", "we want to be asked first", "1994-05-11", road.id("consent/mother")]
        {
            assert!(!of_father.text.contains(others), "{others}");
        }
        let operations = "SELECT operation, outcome FROM access_log ORDER BY id DESC LIMIT 1";
        assert_eq!(road.app.database.rows(operations).unwrap()[0], ["record.export", "allowed"]);
        for who in ["school", "coordinator", "school-system", "administrator", "stranger"] {
            assert_eq!(road.status(who, COPY), 403, "{who}");
        }
    });
}

/// Who is protected has the alert in their copy; whom it restricts has nothing of it (F0-21).
#[test]
fn a_copy_holds_what_protects_somebody() {
    leave_after(Scene::Preparing, "copy_protected", |road| {
        let before = page(road, "father", BROWSER).text;
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        let hers = road.get("mother", COPY);
        assert_eq!(list(&hers, "/cases/0/safety_alerts")[0]["id"], road.id("alert"));
        assert!(page(road, "mother", BROWSER).text.contains("What protects you"));
        let his = road.get("father", COPY);
        assert!(list(&his, "/cases/0/safety_alerts").is_empty() && !his.text.contains(road.id("alert")));
        let after = page(road, "father", BROWSER).text;
        assert!([before, after].iter().all(|it| !it.contains("protects")));
    });
}

/// Whoever does not speak for themselves, or has left, gets what is about them alone.
#[test]
fn a_copy_ends_where_the_family_ends() {
    leave_after(Scene::Agreeing, "copy_of_few", |road| {
        road.leaves("father", "2026-02-19");
        let left = road.get("father", COPY);
        assert_eq!((list(&left, "/cases").len(), list(&left, "/consents").len()), (0, 1));
        assert_eq!(list(&left, "/memberships")[0]["ended_on"], "2026-02-19");
        let aunty = road.get("aunty", COPY);
        assert_eq!((list(&aunty, "/cases").len(), list(&aunty, "/consents").len()), (0, 0));
        speaks_for_herself(road, "tamaiti");
        let young = road.get("tamaiti", COPY);
        assert_eq!(list(&young, "/cases").len(), 1);
        assert!(young.text.contains("2017-08-19") && !young.text.contains("1994-05-11"));
    });
}

/// The page says the same, and a text in it stays a text.
#[test]
fn a_copy_can_be_read_and_printed() {
    leave_after(Scene::Agreeing, "copy_page", |road| {
        let nasty = "</td></table><script>alert(1)</script><img src=x onerror=\"alert('2')\">=HYPERLINK(1)";
        says(road, "mother", nasty);
        says(road, "mother", "Kei te pai mātou — ’ora’ & \"pai\"");
        let page = page(road, "mother", BROWSER);
        assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert!(page.text.contains("<html lang=\"en-NZ\">"));
        assert!(!page.text.contains("<script") && !page.text.contains("<img"), "{}", page.text);
        assert!(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(page.text.contains("Kei te pai mātou"));
        let opened = |tag: &str| page.text.matches(&format!("<{tag}")).count();
        let closed = |tag: &str| page.text.matches(&format!("</{tag}>")).count();
        for tag in ["table", "caption", "section", "h1", "h2", "h3", "tr", "td", "dl", "dd"] {
            assert_eq!(opened(&format!("{tag}>")) + opened(&format!("{tag} ")), closed(tag), "{tag}");
        }
        for (accept, expected) in [("application/json", 200), ("text/csv", 406), ("*/*", 200)] {
            let answer = self::page(road, "mother", accept);
            assert_eq!(answer.status, expected, "{accept}");
            assert!(!answer.text.contains("<html"), "{accept}");
        }
        assert_eq!(self::page(road, "school", BROWSER).status, 403);
    });
}

/// IPP 6: what was reported, what the reviews say, what they keep from others themselves, and how they stand to others.
#[test]
fn a_copy_holds_what_was_reported_and_what_they_decided() {
    leave_after(Scene::Following, "what_a_copy_holds", |road| {
        let report = json!({ "summary": "The mornings go better.", "changes": "The mentor starts later." });
        road.post("family-support", "/v1/cases/{case}/progress-reports", report);
        let related = json!({ "of_person_id": road.id("person/tamaiti"), "kind": "parent" });
        road.post("coordinator", "/v1/people/{person/mother}/relationships", related);
        let hidden = |from: &str| {
            let father = json!({ "kind": "family_member", "person_id": road.id("person/father") });
            let school = json!({ "kind": "agency", "agency_id": road.id("agency/school") });
            let (category, from) = if from == "father" { ("health", father) } else { ("justice", school) };
            json!({ "kind": "category", "category": category, "hidden_from": [from] })
        };
        let kept = road.post("mother", "/v1/cases/{case}/restrictions", hidden("father")).id();
        let his = road.post("father", "/v1/cases/{case}/restrictions", hidden("school")).id();
        let wanted =
            json!({ "tikanga": ["karakia"], "support_people": [], "notes": "shoes off at the door" });
        let [case, preferences] =
            ["/v1/cases/{case}", "/v1/cases/{case}/preferences"].map(|it| road.path(it));
        road.stage.put_part(road.who("mother"), &case, &preferences, wanted).unwrap();

        let copy = road.get("mother", COPY);
        assert_eq!(list(&copy, "/cases/0/progress_reports")[0]["changes"], "The mentor starts later.");
        let reviewed = "It is going better. School mornings are still hard.";
        assert!(list(&copy, "/cases/0/reviews").iter().any(|it| it["family_view"] == reviewed));
        assert_eq!(copy.text_at("/cases/0/preferences/notes"), "shoes off at the door");
        assert_eq!(list(&copy, "/relationships")[0]["of_person_id"], road.id("person/tamaiti"));
        assert!(list(&copy, "/cases/0/restrictions").iter().any(|it| it["id"] == *kept));
        assert!(!copy.text.contains(&his), "what he keeps from others is his");
        let of_father = road.get("father", COPY);
        assert!(of_father.text.contains(&his) && !of_father.text.contains(&kept));
        assert!(list(&of_father, "/relationships").is_empty());

        let page = page(road, "mother", BROWSER).text;
        for said in
            ["The mentor starts later.", reviewed, "shoes off at the door", "What you keep from others"]
        {
            assert!(page.contains(said), "{said}");
        }
        assert!(page.contains(&format!("<td dir=\"auto\">{}</td>", road.who("mother").name)), "is a parent");
    });
    leave_after(Scene::Closing, "what_a_copy_ends_with", |road| {
        let copy = road.get("mother", COPY);
        assert_eq!(list(&copy, "/cases/0/final_reports")[0]["family_view"], "We know whom to ring now.");
        assert!(page(road, "mother", BROWSER).text.contains("We know whom to ring now."));
    });
}

/// IPP 6: a request is theirs who sent it; of one that somebody else sent, what it says of the reader.
#[test]
fn a_copy_holds_the_request_that_somebody_sent() {
    leave_after(Scene::Agreeing, "what_was_asked_for", |road| {
        let referrer = |name: &str| json!({ "name": name, "relationship": "father" });
        let other = json!({ "name": road.who("mother").name, "relationship": "mother" });
        let request = json!({
            "region_id": road.id("region"), "kind": "family_member",
            "referrer": referrer(&road.who("father").name), "reasons": ["he would like a job"],
            "safety": "nobody is to ring at night", "family_agrees_to_contact": true,
            "family": { "name": "Rāwiri", "people": [other] },
        });
        let sent = road.post("father", "/v1/intakes", request).id();
        let his = road.get("father", COPY);
        let asked = list(&his, "/intakes").iter().find(|it| it["id"] == *sent).unwrap();
        assert_eq!(asked["asked"]["reasons"], json!(["he would like a job"]));
        assert_eq!(asked["described"], json!([]), "what it says of her is not about him");
        assert!(page(road, "father", BROWSER).text.contains("he would like a job"));

        let hers = road.get("mother", COPY);
        let [began] = list(&hers, "/intakes").as_slice() else { panic!("{}", hers.text) };
        assert_eq!(began["id"], road.id("intake"));
        assert!(began.get("asked").is_none(), "a nurse sent it");
        assert_eq!(began["described"][0]["name"], road.who("mother").name);
        assert_eq!(began["described"].as_array().unwrap().len(), 1);
        assert!(list(&road.get("aunty", COPY), "/intakes").is_empty(), "who does not know of the case");
    });
}

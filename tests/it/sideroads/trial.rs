//! Writes that are only tried: everything is checked, and nothing stays (R12). The critic tries every write
//! of every road besides.

use serde_json::{Value, json};
use whakakaha::demo::{
    journey::Scene,
    stage::{Answer, Call, new_key},
};

use super::{Road, leave_after};

impl Road<'_> {
    /// Tries a write out, a `POST` with a key of its own where none is given.
    fn tries(
        &self,
        who: &str,
        (method, path): (&str, &str),
        headers: &[(&'static str, &str)],
        body: Value,
    ) -> Answer {
        let path = format!("{}?validate_only=true", self.path(path));
        let mut headers: Vec<_> = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        if method == "POST" && headers.is_empty() {
            headers.push(("idempotency-key", new_key()));
        }
        let persona = self.who(who);
        let call = Call { persona, method, path: &path, headers, body: Some(body) };
        self.stage.send(&call, Some(&self.stage.token(persona, 60))).unwrap()
    }

    /// Everything that is listed of the case, and what changed of it.
    fn listed(&self) -> Vec<String> {
        let lists = ["needs", "actions", "meetings", "consents", "assignments", "contacts"];
        let paths = lists.map(|list| format!("/v1/cases/{{case}}/{list}"));
        let mut told: Vec<_> = paths.iter().map(|path| self.get("coordinator", path).text).collect();
        told.push(self.get("school-system", "/v1/changes").text);
        told.push(self.get("coordinator", "/v1/cases/{case}").text);
        told
    }
}

const NEEDS: (&str, &str) = ("POST", "/v1/cases/{case}/needs");

/// A creation shows what would be made, and it is not there.
#[test]
fn what_is_tried_is_shown_and_is_not_there() {
    leave_after(Scene::Agreeing, "what_is_tried", |road| {
        let before = road.listed();
        let need =
            json!({ "domain": "education", "priority": "priority", "text": "somewhere quiet to read" });
        let tried = road.tries("coordinator", NEEDS, &[], need.clone());
        assert_eq!(
            (tried.status, tried.text_at("/text").as_str()),
            (201, "somewhere quiet to read"),
            "{}",
            tried.text
        );
        assert_eq!(tried.header("validate-only"), Some("true"));
        assert_eq!(road.status("coordinator", &format!("/v1/needs/{}", tried.id())), 404);
        assert_eq!(road.listed(), before);

        let made = road.post("coordinator", NEEDS.1, need);
        assert_eq!((made.status, made.header("validate-only")), (201, None), "{}", made.text);
        assert_ne!(made.id(), tried.id());
        assert_ne!(road.listed(), before);
    });
}

/// A key is not used by a trial, and an answer that is kept for it is not given to one.
#[test]
fn what_is_tried_has_nothing_to_do_with_keys() {
    leave_after(Scene::Agreeing, "what_is_tried_with_a_key", |road| {
        let need = |text: &str| json!({ "domain": "education", "priority": "priority", "text": text });
        let key = [("idempotency-key", "need-0001")];
        assert_eq!(road.tries("coordinator", NEEDS, &key, need("a desk")).status, 201);
        let made = road.send_as("coordinator", "need-0001", NEEDS.1, &need("a lamp"));
        assert_eq!((made.status, made.header("idempotent-replayed")), (201, None), "{}", made.text);
        let tried = road.tries("coordinator", NEEDS, &key, need("a desk"));
        assert_eq!((tried.status, tried.header("idempotent-replayed")), (201, None), "{}", tried.text);
        // The contract asks for a key without exception, and so does the service.
        let path = road.path(&format!("{}?validate_only=true", NEEDS.1));
        let persona = road.who("coordinator");
        let body = Some(need("a desk"));
        let call = Call { persona, method: "POST", path: &path, headers: Vec::new(), body };
        let keyless = road.stage.send(&call, Some(&road.stage.token(persona, 60))).unwrap();
        assert_eq!(keyless.status, 400, "{}", keyless.text);
        assert_eq!(keyless.text_at("/code"), "request.idempotency_key_missing");
    });
}

/// Whatever would refuse a write refuses its trial: form, rule, version, and who may do it.
#[test]
fn what_is_tried_is_refused_like_what_is_done() {
    leave_after(Scene::Agreeing, "what_is_tried_in_vain", |road| {
        let before = road.listed();
        let told = |answer: &Answer| (answer.status, answer.text_at("/code"));
        let wrong = json!({ "domain": "education", "priority": "priority", "text": "" });
        let answer = road.tries("coordinator", NEEDS, &[], wrong);
        assert_eq!(told(&answer), (422, "request.invalid".to_owned()), "{}", answer.text);

        let resumption = ("POST", "/v1/cases/{case}/resumption");
        let done = road.refused("coordinator", resumption.1, json!({}), (409, "case.not_in_state"));
        let answer = road.tries("coordinator", resumption, &[], json!({}));
        assert_eq!(told(&answer), told(&done), "{}", answer.text);
        assert_eq!(answer.body["allowed"], done.body["allowed"]);

        let change = json!({ "name": "Glen Road School", "kind": "government", "sector": "education" });
        let agency = ("PUT", "/v1/agencies/{agency/school}");
        let answer =
            road.tries("administrator", agency, &[("if-match", "\"v2000000000.other\"")], change.clone());
        let read = road.get("administrator", agency.1);
        assert_eq!(told(&answer), (412, "request.stale".to_owned()), "{}", answer.text);
        assert_eq!(answer.text_at("/current_etag"), read.header("etag").unwrap());
        let answer = road.tries("administrator", agency, &[], change.clone());
        assert_eq!(told(&answer), (428, "request.precondition_required".to_owned()), "{}", answer.text);
        let answer =
            road.tries("administrator", agency, &[("if-match", read.header("etag").unwrap())], change);
        assert_eq!((answer.status, answer.text_at("/name").as_str()), (200, "Glen Road School"));
        assert_eq!(road.get("administrator", agency.1).text, read.text);
        assert_eq!(road.listed(), before);
    });
}

/// Whoever may not do it is refused as ever, and the family can see that it was tried.
#[test]
fn what_is_tried_by_others_is_recorded() {
    leave_after(Scene::Agreeing, "what_is_tried_by_others", |road| {
        let need = json!({ "domain": "education", "priority": "priority", "text": "a desk" });
        let records = || road.critic.count("access_log");
        let before = records();
        assert_eq!(road.tries("stranger", NEEDS, &[], need.clone()).status, 404);
        assert_eq!(records(), before + 1, "a denial");
        assert_eq!(road.tries("coordinator", NEEDS, &[], need).status, 201);
        assert_eq!(records(), before + 2, "what would be made was shown");
    });
}

/// Only writes can be tried, and in one way; an emergency is one or is none.
#[test]
fn what_cannot_be_tried_is_refused() {
    leave_after(Scene::Agreeing, "what_cannot_be_tried", |road| {
        let need = json!({ "domain": "education", "priority": "priority", "text": "a desk" });
        for (method, path, body) in [
            ("GET", "/v1/cases/{case}?validate_only=true", None),
            ("GET", "/v1/cases/{case}/needs?validate_only=true", None),
            ("POST", "/v1/people/search?validate_only=true", Some(json!({ "name": "Ana" }))),
            ("POST", "/v1/cases/{case}/break-glass-grants?validate_only=true", Some(json!({}))),
            ("POST", "/v1/cases/{case}/needs?validate_only=1", Some(need.clone())),
            ("POST", "/v1/cases/{case}/needs?validate_only=true&dry_run=true", Some(need.clone())),
        ] {
            let answer = road.attempt("coordinator", method, path, body);
            assert_eq!(
                (answer.status, answer.text_at("/code").as_str()),
                (400, "request.query_invalid"),
                "{path}"
            );
        }
        let done =
            road.send_as("coordinator", "need-0001", "/v1/cases/{case}/needs?validate_only=false", &need);
        assert_eq!((done.status, done.header("validate-only")), (201, None), "{}", done.text);
        assert_eq!(road.status("coordinator", &format!("/v1/needs/{}", done.id())), 200);
    });
}

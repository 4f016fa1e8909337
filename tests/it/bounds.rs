//! Every bound of the contract is kept: a request that breaks one gets 422, with a pointer to the member.

use serde_json::{Map, Value, json};
use whakakaha_api::openapi;
use whakakaha_domain::{actor::Scope, code::CodeList};
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, Client, new_key},
};

const NOBODY: &str = "01900000-0000-7000-8000-000000000000";

/// An operation that is sent a body.
struct Operation {
    method: String,
    path: String,
    schema: Value,
    caller: Client,
}

impl Operation {
    fn send(&self, body: &Value) -> Answer {
        let key = new_key();
        let headers = match self.method.as_str() {
            "POST" => ("idempotency-key", key.as_str()),
            _ => ("if-match", "\"v1.AAAAAAAAAAAA\""),
        };
        self.caller.send(&self.method, &self.path, &[headers], Some(&body.to_string()))
    }
}

fn operations(app: &TestApp, document: &Value) -> Vec<Operation> {
    let trusted = app.caller("administrator", Scope::ALL);
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let content = &operation["requestBody"]["content"]["application/json"];
            if content.is_object() {
                let public = operation["security"].as_array().unwrap().is_empty();
                all.push(Operation {
                    method: method.to_uppercase(),
                    path: filled(path),
                    schema: content["schema"].clone(),
                    caller: if public { app.anybody() } else { trusted.clone() },
                });
            }
        }
    }
    all
}

/// The path, about things that do not exist.
fn filled(path: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { NOBODY.to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

/// Something that fits the schema, with texts as short or as long as they may be.
fn fitting(document: &Value, schema: &Value, long: bool) -> Value {
    let schema = resolve(document, schema);
    match schema["type"].as_str().unwrap() {
        "object" => {
            let members = schema["properties"].as_object().into_iter().flatten();
            members.map(|(name, member)| (name.clone(), fitting(document, member, long))).collect()
        }
        "array" => json!([fitting(document, &schema["items"], long)]),
        "integer" => schema["minimum"].clone(),
        "boolean" => json!(true),
        "string" => fitting_text(schema, long).into(),
        other => panic!("what is a {other}?"),
    }
}

fn fitting_text(schema: &Value, long: bool) -> String {
    if let Some(codes) = schema["enum"].as_array() {
        return codes[0].as_str().unwrap().to_owned();
    }
    match (schema["format"].as_str(), schema["pattern"].as_str()) {
        (Some("uuid"), _) => NOBODY.to_owned(),
        (Some("date"), _) => "2026-02-02".to_owned(),
        (Some("date-time"), _) => "2026-02-19T05:30:00Z".to_owned(),
        (None, Some("^[0-9a-f]{64}$")) => "0a".repeat(32),
        (None, Some(pattern)) if pattern.starts_with(r"^\d{4}-\d{2}-\d{2}T") => {
            "2026-02-19T18:30:00".to_owned()
        }
        (None, Some(r"^\d{2}:\d{2}:\d{2}$")) => "09:00:00".to_owned(),
        (None, Some("^https?://")) => "https://hooks.example.nz/".to_owned(),
        (None, Some(pattern)) if pattern.contains('@') => "integration@school.example.nz".to_owned(),
        (None, None) if long => "ā".repeat(length(schema, "maxLength").unwrap()),
        (None, None) => "x".repeat(length(schema, "minLength").unwrap_or(0)),
        other => panic!("what fits {other:?}?"),
    }
}

fn length(schema: &Value, bound: &str) -> Option<usize> {
    schema[bound].as_u64().map(|bound| usize::try_from(bound).unwrap())
}

/// What does not fit the schema of a value, in every way in which it can be broken by itself.
fn broken(document: &Value, schema: &Value) -> Vec<Value> {
    let schema = resolve(document, schema);
    let mut all = vec![Value::Null];
    match schema["type"].as_str().unwrap() {
        "object" => all.extend([json!("x"), json!([])]),
        "array" => {
            let item = fitting(document, &schema["items"], false);
            all.extend([json!("x"), json!({})]);
            all.extend(length(schema, "maxItems").map(|most| json!(vec![item; most + 1])));
            all.extend(schema["minItems"].as_u64().filter(|least| *least > 0).map(|_| json!([])));
        }
        "integer" => {
            all.extend([json!("1"), json!(1.5), json!(true), json!(u64::MAX)]);
            all.push(json!(schema["minimum"].as_i64().unwrap() - 1));
            all.push(json!(schema["maximum"].as_i64().unwrap() + 1));
        }
        "boolean" => all.extend([json!("true"), json!(1)]),
        "string" => all.extend(broken_texts(schema)),
        other => panic!("what is a {other}?"),
    }
    all
}

fn broken_texts(schema: &Value) -> Vec<Value> {
    let mut all = vec![json!(1), json!(["x"]), json!({})];
    if ["enum", "format", "pattern"].iter().any(|bound| !schema[*bound].is_null()) {
        all.push(json!("no such thing"));
    }
    if schema["enum"].is_null() && schema["format"].is_null() {
        all.extend(length(schema, "maxLength").map(|most| json!("ā".repeat(most + 1))));
    }
    if length(schema, "minLength").is_some_and(|least| least > 0) {
        all.extend([json!(""), json!(" \t\n")]);
    }
    all
}

/// Every way to break a body in one place, with the pointer to the place.
fn breaks(document: &Value, schema: &Value, at: &str, found: &mut Vec<(String, Option<Value>)>) {
    let schema = resolve(document, schema);
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let at = format!("{at}/{name}");
        found.extend(broken(document, member).into_iter().map(|value| (at.clone(), Some(value))));
        if schema["required"].as_array().is_some_and(|required| required.contains(&json!(name))) {
            found.push((at.clone(), None));
        }
        breaks(document, member, &at, found);
    }
    if schema["type"] == "object" {
        found.push((format!("{at}/no_such_member"), Some(json!(1))));
    }
    if schema["items"].is_object() {
        let at = format!("{at}/0");
        found.extend(broken(document, &schema["items"]).into_iter().map(|value| (at.clone(), Some(value))));
        breaks(document, &schema["items"], &at, found);
    }
}

/// The body with another value in one place, or with none.
fn with(body: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut body = body.clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match (body.pointer_mut(parent).unwrap(), value) {
        (Value::Object(members), Some(value)) => drop(members.insert(name.to_owned(), value)),
        (Value::Object(members), None) => drop(members.remove(name)),
        (Value::Array(items), Some(value)) => items[name.parse::<usize>().unwrap()] = value,
        (other, _) => panic!("{pointer} leads into {other}"),
    }
    body
}

/// R3, R4, R5: form comes before everything that depends on the thing, so that ids can be invented.
#[test]
fn a_request_that_breaks_a_bound_is_told_where() {
    let app = TestApp::start();
    let document = openapi::document();
    let mut wrong = Map::new();
    let mut sent = 0;
    for operation in operations(&app, document) {
        let route = format!("{} {}", operation.method, operation.path);
        let body = fitting(document, &operation.schema, false);
        // Which members go with which others is a rule beyond their bounds: it says `required`.
        for fits in [&body, &fitting(document, &operation.schema, true)] {
            let answer = operation.send(fits);
            let told = answer.body["errors"].as_array().into_iter().flatten();
            let refused = told.map(|error| &error["code"]).any(|code| code != "required");
            if refused && answer.code() == "request.invalid" {
                wrong.insert(format!("{route} refuses what fits: {fits}"), answer.body);
            }
        }
        let entries = app.database.value("SELECT count(*) FROM audit_log");
        let mut found = Vec::new();
        breaks(document, &operation.schema, "", &mut found);
        for (pointer, value) in found {
            let answer = operation.send(&with(&body, &pointer, value.clone()));
            sent += 1;
            if answer.status != 422 || !answer.pointers().contains(&format!("#{pointer}")) {
                let shown: String =
                    value.map_or("nothing".to_owned(), |it| it.to_string()).chars().take(60).collect();
                wrong.insert(
                    format!("{route} #{pointer} = {shown}"),
                    json!([answer.status, answer.pointers()]),
                );
            }
        }
        if app.database.value("SELECT count(*) FROM audit_log") != entries {
            wrong.insert(format!("{route} has written"), Value::Null);
        }
    }
    assert!(wrong.is_empty(), "{} of {sent}: {}", wrong.len(), serde_json::to_string_pretty(&wrong).unwrap());
    assert!(sent > 1000, "{sent}");
}

/// R3, R5: a query holds what the contract names, within its bounds.
#[test]
fn a_query_that_breaks_a_bound_is_refused() {
    let app = TestApp::start();
    let document = openapi::document();
    let caller = app.caller("administrator", Scope::ALL);
    let mut wrong = Vec::new();
    for (path, item) in
        document["paths"].as_object().unwrap().iter().filter(|(path, _)| path.starts_with("/v1"))
    {
        for (method, operation) in item.as_object().unwrap() {
            let mut queries = vec!["no_such_parameter=1".to_owned()];
            let parameters = operation["parameters"].as_array().unwrap().iter();
            for parameter in parameters.map(|it| resolve(document, it)).filter(|it| it["in"] == "query") {
                queries.extend(broken_queries(document, parameter));
            }
            for query in queries {
                let address = format!("{}?{query}", filled(path));
                let answer = caller.send(&method.to_uppercase(), &address, &[], None);
                let named = &answer.body["errors"][0]["parameter"];
                let told =
                    answer.code() == "request.query_invalid" && named == query.split('=').next().unwrap();
                if answer.status != 400 || !(told || answer.code() == "request.cursor_invalid") {
                    wrong.push(format!("{method} {path}?{query}: {}", answer.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn broken_queries(document: &Value, parameter: &Value) -> Vec<String> {
    let name = parameter["name"].as_str().unwrap();
    let schema = resolve(document, &parameter["schema"]);
    let numeric = schema["type"] == "integer";
    let written = |value: Value| {
        let number = value.as_number().filter(|_| numeric).map(ToString::to_string);
        value.as_str().map(str::to_owned).or(number)
    };
    let texts = broken(document, schema).into_iter().filter_map(written);
    // In a query every value is a text, numbers and truth values too.
    let fits = |text: &str| match schema["type"].as_str() {
        Some("integer") => text == "1",
        Some("boolean") => ["true", "false"].contains(&text),
        _ => false,
    };
    texts.filter(|text| !fits(text)).map(|text| format!("{name}={}", encoded(&text))).collect()
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"))
}

/// R2: a body is an object, also where nothing has to be said in it.
#[test]
fn r2_a_list_is_no_body() {
    let app = TestApp::start();
    for operation in operations(&app, openapi::document()) {
        let answer = operation.send(&json!([]));
        let told = (answer.status, answer.body["errors"][0]["pointer"].as_str());
        assert_eq!(told, (422, Some("#")), "{} {}", operation.method, operation.path);
    }
}

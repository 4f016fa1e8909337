//! The contract keeps its own rules (R1 to R4): complete, bounded, unambiguous.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use whakakaha_api::openapi;
use whakakaha_tests::app::TestApp;

use crate::conformance::{escape, faults, pointer};

fn operations(document: &Value) -> Vec<(String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| {
            let item = item.as_object().unwrap();
            item.iter().map(move |(method, operation)| {
                (format!("{} {path}", method.to_uppercase()), operation.clone())
            })
        })
        .collect()
}

#[test]
fn every_operation_is_named_explained_and_filed() {
    let document = openapi::document();
    let tags: BTreeSet<_> =
        document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].clone().to_string()).collect();
    let mut names = BTreeSet::new();
    for (route, operation) in operations(document) {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "{route}: {name} is not unique");
        assert!(
            name.chars().all(|c| c.is_ascii_alphanumeric()) && name.starts_with(|c: char| c.is_lowercase()),
            "{name}"
        );
        for text in ["summary", "description"] {
            assert!(operation[text].as_str().is_some_and(|text| text.len() > 5), "{route}: no {text}");
        }
        assert_eq!(operation["tags"].as_array().unwrap().len(), 1, "{route}");
        assert!(
            tags.contains(&operation["tags"][0].to_string()),
            "{route}: unknown tag {}",
            operation["tags"][0]
        );
        assert!(operation["security"].is_array(), "{route}");
    }
}

/// A text in a request without a bound would pass the validator silently.
#[test]
fn everything_that_a_request_can_hold_is_bounded() {
    let document = openapi::document();
    let mut open = Vec::new();
    for (route, operation) in operations(document) {
        let bodies = operation["requestBody"]["content"].as_object().into_iter().flatten();
        for (_, content) in bodies {
            unbounded(document, &content["schema"], &route, &mut open, &mut BTreeSet::new());
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let parameter = resolve(document, parameter);
            unbounded(
                document,
                &parameter["schema"],
                &format!("{route} ?{}", parameter["name"]),
                &mut open,
                &mut BTreeSet::new(),
            );
        }
    }
    assert!(open.is_empty(), "{}", open.join("\n"));
}

fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

fn unbounded(
    document: &Value,
    schema: &Value,
    at: &str,
    open: &mut Vec<String>,
    seen: &mut BTreeSet<String>,
) {
    if let Some(reference) = schema["$ref"].as_str()
        && !seen.insert(reference.to_owned())
    {
        return;
    }
    let schema = resolve(document, schema);
    let kind = schema["type"].as_str().unwrap_or_default();
    let has = |names: &[&str]| names.iter().any(|name| !schema[*name].is_null());
    let fits = match kind {
        "string" => has(&["maxLength", "enum", "format"]),
        "array" => has(&["maxItems"]),
        "integer" | "number" => has(&["minimum"]) && has(&["maximum"]),
        "object" => schema["additionalProperties"] == Value::Bool(false) || at.contains('?'),
        _ => true,
    };
    if !fits {
        open.push(format!("{at}: {kind} without bounds"));
    }
    assert!(!schema["type"].is_array(), "{at}: a request never holds null");
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        unbounded(document, member, &format!("{at}/{name}"), open, seen);
    }
    for part in ["allOf", "oneOf", "anyOf"] {
        for member in schema[part].as_array().into_iter().flatten() {
            unbounded(document, member, at, open, seen);
        }
    }
    if schema["items"].is_object() {
        unbounded(document, &schema["items"], &format!("{at}[]"), open, seen);
    }
}

/// Walks every schema on one side of the contract: what is sent, or what is answered.
fn walk(
    document: &Value,
    part: &Value,
    at: &str,
    seen: &mut BTreeSet<String>,
    look: &mut dyn FnMut(&Value, &str),
) {
    if let Some(reference) = part["$ref"].as_str() {
        if seen.insert(reference.to_owned()) {
            let target = document.pointer(reference.trim_start_matches('#')).unwrap();
            walk(document, target, reference, seen, look);
        }
        return;
    }
    look(part, at);
    match part {
        Value::Object(members) => {
            for (name, member) in members.iter().filter(|(name, _)| !name.starts_with("example")) {
                walk(document, member, &format!("{at}/{name}"), seen, look);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(document, item, at, seen, look)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn each_schema(parts: &[&str], mut look: impl FnMut(&Value, &str)) {
    let document = openapi::document();
    let mut seen = BTreeSet::new();
    for (route, operation) in operations(document) {
        for part in parts {
            walk(document, &operation[*part], &format!("{route} {part}"), &mut seen, &mut look);
        }
    }
}

/// R3: requests are closed; answers may gain members and codes.
#[test]
fn requests_are_closed_and_answers_are_open() {
    let mut codes = (0, 0);
    each_schema(&["requestBody", "parameters"], |schema, at| {
        assert!(schema["x-extensible-enum"].is_null(), "{at}: a request has one of the codes of today");
        assert!(schema["properties"].is_null() || schema["additionalProperties"] == false, "{at} is open");
        codes.0 += u32::from(schema["enum"].is_array());
    });
    each_schema(&["responses"], |schema, at| {
        assert!(schema["enum"].is_null(), "{at}: a client could not read a new code");
        assert!(schema["additionalProperties"].is_null(), "{at}: a client could not read a new member");
        codes.1 += u32::from(schema["x-extensible-enum"].is_array());
    });
    assert!(codes.0 > 20 && codes.1 > 20, "{codes:?}");
}

/// R2: names and formats say the same, and every number is one that JavaScript can hold.
#[test]
fn names_and_formats_say_the_same() {
    let format = |name: &str| match name {
        "id" => Some("uuid"),
        _ if name.ends_with("_id") => Some("uuid"),
        // The name that everybody expects (R8).
        "updated_since" => Some("date-time"),
        _ if name.ends_with("_at") => Some("date-time"),
        _ if name.ends_with("_on") => Some("date"),
        _ => None,
    };
    let member = |name: &str, schema: &Value, at: &str| {
        // The name that its specification gives it (R14).
        let registered = name == "violated-policies";
        assert!(
            registered || name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'),
            "{at}: {name}"
        );
        let schema = name
            .strip_suffix("_ids")
            .map_or((name.to_owned(), schema), |it| (format!("{it}_id"), &schema["items"]));
        let (name, schema) = schema;
        let said = schema["format"].as_str();
        match format(&name) {
            // The name that CloudEvents gives.
            None if name == "time" && at.ends_with("/Event") => assert_eq!(said, Some("date-time"), "{at}"),
            Some(expected) => assert_eq!(said, Some(expected), "{at}: {name}"),
            None => assert!(!matches!(said, Some("date" | "date-time")), "{at}: {name} is a {said:?}"),
        }
    };
    each_schema(&["requestBody", "parameters", "responses"], |schema, at| {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            member(name, property, at);
        }
        if let ("query" | "path", Some(name)) =
            (schema["in"].as_str().unwrap_or_default(), schema["name"].as_str())
        {
            member(name, &schema["schema"], at);
        }
        if let Some("integer" | "number") = schema["type"].as_str() {
            assert_ne!(schema["format"], "int64", "{at}");
            let largest = schema["maximum"].as_u64().unwrap_or(u64::MAX);
            assert!(largest <= 1 << 53, "{at}: up to {largest}");
        }
        assert!(!schema["type"].is_array(), "{at}: null is a kind of value");
    });
}

/// Every content of a message that is JSON, with the pointer to it.
fn json_contents(message: &Value, at: &str) -> Vec<(String, Value)> {
    let contents = message["content"].as_object().into_iter().flatten();
    contents
        .filter(|(kind, _)| kind.ends_with("json"))
        .map(|(kind, content)| (format!("{at}/content/{}", escape(kind)), content.clone()))
        .collect()
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(members) => members.values().any(has_null),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// R1, R2: examples of what is sent and what is answered, which fit the contract and hold no `null`.
#[test]
fn every_operation_shows_what_is_sent_and_what_is_answered() {
    let document = openapi::document();
    for (route, operation) in operations(document) {
        let at = pointer(&route);
        let mut contents = json_contents(&operation["requestBody"], &format!("{at}/requestBody"));
        for (status, response) in operation["responses"].as_object().unwrap() {
            contents.extend(json_contents(response, &format!("{at}/responses/{status}")));
        }
        let calendar = &operation["responses"]["200"]["content"]["text/calendar"]["example"];
        assert!(!contents.is_empty() || calendar.is_string(), "{route}");
        for (at, content) in contents {
            let example =
                content.get("example").or_else(|| content["examples"].pointer("/request.media_type/value"));
            let example = example.unwrap_or_else(|| panic!("{at} has no example"));
            let faults = faults(&format!("{at}/schema"), example);
            assert!(faults.is_empty() && !has_null(example), "{at}: {faults:#?}\n{example}");
            assert_ne!(example["items"], json!([]), "{at}: a list that shows nothing");
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let parameter = resolve(document, parameter);
            let shown = parameter["required"] == Value::Bool(false) || !parameter["example"].is_null();
            assert!(shown, "{route}: {} has no example", parameter["name"]);
        }
    }
}

/// R4: every error shows the problems that are behind it.
#[test]
fn every_error_shows_its_problems() {
    let document = openapi::document();
    for (status, response) in document["components"]["responses"].as_object().unwrap() {
        for (at, content) in json_contents(response, &format!("/components/responses/{status}")) {
            let examples = content["examples"].as_object().unwrap();
            assert!(!examples.is_empty(), "{at}");
            for (code, example) in examples {
                let problem = &example["value"];
                let faults = faults(&format!("{at}/schema"), problem);
                assert!(faults.is_empty() && !has_null(problem), "{at}: {faults:#?}\n{problem}");
                let expected = (json!(code), json!(status.parse::<u16>().unwrap()));
                assert_eq!((&problem["code"], &problem["status"]), (&expected.0, &expected.1), "{at}");
            }
        }
    }
}

/// Generators make a class of every schema: it has a name of its own, all its members, and is there.
#[test]
fn every_schema_is_found_and_plain() {
    fn look(document: &Value, value: &Value, at: &str) {
        if let Some(reference) = value["$ref"].as_str() {
            assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{at}: {reference}");
        }
        assert!(value["allOf"].is_null(), "{at}: a generator cannot close what is made of several parts");
        match value {
            Value::Object(members) => {
                let parts = members.iter().filter(|(name, _)| !name.starts_with("example"));
                parts.for_each(|(name, part)| look(document, part, &format!("{at}/{name}")));
            }
            Value::Array(items) => items.iter().for_each(|item| look(document, item, at)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    for document in [openapi::document().clone(), openapi::down_convert(openapi::document().clone())] {
        look(&document, &document, "");
    }
}

#[test]
fn the_contract_is_served_in_both_versions_with_the_documentation() {
    let app = TestApp::start();
    let current = app.anybody().get("/openapi.json").expect(200);
    assert_eq!(current.body["openapi"], "3.1.0");
    assert_eq!(&current.body, openapi::document());
    let known = app.anybody().send("GET", "/openapi.json", &[("if-none-match", &current.etag())], None);
    assert_eq!(known.status, 304);
    assert_eq!(app.anybody().get("/openapi-3.0.json").expect(200).body["openapi"], "3.0.3");
    let page = app.anybody().get("/docs/").expect(200);
    assert!(page.text.contains("swagger-ui"), "{}", page.text);
    for part in ["/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/docs/swagger-initializer.js"] {
        let _ = app.anybody().get(part).expect(200);
    }
    assert_eq!(app.anybody().get("/docs/nowhere.html").expect(404).code(), "request.not_found");
}

/// R1, RFC 9727: whoever knows the address finds the contract, the documentation and the state of health.
#[test]
fn the_catalog_leads_to_everything_that_describes_the_api() {
    let app = TestApp::start();
    let catalog = app.anybody().get("/.well-known/api-catalog").expect(200);
    let kind = "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";
    assert_eq!(catalog.header("content-type"), Some(kind));
    let sets = catalog.body["linkset"].as_array().unwrap();
    assert_eq!(sets[0]["item"][0]["href"], sets[1]["anchor"]);
    for (relation, expected) in [("service-desc", 2), ("service-doc", 1), ("status", 1)] {
        let links = sets[1][relation].as_array().unwrap();
        assert_eq!(links.len(), expected, "{relation}");
        for link in links {
            let path = link["href"].as_str().unwrap().strip_prefix(app.base()).unwrap();
            let answer = app.anybody().get(path).expect(200);
            let kind = answer.header("content-type").unwrap();
            assert!(kind.starts_with(link["type"].as_str().unwrap()), "{path}: {kind}");
        }
    }
    let head = app.anybody().send("HEAD", "/.well-known/api-catalog", &[], None).expect(200);
    let link = format!("<{}/.well-known/api-catalog>; rel=\"api-catalog\"", app.base());
    assert_eq!((head.header("link"), head.text.as_str()), (Some(link.as_str()), ""));
}

/// Operations without a token, all of them. This list may only shrink.
#[test]
fn only_these_operations_need_no_token() {
    let document = openapi::document();
    let public: Vec<String> = operations(document)
        .into_iter()
        .filter(|(_, operation)| operation["security"].as_array().is_some_and(Vec::is_empty))
        .map(|(route, _)| route)
        .collect();
    insta::assert_snapshot!("public_operations", public.join("\n"));
}

//! The contract keeps its own rules (R1 to R4): complete, bounded, unambiguous.

use std::collections::BTreeSet;

use serde_json::Value;
use whakakaha_api::openapi;
use whakakaha_tests::app::TestApp;

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
    for (route, operation) in operations(&document) {
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
    for (route, operation) in operations(&document) {
        let bodies = operation["requestBody"]["content"].as_object().into_iter().flatten();
        for (_, content) in bodies {
            unbounded(&document, &content["schema"], &route, &mut open, &mut BTreeSet::new());
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let parameter = resolve(&document, parameter);
            unbounded(
                &document,
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

#[test]
fn the_contract_is_served_in_both_versions_with_the_documentation() {
    let app = TestApp::start();
    let current = app.anybody().get("/openapi.json").expect(200);
    assert_eq!(current.body["openapi"], "3.1.0");
    assert_eq!(current.body, openapi::document());
    let known = app.anybody().send("GET", "/openapi.json", &[("if-none-match", &current.etag())], None);
    assert_eq!(known.status, 304);
    assert_eq!(app.anybody().get("/openapi-3.0.json").expect(200).body["openapi"], "3.0.3");
    let page = app.anybody().get("/docs/").expect(200);
    assert!(page.text.contains("swagger-ui"), "{}", page.text);
    for part in ["/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/docs/swagger-initializer.js"] {
        let _ = app.anybody().get(part).expect(200);
    }
}

/// Operations without a token, all of them. This list may only shrink.
#[test]
fn only_these_operations_need_no_token() {
    let document = openapi::document();
    let public: Vec<String> = operations(&document)
        .into_iter()
        .filter(|(_, operation)| operation["security"].as_array().is_some_and(Vec::is_empty))
        .map(|(route, _)| route)
        .collect();
    insta::assert_snapshot!("public_operations", public.join("\n"));
}

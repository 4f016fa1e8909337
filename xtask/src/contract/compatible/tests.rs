//! Every kind of break is found, and nothing else is taken for one.

use serde_json::{Value, json};

use super::breaks;

/// A small contract with one of everything.
fn contract() -> Value {
    serde_json::from_str(include_str!("sample.json")).unwrap()
}

const PUT: &str = "/paths/~1cases~1{id}/put";
const SENT: &str = "/components/schemas/CaseRequest";
const ANSWERED: &str = "/components/schemas/Case";

/// What is found after a member below a place got another value; `null` takes it away.
fn after(place: &str, name: &str, value: Value) -> Vec<String> {
    let old = contract();
    let mut new = contract();
    let target = new.pointer_mut(place).unwrap();
    if let (Value::Null, Some(members)) = (&value, target.as_object_mut()) {
        members.remove(name).unwrap();
    } else {
        target[name] = value;
    }
    assert_ne!(old, new, "{place} {name}");
    breaks(&old, &new)
}

fn text() -> Value {
    json!({ "type": "string" })
}

#[track_caller]
fn breaks_all(rows: &[(&str, String, &str, Value)]) {
    for (expected, place, name, value) in rows {
        let found = after(place, name, value.clone());
        assert!(found.iter().any(|it| it.contains(expected)), "{place} {name} = {value}: {found:?}");
    }
}

#[test]
fn the_same_contract_breaks_nothing() {
    assert_eq!(breaks(&contract(), &contract()), Vec::<String>::new());
}

#[test]
fn operations_stay_where_they_are_under_their_names() {
    let header = json!([{ "name": "id", "in": "path", "required": true, "schema": text() }, { "name": "key", "in": "header", "required": true, "schema": text() }]);
    breaks_all(&[
        ("is gone", "/paths".into(), "/cases/{id}", Value::Null),
        ("is gone", "/paths/~1cases~1{id}".into(), "put", Value::Null),
        ("another `operationId`", PUT.into(), "operationId", json!("replaceCase")),
        ("another `tags`", PUT.into(), "tags", json!(["Files"])),
        ("server \"/\": is gone", String::new(), "servers", json!([{ "url": "/api" }])),
        ("event changed: is gone", "/webhooks".into(), "changed", Value::Null),
        (
            "path parameter id has another `format`",
            "/paths/~1cases~1{id}".into(),
            "parameters",
            header.clone(),
        ),
        ("header parameter key is required", "/paths/~1cases~1{id}".into(), "parameters", header),
    ]);
}

#[test]
fn parameters_are_taken_as_before() {
    let limit = format!("{PUT}/parameters/1");
    breaks_all(&[
        ("query parameter limit is not taken", PUT.into(), "parameters", json!([])),
        ("header parameter if-match is not taken", PUT.into(), "parameters", json!([])),
        ("limit is required", limit.clone(), "required", json!(true)),
        ("if-match is required", "/components/parameters/IfMatch".into(), "required", json!(true)),
        ("limit is not taken", limit.clone(), "name", json!("size")),
        ("limit is written in another way", limit.clone(), "explode", json!(false)),
        ("another `maximum`", format!("{limit}/schema"), "maximum", json!(100)),
        ("another `minimum`", format!("{limit}/schema"), "minimum", json!(2)),
        ("where it is left out", format!("{limit}/schema"), "default", json!(20)),
        ("is of another type", format!("{limit}/schema"), "type", json!("string")),
    ]);
}

#[test]
fn what_was_sent_is_accepted() {
    let of = |name: &str| format!("{SENT}/properties/{name}");
    breaks_all(&[
        ("the body is required", format!("{PUT}/requestBody"), "required", json!(true)),
        ("has no body any more", PUT.into(), "requestBody", Value::Null),
        ("as application/json any more", format!("{PUT}/requestBody"), "content", json!({ "text/csv": {} })),
        ("/kind is required", SENT.into(), "required", json!(["name", "kind"])),
        ("/new is required", SENT.into(), "required", json!(["name", "new"])),
        ("/kind is gone", format!("{SENT}/properties"), "kind", Value::Null),
        ("can not be \"b\"", of("kind"), "enum", json!(["a", "c"])),
        ("is one of a list now", of("name"), "enum", json!(["Ana"])),
        ("another `maxLength`", of("name"), "maxLength", json!(100)),
        ("another `minLength`", of("name"), "minLength", json!(1)),
        ("another `pattern`", of("name"), "pattern", json!("^A")),
        ("another `uniqueItems`", of("tags"), "uniqueItems", json!(true)),
        ("another `format`", of("name"), "format", json!("email")),
        ("is of another type", of("name"), "type", json!("integer")),
        ("/tags[] is of another type", of("tags"), "items", json!({ "type": "integer" })),
        ("other kinds to choose from", of("about"), "oneOf", json!([text()])),
        (
            "has another name",
            format!("{PUT}/requestBody/content/application~1json"),
            "schema",
            json!({ "$ref": ANSWERED }),
        ),
    ]);
}

#[test]
fn what_is_answered_was_promised() {
    let of = |name: &str| format!("{ANSWERED}/properties/{name}");
    let ok = format!("{PUT}/responses/200");
    breaks_all(&[
        ("does not answer with 200", format!("{PUT}/responses"), "200", Value::Null),
        ("answers with 202 now", format!("{PUT}/responses"), "202", json!({})),
        ("as application/json any more", ok.clone(), "content", json!({ "text/html": {} })),
        (
            "problem+json any more",
            "/components/responses/Absent".into(),
            "content",
            json!({ "application/json": {} }),
        ),
        ("the header ETag of 200 is gone", ok.clone(), "headers", Value::Null),
        ("ETag of 200 is not promised", format!("{ok}/headers/ETag"), "required", json!(false)),
        ("another `maxLength`", format!("{ok}/headers/ETag/schema"), "maxLength", json!(200)),
        ("/status is not promised", ANSWERED.into(), "required", json!(["id"])),
        ("/count is gone", format!("{ANSWERED}/properties"), "count", Value::Null),
        ("can not be \"closed\"", of("status"), "x-extensible-enum", json!(["open"])),
        ("is not one of the list", of("status"), "x-extensible-enum", Value::Null),
        ("which was closed", of("level"), "enum", json!(["low", "high", "none"])),
        ("can not be \"high\"", of("level"), "enum", json!(["low"])),
        ("is not one of the list", of("level"), "enum", Value::Null),
        ("another `maximum`", of("count"), "maximum", json!(20)),
        ("another `maximum`", of("count"), "maximum", Value::Null),
        ("another `format`", of("count"), "format", json!("int64")),
        ("another `format`", of("id"), "format", Value::Null),
        ("is of another type", of("count"), "type", json!(["integer", "null"])),
        ("is of another type", of("id"), "type", Value::Null),
        (
            "/person/name is not promised",
            "/components/schemas/Person/allOf/0".into(),
            "required",
            Value::Null,
        ),
        ("/person/born_on is gone", "/components/schemas/Person/allOf/1".into(), "properties", Value::Null),
        (
            "event changed: the body is not promised",
            "/webhooks/changed/post/requestBody".into(),
            "required",
            json!(false),
        ),
    ]);
}

#[test]
fn everybody_gets_in_by_the_same_means() {
    let schemes = "/components/securitySchemes";
    let flow = format!("{schemes}/machine/flows/clientCredentials");
    breaks_all(&[
        ("did not ask", String::new(), "security", json!([{ "token": ["cases:write"] }])),
        ("did not ask", PUT.into(), "security", json!([{ "token": ["cases:read"], "machine": [] }])),
        ("token: is gone", schemes.into(), "token", Value::Null),
        ("token: has another `scheme`", format!("{schemes}/token"), "scheme", json!("basic")),
        ("another tokenUrl", flow.clone(), "tokenUrl", json!("/oauth/token")),
        ("the scope cases:read is gone", flow, "scopes", json!({})),
    ]);
    let mut open = contract();
    open["security"] = json!([]);
    let found = breaks(&open, &contract());
    assert!(found.iter().any(|it| it.contains("did not ask")), "{found:?}");
}

#[test]
fn what_is_added_or_loosened_breaks_nothing() {
    let sent = |name: &str| format!("{SENT}/properties/{name}");
    let answered = |name: &str| format!("{ANSWERED}/properties/{name}");
    let schema = format!("{PUT}/parameters/1/schema");
    for (place, name, value) in [
        ("/paths".into(), "/new", json!({ "get": { "operationId": "new", "responses": {} } })),
        (PUT.into(), "deprecated", json!(true)),
        (PUT.into(), "security", json!([{ "machine": [] }, { "token": ["cases:read"] }])),
        (String::new(), "security", json!([{ "token": [] }])),
        (format!("{PUT}/responses"), "409", json!({ "description": "no" })),
        (format!("{PUT}/responses"), "404", Value::Null),
        (format!("{PUT}/responses/200/content"), "text/html", json!({})),
        (format!("{PUT}/responses/200/headers"), "Link", json!({ "schema": text() })),
        (format!("{PUT}/requestBody/content"), "text/csv", json!({})),
        (schema.clone(), "maximum", json!(500)),
        (schema.clone(), "minimum", Value::Null),
        (schema, "format", json!("int64")),
        (format!("{SENT}/properties"), "new", text()),
        (SENT.into(), "required", json!([])),
        (SENT.into(), "additionalProperties", Value::Null),
        (sent("kind"), "enum", json!(["a", "b", "c"])),
        (sent("kind"), "enum", Value::Null),
        (sent("name"), "maxLength", json!(300)),
        (sent("name"), "type", json!(["string", "null"])),
        (sent("name"), "description", json!("What it is called.")),
        (
            sent("about"),
            "oneOf",
            json!([{ "$ref": "#/components/schemas/Person" }, text(), { "type": "integer" }]),
        ),
        (format!("{ANSWERED}/properties"), "new", text()),
        (ANSWERED.into(), "required", json!(["id", "status", "count"])),
        (answered("status"), "x-extensible-enum", json!(["open", "closed", "held"])),
        (answered("count"), "maximum", json!(5)),
        (format!("{PUT}/responses/200/headers/Retry-After/schema"), "format", json!("int32")),
        (answered("id"), "pattern", json!("^[0-9a-f-]+$")),
    ] {
        assert_eq!(after(&place, name, value.clone()), Vec::<String>::new(), "{place} {name} = {value}");
    }
}

#[test]
fn a_number_of_a_wider_kind_is_accepted_and_not_answered() {
    let found = after(&format!("{PUT}/parameters/1/schema"), "type", json!("number"));
    assert_eq!(found, Vec::<String>::new());
    let found = after(&format!("{ANSWERED}/properties/count"), "type", json!("number"));
    assert!(found.iter().any(|it| it.contains("/count is of another type")), "{found:?}");
}

//! Closed in, open out (R3): requests hold what the contract names and nothing else; answers may gain
//! members and codes.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::operations;

type Schemas = Map<String, Value>;
type Names = BTreeSet<String>;

/// Gives requests schemas of their own where they share them with answers, and opens those of answers.
pub(super) fn separate(document: &mut Value) {
    let mut schemas = document.pointer_mut("/components/schemas").map(Value::take).unwrap_or_default();
    if let Some(schemas) = schemas.as_object_mut() {
        let (sent, answered) = reached(document, schemas);
        let shared: Names = sent.intersection(&answered).cloned().collect();
        for name in &sent {
            let closed = schemas.get(name).cloned();
            let name = if shared.contains(name) { of_request(name) } else { name.clone() };
            schemas.extend(closed.map(|closed| (name, renamed(closed, &shared))));
        }
        for name in &answered {
            schemas.get_mut(name).into_iter().for_each(open);
        }
        for (_, _, operation) in operations(document) {
            for part in ["requestBody", "parameters"] {
                if let Some(part) = operation.get_mut(part) {
                    *part = renamed(part.take(), &shared);
                }
            }
        }
    }
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        components.insert("schemas".to_owned(), schemas);
    }
}

fn of_request(name: &str) -> String {
    format!("{name}Request")
}

/// The names of the schemas that requests lead to, and of those that answers lead to.
fn reached(document: &mut Value, schemas: &Schemas) -> (Names, Names) {
    let (mut sent, mut answered) = (Names::new(), Names::new());
    for (_, _, operation) in operations(document) {
        let part = |name| operation.get(name).into_iter();
        part("requestBody").chain(part("parameters")).for_each(|it| reach(it, schemas, &mut sent));
        part("responses").for_each(|it| reach(it, schemas, &mut answered));
    }
    document.pointer("/components/responses").into_iter().for_each(|it| reach(it, schemas, &mut answered));
    (sent, answered)
}

fn reach(value: &Value, schemas: &Schemas, found: &mut Names) {
    match value {
        Value::Object(members) => {
            if let Some(name) = name_of(members)
                && found.insert(name.to_owned())
            {
                schemas.get(name).into_iter().for_each(|schema| reach(schema, schemas, found));
            }
            members.values().for_each(|member| reach(member, schemas, found));
        }
        Value::Array(items) => items.iter().for_each(|item| reach(item, schemas, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn name_of(members: &Schemas) -> Option<&str> {
    members.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/")
}

/// With references to what requests have of their own.
fn renamed(value: Value, shared: &Names) -> Value {
    match value {
        Value::Object(mut members) => {
            if let Some(name) = name_of(&members).filter(|name| shared.contains(*name)) {
                let reference = format!("#/components/schemas/{}", of_request(name));
                members.insert("$ref".to_owned(), reference.into());
            }
            members.into_iter().map(|(name, member)| (name, renamed(member, shared))).collect()
        }
        Value::Array(items) => items.into_iter().map(|item| renamed(item, shared)).collect(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => other,
    }
}

/// How long a code can be, one that is added later too.
const LONGEST_CODE: u32 = 100;

/// Members and codes may be added without notice.
fn open(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.get("additionalProperties") == Some(&json!(false)) {
                members.remove("additionalProperties");
            }
            if let Some(codes) = members.remove("enum") {
                members.insert("x-extensible-enum".to_owned(), codes);
                members.insert("maxLength".to_owned(), LONGEST_CODE.into());
            }
            members.values_mut().for_each(open);
        }
        Value::Array(items) => items.iter_mut().for_each(open),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

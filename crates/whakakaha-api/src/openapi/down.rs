//! OpenAPI 3.1 written as 3.0, for tools that know nothing newer.
#![expect(clippy::indexing_slicing, reason = "a JSON value takes any index: what is not there reads as null")]

use serde_json::{Value, json};

/// Converts the document. Only what the generated contract uses is looked at: nullable types,
/// constants, and, which 3.0 does not know, the summary of the document and what is sent to webhooks. Examples of what is
/// sent are left out, of which generators complain; all others are left as they are.
#[must_use]
pub fn down_convert(mut document: Value) -> Value {
    document["openapi"] = "3.0.3".into();
    if let Some(info) = document["info"].as_object_mut() {
        info.remove("summary");
    }
    if let Some(members) = document.as_object_mut() {
        members.remove("webhooks");
    }
    convert(&mut document);
    document
}

fn convert(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::Array(types)) = members.get("type") {
                let named: Vec<_> = types.iter().filter(|one| *one != "null").cloned().collect();
                let nullable = named.len() < types.len();
                if let Some(first) = named.into_iter().next() {
                    members.insert("type".to_owned(), first);
                }
                if nullable {
                    members.insert("nullable".to_owned(), true.into());
                }
            }
            if let Some(constant) = members.remove("const") {
                members.insert("enum".to_owned(), json!([constant]));
            }
            if let Some(content) =
                members.get_mut("requestBody").and_then(|body| body.get_mut("content")?.as_object_mut())
            {
                for media in content.values_mut().filter_map(Value::as_object_mut) {
                    media.retain(|name, _| !name.starts_with("example"));
                }
            }
            let schemas = members.iter_mut().filter(|(name, _)| !name.starts_with("example"));
            schemas.for_each(|(_, member)| convert(member));
        }
        Value::Array(items) => items.iter_mut().for_each(convert),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

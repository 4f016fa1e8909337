//! The two documents, and how to get around in them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// What is compared: the contract of the last release, and that of now.
#[derive(Clone, Copy)]
pub(super) struct Documents<'a> {
    pub(super) old: &'a Value,
    pub(super) new: &'a Value,
}

/// Which way something goes: what is sent may be accepted more freely than before, what is answered may be
/// promised more narrowly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    Sent,
    Answered,
}

/// A member, or nothing.
pub(super) fn member<'a>(value: &'a Value, name: &str) -> &'a Value {
    value.get(name).unwrap_or(&Value::Null)
}

/// The members of an object; none where it is no object.
pub(super) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The items of an array; none where it is no array.
pub(super) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The texts in an array.
pub(super) fn texts(value: &Value) -> BTreeSet<&str> {
    items(value).filter_map(Value::as_str).collect()
}

/// Whether a member says `true`.
pub(super) fn is_true(value: &Value, name: &str) -> bool {
    member(value, name) == &Value::Bool(true)
}

/// What a reference leads to, however many lie between; the value itself where it is none.
pub(super) fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let mut at = value;
    for _ in 0..50 {
        let Some(pointer) = reference(at).and_then(|it| it.strip_prefix('#')) else { return at };
        at = document.pointer(pointer).unwrap_or(&Value::Null);
    }
    at
}

/// Where a reference leads.
pub(super) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// A schema as one object: what all of `allOf` say, put together.
pub(super) fn whole(document: &Value, schema: &Value) -> Value {
    let schema = resolve(document, schema);
    let Some(own) = schema.as_object().filter(|it| it.contains_key("allOf")) else { return schema.clone() };
    let mut whole = Map::new();
    for part in items(member(schema, "allOf")) {
        add(&mut whole, &self::whole(document, part));
    }
    let rest = own.iter().filter(|(name, _)| *name != "allOf");
    add(&mut whole, &rest.map(|(name, it)| (name.clone(), it.clone())).collect());
    whole.into()
}

fn add(whole: &mut Map<String, Value>, part: &Value) {
    for (name, said) in members(part) {
        match (whole.get_mut(name), said) {
            (Some(Value::Object(known)), Value::Object(more)) => known.extend(more.clone()),
            (Some(Value::Array(known)), Value::Array(more)) if name == "required" => {
                known.extend(more.clone());
            }
            _ => {
                whole.insert(name.clone(), said.clone());
            }
        }
    }
}

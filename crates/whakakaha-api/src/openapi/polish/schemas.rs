//! Schemas as callers and their generators want them: plain objects, each under one name.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

type Schemas = Map<String, Value>;

/// Tidies the collected schemas.
pub(super) fn tidy(document: &mut Value) {
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else {
        return;
    };
    let names: Vec<String> = schemas.keys().cloned().collect();
    for name in &names {
        let flat = flattened(schemas, name);
        schemas.extend(flat.map(|flat| (name.clone(), flat)));
    }
    for name in &names {
        name_items(schemas, name);
    }
    rename_pages(document);
    bound_formats(document);
    drop_unused(document);
}

/// An object whose members come from several places, as one object.
fn flattened(schemas: &Schemas, name: &str) -> Option<Value> {
    let schema = schemas.get(name)?;
    let parts = schema.get("allOf")?.as_array()?;
    let mut whole = json!({ "type": "object", "properties": {}, "required": [] });
    for part in parts {
        let part =
            part.get("$ref").and_then(Value::as_str).and_then(|it| schemas.get(last(it))).unwrap_or(part);
        let members = part.get("properties").and_then(Value::as_object).into_iter().flatten();
        whole
            .get_mut("properties")?
            .as_object_mut()?
            .extend(members.map(|(name, it)| (name.clone(), it.clone())));
        let required = part.get("required").and_then(Value::as_array).into_iter().flatten();
        whole.get_mut("required")?.as_array_mut()?.extend(required.cloned());
    }
    let about = schema.get("description").cloned();
    whole.as_object_mut()?.extend(about.map(|about| ("description".to_owned(), about)));
    Some(whole)
}

/// The generator writes the items of a page out; they are a thing with a name.
fn name_items(schemas: &mut Schemas, page: &str) {
    let Some(item) = LISTS.iter().find_map(|(view, _)| page.strip_prefix(view)) else { return };
    let named = schemas.contains_key(item).then(|| json!({ "$ref": format!("#/components/schemas/{item}") }));
    let items = schemas.get_mut(page).and_then(|page| page.pointer_mut("/properties/items/items"));
    if let (Some(items), Some(named)) = (items, named) {
        *items = named;
    }
}

/// What holds items, as the generator calls it and as we do.
const LISTS: [(&str, &str); 2] = [("PageView_", "Page"), ("FeedView_", "Feed")];

/// `PageView_Region` becomes `RegionPage`.
fn rename_pages(value: &mut Value) {
    let renamed = |name: &str| {
        LISTS.iter().find_map(|(view, list)| Some(format!("{}{list}", name.strip_prefix(view)?)))
    };
    match value {
        Value::Object(members) => {
            let pages: Vec<_> =
                members.keys().filter_map(|name| Some((name.clone(), renamed(name)?))).collect();
            for (old, new) in pages {
                let page = members.remove(&old);
                members.extend(page.map(|page| (new, page)));
            }
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(page) = renamed(last(reference))
            {
                *reference = format!("#/components/schemas/{page}");
            }
            members.values_mut().for_each(rename_pages);
        }
        Value::Array(items) => items.iter_mut().for_each(rename_pages),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Texts of a known format have a known length.
fn bound_formats(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let length = match members.get("format").and_then(Value::as_str) {
                Some("uuid") => Some(36),
                Some("date") => Some(10),
                Some("date-time") => Some(35),
                _ => None,
            };
            if let Some(length) = length.filter(|_| !members.contains_key("maxLength")) {
                members.insert("maxLength".to_owned(), length.into());
            }
            members.values_mut().for_each(bound_formats);
        }
        Value::Array(items) => items.iter_mut().for_each(bound_formats),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What nothing refers to any more is left out.
fn drop_unused(document: &mut Value) {
    loop {
        let mut used = BTreeSet::new();
        collect_references(document, &mut used);
        let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else {
            return;
        };
        let before = schemas.len();
        schemas.retain(|name, _| used.contains(name));
        if schemas.len() == before {
            return;
        }
    }
}

/// The names that something refers to, in whatever kind of member.
fn collect_references(value: &Value, used: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => used.extend(text.strip_prefix("#/components/schemas/").map(str::to_owned)),
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, used)),
        Value::Object(members) => members.values().for_each(|member| collect_references(member, used)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The name at the end of a reference.
fn last(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}

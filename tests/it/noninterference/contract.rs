//! What somebody can ask, taken from the contract: every operation, with the ids of a world in it.

use std::{collections::BTreeMap, sync::LazyLock};

use serde_json::{Map, Value};
use whakakaha_api::openapi;

/// An operation of the contract.
pub(super) struct Operation {
    pub(super) method: &'static str,
    pub(super) path: String,
    /// The names of its query parameters, with the schema of each.
    pub(super) query: Vec<(String, Value)>,
    /// The committed example of what it is sent.
    pub(super) body: Option<Value>,
    /// Whether there is a page of it beside the JSON.
    pub(super) is_page: bool,
}

/// Every operation of the contract.
pub(super) static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let (document, examples) = (openapi::document(), examples());
    let paths = document["paths"].as_object().unwrap();
    let operations = |(path, item): (&String, &Value)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(|(method, it)| operation(document, &examples, method, path, it)).collect::<Vec<_>>()
    };
    paths.iter().flat_map(operations).collect()
});

fn examples() -> Map<String, Value> {
    let text = include_str!("../../../crates/whakakaha-api/src/openapi/examples.json");
    serde_json::from_str(text).unwrap()
}

fn operation(
    document: &Value,
    examples: &Map<String, Value>,
    method: &str,
    path: &str,
    it: &Value,
) -> Operation {
    let method = *["GET", "POST", "PUT", "DELETE", "PATCH"]
        .iter()
        .find(|known| known.eq_ignore_ascii_case(method))
        .unwrap_or_else(|| panic!("{method} {path}: what is it?"));
    let parameters = it["parameters"].as_array().into_iter().flatten();
    let query = parameters
        .filter(|parameter| parameter["in"] == "query")
        .map(|parameter| {
            let name = parameter["name"].as_str().unwrap().to_owned();
            (name, resolved(document, &parameter["schema"]).clone())
        })
        .collect();
    let body = examples.get(&format!("{method} {path}")).and_then(|example| example.get("request")).cloned();
    assert!(body.is_some() || it["requestBody"].is_null(), "{method} {path} has no example of what is sent");
    let is_page = !it["responses"]["200"]["content"]["text/html"].is_null();
    Operation { method, path: path.to_owned(), query, body, is_page }
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

impl Operation {
    /// Whether it only reads: a search is sent with a body.
    pub(super) fn reads(&self) -> bool {
        self.method == "GET" || self.path.ends_with("/search")
    }

    pub(super) fn is_list(&self) -> bool {
        self.query.iter().any(|(name, _)| name == "limit")
    }

    /// The query of the first page of a list. What is overseen is asked about until the story had been told: all that
    /// comes later is what the audience asks.
    pub(super) fn first_page(&self) -> &'static str {
        let is_log =
            self.path.starts_with("/v1/oversight/") && self.query.iter().any(|(name, _)| name == "until_at");
        match (self.is_list(), is_log) {
            (false, _) => "",
            (true, false) => "limit=200&",
            (true, true) => "until_at={instant/told}&limit=200&",
        }
    }

    /// The kinds of things whose ids the path holds.
    pub(super) fn kinds(&self) -> Vec<&str> {
        let places = self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        places.map(|place| place.strip_suffix("_id").unwrap_or(place)).collect()
    }
}

/// The kinds of things that have a path of their own.
pub(super) static KINDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut kinds: Vec<_> = OPERATIONS.iter().flat_map(Operation::kinds).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
});

/// What kinds of things the members hold whose names do not say so.
const NAMED: [(&str, &str); 19] = [
    ("actions_reviewed", "action"),
    ("agencies", "agency"),
    ("against", "plan_version"),
    ("child_id", "person"),
    ("children", "person"),
    ("confirmed_by", "worker"),
    ("adviser_id", "worker"),
    ("decided_by", "person"),
    ("disclosures", "disclosure"),
    ("entries", "entry"),
    ("id", "need"),
    ("may_see", "person"),
    ("needs", "need"),
    ("people", "person"),
    ("priorities", "entry"),
    ("replaces", "statement"),
    ("session_of", "meeting"),
    ("subjects", "person"),
    ("supervisor_id", "worker"),
];

/// What kind of thing a member or a parameter names; `item` for whatever a restriction can hide.
pub(super) fn kind(member: &str) -> Result<&'static str, String> {
    if member == "item_id" {
        return Ok("item");
    }
    if let Some((_, kind)) = NAMED.iter().find(|(name, _)| *name == member) {
        return Ok(kind);
    }
    let name = member.strip_suffix("_ids").or(member.strip_suffix("_id")).unwrap_or(member);
    let fits = |kind: &&&str| name == **kind || name.ends_with(&format!("_{kind}"));
    let longest = KINDS.iter().filter(fits).max_by_key(|kind| kind.len());
    longest
        .copied()
        .ok_or_else(|| format!("what the member `{member}` names is not in `NAMED` of contract.rs"))
}

/// What a restriction calls the kinds of things that it can hide.
pub(super) const RESTRICTED: [(&str, &str); 3] =
    [("entry", "profile_entry"), ("need", "need"), ("action", "action")];

/// A body with the names of things in place of the ids of the example. `of` answers the name of a thing of a
/// kind; each place has a number.
pub(super) fn adapted(
    value: &Value,
    member: &str,
    of: &mut dyn FnMut(&'static str) -> String,
) -> Result<Value, String> {
    match value {
        Value::String(text) if uuid::Uuid::try_parse(text).is_ok() => {
            Ok(format!("${}", of(kind(member)?)).into())
        }
        Value::Array(items) => items.iter().map(|item| adapted(item, member, of)).collect(),
        Value::Object(members) => {
            let members = members.iter().map(|(name, member)| Ok((name.clone(), adapted(member, name, of)?)));
            let mut all = members.collect::<Result<BTreeMap<_, _>, String>>()?;
            if let Some(Value::String(item)) = all.get("item_id").cloned() {
                let hidden = RESTRICTED.iter().find(|(kind, _)| item.starts_with(&format!("${kind}/")));
                all.extend(hidden.map(|(_, code)| ("kind".to_owned(), (*code).into())));
            }
            Ok(all.into_iter().collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(value.clone()),
    }
}

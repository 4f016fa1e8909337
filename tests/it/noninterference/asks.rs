//! What somebody asks of a world: every operation, about what is there, what is hidden, and what is not.

use serde_json::{Value, json};

use super::{
    contract::{OPERATIONS, Operation, adapted, kind},
    story::Request,
    world::{PAGE, World},
};

/// How many things of a kind are asked about, beside those that are hidden.
const MOST: usize = 2;

/// Of these there are no secrets: they are in the directory, which everybody may read.
const DIRECTORY: [&str; 5] = ["agency", "coordinator", "facilitator", "region", "worker"];

/// A path parameter that is no id.
const WORDS: [(&str, &[&str]); 1] = [("code", &["consent.insufficient", "no.such"])];

/// Texts that are looked for.
const SOUGHT: [&str; 3] = ["here", "Place of here", "hidden"];

/// Under which name the secret of somebody's calendar is kept.
pub(super) fn token_of(who: &str) -> String {
    format!("token/{}", who.replace('/', "-"))
}

/// What can be named in a question: the names known in either world.
pub(super) struct Named<'a>(pub(super) [&'a World; 2]);

impl Named<'_> {
    /// What there is of a kind, and what is hidden, or at least something that nobody has.
    fn of(&self, kind: &str) -> Vec<String> {
        let mut known = self.0.map(|world| world.known(kind)).concat();
        known.sort();
        known.dedup();
        let (mut hidden, seen): (Vec<_>, Vec<_>) =
            known.into_iter().partition(|key| key.ends_with("/hidden"));
        if hidden.is_empty() {
            hidden.push(format!("{kind}/nobody"));
        }
        let most = if DIRECTORY.contains(&kind) { 1 } else { MOST };
        seen.into_iter().take(most).chain(hidden).collect()
    }

    fn hidden(&self) -> Vec<String> {
        let kinds = super::contract::KINDS.iter();
        kinds.flat_map(|kind| self.of(kind)).filter(|key| key.ends_with("/hidden")).collect()
    }

    /// A thing of a kind for a body: the hidden one, if it is of that kind; else one after the other.
    fn one(&self, kind: &'static str, hidden: Option<&str>, turn: &mut usize) -> String {
        let is_item = |key: &str| super::contract::RESTRICTED.iter().any(|(kind, _)| key.starts_with(*kind));
        let fits = |key: &&str| key.split('/').next() == Some(kind) || (kind == "item" && is_item(key));
        if let Some(hidden) = hidden.filter(fits) {
            return hidden.to_owned();
        }
        let kind = if kind == "item" { "entry" } else { kind };
        let known = self.of(kind);
        *turn += 1;
        known[*turn % known.len().min(MOST)].clone()
    }

    /// The paths of an operation. Of the secrets of calendars somebody has their own.
    fn paths(&self, who: &str, operation: &Operation) -> Vec<String> {
        let path = operation.path.replace("{token}", &format!("{{{}}}", token_of(who)));
        operation.kinds().into_iter().fold(vec![path], |paths, kind| {
            let words = WORDS.iter().find(|(name, _)| *name == kind);
            let fill = |path: &String| -> Vec<String> {
                if let Some((_, words)) = words {
                    return words.iter().map(|word| path.replace("{code}", word)).collect();
                }
                let place = format!("{{{kind}_id}}");
                self.of(kind).iter().map(|key| path.replace(&place, &format!("{{{key}}}"))).collect()
            };
            paths.iter().flat_map(fill).collect()
        })
    }

    /// The queries of an operation: none, each of its parameters with each value, and the first pages.
    fn queries(&self, operation: &Operation) -> Result<Vec<String>, String> {
        let limit = operation.first_page();
        let mut all = vec![format!("?{limit}").trim_end_matches(['?', '&']).to_owned()];
        for (name, schema) in operation
            .query
            .iter()
            .filter(|(name, _)| !["limit", "cursor"].contains(&&**name) && !limit.contains(name.as_str()))
        {
            for value in self.values(name, schema)? {
                all.push(format!("?{limit}{name}={value}"));
            }
        }
        Ok(all)
    }

    fn values(&self, name: &str, schema: &Value) -> Result<Vec<String>, String> {
        if let Some(codes) = schema["enum"].as_array() {
            return Ok(codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect());
        }
        Ok(match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("boolean"), _) => ["true", "false"].map(str::to_owned).to_vec(),
            (Some("integer"), _) => vec!["1".to_owned()],
            (_, Some("date-time")) => vec!["2026-02-20T00:00:00Z".to_owned()],
            (_, Some("date")) => vec!["2026-02-20".to_owned()],
            (_, Some("uuid")) => self.of(kind(name)?).into_iter().map(|key| format!("{{{key}}}")).collect(),
            _ => SOUGHT.map(|text| text.replace(' ', "%20")).to_vec(),
        })
    }

    /// What is sent: the example with things of this world in it, and with each hidden thing.
    fn bodies(&self, operation: &Operation, path: &str) -> Result<Vec<Option<Value>>, String> {
        let Some(example) = &operation.body else { return Ok(vec![None]) };
        let mut bodies = Vec::new();
        for hidden in [None].into_iter().chain(self.hidden().into_iter().map(Some)) {
            let mut turn = 0;
            let mut body = adapted(example, "", &mut |kind| self.one(kind, hidden.as_deref(), &mut turn))?;
            if body["content_hash"].is_string() {
                let plan = path.split(['{', '}']).nth(1).unwrap_or_default();
                body["content_hash"] = format!("$hash/{plan}").into();
            }
            if !bodies.contains(&Some(body.clone())) {
                bodies.push(Some(body));
            }
        }
        Ok(bodies)
    }

    /// Everything that can be read, once, with nothing to choose.
    pub(super) fn plain_readings(&self, who: &str) -> Vec<Request> {
        let reads = OPERATIONS.iter().filter(|operation| operation.method == "GET");
        reads
            .flat_map(|operation| {
                let query = format!("?{}", operation.first_page());
                let query = query.trim_end_matches(['?', '&']).to_owned();
                let paths = self.paths(who, operation).into_iter().filter(|path| !path.contains("/nobody}"));
                let methods = if operation.is_page { &["GET", PAGE][..] } else { &["GET"] };
                paths.flat_map(move |path| {
                    let path = format!("{path}{query}");
                    methods.iter().map(move |method| Request::any(who, method, path.clone(), None))
                })
            })
            .collect()
    }

    /// Everything that can be read. Of a list of one item at a time, this is the first page.
    pub(super) fn readings(&self, who: &str) -> Result<Vec<Request>, String> {
        let mut all = Vec::new();
        for operation in OPERATIONS.iter().filter(|operation| operation.reads()) {
            for path in self.paths(who, operation) {
                for query in self.queries(operation)? {
                    let body = operation.body.as_ref().map(|_| json!({ "name": "ana" }));
                    all.push(Request::any(who, operation.method, format!("{path}{query}"), body));
                }
                if operation.is_page {
                    all.push(Request::any(who, PAGE, path.clone(), None));
                }
                if operation.is_list() && operation.method == "GET" {
                    let first = operation.first_page().replace("200", "1");
                    let path = format!("{path}?{}", first.trim_end_matches('&'));
                    all.push(Request::any(who, "GET", path, None));
                }
            }
        }
        Ok(all)
    }

    /// Everything that can be sent.
    pub(super) fn writings(&self, who: &str) -> Result<Vec<Request>, String> {
        let mut all = Vec::new();
        for operation in OPERATIONS.iter().filter(|operation| !operation.reads()) {
            for path in self.paths(who, operation) {
                for body in self.bodies(operation, &path)? {
                    all.push(Request::any(who, operation.method, path.clone(), body));
                }
            }
        }
        Ok(all)
    }
}

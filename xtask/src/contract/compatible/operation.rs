//! Operations: that each is there under its name, and takes and answers what it did.

use std::collections::BTreeMap;

use serde_json::Value;

use super::document::{Documents, Way, is_true, items, member, members, resolve};
use super::schema::Schemas;
use super::security;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

/// What is broken in all operations and events, and where they are found.
pub(super) fn compare(documents: &Documents<'_>) -> Vec<String> {
    let mut breaks = servers(documents);
    for (path, item) in members(member(documents.old, "paths")) {
        let now = member(member(documents.new, "paths"), path);
        for method in METHODS.iter().filter(|method| item.get(**method).is_some()) {
            let at = format!("{} {path}", method.to_uppercase());
            let operation = Operation { documents: *documents, at, breaks: &mut breaks };
            operation.compare((item, member(item, method)), (now, member(now, method)));
        }
    }
    for (name, item) in members(member(documents.old, "webhooks")) {
        let now = member(member(documents.new, "webhooks"), name);
        for method in METHODS.iter().filter(|method| item.get(**method).is_some()) {
            let operation =
                Operation { documents: *documents, at: format!("event {name}"), breaks: &mut breaks };
            operation.compare_event(member(item, method), member(now, method));
        }
    }
    breaks
}

fn servers(documents: &Documents<'_>) -> Vec<String> {
    let urls = |document| items(member(document, "servers")).map(|it| member(it, "url")).collect::<Vec<_>>();
    let now = urls(documents.new);
    let gone = urls(documents.old).into_iter().filter(|url| !now.contains(url));
    gone.map(|url| format!("server {url}: is gone")).collect()
}

/// An operation with the path that it belongs to.
type OnPath<'a> = (&'a Value, &'a Value);

struct Operation<'a> {
    documents: Documents<'a>,
    at: String,
    breaks: &'a mut Vec<String>,
}

impl Operation<'_> {
    fn compare(mut self, (old_path, old): OnPath<'_>, (new_path, new): OnPath<'_>) {
        if new.is_null() {
            return self.note("is gone");
        }
        for name in ["operationId", "tags"] {
            if member(old, name) != member(new, name) {
                self.note(&format!("has another `{name}`, after which generated clients call it"));
            }
        }
        self.parameters((old_path, old), (new_path, new));
        self.body(member(old, "requestBody"), member(new, "requestBody"), Way::Sent);
        self.responses(member(old, "responses"), member(new, "responses"));
        if let Some(narrower) = security::narrower(&self.documents, old, new) {
            self.note(&narrower);
        }
    }

    /// An event is sent by the service: its body is read like an answer.
    fn compare_event(mut self, old: &Value, new: &Value) {
        if new.is_null() {
            return self.note("is gone");
        }
        self.body(member(old, "requestBody"), member(new, "requestBody"), Way::Answered);
    }

    fn note(&mut self, what: &str) {
        self.breaks.push(format!("{}: {what}", self.at));
    }

    fn parameters(&mut self, old: OnPath<'_>, new: OnPath<'_>) {
        let Documents { old: before, new: after } = self.documents;
        let (old, new) = (parameters(before, old), parameters(after, new));
        for (key, now) in &new {
            let required = |parameter: &&Value| is_true(parameter, "required");
            if required(now) && !old.get(key).is_some_and(required) {
                self.note(&format!("{key} is required now"));
            }
        }
        for (key, was) in &old {
            let Some(now) = new.get(key) else {
                self.note(&format!("{key} is not taken any more"));
                continue;
            };
            for name in ["style", "explode", "allowReserved", "content"] {
                if member(was, name) != member(now, name) {
                    self.note(&format!("{key} is written in another way"));
                }
            }
            self.schemas(key, Way::Sent, (was, now));
        }
    }

    fn body(&mut self, old: &Value, new: &Value, way: Way) {
        let (old, new) = (resolve(self.documents.old, old), resolve(self.documents.new, new));
        if new.is_null() && !old.is_null() {
            return self.note("has no body any more");
        }
        match (way, is_true(old, "required"), is_true(new, "required")) {
            (Way::Sent, false, true) => self.note("the body is required now"),
            (Way::Answered, true, false) => self.note("the body is not promised any more"),
            (Way::Sent | Way::Answered, _, _) => {}
        }
        self.content("the body", way, (member(old, "content"), member(new, "content")));
    }

    fn content(&mut self, what: &str, way: Way, (old, new): (&Value, &Value)) {
        for (kind, was) in members(old) {
            match new.get(kind) {
                None => self.note(&format!("{what} is not to be had as {kind} any more")),
                Some(now) => self.schemas(&format!("{what} ({kind})"), way, (was, now)),
            }
        }
    }

    fn responses(&mut self, old: &Value, new: &Value) {
        for (status, _) in members(new) {
            if !is_error(status) && response(old, status).is_none() {
                self.note(&format!("answers with {status} now, which nobody expects"));
            }
        }
        for (status, was) in members(old) {
            let Some(now) = response(new, status) else {
                // Callers stand any error, and are glad of one that does not happen any more.
                if !is_error(status) {
                    self.note(&format!("does not answer with {status} any more"));
                }
                continue;
            };
            let (was, now) = (resolve(self.documents.old, was), resolve(self.documents.new, now));
            self.headers(status, (member(was, "headers"), member(now, "headers")));
            let what = format!("the answer {status}");
            self.content(&what, Way::Answered, (member(was, "content"), member(now, "content")));
        }
    }

    fn headers(&mut self, status: &str, (old, new): (&Value, &Value)) {
        let now: BTreeMap<_, _> = members(new).map(|(name, it)| (name.to_lowercase(), it)).collect();
        for (name, was) in members(old) {
            let what = format!("the header {name} of {status}");
            let Some(now) = now.get(&name.to_lowercase()) else {
                self.note(&format!("{what} is gone"));
                continue;
            };
            let (was, now) = (resolve(self.documents.old, was), resolve(self.documents.new, now));
            if is_true(was, "required") && !is_true(now, "required") {
                self.note(&format!("{what} is not promised any more"));
            }
            self.schemas(&what, Way::Answered, (was, now));
        }
    }

    /// Compares the schemas of what has one.
    fn schemas(&mut self, what: &str, way: Way, (old, new): (&Value, &Value)) {
        let mut schemas = Schemas::new(self.documents, way);
        schemas.compare(member(old, "schema"), member(new, "schema"), "");
        for broken in schemas.breaks {
            self.note(&format!("{what}{broken}"));
        }
    }
}

/// The parameters of an operation and of its path, by place and name.
fn parameters<'a>(document: &'a Value, (path, operation): OnPath<'a>) -> BTreeMap<String, &'a Value> {
    let both = items(member(path, "parameters")).chain(items(member(operation, "parameters")));
    both.map(|parameter| {
        let parameter = resolve(document, parameter);
        let text = |name| member(parameter, name).as_str().unwrap_or_default();
        let (place, name) = (text("in"), text("name"));
        let name = if place == "header" { name.to_lowercase() } else { name.to_owned() };
        (format!("the {place} parameter {name}"), parameter)
    })
    .collect()
}

/// What is said of a status: by its number, by its class, or by default.
fn response<'a>(responses: &'a Value, status: &str) -> Option<&'a Value> {
    let class = status.get(..1).map(|first| format!("{first}XX")).unwrap_or_default();
    [status, &class, "default"].iter().find_map(|name| responses.get(name))
}

fn is_error(status: &str) -> bool {
    status.starts_with(['4', '5']) || status == "default"
}

//! Who may call: no caller who got in before is kept out, and everybody gets in by the same means.

use std::collections::BTreeSet;

use serde_json::Value;

use super::document::{Documents, items, member, members, texts};

/// Schemes that are gone, or work in another way.
pub(super) fn compare_schemes(documents: &Documents<'_>) -> Vec<String> {
    let schemes = |document| member(member(document, "components"), "securitySchemes");
    let mut breaks = Vec::new();
    for (name, was) in members(schemes(documents.old)) {
        let now = member(schemes(documents.new), name);
        if now.is_null() {
            breaks.push(format!("security scheme {name}: is gone"));
            continue;
        }
        for part in ["type", "scheme", "in", "name", "openIdConnectUrl"] {
            if member(was, part) != member(now, part) {
                breaks.push(format!("security scheme {name}: has another `{part}`"));
            }
        }
        for (flow, was) in members(member(was, "flows")) {
            breaks.extend(flow_breaks(name, flow, was, member(member(now, "flows"), flow)));
        }
    }
    breaks
}

fn flow_breaks(scheme: &str, flow: &str, was: &Value, now: &Value) -> Vec<String> {
    let at = format!("security scheme {scheme}, {flow}");
    if now.is_null() {
        return vec![format!("{at}: is gone")];
    }
    let urls = ["authorizationUrl", "tokenUrl", "refreshUrl"].into_iter();
    let moved =
        urls.filter(|url| member(was, url) != member(now, url)).map(|url| format!("{at}: another {url}"));
    let scopes =
        members(member(was, "scopes")).filter(|(scope, _)| member(now, "scopes").get(scope).is_none());
    let gone = scopes.map(|(scope, _)| format!("{at}: the scope {scope} is gone"));
    moved.chain(gone).collect()
}

/// Says so where somebody who could call an operation cannot any more.
pub(super) fn narrower(documents: &Documents<'_>, old: &Value, new: &Value) -> Option<String> {
    let (old, new) = (ways_in(documents.old, old), ways_in(documents.new, new));
    let open = old.iter().all(|way| new.iter().any(|wider| wider.is_subset(way)));
    (!open).then(|| "asks for a token or a scope for which it did not ask".to_owned())
}

/// What a caller has to bring: the names of schemes, and scopes with the names of theirs.
type Needs<'a> = BTreeSet<(&'a str, &'a str)>;

/// Every way to be let in: each of them is enough.
fn ways_in<'a>(document: &'a Value, operation: &'a Value) -> Vec<Needs<'a>> {
    let own = member(operation, "security");
    let ways = if own.is_null() { member(document, "security") } else { own };
    let needs = |way: &'a Value| {
        members(way)
            .flat_map(|(scheme, scopes)| {
                texts(scopes).into_iter().chain([""]).map(|scope| (scheme.as_str(), scope))
            })
            .collect()
    };
    let ways: Vec<Needs<'a>> = items(ways).map(needs).collect();
    if ways.is_empty() { vec![Needs::new()] } else { ways }
}

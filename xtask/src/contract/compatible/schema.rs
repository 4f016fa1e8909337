//! Schemas: what was accepted is accepted, what is answered was promised.

use std::collections::BTreeSet;

use serde_json::Value;

use super::document::{Documents, Way, items, member, members, reference, texts, whole};

/// Said of a value and no promise, or compared by a rule of its own.
const ANNOTATIONS: [&str; 11] = [
    "title",
    "description",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "$comment",
    "nullable",
    "$ref",
];
const COMPARED: [&str; 13] = [
    "type",
    "enum",
    "const",
    "x-extensible-enum",
    "format",
    "default",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "oneOf",
    "anyOf",
    "discriminator",
];
/// Bounds, and whether a greater one admits more.
const BOUNDS: [(&str, bool); 10] = [
    ("maxLength", true),
    ("maximum", true),
    ("exclusiveMaximum", true),
    ("maxItems", true),
    ("maxProperties", true),
    ("minLength", false),
    ("minimum", false),
    ("exclusiveMinimum", false),
    ("minItems", false),
    ("minProperties", false),
];

/// Formats of numbers, each of which fits into those before it.
const NUMBERS: [&[&str]; 2] = [&["", "int64", "int32"], &["", "double", "float"]];

/// A comparison of two schemas with everything to which they lead.
pub(super) struct Schemas<'a> {
    documents: Documents<'a>,
    way: Way,
    under_way: Vec<(String, String)>,
    /// What is broken, with the place where it is.
    pub(super) breaks: Vec<String>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(documents: Documents<'a>, way: Way) -> Self {
        Self { documents, way, under_way: Vec::new(), breaks: Vec::new() }
    }

    pub(super) fn compare(&mut self, old: &Value, new: &Value, at: &str) {
        let names = (reference(old).unwrap_or_default(), reference(new).unwrap_or_default());
        if !names.0.is_empty() && !names.1.is_empty() {
            let names = (names.0.to_owned(), names.1.to_owned());
            if self.under_way.contains(&names) {
                return;
            }
            if names.0 != names.1 {
                self.note(at, "has another name, after which generated clients call its type");
            }
            self.under_way.push(names);
            self.resolved(old, new, at);
            self.under_way.pop();
        } else {
            self.resolved(old, new, at);
        }
    }

    fn resolved(&mut self, old: &Value, new: &Value, at: &str) {
        let (old, new) = (whole(self.documents.old, old), whole(self.documents.new, new));
        self.types(&old, &new, at);
        self.values(&old, &new, at);
        self.bounds(&old, &new, at);
        self.format(&old, &new, at);
        self.object(&old, &new, at);
        self.parts(&old, &new, at);
        self.variants(&old, &new, at);
        self.others(&old, &new, at);
    }

    fn note(&mut self, at: &str, what: &str) {
        self.breaks.push(format!("{at} {what}"));
    }

    /// The looser of two, which has to hold all that the stricter does: when something is sent the new one,
    /// when something is answered the old one.
    fn ordered<'b, T>(&self, old: &'b T, new: &'b T) -> (&'b T, &'b T) {
        match self.way {
            Way::Sent => (new, old),
            Way::Answered => (old, new),
        }
    }

    fn types(&mut self, old: &Value, new: &Value, at: &str) {
        let (old, new) = (types(old), types(new));
        let (looser, stricter) = self.ordered(&old, &new);
        let fits = |kind: &&str| looser.contains(kind) || (*kind == "integer" && looser.contains("number"));
        if !looser.is_empty() && (stricter.is_empty() || !stricter.iter().all(fits)) {
            self.note(at, "is of another type");
        }
    }

    fn values(&mut self, old: &Value, new: &Value, at: &str) {
        let (was, now) = (codes(old), codes(new));
        if let (Some(was), Some(now)) = (&was, &now)
            && let Some(gone) = was.iter().find(|value| !now.contains(value))
        {
            self.note(at, &format!("can not be {gone} any more"));
        }
        let what = match (self.way, was, now) {
            (Way::Sent, None, Some(_)) => "is one of a list now",
            (Way::Answered, Some(_), None) => "is not one of the list any more",
            // Readers of a list that can grow have an answer to what they do not know.
            (Way::Answered, Some(was), Some(now))
                if !is_open(old) && (is_open(new) || now.iter().any(|it| !was.contains(it))) =>
            {
                "can be something that is not in the list, which was closed"
            }
            (Way::Sent | Way::Answered, _, _) => "",
        };
        if !what.is_empty() {
            self.note(at, what);
        }
        if self.way == Way::Sent && old.get("default") != new.get("default") && old.get("default").is_some() {
            self.note(at, "means something else where it is left out");
        }
    }

    fn bounds(&mut self, old: &Value, new: &Value, at: &str) {
        let (looser, stricter) = self.ordered(old, new);
        for (name, greater_is_looser) in BOUNDS {
            let bound = |schema: &Value| member(schema, name).as_f64();
            let holds = match (bound(looser), bound(stricter)) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(looser), Some(stricter)) if greater_is_looser => looser >= stricter,
                (Some(looser), Some(stricter)) => looser <= stricter,
            };
            if !holds {
                self.note(at, &format!("has another `{name}`"));
            }
        }
    }

    /// Another format is another type in generated clients, except that a smaller number fits into a greater.
    fn format(&mut self, old: &Value, new: &Value, at: &str) {
        let format = |schema| member(schema, "format").as_str().unwrap_or_default().to_owned();
        let (was, now) = (format(old), format(new));
        let (looser, stricter) = self.ordered(&was, &now);
        let fits = |format: &str| {
            NUMBERS.iter().any(|sizes| {
                let place = |wanted: &str| sizes.iter().position(|size| *size == wanted);
                place(looser).zip(place(format)).is_some_and(|(looser, stricter)| looser <= stricter)
            })
        };
        if was != now && !fits(stricter) {
            self.note(at, "has another `format`");
        }
    }

    fn object(&mut self, old: &Value, new: &Value, at: &str) {
        let (was, now) = (texts(member(old, "required")), texts(member(new, "required")));
        match self.way {
            Way::Sent => {
                now.difference(&was).for_each(|it| self.note(&format!("{at}/{it}"), "is required now"));
            }
            Way::Answered => {
                was.difference(&now)
                    .for_each(|it| self.note(&format!("{at}/{it}"), "is not promised any more"));
            }
        }
        let (was, now) = (member(old, "properties"), member(new, "properties"));
        for (name, was) in members(was) {
            let at = format!("{at}/{name}");
            match now.get(name) {
                None => self.note(&at, "is gone"),
                Some(now) => self.compare(was, now, &at),
            }
        }
        let more = members(now).any(|(name, _)| was.get(name).is_none());
        if more && self.way == Way::Answered && member(old, "additionalProperties") == &Value::Bool(false) {
            self.note(at, "has more members than it said");
        }
    }

    /// What all items of a list, or all further members, are.
    fn parts(&mut self, old: &Value, new: &Value, at: &str) {
        for (name, suffix) in [("items", "[]"), ("additionalProperties", "/*")] {
            let (was, now) = (member(old, name), member(new, name));
            let (looser, stricter) = self.ordered(was, now);
            let admits_all = |it: &Value| matches!(it, Value::Null | Value::Bool(true));
            let at = format!("{at}{suffix}");
            if was.is_object() && now.is_object() {
                self.compare(was, now, &at);
            } else if !admits_all(looser) && stricter != &Value::Bool(false) && looser != stricter {
                self.note(&at, "is of another kind");
            }
        }
    }

    fn variants(&mut self, old: &Value, new: &Value, at: &str) {
        for name in ["oneOf", "anyOf"] {
            let (was, now) = (member(old, name), member(new, name));
            let is_there = [was, now].map(Value::is_array);
            let (looser, stricter) = self.ordered(&is_there[0], &is_there[1]);
            if *looser && !*stricter {
                self.note(at, "has kinds to choose from now, or had");
            }
            if is_there == [true, true] {
                let matched = match self.way {
                    Way::Sent => items(was).all(|was| items(now).any(|now| self.same(was, now))),
                    Way::Answered => items(now).all(|now| items(was).any(|was| self.same(was, now))),
                };
                if !matched {
                    self.note(at, "has other kinds to choose from");
                }
            }
        }
        let (was, now) = (member(old, "discriminator"), member(new, "discriminator"));
        let kinds = |it| members(member(it, "mapping")).collect::<Vec<_>>();
        if !was.is_null()
            && (member(was, "propertyName") != member(now, "propertyName")
                || kinds(was).iter().any(|kind| !kinds(now).contains(kind)))
        {
            self.note(at, "is told apart from its like in another way");
        }
    }

    /// Whether one stands for the other.
    fn same(&self, old: &Value, new: &Value) -> bool {
        let under_way = self.under_way.clone();
        let mut part = Schemas { documents: self.documents, way: self.way, under_way, breaks: Vec::new() };
        part.compare(old, new, "");
        part.breaks.is_empty()
    }

    /// What no rule here understands may not change.
    fn others(&mut self, old: &Value, new: &Value, at: &str) {
        let known = |name: &str| {
            ANNOTATIONS.contains(&name)
                || COMPARED.contains(&name)
                || BOUNDS.iter().any(|(bound, _)| *bound == name)
                || name.starts_with("x-")
        };
        let (looser, stricter) = self.ordered(old, new);
        for (name, said) in members(looser).filter(|(name, _)| !known(name)) {
            if stricter.get(name) != Some(said) {
                self.note(at, &format!("has another `{name}`"));
            }
        }
    }
}

/// The types that a schema names; none where it admits all.
fn types(schema: &Value) -> BTreeSet<&str> {
    let named = member(schema, "type");
    let mut types: BTreeSet<_> = named.as_str().into_iter().chain(texts(named)).collect();
    if !types.is_empty() && member(schema, "nullable") == &Value::Bool(true) {
        types.insert("null");
    }
    types
}

/// The values that a schema lists.
fn codes(schema: &Value) -> Option<Vec<&Value>> {
    if let Some(only) = schema.get("const") {
        return Some(vec![only]);
    }
    let listed = ["enum", "x-extensible-enum"].into_iter().find_map(|name| schema.get(name))?;
    Some(items(listed).collect())
}

/// Whether the list may grow.
fn is_open(schema: &Value) -> bool {
    schema.get("x-extensible-enum").is_some() && schema.get("enum").is_none()
}

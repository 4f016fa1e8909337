//! The contract: what utoipa collects from the handlers, completed with what holds for all operations.

mod down;
mod polish;

use std::{collections::BTreeSet, sync::LazyLock};

use serde_json::Value;

pub use down::down_convert;

use crate::{app, etag};

/// The contract as it is served, in both versions, with the methods of every path.
pub struct Contract {
    document: Value,
    /// OpenAPI 3.1.
    pub current: Document,
    /// OpenAPI 3.0, for tools that know nothing newer.
    pub older: Document,
    paths: Vec<(Vec<String>, Vec<String>)>,
    templates: BTreeSet<String>,
    with_query: BTreeSet<(String, String)>,
    with_trial: BTreeSet<(String, String)>,
}

/// A document with its entity tag.
pub struct Document {
    /// The text.
    pub text: String,
    /// Its tag.
    pub etag: String,
}

impl Document {
    fn new(value: &Value) -> Self {
        let text = serde_json::to_string_pretty(value).unwrap_or_default() + "\n";
        let etag = etag::of(1, text.as_bytes());
        Self { text, etag }
    }
}

/// The contract. Made when it is asked for first: it is the same for as long as the program runs.
#[must_use]
pub fn contract() -> &'static Contract {
    static CONTRACT: LazyLock<Contract> = LazyLock::new(Contract::new);
    &CONTRACT
}

/// The contract as OpenAPI 3.1.
#[must_use]
pub fn document() -> &'static Value {
    &contract().document
}

impl Contract {
    fn new() -> Self {
        let collected = serde_json::to_value(app::contract()).unwrap_or_default();
        let document = polish::polish(collected);
        let items = || document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let templates = items().map(|(path, _)| path.clone()).collect();
        let paths = items().map(|(path, item)| (segments(path), methods(item))).collect();
        let with_query = with_parameter(&document, |parameter| parameter.get("in") == Some(&"query".into()));
        let with_trial =
            with_parameter(&document, |parameter| parameter.get("$ref") == Some(&polish::TRIAL.into()));
        let current = Document::new(&document);
        let older = Document::new(&down_convert(document.clone()));
        Self { document, current, older, paths, templates, with_query, with_trial }
    }

    /// Whether it holds this path, with the names of the parameters in their places.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.templates.contains(template)
    }

    /// Whether an operation, by its method and the template of its path, has query parameters.
    #[must_use]
    pub fn takes_query(&self, method: &str, path: &str) -> bool {
        self.with_query.contains(&(method.to_owned(), path.to_owned()))
    }

    /// Whether an operation can be tried without writing anything.
    #[must_use]
    pub fn can_be_tried(&self, method: &str, path: &str) -> bool {
        self.with_trial.contains(&(method.to_owned(), path.to_owned()))
    }

    /// The methods that a path supports; none where there is no such path. A path without parameters
    /// is never taken for a value of another path's parameter.
    #[must_use]
    pub fn methods(&self, path: &str) -> Vec<String> {
        let asked = segments(path);
        let fits = |template: &[String]| {
            template.len() == asked.len()
                && template.iter().zip(&asked).all(|(part, asked)| part.starts_with('{') || part == asked)
        };
        let fixed = self.paths.iter().find(|(template, _)| *template == asked);
        let fitting = fixed.or_else(|| self.paths.iter().find(|(template, _)| fits(template)));
        fitting.map(|(_, methods)| methods.clone()).unwrap_or_default()
    }
}

/// The operations that have such a parameter.
fn with_parameter(document: &Value, wanted: fn(&Value) -> bool) -> BTreeSet<(String, String)> {
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let has_one = |operation: &Value| {
        let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
        parameters.into_iter().any(wanted)
    };
    paths
        .flat_map(|(path, item)| item.as_object().into_iter().flatten().map(move |it| (path, it)))
        .filter(|(_, (_, operation))| has_one(operation))
        .map(|(path, (method, _))| (method.to_uppercase(), path.clone()))
        .collect()
}

fn segments(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn methods(item: &Value) -> Vec<String> {
    const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
    METHODS.iter().filter(|method| item.get(**method).is_some()).map(|method| method.to_uppercase()).collect()
}

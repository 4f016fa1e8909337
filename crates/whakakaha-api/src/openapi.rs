//! The contract: what utoipa collects from the handlers, completed with what holds for all operations.

mod down;
mod polish;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use serde_json::Value;

pub use down::down_convert;

use crate::{app, etag, query::TRIAL};

/// The contract as it is served, in both versions, with the methods of every path.
pub struct Contract {
    document: Value,
    /// OpenAPI 3.1.
    pub current: Document,
    /// OpenAPI 3.0, for tools that know nothing newer.
    pub older: Document,
    paths: Vec<(Vec<String>, Vec<String>)>,
    templates: BTreeSet<String>,
    /// The query parameters of every operation, by its method and the template of its path.
    queries: BTreeMap<(String, String), Vec<Parameter>>,
}

/// A query parameter.
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it may be, without references to elsewhere.
    pub schema: Value,
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
        let queries = queries(&document);
        let current = Document::new(&document);
        let older = Document::new(&down_convert(document.clone()));
        Self { document, current, older, paths, templates, queries }
    }

    /// Whether it holds this path, with the names of the parameters in their places.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.templates.contains(template)
    }

    /// The query parameters of an operation, by its method and the template of its path.
    #[must_use]
    pub fn parameters(&self, method: &str, path: &str) -> &[Parameter] {
        self.queries.get(&(method.to_owned(), path.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// Whether an operation can be tried without writing anything.
    #[must_use]
    pub fn can_be_tried(&self, method: &str, path: &str) -> bool {
        self.parameters(method, path).iter().any(|parameter| parameter.name == TRIAL)
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

fn queries(document: &Value) -> BTreeMap<(String, String), Vec<Parameter>> {
    let items = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let operations = items.flat_map(|(path, item)| {
        item.as_object().into_iter().flatten().map(move |(method, operation)| (path, method, operation))
    });
    operations
        .map(|(path, method, operation)| {
            let all = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
            let found = all.filter_map(|parameter| query_parameter(document, parameter)).collect();
            ((method.to_uppercase(), path.clone()), found)
        })
        .collect()
}

fn query_parameter(document: &Value, parameter: &Value) -> Option<Parameter> {
    let parameter = resolved(document, parameter);
    let schema = resolved(document, parameter.get("schema")?).clone();
    let name = parameter.get("name")?.as_str()?.to_owned();
    (parameter.get("in")? == "query").then_some(Parameter { name, schema })
}

/// What a reference leads to, or the thing itself.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let reference = value.get("$ref").and_then(Value::as_str).unwrap_or_default();
    reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer)).unwrap_or(value)
}

fn segments(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn methods(item: &Value) -> Vec<String> {
    const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
    METHODS.iter().filter(|method| item.get(**method).is_some()).map(|method| method.to_uppercase()).collect()
}

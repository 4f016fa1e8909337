//! Links (OpenAPI 3.1, Link Object): where what an answer names is read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::operations;

/// Where a thing is read: the operation, and its only parameter in the path.
type Readers = BTreeMap<String, (String, String)>;

/// Adds to each answer with a thing, or with a list of them, the link to where the thing, or the first of them, is read.
pub(super) fn add(document: &mut Value) {
    let readers = readers(document);
    for (_, _, operation) in operations(document) {
        let own = operation["operationId"].clone();
        let responses = operation["responses"].as_object_mut().into_iter().flatten();
        for (_, response) in responses.filter(|(code, _)| code.starts_with('2')) {
            let Some(name) = schema(response) else { continue };
            let (thing, id) = match name.strip_suffix("Page") {
                Some(item) => (item.trim_end_matches("Summary"), "$response.body#/items/0/id"),
                None => (name.as_str(), "$response.body#/id"),
            };
            let Some((reader, parameter)) = readers.get(thing).filter(|(reader, _)| own != **reader) else {
                continue;
            };
            response["links"] = json!({ "thing": {
                "operationId": reader,
                "parameters": { parameter: id },
                "description": "Where it is read.",
            } });
        }
    }
}

fn readers(document: &mut Value) -> Readers {
    let readers = operations(document).into_iter().filter_map(|(path, method, operation)| {
        let parameter = path.rsplit('/').next()?.strip_prefix('{')?.strip_suffix('}')?.to_owned();
        let alone = method == "get" && path.matches('{').count() == 1;
        let name = operation.pointer("/responses/200").filter(|_| alone).and_then(schema)?;
        Some((name, (operation["operationId"].as_str()?.to_owned(), parameter)))
    });
    readers.collect()
}

/// The name of the schema of an answer.
fn schema(response: &Value) -> Option<String> {
    let reference = response.pointer("/content/application~1json/schema/$ref")?.as_str()?;
    reference.rsplit('/').next().map(str::to_owned)
}

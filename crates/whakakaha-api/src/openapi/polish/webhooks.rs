//! What is sent to webhooks: every event, by its type.

use serde_json::{Map, Value, json};
use utoipa::PartialSchema;
use whakakaha_domain::{
    code::CodeList,
    event::{Happening, Resource},
};

use crate::{
    event::kind,
    webhook::{TESTED, TestView},
};

/// Every event, as the document describes what it sends.
pub(super) fn all() -> Value {
    let event = json!({ "$ref": "#/components/schemas/Event" });
    let mut all = Map::new();
    for resource in Resource::ALL {
        for happening in Happening::ALL.iter().filter(|it| **it != Happening::Silenced) {
            let kind = kind(*resource, *happening);
            let about = format!("{} {}", resource.meaning().trim(), happening.meaning().trim());
            all.insert(kind.clone(), message(&kind, &about, &event));
        }
    }
    let about = "The address is tried, because somebody asked for that.";
    all.insert(TESTED.to_owned(), message(TESTED, about, &json!(TestView::schema())));
    Value::Object(all)
}

fn message(kind: &str, about: &str, schema: &Value) -> Value {
    let header = |name: &str, about: &str| {
        json!({
            "name": name, "in": "header", "required": true, "description": about,
            "schema": { "type": "string", "maxLength": 500 },
        })
    };
    json!({ "post": {
        "operationId": kind,
        "tags": ["Webhooks"],
        "summary": kind,
        "description": about,
        // The receiver asks for no token: the signature says who sends.
        "security": [],
        "parameters": [
            header("webhook-id", "The id of the event."),
            header("webhook-timestamp", "When it is sent, in seconds since 1970."),
            header("webhook-signature", "Signatures after Standard Webhooks with a space between each two: `v1` by the secret and `v1a` by the key, and again by those before while they are replaced."),
        ],
        "requestBody": { "required": true, "content": {
            "application/cloudevents+json": { "schema": schema },
        } },
        "responses": {
            "2XX": { "description": "It was taken." },
            "410": { "description": "The address is gone: nothing more is sent to it." },
            "default": { "description": "It is tried again later." },
        },
    } })
}

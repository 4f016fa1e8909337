//! What utoipa cannot say "on all operations", said once.

mod examples;
mod links;
mod open;
mod operation;
mod parts;
mod schemas;
mod webhooks;

use serde_json::{Value, json};

/// Where the parameter stands by which a write is only tried.
const TRIAL: &str = "#/components/parameters/ValidateOnly";

/// Completes the collected document.
pub(super) fn polish(mut document: Value) -> Value {
    describe(&mut document);
    parts::add(&mut document);
    for (path, method, operation) in operations(&mut document) {
        operation::complete(&path, &method, operation);
    }
    schemas::tidy(&mut document);
    links::add(&mut document);
    open::separate(&mut document);
    let recorded = examples::recorded();
    for (path, method, operation) in operations(&mut document) {
        if let Some(example) = recorded.get(&format!("{} {path}", method.to_uppercase())) {
            examples::illustrate(operation, &path, example);
        }
    }
    document
}

fn describe(document: &mut Value) {
    document["info"] = json!({
        "title": "Whakakaha",
        "version": env!("CARGO_PKG_VERSION"),
        "summary": "The coordination service for Strengthening Families | Whakakaha Whānau.",
        "description": ABOUT,
        "license": { "name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0" },
        "contact": { "name": "Whakakaha", "url": "https://github.com/whakakaha/whakakaha" },
    });
    document["webhooks"] = webhooks::all();
    document["servers"] = json!([{ "url": "/", "description": SERVER, "x-internal": false }]);
    document["tags"] =
        TAGS.iter().map(|(name, about)| json!({ "name": name, "description": about })).collect();
}

const SERVER: &str = "The server from which the contract was read: local, staging or production";

const ABOUT: &str = "A family with several needs is helped by several agencies at once. The family consents in \
writing, says what matters to it, and decides who comes to the meeting; a plan is made, agreed by each party, \
followed up and reviewed.\n\nEverything is JSON in `snake_case`; instants are RFC 3339 in UTC and end in `_at`, \
calendar days end in `_on`. Members without a value are absent, never `null`. Unknown members and parameters are \
refused in requests; clients pass over what they do not know in responses, where members and codes \
(`x-extensible-enum`) may be added without notice. Errors are problem details \
(RFC 9457); every code is explained at `/problems/{code}`.";

const TAGS: [(&str, &str); 20] = [
    ("Service", "Health, the contract, the public keys, and what error codes mean."),
    ("Directory", "Regions, agencies, workers, coordinators and facilitators."),
    ("Access", "The programs of agencies, and how people come in."),
    ("Families", "People, families, memberships and relationships."),
    ("Intake", "Requests to start, triage, acceptance."),
    ("Cases", "One episode of coordination for one family, and the roles on it."),
    ("Consent", "Written consent, per person, withdrawn at any time."),
    ("Preparation", "The family's profile, needs, key issues and restrictions."),
    ("Meetings", "Preparation, approval by the family, invitations, attendance, outcome."),
    (
        "Disclosure",
        "What is shared with whom, for what and on which ground, and what the family is told and says.",
    ),
    ("Plans", "Versions, circulation, agreement, differences."),
    ("Follow-up", "Actions, progress, checks and reviews."),
    ("Closing", "Final reports and the end of a case."),
    ("Safety", "Who must not meet whom, of whom to be careful, and what is kept from whom for it."),
    ("Own door", "What a member of a family finds out, says and asks for about themselves."),
    (
        "Oversight",
        "Access in an emergency and its review; who did what and who was refused, without case content.",
    ),
    ("Events", "What agencies' systems are told of what they may read."),
    ("Webhooks", "Where they are told it, and what was delivered there."),
    ("Corrections", "Telling the agencies that have something that it was corrected, or is disputed."),
    ("Recalls", "Asking agencies to let go of what they were shown, when a consent is taken back."),
];

fn operations(document: &mut Value) -> Vec<(String, String, &mut Value)> {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return Vec::new() };
    let mut all = Vec::new();
    for (path, item) in paths {
        let Some(item) = item.as_object_mut() else { continue };
        for (method, operation) in item {
            all.push((path.clone(), method.clone(), operation));
        }
    }
    all
}

//! A copy of its cases as an agency's system keeps it that knows nothing but what it is told: in whatever order, and
//! however often, and that compares it with what it may read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use whakakaha_tests::client::Client;

/// What was told last of each thing.
#[derive(Clone, Default)]
pub(crate) struct Copy {
    cases: BTreeMap<String, Case>,
}

#[derive(Clone, Default)]
struct Case {
    /// The last event that said that the case is gone.
    gone: String,
    /// Of each thing, by the path at which it is read, the last event and the tag; none where the thing is gone.
    things: BTreeMap<String, (String, Option<String>)>,
}

impl Copy {
    /// Takes note of an event. Of several about one thing the last in the order of the case counts, whenever it comes.
    pub(crate) fn learn(&mut self, event: &Value) {
        let text =
            |pointer: &str| event.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (subject, sequence) = (text("/subject"), text("/sequence"));
        assert!(!sequence.is_empty() && text("/source").starts_with("/v1/agencies/"), "{event}");
        let case = self.cases.entry(text("/data/case_id")).or_default();
        if text("/type") == "nz.whakakaha.case.deleted.v1" && sequence > case.gone {
            case.gone.clone_from(&sequence);
        }
        let etag = event.pointer("/data/etag").and_then(Value::as_str).map(str::to_owned);
        let last = case.things.entry(format!("/v1/{subject}")).or_default();
        if sequence > last.0 {
            *last = (sequence, etag);
        }
    }

    /// Everything that there is, by its path, with its tag.
    pub(crate) fn things(&self) -> BTreeMap<String, String> {
        let there = |case: &Case| {
            let told = case.things.clone().into_iter().filter(|(_, (sequence, _))| *sequence > case.gone);
            told.filter_map(|(path, (_, etag))| Some((path, etag?))).collect::<Vec<_>>()
        };
        self.cases.values().flat_map(there).collect()
    }

    /// What is in it is what the system reads now: each thing, with its tag, and nothing is missing.
    #[track_caller]
    pub(crate) fn assert_equals(&self, system: &Client) {
        let things = self.things();
        for (path, etag) in &things {
            let read = system.get(path);
            assert_eq!(
                (read.status, read.header("etag")),
                (200, Some(etag.as_str())),
                "{path}: {}",
                read.text
            );
        }
        let (there, told): (BTreeSet<_>, BTreeSet<_>) = (everything(system), things.into_keys().collect());
        let missing: Vec<_> = there.difference(&told).collect();
        assert!(missing.is_empty(), "it was not told of {missing:#?}");
    }
}

/// The paths of everything that a system finds, from list to list.
fn everything(system: &Client) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let list = |path: &str| -> Vec<Value> {
        let page = system.get(&format!("{path}?limit=200"));
        page.body["items"].as_array().cloned().unwrap_or_default()
    };
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for case in list("/v1/cases") {
        let case = format!("/v1/cases/{}", text(&case["id"]));
        for kind in OF_CASES {
            found.extend(
                list(&format!("{case}/{kind}")).iter().map(|it| format!("/v1/{kind}/{}", text(&it["id"]))),
            );
        }
        found.insert(case);
    }
    for family in list("/v1/families") {
        let family = format!("/v1/families/{}", text(&family["id"]));
        for member in system.get(&family).body["members"].as_array().into_iter().flatten() {
            found.insert(format!("/v1/memberships/{}", text(&member["id"])));
            let person = format!("/v1/people/{}", text(&member["person_id"]));
            let related = list(&format!("{person}/relationships"));
            found.extend(related.iter().map(|it| format!("/v1/relationships/{}", text(&it["id"]))));
            found.insert(person);
        }
        found.insert(family);
    }
    let meetings: Vec<String> =
        found.iter().filter(|path| path.starts_with("/v1/meetings/")).cloned().collect();
    for meeting in meetings {
        let invited = list(&format!("{meeting}/invitations"));
        found.extend(invited.iter().map(|it| format!("/v1/invitations/{}", text(&it["id"]))));
    }
    for own in ["/v1/correction-notices", "/v1/recalls"] {
        found.extend(list(own).iter().map(|it| format!("{own}/{}", text(&it["id"]))));
    }
    found
}

/// What is listed of a case, under the name by which each is read.
const OF_CASES: [&str; 10] = [
    "actions",
    "assignments",
    "corrections",
    "disclosures",
    "meetings",
    "needs",
    "plan-versions",
    "profile-entries",
    "reviews",
    "statements",
];

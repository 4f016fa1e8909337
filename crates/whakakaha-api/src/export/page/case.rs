//! What a page says of a case.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    super::template::{escaped, facts, table},
    instant, items, rows, text, words,
};

/// The names of agencies, and who the reader is.
pub(super) struct Names {
    reader: String,
    families: BTreeMap<String, String>,
    agencies: BTreeMap<String, String>,
}

impl Names {
    pub(super) fn of(copy: &Value) -> Self {
        let named = |it: &Value, id: &str, name: &str| (text(it, id), text(it, name));
        let assignments = items(copy, "/cases").flat_map(|case| items(case, "/assignments"));
        Self {
            reader: text(copy, "/person/id"),
            families: items(copy, "/memberships").map(|it| named(it, "/family_id", "/family_name")).collect(),
            agencies: assignments.map(|it| named(it, "/agency_id", "/agency_name")).collect(),
        }
    }

    pub(super) fn agency(&self, id: &str) -> String {
        self.agencies.get(id).cloned().unwrap_or_else(|| "an agency".to_owned())
    }

    /// Who promised something.
    fn owner(&self, action: &Value) -> String {
        match text(action, "/owner/kind").as_str() {
            "agency" => self.agency(&text(action, "/owner/agency_id")),
            "family" => "your family".to_owned(),
            _ if text(action, "/owner/person_id") == self.reader => "you".to_owned(),
            _ => "another member of your family".to_owned(),
        }
    }

    /// From whom something is kept, or who alone knows of it.
    fn audience(&self, restriction: &Value) -> String {
        let named = |it: &Value| match text(it, "/kind").as_str() {
            "agency" => self.agency(&text(it, "/agency_id")),
            "worker" => format!("a worker of {}", self.agency(&text(it, "/agency_id"))),
            _ if text(it, "/person_id") == self.reader => "you".to_owned(),
            _ => "another member of your family".to_owned(),
        };
        let all = |pointer| items(restriction, pointer).map(named).collect::<Vec<_>>().join(", ");
        let (from, only) = (all("/hidden_from"), all("/known_only_to"));
        if from.is_empty() { format!("everybody but {only}") } else { from }
    }

    pub(super) fn case(&self, case: &Value) -> String {
        let family = self.families.get(&text(case, "/family_id")).cloned().unwrap_or_default();
        let heading = escaped(&format!("{family}, opened on {}", text(case, "/opened_on")));
        [
            format!("<h3>{heading}</h3>\n"),
            preferences(case),
            roles(case),
            said(case),
            self.restrictions(case),
            self.plan(case),
            contacts(case),
            reports(case),
            reviews(case),
            alerts(case),
        ]
        .concat()
    }

    fn restrictions(&self, case: &Value) -> String {
        let rows = rows(case, "/restrictions", |it| {
            [
                [words(it, "/kind"), words(it, "/category")].join(" ").trim_end().to_owned(),
                self.audience(it),
                text(it, "/decision/decided_on"),
                instant(&text(it, "/lifted_at")),
            ]
        });
        table("What you keep from others", ["What", "From whom", "Since", "Lifted"], &rows)
    }

    fn plan(&self, case: &Value) -> String {
        let plans = rows(case, "/plan_versions", |it| {
            let goals: Vec<String> = items(it, "/goals").map(|goal| text(goal, "/title")).collect();
            [text(it, "/number"), words(it, "/status"), goals.join("\n"), text(it, "/family_statement")]
        });
        let actions = rows(case, "/actions", |it| {
            [text(it, "/what"), self.owner(it), text(it, "/due_on"), words(it, "/status")]
        });
        table("The plan", ["Version", "Where it stands", "Goals", "The family's statement"], &plans)
            + &table("What was promised", ["What", "By whom", "Due on", "Where it stands"], &actions)
    }
}

fn preferences(case: &Value) -> String {
    let fact = |name, pointer: &str| (name, text(case, &format!("/preferences/{pointer}")));
    facts(&[
        ("Where it stands", words(case, "/status")),
        fact("Tikanga", "tikanga"),
        fact("Who your family wants beside it", "support_people"),
        fact("When your family can meet", "availability"),
        fact("How to work with your family", "notes"),
        fact("Days between contacts", "contact_every_days"),
    ])
}

fn roles(case: &Value) -> String {
    let rows = rows(case, "/assignments", |it| {
        [
            words(it, "/role"),
            text(it, "/worker_name"),
            text(it, "/agency_name"),
            text(it, "/started_on"),
            text(it, "/ended_on"),
        ]
    });
    table("Who has, or had, which role", ["Role", "Name", "Agency", "Since", "Until"], &rows)
}

fn said(case: &Value) -> String {
    let entries = rows(case, "/profile_entries", |it| [words(it, "/kind"), text(it, "/text")]);
    let needs = rows(case, "/needs", |it| [text(it, "/text"), words(it, "/priority"), text(it, "/met")]);
    table("What you or your family say about the family", ["List", "Words"], &entries)
        + &table("What you or your family need", ["Need", "How much it matters", "Met"], &needs)
}

fn contacts(case: &Value) -> String {
    let rows = rows(case, "/contacts", |it| {
        [text(it, "/held_on"), words(it, "/channel"), text(it, "/summary"), text(it, "/family_words")]
    });
    table("Contacts between meetings", ["On", "How", "What about", "In the family's words"], &rows)
}

fn reports(case: &Value) -> String {
    let on_the_way = rows(case, "/progress_reports", |it| {
        [instant(&text(it, "/submitted_at")), text(it, "/summary"), text(it, "/changes")]
    });
    let last = rows(case, "/final_reports", |it| {
        [
            instant(&text(it, "/submitted_at")),
            words(it, "/status"),
            text(it, "/summary"),
            text(it, "/family_view"),
            text(it, "/transition"),
        ]
    });
    let heads = ["When", "Where it stands", "What was reached", "What the family says", "What comes after"];
    table("What the coordinator is told on the way", ["When", "How it goes", "What changed"], &on_the_way)
        + &table("Final reports", heads, &last)
}

fn reviews(case: &Value) -> String {
    let rows = rows(case, "/reviews", |it| {
        [
            text(it, "/due_on"),
            words(it, "/status"),
            text(it, "/completed_on"),
            words(it, "/outcome"),
            text(it, "/family_view"),
        ]
    });
    let heads = ["Due on", "Where it stands", "Held on", "What comes of it", "What the family says"];
    table("Reviews of the plan", heads, &rows)
}

/// What protects the reader. Whoever sees the page of somebody whom nothing protects does not learn from it that such a
/// thing may be.
fn alerts(case: &Value) -> String {
    let rows = rows(case, "/safety_alerts", |it| {
        [
            words(it, "/kind"),
            words(it, "/ground"),
            text(it, "/source"),
            text(it, "/begins_on"),
            text(it, "/ends_on"),
            words(it, "/status"),
        ]
    });
    let heads = ["Kind", "Ground", "Who told us", "From", "Until", "Where it stands"];
    if rows.is_empty() { String::new() } else { table("What protects you", heads, &rows) }
}

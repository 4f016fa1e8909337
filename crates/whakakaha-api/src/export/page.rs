//! The copy as a page to read and to print. Made from what the JSON says, so that neither says more than the other.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    OwnRecordView,
    template::{document, facts, table},
};

/// The page.
pub(super) fn page(copy: &OwnRecordView) -> String {
    let copy = serde_json::to_value(copy).unwrap_or_default();
    let names = Names::of(&copy);
    let name = text(&copy, "/person/name");
    let mut sections = vec![
        ("person", "Your personal record".to_owned(), person(&copy)),
        ("memberships", "Your families".to_owned(), memberships(&copy)),
        ("consents", "Your consents".to_owned(), consents(&copy, &names)),
        ("statements", "What you said in your own words".to_owned(), statements(&copy)),
        ("corrections", "What you asked to be corrected".to_owned(), corrections(&copy)),
        ("disclosures", "What is shared of you, or about to be".to_owned(), disclosures(&copy)),
        ("meetings", "Meetings to which you were invited".to_owned(), meetings(&copy)),
    ];
    let cases: String = items(&copy, "/cases").map(|case| names.case(case)).collect();
    sections.push(("cases", "Your family's cases".to_owned(), cases));
    sections.push(("accesses", "Who has looked at what is on record about you".to_owned(), accesses(&copy)));
    let above = format!(
        "Made on {}. What others said or agreed to for themselves, and what is kept from you, is not in it.",
        instant(&text(&copy, "/made_at")),
    );
    document(&format!("What is on record about {name}"), &above, &sections)
}

/// A value of the copy as a text; nothing where there is none.
fn text(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        Some(Value::Array(items)) => {
            let in_words = |it| Value::as_str(it).or_else(|| it.get("text").and_then(Value::as_str));
            let texts: Vec<&str> = items.iter().filter_map(in_words).collect();
            texts.join(", ")
        }
        Some(other) => other.to_string(),
    }
}

/// A code as words: `on_hold` is “on hold”.
fn words(value: &Value, pointer: &str) -> String {
    text(value, pointer).replace('_', " ")
}

/// An instant to the minute: `2026-02-19T09:12:44Z` is “2026-02-19 09:12 UTC”.
fn instant(at: &str) -> String {
    at.get(..16).map_or_else(String::new, |minute| format!("{} UTC", minute.replace('T', " ")))
}

fn items<'a>(value: &'a Value, pointer: &str) -> impl Iterator<Item = &'a Value> {
    value.pointer(pointer).and_then(Value::as_array).into_iter().flatten()
}

fn rows<const N: usize>(
    value: &Value,
    pointer: &str,
    row: impl Fn(&Value) -> [String; N],
) -> Vec<[String; N]> {
    items(value, pointer).map(row).collect()
}

fn person(copy: &Value) -> String {
    let fact = |name, pointer: &str| (name, text(copy, &format!("/person/{pointer}")));
    let own = facts(&[
        fact("Name", "name"),
        fact("Preferred name", "preferred_name"),
        fact("Born on", "born_on"),
        fact("Gender", "gender"),
        fact("Ethnicities", "ethnicities"),
        fact("Iwi", "iwi"),
        fact("Languages", "languages"),
        fact("Interpreter needed", "interpreter"),
        fact("School", "school"),
    ]);
    let points = rows(copy, "/person/contact_points", |it| {
        [words(it, "/kind"), text(it, "/value"), text(it, "/safe"), text(it, "/note")]
    });
    own + &table("How to reach you", ["Kind", "Where", "Safe", "Note"], &points)
}

fn memberships(copy: &Value) -> String {
    let rows = rows(copy, "/memberships", |it| {
        [text(it, "/family_name"), words(it, "/role"), text(it, "/started_on"), text(it, "/ended_on")]
    });
    table("Families", ["Family", "You belong as", "Since", "Until"], &rows)
}

fn consents(copy: &Value, names: &Names) -> String {
    let rows = rows(copy, "/consents", |it| {
        let agencies: Vec<String> =
            items(it, "/agencies").filter_map(Value::as_str).map(|id| names.agency(id)).collect();
        [
            words(it, "/status"),
            words(it, "/purposes"),
            agencies.join(", "),
            text(it, "/begins_on"),
            text(it, "/expires_on"),
        ]
    });
    table("Consents", ["Where it stands", "What for", "With whom", "From", "Until"], &rows)
}

fn statements(copy: &Value) -> String {
    let rows = rows(copy, "/statements", |it| {
        [instant(&text(it, "/made_at")), text(it, "/text"), words(it, "/audience")]
    });
    table("Statements", ["When", "What you said", "For whom"], &rows)
}

fn corrections(copy: &Value) -> String {
    let rows = rows(copy, "/corrections", |it| {
        [
            words(it, "/about/kind"),
            text(it, "/wrong"),
            text(it, "/wanted"),
            words(it, "/status"),
            text(it, "/answer"),
            text(it, "/statement"),
        ]
    });
    let heads =
        ["About", "What is wrong", "What it should say", "Where it stands", "Answer", "Your statement"];
    table("Requests", heads, &rows)
}

fn disclosures(copy: &Value) -> String {
    let rows = rows(copy, "/disclosures", |it| {
        let what = [text(it, "/told/what"), text(it, "/corrected_to")];
        [
            what.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\nNow: "),
            text(it, "/told/about"),
            text(it, "/told/from"),
            text(it, "/told/to"),
            format!("{}\n{}", text(it, "/told/purpose"), text(it, "/told/necessity")),
            text(it, "/told/ground"),
            instant(&text(it, "/told_at")),
            instant(&text(it, "/answer_by_at")),
            words(it, "/status"),
            words(it, "/answer/answer"),
        ]
    });
    let heads = [
        "What",
        "About whom",
        "By whom",
        "With whom",
        "Why",
        "On which ground",
        "You were told",
        "Not shared before",
        "Where it stands",
        "Your answer",
    ];
    table("Items of information", heads, &rows)
}

fn meetings(copy: &Value) -> String {
    let rows = rows(copy, "/meetings", |it| {
        let when = text(it, "/starts_at_local").replace('T', " ");
        [when, text(it, "/venue_name"), words(it, "/kind"), words(it, "/status"), text(it, "/agenda")]
    });
    table("Meetings", ["When", "Where", "Kind", "Where it stands", "What is talked about"], &rows)
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

fn accesses(copy: &Value) -> String {
    let rows = rows(copy, "/accesses", |it| [instant(&text(it, "/occurred_at")), text(it, "/sentence")]);
    let all = table("Looks and changes, the latest first", ["When", "What"], &rows);
    let complete = copy.pointer("/accesses_complete") == Some(&Value::Bool(true));
    if complete { all } else { all + "<p>There are more; only the latest are here.</p>\n" }
}

/// The names of agencies, and who the reader is.
struct Names {
    reader: String,
    families: BTreeMap<String, String>,
    agencies: BTreeMap<String, String>,
}

impl Names {
    fn of(copy: &Value) -> Self {
        let named = |it: &Value, id: &str, name: &str| (text(it, id), text(it, name));
        let assignments = items(copy, "/cases").flat_map(|case| items(case, "/assignments"));
        Self {
            reader: text(copy, "/person/id"),
            families: items(copy, "/memberships").map(|it| named(it, "/family_id", "/family_name")).collect(),
            agencies: assignments.map(|it| named(it, "/agency_id", "/agency_name")).collect(),
        }
    }

    fn agency(&self, id: &str) -> String {
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

    fn case(&self, case: &Value) -> String {
        let family = self.families.get(&text(case, "/family_id")).cloned().unwrap_or_default();
        let roles = rows(case, "/assignments", |it| {
            [
                words(it, "/role"),
                text(it, "/worker_name"),
                text(it, "/agency_name"),
                text(it, "/started_on"),
                text(it, "/ended_on"),
            ]
        });
        let entries = rows(case, "/profile_entries", |it| [words(it, "/kind"), text(it, "/text")]);
        let needs = rows(case, "/needs", |it| [text(it, "/text"), words(it, "/priority"), text(it, "/met")]);
        let plans = rows(case, "/plan_versions", |it| {
            let goals: Vec<String> = items(it, "/goals").map(|goal| text(goal, "/title")).collect();
            [text(it, "/number"), words(it, "/status"), goals.join("\n"), text(it, "/family_statement")]
        });
        let actions = rows(case, "/actions", |it| {
            [text(it, "/what"), self.owner(it), text(it, "/due_on"), words(it, "/status")]
        });
        let contacts = rows(case, "/contacts", |it| {
            [text(it, "/held_on"), words(it, "/channel"), text(it, "/summary"), text(it, "/family_words")]
        });
        [
            format!(
                "<h3>{}</h3>\n",
                super::template::escaped(&format!("{family}, opened on {}", text(case, "/opened_on")))
            ),
            facts(&[("Where it stands", words(case, "/status"))]),
            table("Who has, or had, which role", ["Role", "Name", "Agency", "Since", "Until"], &roles),
            table("What you or your family say about the family", ["List", "Words"], &entries),
            table("What you or your family need", ["Need", "How much it matters", "Met"], &needs),
            table("The plan", ["Version", "Where it stands", "Goals", "The family's statement"], &plans),
            table("What was promised", ["What", "By whom", "Due on", "Where it stands"], &actions),
            table(
                "Contacts between meetings",
                ["On", "How", "What about", "In the family's words"],
                &contacts,
            ),
            alerts(case),
        ]
        .concat()
    }
}

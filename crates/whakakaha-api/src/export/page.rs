//! The copy as a page to read and to print. Made from what the JSON says, so that neither says more than the other.

mod case;

use serde_json::Value;

use self::case::Names;
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
        ("relationships", "How you stand to others".to_owned(), relationships(&copy)),
        ("intakes", "Requests that you sent, or that describe you".to_owned(), intakes(&copy)),
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

/// The texts that say something, one below the other.
fn lines<const N: usize>(texts: [String; N]) -> String {
    texts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
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

fn relationships(copy: &Value) -> String {
    let rows = rows(copy, "/relationships", |it| {
        [
            text(it, "/person_name"),
            words(it, "/kind"),
            text(it, "/of_person_name"),
            text(it, "/started_on"),
            text(it, "/ended_on"),
        ]
    });
    table("Relationships", ["Who", "Is the … of", "Whom", "Since", "Until"], &rows)
}

fn intakes(copy: &Value) -> String {
    let asked = rows(copy, "/intakes", |it| {
        let own = |part: &str| text(it, &format!("/asked/{part}"));
        let reach = ["referrer/phone", "referrer/email", "safe_contact"].map(own);
        let wanted = ["reasons", "hopes", "strengths", "support_needed", "safety"].map(own);
        [text(it, "/received_on"), words(it, "/status"), own("referrer/name"), lines(reach), lines(wanted)]
    });
    let described: Vec<[String; 4]> = items(copy, "/intakes")
        .flat_map(|it| {
            rows(it, "/described", |person| {
                let more = ["born_on", "gender", "ethnicities", "iwi", "school", "contact"];
                let more = more.map(|part| text(person, &format!("/{part}")));
                [text(it, "/received_on"), text(person, "/name"), text(person, "/relationship"), lines(more)]
            })
        })
        .collect();
    let heads = ["On", "Where it stands", "Your name", "How to reach you", "What you asked for"];
    table("Requests", heads, &asked)
        + &table("What they say of you", ["On", "Name", "You are", "What else"], &described)
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

fn accesses(copy: &Value) -> String {
    let rows = rows(copy, "/accesses", |it| [instant(&text(it, "/occurred_at")), text(it, "/sentence")]);
    let all = table("Looks and changes, the latest first", ["When", "What"], &rows);
    let complete = copy.pointer("/accesses_complete") == Some(&Value::Bool(true));
    if complete { all } else { all + "<p>There are more; only the latest are here.</p>\n" }
}

//! The tables that people read, generated from the code: policy, error codes, state machines.

use std::fmt::Write as _;

use whakakaha_api::problem::explanations;
use whakakaha_domain::{
    action::ActionStatus,
    break_glass::BreakGlassStatus,
    case::CaseStatus,
    code::CodeList,
    consent::ConsentStatus,
    correction::CorrectionStatus,
    disclosure::DisclosureStatus,
    event::{Happening, Resource},
    final_report::FinalReportStatus,
    intake::IntakeStatus,
    machine::Machine,
    meeting::MeetingStatus,
    operation::{Effect, Operation},
    plan::PlanStatus,
    policy::Relation,
    recall::RecallStatus,
    review::ReviewStatus,
};
use whakakaha_tests::committed;

#[test]
fn the_policy_is_printed_for_people() {
    let mut text = "# Who may do what\n\nGenerated from the policy by the tests. A caller needs one of the relations marked ✔ to \
                    the thing, and a token whose scopes let that relation count. Whoever has none of the relations that may \
                    read a thing is told that it does not exist.\n\n## Relations\n\n"
        .to_owned();
    for relation in Relation::ALL {
        let scopes: Vec<_> = relation.scopes().iter().map(|scope| format!("`{}`", scope.code())).collect();
        let needs = if scopes.is_empty() { "no scope".to_owned() } else { scopes.join(" or ") };
        writeln!(text, "- **{}**: {} Needs {needs}.", relation.code(), relation.meaning().trim()).unwrap();
    }
    write!(text, "\n## Operations\n\n| operation | event |").unwrap();
    for relation in Relation::ALL {
        write!(text, " {} |", relation.code()).unwrap();
    }
    write!(text, "\n| --- | --- |{}\n", " --- |".repeat(Relation::ALL.len())).unwrap();
    for operation in Operation::ALL {
        let event = match operation.effect() {
            Effect::Reads => "",
            Effect::Announces(event) => event,
        };
        write!(text, "| {} | {event} |", operation.name()).unwrap();
        for relation in Relation::ALL {
            write!(text, " {} |", if operation.who().contains(relation) { "✔" } else { "" }).unwrap();
        }
        writeln!(text).unwrap();
    }
    committed("docs/policy.md", &text);
}

#[test]
fn the_events_are_printed_for_people() {
    let mut text = "# Events\n\nGenerated from the code by the tests. How to use them: [integrating.md](integrating.md).\n\n\
                    | type | about | what has happened |\n| --- | --- | --- |\n"
        .to_owned();
    for resource in Resource::ALL {
        for happening in [Happening::Created, Happening::Updated, Happening::Deleted] {
            let (thing, what) = (resource.meaning().trim(), happening.meaning().trim());
            let kind = format!("nz.whakakaha.{}.{}.v1", resource.code(), happening.code());
            writeln!(text, "| `{kind}` | {thing} | {what} |").unwrap();
        }
    }
    let about = "A webhook. | It was asked to be tried.";
    writeln!(text, "| `nz.whakakaha.webhook.tested.v1` | {about} |").unwrap();
    committed("docs/events.md", &text);
}

#[test]
fn the_error_codes_are_printed_for_people() {
    let mut text = "# Error codes\n\nGenerated from the code by the tests. Each code is explained at `/problems/{code}` too.\n\n\
                    | code | HTTP | what it means |\n| --- | --- | --- |\n"
        .to_owned();
    for (code, it) in explanations() {
        writeln!(text, "| `{code}` | {} | **{}.** {} |", it.status.as_u16(), it.title, it.meaning).unwrap();
    }
    committed("docs/errors.md", &text);
}

#[test]
fn the_state_machines_are_printed_for_people() {
    let mut text = "# State machines\n\nGenerated from the code by the tests. Each row: from a state, by an operation, to a state; \
                    the guards are the error codes that can refuse the step.\n"
        .to_owned();
    machine::<IntakeStatus>(&mut text);
    machine::<CaseStatus>(&mut text);
    machine::<ConsentStatus>(&mut text);
    machine::<MeetingStatus>(&mut text);
    machine::<PlanStatus>(&mut text);
    machine::<ActionStatus>(&mut text);
    machine::<ReviewStatus>(&mut text);
    machine::<FinalReportStatus>(&mut text);
    machine::<CorrectionStatus>(&mut text);
    machine::<RecallStatus>(&mut text);
    machine::<DisclosureStatus>(&mut text);
    machine::<BreakGlassStatus>(&mut text);
    committed("docs/states.md", &text);
}

fn machine<S: Machine>(text: &mut String) {
    writeln!(text, "\n## {}\n\n{}\n", S::NAME, S::MEANING.trim()).unwrap();
    for state in S::ALL {
        writeln!(text, "- `{}`: {}", state.code(), state.meaning().trim()).unwrap();
    }
    writeln!(text, "\n| from | operation | to | guards |\n| --- | --- | --- | --- |").unwrap();
    for step in S::STEPS {
        let guards: Vec<_> = step.guards.iter().map(|code| format!("`{}`", code.code())).collect();
        writeln!(
            text,
            "| {} | {} | {} | {} |",
            step.from.code(),
            step.by.name(),
            step.to.code(),
            guards.join(", ")
        )
        .unwrap();
    }
    if S::CONSEQUENCES.is_empty() {
        return;
    }
    writeln!(
        text,
        "\nWhat can follow from what is done to others:\n\n| from | operation | to |\n| --- | --- | --- |"
    )
    .unwrap();
    for it in S::CONSEQUENCES {
        writeln!(text, "| {} | {} | {} |", it.from.code(), it.by.name(), it.to.code()).unwrap();
    }
}

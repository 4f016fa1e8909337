//! The rules of contact between meetings as tables (F1-22).

use super::*;
use crate::{
    case::{CaseState, Hold, HoldReason},
    plan::sample::*,
    record::Record,
    refusal::Code,
    safety::SafeContact,
};

fn call(on: &str) -> LogContact {
    LogContact {
        person: None,
        time: None,
        message_left: false,
        previewed: None,
        on: day(on),
        channel: ContactChannel::Telephone,
        reached: true,
        summary: "school mornings".to_owned(),
        plan_works: PlanWorks::Partly,
        family_words: Some("the mornings are hard".to_owned()),
    }
}

#[test]
fn f1_22_guards_of_a_contact() {
    let file = case_file();
    let records = done(&call("2026-03-02"), &file, &nurse());
    assert_eq!(only!(records, Contact).next().unwrap().recorded_by, id(NURSE));
    assert_eq!(code(&call("2026-03-03"), &file, &nurse()), Code::DateInFuture);
    assert_eq!(code(&call("2026-02-02"), &file, &nurse()), Code::ContactBeforeCase);
    assert_eq!(code(&call("2026-03-02"), &file, &mother()), Code::WorkerMissing);
    let in_vain = LogContact { reached: false, ..call("2026-03-02") };
    assert_eq!(code(&in_vain, &file, &nurse()), Code::AnswerWithoutContact);
    let nobody =
        LogContact { reached: false, plan_works: PlanWorks::NotAsked, family_words: None, ..in_vain };
    done(&nobody, &file, &nurse());
}

/// F0-35: somebody is reached safely in certain ways only; whoever does not know of them is not told so.
#[test]
fn f0_35_nobody_is_asked_for_whom_they_may_not_know() {
    let mut file = case_file();
    let safe = SafeContact { channels: Vec::new(), hours: Vec::new(), voicemail: false, preview: false };
    file.members[0].person.body.safe_contact = Some(safe);
    assert_eq!(code(&call("2026-03-02"), &file, &nurse()), Code::ContactPersonMissing);
    file.kept_back.insert(file.members[0].person.id);
    done(&call("2026-03-02"), &file, &nurse());
}

#[test]
fn f1_22_the_next_contact_is_counted_from_the_last_that_reached_somebody() {
    let mut case = case().body;
    assert_eq!(case.next_contact_on(None), Some(day("2026-03-05")), "from the first meeting");
    assert_eq!(case.next_contact_on(Some(day("2026-02-10"))), Some(day("2026-03-05")));
    assert_eq!(case.next_contact_on(Some(day("2026-03-01"))), Some(day("2026-03-15")));
    case.preferences.contact_every_days = Some(7);
    assert_eq!(case.next_contact_on(Some(day("2026-03-01"))), Some(day("2026-03-08")));
    case.state = CaseState::OnHold(Hold {
        reason: HoldReason::FamilyRequest,
        review_on: day("2026-04-01"),
        since: day("2026-03-01"),
        active_since: Some(day("2026-02-19")),
    });
    assert_eq!(case.next_contact_on(None), None, "nobody is late while work rests");
}

//! The rules of follow-up as tables (F0-03, F0-04, F0-22, F0-28).

use super::*;
use crate::{
    case::{CaseState, CloseReason, Closure, Independence, Outcome},
    command::Command,
    entity::Entity,
    plan::sample::*,
    record::Record,
    refusal::Code,
};

fn action(n: u128, owner: Owner) -> Entity<Action> {
    let body = Action {
        case_id: id(5),
        plan_version_id: id(100),
        goal_id: id(GOAL),
        domain: Domain::Education,
        what: "mentor".to_owned(),
        owner,
        supported_by: None,
        due_on: day("2026-03-01"),
        original_due_on: day("2026-03-01"),
        renegotiations: Vec::new(),
        status: ActionStatus::Agreed,
        done_on: None,
        blocked: None,
        last_finding: None,
        last_checked_on: None,
        ended_because: None,
    };
    Entity { id: id(n), version: 1, body }
}

fn file(status: ActionStatus) -> ActionFile {
    let action = action(BY_SCHOOL, agency(SCHOOL)).amended(|it| it.status = status);
    ActionFile { case: case(), consented: true, action }
}

fn report(status: ActionStatus) -> ReportProgress {
    ReportProgress { status, percent: None, note: None, blocked: Some("officer away".to_owned()) }
}

fn after(records: &[Record]) -> Action {
    only!(records, Action).next().expect("the action").body.clone()
}

fn reported(status: ActionStatus, then: ActionStatus) -> Action {
    after(&done(&report(then), &file(status), &teacher()))
}

#[test]
fn f0_03_owners_report_and_the_report_is_kept() {
    let records = done(&report(ActionStatus::InProgress), &file(ActionStatus::Agreed), &teacher());
    assert_eq!(after(&records).status, ActionStatus::InProgress);
    let update = only!(records, ProgressUpdate).next();
    assert_eq!(update.unwrap().worker_id, Some(id(TEACHER)));
    let by_family = done(&report(ActionStatus::Done), &file(ActionStatus::Agreed), &mother());
    assert!(by_family.iter().any(|record| {
        matches!(record, Record::ProgressUpdate(update) if update.person_id == Some(id(MOTHER)))
    }));
}

#[test]
fn the_day_of_done_is_kept_and_taken_back() {
    assert_eq!(reported(ActionStatus::Agreed, ActionStatus::Done).done_on, Some(day("2026-03-02")));
    assert_eq!(reported(ActionStatus::Done, ActionStatus::InProgress).done_on, None);
    let mut file = file(ActionStatus::Done);
    file.action.body.done_on = Some(day("2026-02-20"));
    let again = after(&done(&report(ActionStatus::Done), &file, &teacher()));
    assert_eq!(again.done_on, Some(day("2026-02-20")));
}

#[test]
fn owners_say_only_what_is_theirs_to_say() {
    let ended = [ActionStatus::Cancelled, ActionStatus::Released, ActionStatus::Superseded];
    for status in ended.into_iter().chain([ActionStatus::Agreed]) {
        let file = file(ActionStatus::InProgress);
        assert_eq!(code(&report(status), &file, &teacher()), Code::ProgressStatusInvalid);
    }
    for status in ended {
        assert_eq!(code(&report(ActionStatus::Done), &file(status), &teacher()), Code::ActionNotInState);
    }
}

#[test]
fn nothing_changes_in_a_closed_case() {
    let mut file = file(ActionStatus::Agreed);
    file.case.body.state = CaseState::Closed(Closure {
        reason: CloseReason::GoalsMet,
        on: day("2026-03-01"),
        outcome: Outcome::Met,
        independence: Independence::Independent,
        note: None,
        decision: None,
    });
    assert_eq!(code(&report(ActionStatus::Done), &file, &teacher()), Code::CaseClosed);
    let check = CheckAction { finding: Finding::OnTrack, note: None };
    assert_eq!(code(&check, &file, &nurse()), Code::CaseClosed);
    assert_eq!(code(&later("2026-03-20"), &file, &nurse()), Code::CaseClosed);
    let promised = PromisedAction { file, in_circulation: false };
    assert_eq!(code(&end(ActionStatus::Released), &promised, &nurse()), Code::CaseClosed);
}

/// F1-11: without consent only the ending of a commitment is possible, so that the case can be closed.
#[test]
fn f1_11_without_consent_commitments_can_only_end() {
    let file = ActionFile { consented: false, ..file(ActionStatus::Agreed) };
    let check = CheckAction { finding: Finding::OnTrack, note: None };
    assert_eq!(code(&report(ActionStatus::Done), &file, &teacher()), Code::ConsentInsufficient);
    assert_eq!(code(&check, &file, &nurse()), Code::ConsentInsufficient);
    assert_eq!(code(&later("2026-03-20"), &file, &nurse()), Code::ConsentInsufficient);
    let promised = PromisedAction { file, in_circulation: false };
    let ended = after(&done(&end(ActionStatus::Released), &promised, &nurse()));
    assert_eq!(ended.status, ActionStatus::Released);
}

#[test]
fn f0_28_a_check_never_changes_what_the_owner_says() {
    let check = CheckAction { finding: Finding::Slipping, note: None };
    for status in [ActionStatus::Agreed, ActionStatus::Done, ActionStatus::NotDone] {
        let checked = after(&done(&check, &file(status), &nurse()));
        assert_eq!((checked.status, checked.last_finding), (status, Some(Finding::Slipping)));
    }
    assert_eq!(code(&check, &file(ActionStatus::Released), &nurse()), Code::ActionNotInState);
    assert_eq!(code(&check, &file(ActionStatus::Agreed), &mother()), Code::WorkerMissing);
}

fn later(due: &str) -> RenegotiateAction {
    RenegotiateAction { due_on: day(due), reason: "school holidays".to_owned() }
}

#[test]
fn f0_22_a_moved_due_date_keeps_the_first() {
    let moved = after(&done(&later("2026-03-20"), &file(ActionStatus::Agreed), &nurse()));
    assert_eq!((moved.due_on, moved.original_due_on), (day("2026-03-20"), day("2026-03-01")));
    assert_eq!(moved.renegotiations[0].from, day("2026-03-01"));
    let open = file(ActionStatus::Agreed);
    assert_eq!(code(&later("2026-03-01"), &open, &nurse()), Code::DueDateUnchanged);
    assert_eq!(code(&later("2026-03-02"), &open, &nurse()), Code::DateInPast);
    assert_eq!(code(&later("2026-03-20"), &file(ActionStatus::Done), &nurse()), Code::ActionNotInState);
}

fn promised(status: ActionStatus) -> PromisedAction {
    PromisedAction { file: file(status), in_circulation: false }
}

fn end(resolution: ActionStatus) -> ResolveAction {
    ResolveAction { resolution, reason: "moved away".to_owned() }
}

#[test]
fn f0_22_a_commitment_ends_only_with_a_reason() {
    for resolution in [ActionStatus::Released, ActionStatus::Cancelled] {
        let ended = after(&done(&end(resolution), &promised(ActionStatus::InProgress), &nurse()));
        assert_eq!((ended.status, ended.ended_because.as_deref()), (resolution, Some("moved away")));
    }
    assert_eq!(
        code(&end(ActionStatus::Done), &promised(ActionStatus::InProgress), &nurse()),
        Code::ResolutionInvalid
    );
    assert_eq!(
        code(&end(ActionStatus::Released), &promised(ActionStatus::Done), &nurse()),
        Code::ActionNotInState
    );
    let awaited = PromisedAction { in_circulation: true, ..promised(ActionStatus::Agreed) };
    assert_eq!(code(&end(ActionStatus::Released), &awaited, &nurse()), Code::ActionInPlan);
}

#[test]
fn f0_04_agencies_and_family_are_counted_alike() {
    let of = |owner| {
        let on = |status, done_on: Option<&str>| action(1, owner).body.clone_with(status, done_on.map(day));
        vec![
            on(ActionStatus::Agreed, None),
            on(ActionStatus::Done, Some("2026-03-01")),
            on(ActionStatus::Done, Some("2026-03-02")),
            on(ActionStatus::Cancelled, None),
        ]
    };
    let owners = [agency(SCHOOL), Owner::FamilyMember { person_id: id(MOTHER) }, Owner::Family];
    let actions: Vec<Action> = owners.into_iter().flat_map(of).collect();
    let accounts = accounts(&actions, day("2026-03-02"));
    assert_eq!(accounts.len(), 3);
    for account in accounts {
        let counts =
            [account.open, account.overdue, account.done_on_time, account.done_late, account.renegotiated];
        assert_eq!(counts, [1, 1, 1, 1, 0], "{:?}", account.debtor);
    }
}

impl Action {
    fn clone_with(&self, status: ActionStatus, done_on: Option<NaiveDate>) -> Self {
        Self { status, done_on, ..self.clone() }
    }
}

#[test]
fn commands_name_their_operations() {
    assert_eq!(ReportProgress::OPERATION.name(), "action.report_progress");
}

#[test]
fn f0_03_a_worker_writes_down_what_the_family_says_of_its_own_and_of_nothing_else() {
    let record = |by: u128| RecordFamilyProgress {
        report: report(ActionStatus::Done),
        evidence: Some(crate::decision::Evidence {
            decided_by: id(by),
            decided_on: day("2026-03-01"),
            how: "by telephone".to_owned(),
        }),
    };
    let of = |owner| FamilyActionFile { file: case_file(), action: action(1, owner) };
    let own = of(Owner::FamilyMember { person_id: id(MOTHER) });
    let records = done(&record(MOTHER), &own, &nurse());
    let update = only!(records, ProgressUpdate).next().unwrap();
    assert_eq!(update.family_decision.as_ref().unwrap().decided_by, id(MOTHER));
    assert_eq!((update.worker_id, update.person_id), (Some(id(NURSE)), None));
    assert_eq!(after(&records).status, ActionStatus::Done);
    done(&record(MOTHER), &of(Owner::Family), &nurse());
    assert_eq!(code(&record(MOTHER), &of(agency(HEALTH)), &nurse()), Code::NotTheFamilys);
    assert_eq!(code(&record(999), &own, &nurse()), Code::DecisionByStranger);
    let father = of(Owner::FamilyMember { person_id: id(999) });
    assert_eq!(code(&record(MOTHER), &father, &nurse()), Code::NotSaidByOwner);
    let unsaid = RecordFamilyProgress { evidence: None, ..record(MOTHER) };
    assert_eq!(code(&unsaid, &own, &nurse()), Code::FamilyDecisionMissing);
}

#[test]
fn f0_28_a_check_is_due_two_working_days_after_the_due_date_and_after_each_look() {
    let calendar = Calendar::new(crate::calendar::Anniversary::Auckland);
    let due = |status, checked: Option<&str>| {
        let body = action(1, Owner::Family).body;
        let body = Action { status, due_on: day("2026-03-06"), last_checked_on: checked.map(day), ..body };
        body.check_due_on(calendar)
    };
    let open = ActionStatus::InProgress;
    // Friday, then the weekend, then Tuesday.
    assert_eq!(due(open, None), Some(day("2026-03-10")));
    assert_eq!(due(open, Some("2026-03-02")), Some(day("2026-03-10")), "an early look is no look at the end");
    assert_eq!(due(open, Some("2026-03-10")), Some(day("2026-03-12")));
    assert_eq!(due(ActionStatus::Done, None), None);
    assert_eq!(due(ActionStatus::Released, None), None);
}

//! Beginning and writing drafts.

use super::*;
use crate::{
    case::CaseState,
    entity::Entity,
    meeting::{MeetingKind, MeetingOutcome, MeetingResult, MeetingState, Neutrality, Venue},
    refusal::Code,
    restriction::Reader,
};

fn meeting(result: MeetingResult) -> Entity<Meeting> {
    let outcome = MeetingOutcome {
        on: day("2026-02-19"),
        result,
        reason: None,
        next_review_on: Some(day("2026-03-26")),
        decided_to_close: false,
        decisions: Vec::new(),
    };
    let body = Meeting {
        case_id: id(5),
        kind: MeetingKind::First,
        agenda: Vec::new(),
        starts_at_local: day("2026-02-19").and_hms_opt(18, 30, 0).unwrap(),
        minutes: 90,
        venue: Venue {
            name: "marae".to_owned(),
            address: None,
            neutrality: Neutrality::Marae,
            accessibility: None,
        },
        approvals: Vec::new(),
        facilitation: None,
        session_of: None,
        moves: 0,
        state: MeetingState::Completed(outcome),
    };
    Entity::new(id(90), body)
}

fn shelf() -> PlanShelf {
    PlanShelf {
        file: case_file(),
        last_number: 0,
        versions: Vec::new(),
        meetings: vec![meeting(MeetingResult::Plan)],
        actions: Vec::new(),
    }
}

fn first() -> DraftPlan {
    DraftPlan { meeting_id: None, change_reason: None }
}

#[test]
fn f1_19_a_first_version_comes_out_of_a_meeting_that_decided_on_a_plan() {
    let records = done(&first(), &shelf(), &nurse());
    let draft = written(&records, 1);
    assert_eq!(draft.meeting_id, Some(id(90)));
    assert_eq!(draft.content.review_on, Some(day("2026-03-26")));
    assert!(draft.content.goals.is_empty());
}

#[test]
fn guards_of_a_new_draft_in_order() {
    type Spoil = fn(&mut PlanShelf);
    let named = DraftPlan { meeting_id: Some(id(999)), change_reason: None };
    let table: [(Spoil, DraftPlan, Code); 6] = [
        (|it| it.file.case.body.state = CaseState::Preparing, first(), Code::CaseNotInState),
        (|it| it.versions.push(version(100, 1, PlanState::Draft)), first(), Code::PlanDraftExists),
        (|it| it.meetings.clear(), first(), Code::PlanNeedsMeeting),
        (|it| it.meetings = vec![meeting(MeetingResult::NoPlan)], first(), Code::PlanNeedsMeeting),
        (|_| (), named, Code::ReferenceUnknown),
        (
            |it| it.versions.push(version(100, 1, PlanState::Circulated(circulation(&plan())))),
            first(),
            Code::ChangeReasonMissing,
        ),
    ];
    for (spoil, command, expected) in table {
        let mut shelf = shelf();
        spoil(&mut shelf);
        assert_eq!(code(&command, &shelf, &nurse()), expected);
    }
}

#[test]
fn f0_02_after_a_decline_the_next_version_begins_with_what_was_declined() {
    let agreed = in_force(&plan());
    let open = circulated(&next(&agreed, |content| content.actions[0].due_on = day("2026-03-20")));
    let content_hash = open.version.content.hash();
    let decline = RespondToPlan { content_hash, ..answer(&open, Verdict::Decline) };
    let declined = written(&done(&decline, &open, &teacher()), 2).clone();
    let mut shelf = shelf();
    shelf.last_number = 2;
    shelf.versions = vec![agreed.version.clone(), declined];
    let command = DraftPlan { meeting_id: None, change_reason: Some("the school said no".to_owned()) };
    let draft = written(&done(&command, &shelf, &nurse()), 3).clone();
    assert_eq!(draft.content.actions[0].due_on, day("2026-03-20"));
}

#[test]
fn f0_30_a_later_version_begins_with_todays_due_dates_and_without_what_was_given_up() {
    let plan = in_force(&plan());
    let mut shelf = shelf();
    shelf.last_number = 1;
    shelf.versions = plan.live.clone();
    shelf.actions = plan.actions.clone();
    shelf.actions[0].body.due_on = day("2026-04-01");
    shelf.actions[1].body.status = crate::action::ActionStatus::Released;
    let command = DraftPlan { meeting_id: None, change_reason: Some("moved house".to_owned()) };
    let records = done(&command, &shelf, &nurse());
    let draft = written(&records, 2);
    assert_eq!(draft.content.actions.len(), 2);
    let moved = draft.content.actions.iter().find(|it| it.id == shelf.actions[0].id).unwrap();
    assert_eq!(moved.due_on, day("2026-04-01"));
}

fn wish() -> PlanWish {
    let goal = |key: &str| WishedGoal {
        id: None,
        key: Some(key.to_owned()),
        title: key.to_owned(),
        domain: Domain::Education,
        priorities: vec![id(70)],
        needs: vec![id(80)],
    };
    let action = WishedAction {
        id: None,
        goal_key: "school".to_owned(),
        what: "mentor".to_owned(),
        owner: agency(SCHOOL),
        supported_by: None,
        due_on: day("2026-03-16"),
    };
    PlanWish {
        family_statement: None,
        goals: vec![goal("health"), goal("school")],
        actions: vec![action],
        uncovered: Vec::new(),
        no_contribution: Vec::new(),
        review_on: Some(day("2026-04-01")),
    }
}

fn revised(wish: PlanWish, plan: &PlanFile) -> PlanContent {
    written(&done(&RevisePlan(wish), plan, &nurse()), 1).content.clone()
}

#[test]
fn new_goals_and_actions_get_ids_and_keys_tie_them() {
    let content = revised(wish(), &plan());
    assert_eq!(content.actions[0].goal_id, content.goals[1].id);
    let mut ids: Vec<_> = content.goals.iter().map(|it| it.id.uuid()).collect();
    ids.push(content.actions[0].id.uuid());
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[test]
fn known_ids_stay_and_name_goals() {
    let mut wish = wish();
    wish.goals[1].id = Some(id(GOAL));
    wish.goals[1].key = None;
    wish.actions[0].id = Some(id(BY_SCHOOL));
    wish.actions[0].goal_key = id::<Goal>(GOAL).to_string();
    let content = revised(wish, &plan());
    assert_eq!((content.goals[1].id, content.actions[0].id), (id(GOAL), id(BY_SCHOOL)));
}

#[test]
fn every_reference_of_a_draft_is_checked() {
    let table: [(Spoil, Code, &str); 8] = [
        (|it| it.goals[1].id = Some(id(999)), Code::GoalUnknown, "#/goals/1/id"),
        (
            |it| it.goals.iter_mut().for_each(|goal| goal.id = Some(id(GOAL))),
            Code::GoalUnknown,
            "#/goals/1/id",
        ),
        (|it| it.goals[0].priorities.push(id(999)), Code::EntryUnknown, "#/goals/0/priorities/1"),
        (|it| it.goals[0].needs.push(id(999)), Code::NeedUnknown, "#/goals/0/needs/1"),
        (|it| it.actions[0].id = Some(id(999)), Code::ActionUnknown, "#/actions/0/id"),
        (|it| it.actions[0].goal_key = "x".to_owned(), Code::GoalUnknown, "#/actions/0/goal_key"),
        (
            |it| {
                let reason = UncoveredReason::Gap;
                it.uncovered.push(UncoveredNeed { need_id: id(999), reason, note: None });
            },
            Code::NeedUnknown,
            "#/uncovered/0/need_id",
        ),
        (|it| it.review_on = Some(day("2026-03-02")), Code::ReviewDateOutOfBounds, "#/review_on"),
    ];
    points(&table);
}

#[test]
fn everybody_named_in_a_draft_is_known() {
    let table: [(Spoil, Code, &str); 5] = [
        (
            |it| it.actions[0].owner = Owner::Agency { agency_id: id(HEALTH), worker_id: Some(id(999)) },
            Code::ReferenceUnknown,
            "#/actions/0/owner/worker_id",
        ),
        (
            |it| it.actions[0].owner = Owner::Agency { agency_id: id(SCHOOL), worker_id: Some(id(NURSE)) },
            Code::WorkerNotOfAgency,
            "#/actions/0/owner/worker_id",
        ),
        (
            |it| it.actions[0].owner = Owner::FamilyMember { person_id: id(999) },
            Code::PersonNotMember,
            "#/actions/0/owner/person_id",
        ),
        (
            |it| it.actions[0].supported_by = Some(Supporter::FamilyMember { person_id: id(999) }),
            Code::PersonNotMember,
            "#/actions/0/supported_by/person_id",
        ),
        (
            |it| it.actions[0].supported_by = Some(Supporter::Worker { worker_id: id(999) }),
            Code::ReferenceUnknown,
            "#/actions/0/supported_by/worker_id",
        ),
    ];
    points(&table);
}

type Spoil = fn(&mut PlanWish);

fn points(table: &[(Spoil, Code, &str)]) {
    for (spoil, expected, pointer) in table {
        let mut wish = wish();
        spoil(&mut wish);
        let refusal = refused(&RevisePlan(wish), &plan(), &nurse());
        assert_eq!((refusal.code, refusal.pointer.as_deref()), (*expected, Some(*pointer)));
    }
}

#[test]
fn f1_17_what_the_author_cannot_see_stays_and_cannot_be_named() {
    let mut plan = plan();
    plan.reader = Reader::Worker(id(TEACHER), id(SCHOOL));
    plan.confidences.restrictions = vec![restriction(BY_HEALTH, SCHOOL), restriction(80, SCHOOL)];
    let mut blind = wish();
    blind.goals.iter_mut().for_each(|goal| goal.needs.clear());
    blind.goals[1].id = Some(id(GOAL));
    let content = revised(blind, &plan);
    assert!(content.actions.iter().any(|action| action.id == id(BY_HEALTH)));
    assert_eq!(content.goal(id(GOAL)).unwrap().needs, [id(80)]);
    assert_eq!(code(&RevisePlan(wish()), &plan, &nurse()), Code::NeedUnknown);
    let mut knowing = wish();
    knowing.goals.iter_mut().for_each(|goal| goal.needs.clear());
    knowing.actions[0].id = Some(id(BY_HEALTH));
    assert_eq!(code(&RevisePlan(knowing), &plan, &nurse()), Code::ActionUnknown);
}

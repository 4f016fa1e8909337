//! The rules of plans as tables (F0-02, F0-27, F0-30, F1-20, F2-02, scenarios 4 and 9).

use proptest::prelude::*;

use super::{sample::*, *};
use crate::{
    assignment::Role,
    case::CaseState,
    command::Moment,
    decision::Evidence,
    entity::Entity,
    meeting::{MeetingKind, MeetingOutcome, MeetingResult, MeetingState, Neutrality, Venue},
    operation::Operation,
    record::Record,
    refusal::Code,
    review::{Review, ReviewState},
};

// ---- drafts

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

fn written(records: &[Record], number: u32) -> &Entity<PlanVersion> {
    let mut versions = records.iter().filter_map(|record| match record {
        Record::PlanVersion(version) => Some(version),
        _ => None,
    });
    versions.find(|version| version.number == number).expect("the version")
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
    let waiting = || version(100, 1, PlanState::Circulated(circulation(&plan())));
    let resting = |it: &mut PlanShelf| it.file.case.body.state = CaseState::Preparing;
    let table: Vec<(Box<dyn Fn(&mut PlanShelf)>, DraftPlan, Code)> = vec![
        (Box::new(resting), first(), Code::CaseNotInState),
        (Box::new(|it| it.versions.push(version(100, 1, PlanState::Draft))), first(), Code::PlanDraftExists),
        (Box::new(|it| it.meetings.clear()), first(), Code::PlanNeedsMeeting),
        (Box::new(|it| it.meetings = vec![meeting(MeetingResult::NoPlan)]), first(), Code::PlanNeedsMeeting),
        (
            Box::new(|_| ()),
            DraftPlan { meeting_id: Some(id(999)), change_reason: None },
            Code::ReferenceUnknown,
        ),
        (Box::new(move |it| it.versions.push(waiting())), first(), Code::ChangeReasonMissing),
    ];
    for (spoil, command, expected) in table {
        let mut shelf = shelf();
        spoil(&mut shelf);
        assert_eq!(code(&command, &shelf, &nurse()), expected);
    }
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

// ---- writing

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
    type Spoil = fn(&mut PlanWish);
    let table: [(Spoil, Code, &str); 13] = [
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
    for (spoil, expected, pointer) in table {
        let mut wish = wish();
        spoil(&mut wish);
        let refusal = refused(&RevisePlan(wish), &plan(), &nurse());
        assert_eq!((refusal.code, refusal.pointer.as_deref()), (expected, Some(pointer)));
    }
}

#[test]
fn f1_17_what_the_author_cannot_see_stays_and_cannot_be_named() {
    let mut plan = plan();
    plan.seen_by = Some(id(SCHOOL));
    plan.restrictions = vec![restriction(BY_HEALTH, SCHOOL), restriction(80, SCHOOL)];
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

// ---- circulating

fn circulated(plan: &PlanFile) -> PlanFile {
    let records = done(&CirculatePlan, plan, &nurse());
    let version = written(&records, plan.version.number).clone();
    let mut after = copy(plan);
    after.live.retain(|it| it.state.status() == PlanStatus::Current);
    after.live.push(version.clone());
    after.version = version;
    after
}

fn circulation(plan: &PlanFile) -> Circulation {
    circulated(plan).version.state.circulation().unwrap().clone()
}

fn copy(plan: &PlanFile) -> PlanFile {
    PlanFile {
        file: crate::case::CaseFile {
            case: plan.file.case.clone(),
            members: plan.file.members.clone(),
            consents: plan.file.consents.clone(),
            assignments: plan.file.assignments.clone(),
        },
        version: plan.version.clone(),
        live: plan.live.clone(),
        entries: plan.entries.clone(),
        needs: plan.needs.clone(),
        restrictions: plan.restrictions.clone(),
        actions: plan.actions.clone(),
        reviews: plan.reviews.clone(),
        workers: plan.workers.clone(),
        seen_by: plan.seen_by,
    }
}

#[test]
fn guards_of_circulation_in_order() {
    type Spoil = fn(&mut PlanFile);
    fn end(plan: &mut PlanFile, role: Role) {
        plan.file.assignments.retain(|it| it.role != role);
    }
    let table: [(Spoil, Code); 14] = [
        (|it| it.file.case.body.state = CaseState::Preparing, Code::CaseNotInState),
        (|it| it.version = circulated(it).version, Code::PlanNotInState),
        (|it| end(it, Role::LeadAgency), Code::LeadAgencyMissing),
        (|it| end(it, Role::KeyContact), Code::KeyContactMissing),
        (|it| it.version.body.content.review_on = None, Code::ReviewDateMissing),
        (|it| it.version.body.content.review_on = Some(day("2026-03-02")), Code::ReviewDateOutOfBounds),
        (
            |it| {
                it.version.body.content.goals[0].needs.clear();
                it.version.body.content.goals[0].priorities.clear();
            },
            Code::GoalNotLinked,
        ),
        (
            |it| {
                let mut other = it.version.body.content.goals[0].clone();
                other.id = id(51);
                it.version.body.content.goals.push(other);
            },
            Code::GoalWithoutAction,
        ),
        (|it| it.version.body.content.goals[0].needs.clear(), Code::NeedNotCovered),
        (|it| it.version.body.content.actions[2].supported_by = None, Code::SupporterMissing),
        (
            |it| it.version.body.content.actions[2].owner = Owner::FamilyMember { person_id: id(999) },
            Code::OwnerNotParticipating,
        ),
        (|it| it.file.assignments.retain(|one| one.agency_id != id(SCHOOL)), Code::OwnerNotParticipating),
        (
            |it| it.file.consents[0].body.agencies.retain(|one| *one != id(SCHOOL)),
            Code::OwnerNotParticipating,
        ),
        (|it| it.restrictions.push(restriction(BY_SCHOOL, SCHOOL)), Code::RestrictedOwner),
    ];
    for (n, (spoil, expected)) in table.into_iter().enumerate() {
        let mut plan = plan();
        spoil(&mut plan);
        assert_eq!(code(&CirculatePlan, &plan, &nurse()), expected, "row {n}");
    }
}

#[test]
fn f2_02_a_gap_a_deferral_or_a_met_need_covers() {
    let mut plan = plan();
    plan.version.body.content.goals[0].needs.clear();
    let mut deferred = copy(&plan);
    let reason = UncoveredReason::FamilyDeferred;
    let uncovered = UncoveredNeed { need_id: id(80), reason, note: None };
    deferred.version.body.content.uncovered.push(uncovered);
    circulated(&deferred);
    plan.needs[0].body.met = true;
    circulated(&plan);
}

#[test]
fn f0_27_circulation_freezes_and_renders_for_each_agency() {
    let mut plan = plan();
    plan.restrictions.push(restriction(BY_HEALTH, SCHOOL));
    let records = done(&CirculatePlan, &plan, &nurse());
    let version = written(&records, 1);
    let circulation = version.state.circulation().unwrap();
    assert_eq!(circulation.content_hash, version.content.hash());
    assert_eq!(circulation.content_hash.len(), 64);
    assert_eq!(circulation.parties.len(), 3);
    let rendering = |agency: u128| {
        let mut all = records.iter().filter_map(|record| match record {
            Record::PlanRendering(rendering) => Some(rendering),
            _ => None,
        });
        all.find(|it| it.agency_id == id(agency)).unwrap()
    };
    assert_eq!(rendering(HEALTH).rendering_hash, circulation.content_hash);
    assert_ne!(rendering(SCHOOL).rendering_hash, circulation.content_hash);
    assert!(rendering(SCHOOL).content.actions.iter().all(|it| it.id != id(BY_HEALTH)));
}

#[test]
fn goals_that_only_hidden_actions_serve_are_not_rendered() {
    let mut content = content();
    content.goals.push(Goal { id: id(51), ..content.goals[0].clone() });
    content.goals.push(Goal { id: id(52), ..content.goals[0].clone() });
    content.actions[1].goal_id = id(51);
    let hidden = [BY_HEALTH].map(uuid::Uuid::from_u128).into_iter().collect();
    let seen = content.without(&hidden);
    let goals: Vec<_> = seen.goals.iter().map(|goal| goal.id).collect();
    assert_eq!(goals, [id(GOAL), id(52)]);
}

// ---- answering

fn answer(plan: &PlanFile, verdict: Verdict) -> RespondToPlan {
    let content_hash = plan.version.state.circulation().unwrap().content_hash.clone();
    RespondToPlan { content_hash, verdict, comment: None, for_family: None, evidence: None }
}

fn answered(plan: &PlanFile, verdict: Verdict, at: &Moment) -> PlanFile {
    let records = done(&answer(plan, verdict), plan, at);
    let mut after = copy(plan);
    after.version = written(&records, plan.version.number).clone();
    after.live = vec![after.version.clone()];
    for record in records {
        match record {
            Record::Action(action) => {
                after.actions.retain(|it| it.id != action.id);
                after.actions.push(action);
            }
            Record::Review(review) => {
                after.reviews.retain(|it| it.id != review.id);
                after.reviews.push(review);
            }
            Record::Case(case) => after.file.case = case,
            _ => {}
        }
    }
    after
}

fn in_force(plan: &PlanFile) -> PlanFile {
    let plan = circulated(plan);
    let plan = answered(&plan, Verdict::Agree, &nurse());
    let plan = answered(&plan, Verdict::AgreeWithComment, &teacher());
    answered(&plan, Verdict::Agree, &mother())
}

#[test]
fn f0_02_a_version_is_in_force_when_every_party_agreed() {
    let plan = circulated(&plan());
    let plan = answered(&plan, Verdict::Agree, &nurse());
    let plan = answered(&plan, Verdict::Agree, &mother());
    assert_eq!(plan.version.state.status(), PlanStatus::Circulated);
    assert!(plan.actions.is_empty());
    let plan = answered(&plan, Verdict::Decline, &teacher());
    assert_eq!(plan.version.state.status(), PlanStatus::Circulated);
    let plan = answered(&plan, Verdict::Agree, &teacher());
    assert!(
        matches!(plan.version.state, PlanState::Current { effective_on, .. } if effective_on == day("2026-03-02"))
    );
    assert_eq!(plan.actions.len(), 3);
    let action = plan.actions.iter().find(|it| it.id == id(BY_SCHOOL)).unwrap();
    assert_eq!((action.due_on, action.original_due_on), (day("2026-03-16"), day("2026-03-16")));
    assert_eq!(plan.reviews.len(), 1);
    assert_eq!(plan.reviews[0].due_on, day("2026-03-26"));
}

#[test]
fn guards_of_an_answer() {
    let open = circulated(&plan());
    let by_hash =
        |hash: &str| RespondToPlan { content_hash: hash.to_owned(), ..answer(&open, Verdict::Agree) };
    let stranger = by(crate::actor::Principal::System(id(999)));
    assert_eq!(code(&by_hash("x"), &open, &nurse()), Code::PlanHashMismatch);
    assert_eq!(code(&answer(&open, Verdict::CarriedOver), &open, &nurse()), Code::VerdictInvalid);
    assert_eq!(code(&answer(&open, Verdict::Agree), &open, &stranger), Code::NotAParty);
    let mut resting = copy(&open);
    resting.file.case.body.state = CaseState::Preparing;
    assert_eq!(code(&answer(&open, Verdict::Agree), &resting, &nurse()), Code::CaseNotInState);
    let agreed = answered(&open, Verdict::Agree, &nurse());
    assert_eq!(code(&answer(&open, Verdict::Decline), &agreed, &nurse()), Code::AnsweredAlready);
    let for_family =
        |evidence| RespondToPlan { for_family: Some(true), evidence, ..answer(&open, Verdict::Agree) };
    assert_eq!(code(&for_family(None), &open, &teacher()), Code::NotAParty);
    assert_eq!(code(&for_family(None), &open, &nurse()), Code::FamilyDecisionMissing);
    let how = "in person".to_owned();
    let evidence = Evidence { decided_by: id(MOTHER), decided_on: day("2026-03-01"), how };
    done(&for_family(Some(evidence)), &open, &nurse());
    let mut draft = copy(&open);
    draft.version.body.state = PlanState::Draft;
    assert_eq!(code(&by_hash("x"), &draft, &nurse()), Code::PlanNotInState);
}

// ---- scenario 9

/// The next version, drafted from the one in the file, with other content.
fn next(plan: &PlanFile, change: impl Fn(&mut PlanContent)) -> PlanFile {
    let mut after = copy(plan);
    let number = plan.version.number + 1;
    after.version = version(100 + u128::from(number), number, PlanState::Draft);
    after.version.body.content = plan.version.content.clone();
    change(&mut after.version.body.content);
    after
}

#[test]
fn scenario_9_a_newer_version_makes_answers_stale_and_carries_over_where_nothing_changed() {
    let mut first = plan();
    first.restrictions.push(restriction(BY_MOTHER, SCHOOL));
    let sent = circulated(&first);
    let school = |plan: &PlanFile| {
        let party = Party::Agency { agency_id: id(SCHOOL) };
        let parties = &plan.version.state.circulation().unwrap().parties;
        parties.iter().find(|it| it.party == party).unwrap().clone()
    };
    let agreed =
        RespondToPlan { content_hash: school(&sent).rendering_hash, ..answer(&sent, Verdict::Agree) };
    let records = done(&agreed, &sent, &teacher());
    let mut waiting = copy(&sent);
    waiting.version = written(&records, 1).clone();
    waiting.live = vec![waiting.version.clone()];
    let changed = next(&waiting, |content| content.actions[2].due_on = day("2026-03-20"));
    let records = done(&CirculatePlan, &changed, &nurse());
    let old = written(&records, 1);
    assert!(matches!(old.state, PlanState::Superseded { by, .. } if by == changed.version.id));
    let mut stale = copy(&waiting);
    stale.version = old.clone();
    assert_eq!(code(&answer(&stale, Verdict::Agree), &stale, &mother()), Code::PlanSuperseded);
    let resent = circulated(&changed);
    // The school cannot see the change, so it is not asked again, and learns nothing of it.
    assert_eq!(school(&resent).answer.unwrap().verdict, Verdict::CarriedOver);
    let seen = next(&waiting, |content| content.actions[0].due_on = day("2026-03-20"));
    assert!(school(&circulated(&seen)).answer.is_none());
}

#[test]
fn the_family_never_carries_over() {
    let agreed = in_force(&plan());
    let again = circulated(&next(&agreed, |_| ()));
    let parties = &again.version.state.circulation().unwrap().parties;
    let carried: Vec<bool> = parties.iter().map(PartyResponse::agrees).collect();
    assert_eq!(carried, [false, true, true]);
}

#[test]
fn a_version_in_force_gives_way_and_its_commitments_follow() {
    let mut agreed = in_force(&plan());
    let changed = next(&agreed, |content| {
        content.actions.remove(1);
        content.actions[0].due_on = day("2026-03-30");
        content.review_on = Some(day("2026-04-09"));
    });
    let open = circulated(&changed);
    assert_eq!(open.live.len(), 2, "the version in force stays in force");
    let party = |plan: &PlanFile| answer(plan, Verdict::Agree);
    let first = done(&party(&open), &open, &teacher());
    let mut almost = copy(&open);
    almost.version = written(&first, 2).clone();
    let records = done(&party(&almost), &almost, &mother());
    let states: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::PlanVersion(version) => Some((version.number, version.state.status())),
            _ => None,
        })
        .collect();
    assert_eq!(states, [(1, PlanStatus::Superseded), (2, PlanStatus::Current)], "the old one first");
    agreed.actions.clear();
    for record in records {
        match record {
            Record::Action(action) => agreed.actions.push(action),
            Record::Review(review) => assert_eq!(review.due_on, day("2026-04-09")),
            Record::Case(case) => assert_eq!(case.next_review_on, Some(day("2026-04-09"))),
            _ => {}
        }
    }
    assert_eq!(agreed.actions.len(), 2, "what did not change is not written");
    let moved = agreed.actions.iter().find(|it| it.id == id(BY_SCHOOL)).unwrap();
    assert_eq!((moved.due_on, moved.original_due_on), (day("2026-03-30"), day("2026-03-16")));
    assert_eq!(moved.renegotiations.len(), 1);
    let dropped = agreed.actions.iter().find(|it| it.id == id(BY_HEALTH)).unwrap();
    assert_eq!(dropped.status, crate::action::ActionStatus::Superseded);
}

#[test]
fn an_open_review_is_moved_and_keeps_its_first_day() {
    let mut plan = plan();
    let review = Review {
        case_id: id(5),
        due_on: day("2026-03-20"),
        original_due_on: day("2026-03-20"),
        moves: Vec::new(),
        state: ReviewState::Scheduled,
    };
    plan.reviews.push(Entity { id: id(200), version: 1, body: review });
    let after = in_force(&plan);
    assert_eq!(after.reviews.len(), 1);
    let review = &after.reviews[0];
    assert_eq!((review.due_on, review.original_due_on), (day("2026-03-26"), day("2026-03-20")));
}

#[test]
fn only_drafts_and_waiting_versions_are_given_up() {
    let give_up = AbandonPlan { reason: "mistake".to_owned() };
    let plan = plan();
    done(&give_up, &plan, &nurse());
    done(&give_up, &circulated(&plan), &nurse());
    assert_eq!(code(&give_up, &in_force(&plan), &nurse()), Code::PlanNotInState);
}

// ---- what readers see

#[test]
fn an_agency_sees_what_it_was_sent_and_no_words_of_others() {
    let mut plan = plan();
    plan.restrictions.push(restriction(BY_HEALTH, SCHOOL));
    let records = done(&CirculatePlan, &plan, &nurse());
    let mut version = written(&records, 1).clone();
    if let PlanState::Circulated(circulation) = &mut version.body.state {
        circulation.parties[0].answer = Some(Answer {
            verdict: Verdict::AgreeWithComment,
            comment: Some("ours".to_owned()),
            at: now(),
            worker_id: None,
            family_decision: None,
        });
    }
    let sent = records.iter().find_map(|record| match record {
        Record::PlanRendering(it) if it.agency_id == id(SCHOOL) => Some(&it.body),
        _ => None,
    });
    let sheet = PlanSheet::for_agency(&version, sent, id(SCHOOL), &plan.hidden_from(id(SCHOOL)));
    assert_eq!(sheet.content_hash.as_ref(), sent.map(|it| &it.rendering_hash));
    assert_eq!(sheet.version.content.actions.len(), 2);
    // The health service owns nothing that the school may see: not even its being a party shows.
    assert_eq!(sheet.parties.len(), 2);
    assert!(sheet.parties.iter().all(|it| it.answer.as_ref().is_none_or(|it| it.comment.is_none())));
    let whole = PlanSheet::whole(version);
    assert_eq!((whole.parties.len(), whole.version.content.actions.len()), (3, 3));
}

// ---- properties

fn any_content() -> impl Strategy<Value = PlanContent> {
    let action = (0_u128..4, 0_u32..3, 0_u64..5, any::<bool>());
    (prop::collection::vec(action, 0..6), any::<bool>(), 0_u64..4).prop_map(|(actions, statement, days)| {
        let mut content = content();
        let goal = content.goals[0].clone();
        content.goals.extend((1..4).map(|n| Goal { id: id(GOAL + n), ..goal.clone() }));
        content.family_statement = statement.then(|| "ours".to_owned());
        content.review_on = day("2026-03-26").checked_add_days(chrono::Days::new(days));
        content.actions = (0..)
            .zip(actions)
            .map(|(n, (goal, what, later, school))| PlannedAction {
                goal_id: id(GOAL + goal),
                what: format!("what {what}"),
                due_on: day("2026-03-16").checked_add_days(chrono::Days::new(later)).unwrap(),
                ..planned(BY_SCHOOL + n, agency(if school { SCHOOL } else { HEALTH }))
            })
            .collect();
        content
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_version_does_not_differ_from_itself(content in any_content()) {
        prop_assert!(PlanDiff::of((id(1), &content), Some((id(1), &content))).is_empty());
    }

    #[test]
    fn versions_that_differ_have_a_difference(a in any_content(), b in any_content()) {
        let diff = PlanDiff::of((id(1), &a), Some((id(2), &b)));
        prop_assert_eq!(diff.is_empty(), a == b);
        prop_assert_eq!(a.hash() == b.hash(), a == b);
    }

    #[test]
    fn what_is_hidden_never_changes_what_is_seen(content in any_content(), hidden in 0_u128..6) {
        let hidden = [uuid::Uuid::from_u128(BY_SCHOOL + hidden)].into_iter().collect();
        let mut other = content.clone();
        for action in &mut other.actions {
            if hidden == [action.id.uuid()].into_iter().collect() {
                action.what = "something else".to_owned();
            }
        }
        prop_assert_eq!(content.without(&hidden).hash(), other.without(&hidden).hash());
    }

    #[test]
    fn an_answer_never_carries_over_to_another_rendering(
        a in any_content(),
        b in any_content(),
        hidden in 0_u128..6,
    ) {
        let fill = |mut content: PlanContent| {
            content.goals.truncate(1);
            content.actions.iter_mut().for_each(|action| action.goal_id = id(GOAL));
            content.actions.push(planned(900, agency(HEALTH)));
            content.actions.push(planned(901, agency(SCHOOL)));
            content
        };
        let (a, b) = (fill(a), fill(b));
        let mut first = plan();
        first.restrictions.push(restriction(BY_SCHOOL + hidden, HEALTH));
        first.version.body.content = a.clone();
        let keeps_own = |content: &PlanContent| {
            content.actions.iter().all(|it| it.id != id(BY_SCHOOL + hidden) || it.owner != agency(HEALTH))
        };
        prop_assume!(keeps_own(&a) && keeps_own(&b));
        let mut agreed = circulated(&first);
        if let PlanState::Circulated(circulation) = &mut agreed.version.body.state {
            for response in &mut circulation.parties {
                response.answer = Some(Answer {
                    verdict: Verdict::Agree, comment: None, at: now(), worker_id: None, family_decision: None,
                });
            }
        }
        agreed.live = vec![agreed.version.clone()];
        let before = agreed.version.state.circulation().unwrap().parties.clone();
        let resent = circulated(&next(&agreed, |content| *content = b.clone()));
        for response in &resent.version.state.circulation().unwrap().parties {
            let same = before
                .iter()
                .any(|old| old.party == response.party && old.rendering_hash == response.rendering_hash);
            prop_assert_eq!(response.agrees(), same && response.party != Party::Family);
        }
    }
}

#[test]
fn the_table_lists_what_the_rules_look_at() {
    use crate::machine::Machine;
    assert!(PlanStatus::Current.after(Operation::RevisePlan).is_err());
    assert!(PlanStatus::Superseded.allowed().is_empty());
}

//! Answers, and what follows when all agree.

use super::*;
use crate::{
    case::CaseState,
    command::{Command, Decision},
    decision::Evidence,
    entity::Entity,
    record::Record,
    refusal::Code,
    review::{Review, ReviewState},
};

#[test]
fn f0_02_a_version_is_in_force_when_every_party_agreed() {
    let plan = circulated(&plan());
    let plan = answered(&plan, Verdict::Agree, &nurse());
    let plan = answered(&plan, Verdict::Agree, &mother());
    assert_eq!(plan.version.state.status(), PlanStatus::Circulated);
    assert!(plan.actions.is_empty());
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

#[test]
fn scenario_9_a_newer_version_makes_answers_stale_and_carries_over_where_nothing_changed() {
    let mut first = plan();
    first.confidences.restrictions.push(restriction(BY_MOTHER, SCHOOL));
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
    assert_eq!(kept(&answer(&stale, Verdict::Agree), &stale, &mother()).1, Code::PlanSuperseded);
    let resent = circulated(&changed);
    // The school cannot see the change, so it is not asked again, and learns nothing of it.
    assert_eq!(school(&resent).answer.unwrap().verdict, Verdict::CarriedOver);
    let seen = next(&waiting, |content| content.actions[0].due_on = day("2026-03-20"));
    assert!(school(&circulated(&seen)).answer.is_none());
}

/// What a late answer writes, and with which code it is refused.
fn kept(command: &RespondToPlan, plan: &PlanFile, at: &Moment) -> (PlanFile, Code) {
    let Ok(Decision::Kept(change, refusal)) = command.decide(plan, at) else { panic!("an answer in time") };
    let mut after = copy(plan);
    after.version = written(&change.into_records(), plan.version.number).clone();
    (after, refusal.code)
}

#[test]
fn f0_02_a_declined_version_never_comes_into_force() {
    let plan = answered(&circulated(&plan()), Verdict::Agree, &nurse());
    let declined = answered(&plan, Verdict::Decline, &teacher());
    assert_eq!(declined.version.state.status(), PlanStatus::Declined);
    for at in [teacher(), mother()] {
        let (after, said) = kept(&answer(&declined, Verdict::Agree), &declined, &at);
        assert_eq!(said, Code::PlanDeclined);
        assert_eq!(after.version.state.status(), PlanStatus::Declined);
    }
    assert!(declined.actions.is_empty());
    let next = circulated(&next(&declined, |content| content.actions[0].due_on = day("2026-03-20")));
    let parties = &next.version.state.circulation().unwrap().parties;
    assert!(parties.iter().all(|it| it.state() == ResponseState::Delivered), "everybody sees the new day");
}

#[test]
fn scenario_9_a_late_answer_is_kept_once_and_counts_for_nothing() {
    let open = circulated(&plan());
    let give_up = AbandonPlan { reason: "mistake".to_owned() };
    let records = done(&give_up, &open, &nurse());
    let mut gone = copy(&open);
    gone.version = written(&records, 1).clone();
    let by_mother = answer(&open, Verdict::Agree);
    let (after, said) = kept(&by_mother, &gone, &mother());
    assert_eq!(said, Code::PlanAbandoned);
    let family = after.version.state.circulation().unwrap().parties[0].clone();
    assert_eq!((family.state(), family.late.len(), family.agrees()), (ResponseState::Stale, 1, false));
    assert_eq!(code(&by_mother, &after, &mother()), Code::PlanAbandoned, "a second time nothing is written");
    let of_other = RespondToPlan { content_hash: "x".to_owned(), ..answer(&open, Verdict::Agree) };
    assert_eq!(code(&of_other, &gone, &mother()), Code::PlanHashMismatch, "no evidence of anything");
    let never_sent = {
        let mut draft = copy(&plan());
        draft.version = written(&done(&give_up, &draft, &nurse()), 1).clone();
        draft
    };
    assert_eq!(code(&of_other, &never_sent, &mother()), Code::PlanNotInState);
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
        let party = Party::Agency { agency_id: id(HEALTH) };
        content.no_contribution.push(NoContribution { party, reason: "done its part".to_owned() });
        content.actions[0].due_on = day("2026-03-30");
        content.review_on = Some(day("2026-04-09"));
    });
    let open = circulated(&changed);
    assert_eq!(open.live.len(), 2, "the version in force stays in force");
    let party = |plan: &PlanFile| answer(plan, Verdict::Agree);
    let school = &open.version.state.circulation().unwrap().parties[1];
    let of_school = RespondToPlan { content_hash: school.rendering_hash.clone(), ..party(&open) };
    let first = done(&of_school, &open, &teacher());
    let mut almost = copy(&open);
    almost.version = written(&first, 2).clone();
    let records = done(&party(&almost), &almost, &mother());
    let states: Vec<_> = only!(records, PlanVersion).map(|it| (it.number, it.state.status())).collect();
    assert_eq!(states, [(1, PlanStatus::Superseded), (2, PlanStatus::Current)], "the old one first");
    agreed.actions = only!(records, Action).cloned().collect();
    assert_eq!(only!(records, Review).next().unwrap().due_on, day("2026-04-09"));
    assert_eq!(only!(records, Case).next().unwrap().next_review_on, Some(day("2026-04-09")));
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
    let mut without_consent = circulated(&plan);
    without_consent.file.consents.clear();
    assert_eq!(
        code(&answer(&without_consent, Verdict::Agree), &without_consent, &nurse()),
        Code::ConsentInsufficient
    );
    done(&give_up, &without_consent, &nurse());
}

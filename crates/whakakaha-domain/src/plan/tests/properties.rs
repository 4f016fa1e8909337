//! What holds for every plan.

use proptest::prelude::*;

use super::*;
use crate::operation::Operation;

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
        prop_assert!(PlanDiff::of(id(1), (id(1), &content), Some((id(1), &content))).is_empty());
    }

    #[test]
    fn versions_that_differ_have_a_difference(a in any_content(), b in any_content()) {
        let diff = PlanDiff::of(id(1), (id(1), &a), Some((id(2), &b)));
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
            content.actions.push(planned(902, Owner::FamilyMember { person_id: id(MOTHER) }));
            content
        };
        let (a, b) = (fill(a), fill(b));
        let mut first = plan();
        first.confidences.restrictions.push(restriction(BY_SCHOOL + hidden, HEALTH));
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
    assert_eq!(PlanStatus::Circulated.allowed(), ["plan.respond", "plan.abandon"]);
    assert_eq!(PlanStatus::Declined.allowed(), ["plan.abandon"]);
}

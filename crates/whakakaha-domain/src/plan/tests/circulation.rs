//! Sending versions, and what readers see of them.

use super::*;
use crate::{
    assignment::Role,
    case::CaseState,
    record::Record,
    refusal::Code,
    restriction::{Hidden, Reader},
};

#[test]
fn guards_of_circulation_in_order() {
    fn end(plan: &mut PlanFile, role: Role) {
        plan.file.assignments.retain(|it| it.role != role);
    }
    each_refuses(&[
        (|it| it.file.case.body.state = CaseState::Preparing, Code::CaseNotInState),
        (|it| it.version = circulated(it).version, Code::PlanNotInState),
        (|it| end(it, Role::LeadAgency), Code::LeadAgencyMissing),
        (|it| end(it, Role::KeyContact), Code::KeyContactMissing),
        (|it| it.version.body.content.review_on = None, Code::ReviewDateMissing),
        (|it| it.version.body.content.review_on = Some(day("2026-03-02")), Code::ReviewDateOutOfBounds),
        (|it| it.version.body.content.goals.clear(), Code::GoalMissing),
        (|it| it.version.body.content.actions.clear(), Code::ActionMissing),
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
    ]);
}

#[test]
fn guards_of_what_is_promised_in_order() {
    each_refuses(&[
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
        (|it| it.confidences.restrictions.push(restriction(BY_SCHOOL, SCHOOL)), Code::RestrictedOwner),
        (
            |it| {
                let mut agreed = in_force(it);
                agreed.actions[0].body.status = crate::action::ActionStatus::Released;
                *it = next(&agreed, |_| ());
            },
            Code::ActionGivenUp,
        ),
        (|it| it.version.body.content.actions[0].due_on = day("2026-03-01"), Code::DueDatePassed),
        (
            |it| *it = next(&in_force(it), |content| content.actions[0].due_on = day("2026-02-27")),
            Code::DueDatePassed,
        ),
        (|it| drop(it.version.body.content.actions.remove(0)), Code::ContributionUnclear),
        (|it| drop(it.version.body.content.actions.remove(2)), Code::ContributionUnclear),
        (|it| says_none(it, Party::Family), Code::ContributionUnclear),
    ]);
}

type Spoil = fn(&mut PlanFile);

/// Each row spoils a plan that could be sent, and names the code with which it is then refused.
fn each_refuses(table: &[(Spoil, Code)]) {
    for (n, (spoil, expected)) in table.iter().enumerate() {
        let mut plan = plan();
        spoil(&mut plan);
        assert_eq!(code(&CirculatePlan, &plan, &nurse()), *expected, "row {n}");
    }
}

fn says_none(plan: &mut PlanFile, party: Party) {
    let reason = "waits for the assessment".to_owned();
    plan.version.body.content.no_contribution.push(NoContribution { party, reason });
}

#[test]
fn f0_50_a_party_that_does_nothing_says_so_and_only_the_lead_is_told() {
    let school = Party::Agency { agency_id: id(SCHOOL) };
    let mut plan = plan();
    plan.version.body.content.actions.remove(0);
    says_none(&mut plan, school);
    let records = done(&CirculatePlan, &plan, &teacher());
    let version = written(&records, 1);
    let parties: Vec<Party> =
        version.state.circulation().unwrap().parties.iter().map(|it| it.party).collect();
    assert_eq!(parties, [Party::Family, Party::Agency { agency_id: id(HEALTH) }]);
    let sent = |content: &PlanContent, agency: u128| {
        content.sent_to(id(agency), id(HEALTH), &Hidden::default()).no_contribution.len()
    };
    assert_eq!([SCHOOL, HEALTH, 12].map(|agency| sent(&version.content, agency)), [1, 1, 0]);
}

#[test]
fn f0_30_what_was_promised_before_may_be_late() {
    let mut agreed = in_force(&plan());
    let earlier = day("2026-02-20");
    agreed.actions.iter_mut().for_each(|it| it.body.due_on = earlier);
    agreed.version.body.content.actions.iter_mut().for_each(|it| it.due_on = earlier);
    agreed.live = vec![agreed.version.clone()];
    circulated(&next(&agreed, |content| content.actions[0].due_on = day("2026-03-02")));
}

#[test]
fn f0_27_a_draft_names_those_who_will_be_asked() {
    let sheet = PlanSheet::whole(plan().version);
    let states: Vec<ResponseState> = sheet.parties.iter().map(|it| it.state).collect();
    assert_eq!(states, [ResponseState::NotSent; 3]);
    assert_eq!(sheet.parties[0].party, Party::Family);
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
    plan.confidences.restrictions.push(restriction(BY_HEALTH, SCHOOL));
    let records = done(&CirculatePlan, &plan, &nurse());
    let version = written(&records, 1);
    let circulation = version.state.circulation().unwrap();
    assert_eq!(circulation.content_hash, version.content.hash());
    assert_eq!(circulation.content_hash.len(), 64);
    assert_eq!(circulation.parties.len(), 3);
    let rendering = |agency: u128| {
        let mut all = only!(records, PlanRendering);
        all.find(|it| it.recipient == Recipient::Agency(id(agency))).unwrap()
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

/// Model 3.3: what concerns nobody in particular concerns the family, its own words in the plan included.
#[test]
fn the_familys_own_words_are_held_with_what_concerns_the_family() {
    let mut content = content();
    content.family_statement = Some("together".to_owned());
    let with_hidden = |topic: uuid::Uuid| content.without(&[topic].into_iter().collect()).family_statement;
    assert_eq!(with_hidden(crate::restriction::FAMILY), None);
    assert_eq!(with_hidden(uuid::Uuid::from_u128(BY_HEALTH)).as_deref(), Some("together"));
}

#[test]
fn an_agency_sees_what_it_was_sent_and_no_words_of_others() {
    let mut plan = plan();
    plan.confidences.restrictions.push(restriction(BY_HEALTH, SCHOOL));
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
    let sent = only!(records, PlanRendering)
        .find(|it| it.recipient == Recipient::Agency(id(SCHOOL)))
        .map(|it| &it.body);
    let sheet = PlanSheet::seen_by(
        &version,
        sent,
        Party::Agency { agency_id: id(SCHOOL) },
        &plan.hidden_from(Reader::Agency(id(SCHOOL))).items,
    );
    assert_eq!(sheet.content_hash.as_ref(), sent.map(|it| &it.rendering_hash));
    assert_eq!(sheet.version.content.actions.len(), 2);
    // The health service owns nothing that the school may see: not even its being a party shows.
    assert_eq!(sheet.parties.len(), 2);
    assert!(sheet.parties.iter().all(|it| it.answer.as_ref().is_none_or(|it| it.comment.is_none())));
    let whole = PlanSheet::whole(version);
    assert_eq!((whole.parties.len(), whole.version.content.actions.len()), (3, 3));
}

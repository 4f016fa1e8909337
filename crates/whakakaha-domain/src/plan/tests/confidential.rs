//! What is hidden from whom in a version: by agency, worker and person, by kind of information, left out or
//! masked (F1-17, scenario 4).

use super::*;
use crate::{
    consent::InformationCategory,
    membership::Member,
    refusal::Code,
    restriction::{Audience, Concealment, Reach, Reader, Topic, Withheld, items},
    safety::{Concealed, Safeguard},
};

const AUNT: u128 = 66;

fn hide(withheld: Withheld, from: Audience) -> Entity<crate::restriction::Restriction> {
    restriction(1, SCHOOL).amended(|it| {
        it.withheld = withheld;
        it.audiences = vec![from];
    })
}

fn worker(n: u128, of: u128) -> Audience {
    Audience::Worker { worker_id: id(n), agency_id: id(of) }
}

fn person(n: u128) -> Audience {
    Audience::FamilyMember { person_id: id(n) }
}

/// The plan, with what its things are about, as its nurse wrote it down.
fn with_topics(mut plan: PlanFile) -> PlanFile {
    let records = [Record::PlanVersion(plan.version.clone())];
    let found = records.iter().flat_map(items);
    let topics = found.flat_map(|it| {
        it.topics.into_iter().chain(it.agents).map(move |topic| Topic {
            item: it.item,
            topic,
            author: uuid::Uuid::from_u128(NURSE),
        })
    });
    plan.confidences.topics = topics.collect();
    plan
}

/// The plan of a family to which an aunt belongs who consents as the mother does.
fn with_aunt(mut plan: PlanFile) -> PlanFile {
    let mother = plan.file.members[0].clone();
    plan.file.members.push(Member {
        person: Entity { id: id(AUNT), ..mother.person },
        membership: mother.membership.amended(|it| it.person_id = id(AUNT)),
    });
    let hers = plan.file.consents[0].amended(|it| it.person_id = id(AUNT));
    plan.file.consents.push(Entity { id: id(AUNT), ..hers });
    plan
}

fn sent(plan: &PlanFile) -> Vec<(Recipient, usize)> {
    let records = done(&CirculatePlan, plan, &nurse());
    let renderings = only!(records, PlanRendering);
    renderings.map(|it| (it.recipient, it.content.actions.len())).collect()
}

#[test]
fn f1_17_each_recipient_is_sent_what_is_not_hidden_from_them() {
    let agencies = [(Recipient::Agency(id(HEALTH)), 3), (Recipient::Agency(id(SCHOOL)), 3)];
    let mut plan = with_aunt(with_topics(plan()));
    assert_eq!(sent(&plan), agencies, "nobody is sent anything else than their agency");
    plan.confidences.restrictions.push(hide(Withheld::Action(id(BY_HEALTH)), worker(TEACHER, SCHOOL)));
    plan.confidences.restrictions.push(hide(Withheld::Action(id(BY_SCHOOL)), person(AUNT)));
    let in_person = [
        (Recipient::System(id(SCHOOL)), 2),
        (Recipient::Worker(id(TEACHER)), 2),
        (Recipient::FamilyMember(id(AUNT)), 2),
    ];
    assert_eq!(sent(&plan), [agencies.as_slice(), &in_person].concat());
}

#[test]
fn f1_17_a_kind_of_information_and_a_person_hide_what_is_about_them() {
    let school = Audience::Agency { agency_id: id(SCHOOL) };
    let mut plan = with_topics(plan());
    plan.version.body.content.goals[0].domain = Domain::Health;
    let mut about_health = with_topics(copy(&plan));
    about_health.confidences.restrictions =
        vec![hide(Withheld::Category(InformationCategory::Health), school)];
    assert_eq!(
        about_health.hidden_from(Reader::Agency(id(SCHOOL))).items.len(),
        4,
        "the goal and its actions"
    );
    assert!(about_health.hidden_from(Reader::Agency(id(HEALTH))).items.is_empty());
    // The school would not know of its own action.
    assert_eq!(code(&CirculatePlan, &about_health, &nurse()), Code::RestrictedOwner);
    plan.confidences.restrictions = vec![hide(Withheld::Person(id(MOTHER)), school)];
    let hidden = plan.hidden_from(Reader::Agency(id(SCHOOL))).items;
    assert_eq!(hidden, [uuid::Uuid::from_u128(BY_MOTHER)].into());
}

/// Scenario 7: what an alert keeps from a member of the family is not in what they are sent: what concerns the
/// protected person, what an agency promised that would tell where she is, and that the agency contributes nothing.
#[test]
fn an_alert_keeps_back_what_concerns_the_protected_and_what_would_tell_where_they_are() {
    let kept = |conceals| {
        let safeguard = Safeguard {
            case_id: id(1),
            alert_id: id(2),
            conceals,
            hidden_from: vec![id(AUNT)],
            lifted_at: None,
        };
        let mut plan = with_aunt(with_topics(plan()));
        plan.confidences.safeguards = vec![Entity::new(id(3), safeguard)];
        plan
    };
    let agencies = [(Recipient::Agency(id(HEALTH)), 3), (Recipient::Agency(id(SCHOOL)), 3)];
    for (conceals, left) in [(Concealed::Person(id(MOTHER)), 2), (Concealed::Agency(id(SCHOOL)), 2)] {
        let hers = [(Recipient::FamilyMember(id(AUNT)), left)];
        assert_eq!(sent(&kept(conceals)), [agencies.as_slice(), &hers].concat(), "{conceals:?}");
    }
    let mut silent = kept(Concealed::Agency(id(SCHOOL)));
    let party = Party::Agency { agency_id: id(SCHOOL) };
    let says = NoContribution { party, reason: "is there for questions".to_owned() };
    silent.version.body.content.no_contribution = vec![says];
    let rendered = |reader| silent.content().rendered(&silent.hidden_from(reader)).no_contribution.len();
    assert_eq!(rendered(Reader::FamilyMember(id(AUNT))), 0);
    assert_eq!(rendered(Reader::FamilyMember(id(MOTHER))), 1);
    // The aunt would not know of her own action.
    let mut own = kept(Concealed::Person(id(MOTHER)));
    for action in &mut own.version.body.content.actions {
        if action.id == id(BY_MOTHER) {
            action.owner = Owner::FamilyMember { person_id: id(AUNT) };
        }
    }
    assert_eq!(code(&CirculatePlan, &own, &nurse()), Code::RestrictedOwner);
}

#[test]
fn what_somebody_wrote_down_is_not_kept_from_them_for_what_it_is_about() {
    let nurse = Reader::Worker(id(NURSE), id(HEALTH));
    let health = Audience::Agency { agency_id: id(HEALTH) };
    let mut plan = with_topics(plan());
    plan.confidences.restrictions = vec![hide(Withheld::Category(InformationCategory::Education), health)];
    assert!(plan.hidden_from(nurse).items.is_empty());
    assert_eq!(plan.hidden_from(Reader::System(id(HEALTH))).items.len(), 4);
    plan.confidences.restrictions = vec![hide(Withheld::Action(id(BY_MOTHER)), health)];
    assert_eq!(plan.hidden_from(nurse).items.len(), 1, "but where the thing itself is hidden");
}

#[test]
fn a_masked_action_leaves_only_the_trace_that_somebody_promised_something() {
    let school = Audience::Agency { agency_id: id(SCHOOL) };
    let mut plan = with_topics(plan());
    let masked = hide(Withheld::Action(id(BY_HEALTH)), school).amended(|it| it.in_plan = Concealment::Mask);
    plan.confidences.restrictions = vec![masked];
    let health = Party::Agency { agency_id: id(HEALTH) };
    let seen = plan.content().rendered(&plan.hidden_from(Reader::Agency(id(SCHOOL))));
    assert_eq!((seen.actions.len(), seen.masked), (2, vec![health]));
    // Left out by another restriction, it leaves no trace.
    plan.confidences.restrictions.push(hide(Withheld::Action(id(BY_HEALTH)), school));
    let seen = plan.content().rendered(&plan.hidden_from(Reader::Agency(id(SCHOOL))));
    assert_eq!((seen.actions.len(), seen.masked), (2, vec![]));
}

#[test]
fn known_only_to_those_named_hides_it_from_everybody_else() {
    let mut plan = with_aunt(with_topics(plan()));
    let only = hide(Withheld::Action(id(BY_MOTHER)), Audience::Agency { agency_id: id(HEALTH) });
    plan.confidences.restrictions = vec![only.amended(|it| {
        it.reach = Reach::KnownOnlyTo;
        it.audiences.push(person(MOTHER));
    })];
    let hidden = |reader| !plan.hidden_from(reader).items.is_empty();
    let readers = [
        Reader::Agency(id(HEALTH)),
        Reader::FamilyMember(id(MOTHER)),
        Reader::Coordinator(id(90)),
        Reader::Agency(id(SCHOOL)),
        Reader::FamilyMember(id(AUNT)),
        Reader::Nobody,
    ];
    assert_eq!(readers.map(hidden), [false, false, false, true, true, true]);
}

#[test]
fn f0_27_who_was_sent_less_answers_what_they_were_sent() {
    let plan = circulated(&plan());
    let mut in_person = copy(&plan);
    in_person.sent_in_person = Some("mine".to_owned());
    let answer =
        |hash: &str| RespondToPlan { content_hash: hash.to_owned(), ..answer(&plan, Verdict::Agree) };
    assert_eq!(code(&answer("mine"), &plan, &teacher()), Code::PlanHashMismatch);
    done(&answer("mine"), &in_person, &teacher());
    let of_the_whole = &plan.version.state.circulation().unwrap().content_hash;
    assert_eq!(code(&answer(of_the_whole), &in_person, &teacher()), Code::PlanHashMismatch);
}

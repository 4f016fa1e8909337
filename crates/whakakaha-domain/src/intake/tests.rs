//! Requests to start, as tables.

use super::*;
use crate::{
    actor::Principal,
    calendar::{Anniversary, Zone},
    case::sample::*,
    command::{Command, Moment},
    entity::Entity,
    membership::{FamilyRole, Member},
    record::Record,
    refusal::Code,
    safety::StandingAlerts,
};

fn region() -> Entity<Region> {
    let name = || "Waitākere".to_owned();
    stored(
        7,
        Region {
            code: "waitakere".to_owned(),
            name_mi: name(),
            name_en: name(),
            parent: None,
            zone: Zone::Auckland,
            anniversary: Anniversary::Auckland,
            consent_age: crate::region::CONSENT_AGE,
            places: vec![],
        },
    )
}

fn request(kind: ReferrerKind, supporting: Option<u128>) -> ReceiveIntake {
    let referrer = Referrer {
        name: "Ruth".to_owned(),
        relationship: "nurse".to_owned(),
        agency_id: None,
        phone: None,
        email: None,
        supervisor: None,
    };
    ReceiveIntake {
        kind,
        referrer,
        supporting_agency_id: supporting.map(id),
        received_on: None,
        reasons: vec!["health".to_owned()],
        needs: vec![Domain::Health, Domain::Education],
        family_agrees_to_contact: true,
        differential_response: false,
        reference: None,
        family: DescribedFamily { name: "Rāwiri".to_owned(), phone: None, people: vec![] },
        agencies_involved: vec![],
        strengths: vec![],
        hopes: vec![],
        support_needed: None,
        safety: None,
    }
}

fn received(command: &ReceiveIntake, at: &Moment) -> Result<Intake, Code> {
    let route = IntakeRoute { region: Some(region()), agencies: vec![id(101)] };
    if let Err(refusal) = command.decide(&route, at) {
        return Err(refusal.code);
    }
    let change = written(command, &route, at);
    let Some(Record::Intake(intake)) = change.records().first() else { panic!("no intake") };
    Ok(intake.body.clone())
}

#[test]
fn f3_18_anybody_can_ask_with_an_agency_and_family_without() {
    use ReferrerKind::*;
    let rows = [
        (FamilyMember, None, Principal::Public, Ok(None)),
        (OtherPerson, None, Principal::Public, Err(Code::SupportingAgencyMissing)),
        (OtherPerson, Some(101), Principal::Public, Ok(Some(101))),
        (OtherPerson, Some(999), Principal::Public, Err(Code::ReferenceUnknown)),
        (AgencyWorker, None, COORDINATOR, Ok(Some(100))),
        (AgencyWorker, Some(101), COORDINATOR, Ok(Some(101))),
        (AgencyWorker, None, Principal::Family(id(11)), Err(Code::SupportingAgencyMissing)),
    ];
    for (kind, supporting, caller, wanted) in rows {
        let found = received(&request(kind, supporting), &at(caller)).map(|it| it.supporting_agency_id);
        assert_eq!(found, wanted.map(|agency| agency.map(id)), "{kind:?}");
    }
}

/// Waitangi Day lies between; the day of the request is not counted.
#[test]
fn f1_09_the_first_meeting_is_due_after_fifteen_working_days() {
    let intake = received(&request(ReferrerKind::FamilyMember, None), &at(Principal::Public)).unwrap();
    assert_eq!((intake.received_on, intake.first_meeting_due_on), (TODAY, day(2026, 2, 24)));
    let ahead =
        ReceiveIntake { received_on: Some(day(2026, 2, 3)), ..request(ReferrerKind::FamilyMember, None) };
    assert_eq!(received(&ahead, &at(Principal::Public)).err(), Some(Code::DateInFuture));
}

fn in_triage() -> Entity<Intake> {
    let mut intake = received(&request(ReferrerKind::FamilyMember, None), &at(Principal::Public)).unwrap();
    intake.state = IntakeState::Triage(Triage {
        coordinator_id: id(1),
        family_id: id(8),
        duplicates_checked_at: at(COORDINATOR).now,
        duplicates_found: "none".to_owned(),
    });
    stored(6, intake)
}

fn acceptable() -> IntakeAcceptance {
    IntakeAcceptance {
        intake: in_triage(),
        region: region(),
        members: vec![member(11, FamilyRole::Parent), member(13, FamilyRole::Child)],
        has_open_case: false,
        previous: None,
        by: ACTING,
        agencies: vec![id(100), id(101)],
        safety: StandingAlerts::default(),
    }
}

type Spoil = fn(&mut IntakeAcceptance);

#[test]
fn f2_13_f3_05_who_is_eligible() {
    let rows: [(Spoil, bool, Option<Code>, Option<Code>); 6] = [
        (|_| (), false, None, None),
        (|it| it.members.truncate(1), false, Some(Code::NoDependentChild), None),
        (|it| it.intake.body.needs.truncate(1), false, Some(Code::TooFewNeeds), None),
        (|it| it.agencies.truncate(1), false, Some(Code::TooFewAgencies), None),
        (|_| (), true, Some(Code::AboveThreshold), Some(Code::AboveThreshold)),
        (|it| it.has_open_case = true, false, Some(Code::FamilyHasOpenCase), Some(Code::FamilyHasOpenCase)),
    ];
    for (change, immediate_danger, wanted, with_reason) in rows {
        let mut target = acceptable();
        change(&mut target);
        for (reason, wanted) in [(None, wanted), (Some("known since birth"), with_reason)] {
            let agencies = target.agencies.clone();
            let override_reason = reason.map(str::to_owned);
            let accept = AcceptIntake {
                agencies,
                override_reason,
                immediate_danger,
                offer: offer(OfferResponse::Undecided),
            };
            let code = accept.decide(&target, &at(COORDINATOR)).err().map(|refusal| refusal.code);
            assert_eq!(code, wanted);
        }
    }
}

#[test]
fn f0_01_accepting_opens_a_case_that_the_caller_coordinates() {
    let accept = accept(OfferResponse::Accepted);
    let change = written(&accept, &acceptable(), &at(COORDINATOR));
    let case = case_in(&change).unwrap();
    assert_eq!((case.eligibility.dependent_children, case.eligibility.needs), (1, 2));
    let coordinates =
        |record: &Record| matches!(record, Record::Assignment(it) if it.worker_id == Some(id(1)));
    assert!(change.records().iter().any(coordinates));
}

#[test]
fn f2_09_escalation_names_law_and_target() {
    let decline = |outcome, target: Option<&str>, legal_basis: Option<&str>| DeclineIntake {
        outcome,
        reason: "danger".to_owned(),
        target: target.map(str::to_owned),
        legal_basis: legal_basis.map(str::to_owned),
        offer: None,
    };
    let rows = [
        (decline(IntakeOutcome::Redirected, None, None), None),
        (decline(IntakeOutcome::Escalated, None, Some("s 15")), Some(Code::EscalationIncomplete)),
        (decline(IntakeOutcome::Escalated, Some("OT"), None), Some(Code::EscalationIncomplete)),
        (decline(IntakeOutcome::Escalated, Some("OT"), Some("s 15")), None),
    ];
    for (command, wanted) in rows {
        let code = command.decide(&(in_triage(), region()), &at(COORDINATOR)).err().map(|it| it.code);
        assert_eq!(code, wanted);
    }
}

#[test]
fn model_2_an_intake_is_triaged_once() {
    let triage = triage(None);
    let again = IntakeFamily { intake: in_triage(), family: Some(id(8)), by: ACTING, agency_known: false };
    assert_eq!(refused(&triage, &again, &at(COORDINATOR)), Code::IntakeNotInState);
}

fn triage(supporting: Option<u128>) -> TriageIntake {
    let supporting_agency_id = supporting.map(id);
    TriageIntake { family_id: id(8), duplicates_found: "none".to_owned(), supporting_agency_id }
}

/// F3-18: a family may ask alone; the coordinator finds an agency that supports the request.
#[test]
fn f3_18_a_supporting_agency_is_named_once_and_exists() {
    let at = at(COORDINATOR);
    let rows = [
        (None, Some(101), true, Ok(Some(101))),
        (None, Some(999), false, Err(Code::ReferenceUnknown)),
        (None, None, false, Ok(None)),
        (Some(101), Some(100), true, Err(Code::SupporterNamedAlready)),
        (Some(101), None, false, Ok(Some(101))),
    ];
    for (named, found, agency_known, wanted) in rows {
        let intake = received(&request(ReferrerKind::FamilyMember, named), &at).unwrap();
        let target =
            IntakeFamily { intake: stored(6, intake), family: Some(id(8)), by: ACTING, agency_known };
        let refusal = triage(found).decide(&target, &at).err().map(|it| it.code);
        assert_eq!(refusal, wanted.err(), "{named:?} {found:?}");
        let Ok(wanted) = wanted else { continue };
        let change = written(&triage(found), &target, &at);
        let Some(Record::Intake(intake)) = change.records().first() else { panic!("no intake") };
        assert_eq!(intake.supporting_agency_id, wanted.map(id), "{named:?} {found:?}");
    }
}

fn offer(response: OfferResponse) -> MadeOffer {
    MadeOffer { made_on: TODAY, how: "in person".to_owned(), response }
}

fn accept(response: OfferResponse) -> AcceptIntake {
    let offer = offer(response);
    AcceptIntake { agencies: vec![], override_reason: None, immediate_danger: false, offer }
}

/// F2-13: offered means that the offer and what the family said are on record.
#[test]
fn f2_13_a_case_is_opened_for_a_family_that_was_offered_it_and_did_not_decline() {
    let by = at(COORDINATOR);
    for response in [OfferResponse::Accepted, OfferResponse::Undecided] {
        let change = written(&accept(response), &acceptable(), &by);
        let kept = &case_in(&change).unwrap().offer;
        assert_eq!((kept.response, kept.made_on, kept.recorded_by), (response, TODAY, Some(id(1))));
    }
    assert_eq!(refused(&accept(OfferResponse::Declined), &acceptable(), &by), Code::OfferDeclined);
    let mut ahead = accept(OfferResponse::Accepted);
    ahead.offer.made_on = day(2026, 2, 3);
    assert_eq!(refused(&ahead, &acceptable(), &by), Code::DateInFuture);
}

/// Model 2: who comes back begins a new episode, which names the one before.
#[test]
fn model_2_a_family_that_comes_back_begins_another_episode() {
    for (previous, wanted) in [(None, (None, 1)), (Some((id(77), 2)), (Some(id(77)), 3))] {
        let target = IntakeAcceptance { previous, ..acceptable() };
        let change = written(&accept(OfferResponse::Accepted), &target, &at(COORDINATOR));
        let case = case_in(&change).unwrap();
        assert_eq!((case.previous_case_id, case.episode), wanted);
    }
}

/// A request without a token, by somebody of this name, that describes these people.
fn asked_in_words(name: &str, people: &[(&str, Option<NaiveDate>)]) -> Entity<Intake> {
    let mut intake = in_triage();
    intake.body.kind = ReferrerKind::FamilyMember;
    intake.body.referrer.name = name.to_owned();
    let described = |(name, born_on): &(&str, Option<NaiveDate>)| DescribedPerson {
        name: (*name).to_owned(),
        born_on: *born_on,
        relationship: "child".to_owned(),
        gender: None,
        ethnicities: vec![],
        iwi: vec![],
        school: None,
        contact: None,
    };
    intake.body.family.people = people.iter().map(described).collect();
    intake
}

#[test]
fn ipp6_a_request_is_theirs_who_asked_and_says_what_it_says_of_whom_it_names() {
    let born = day(1990, 1, 1);
    let named = |n, role, name: &str, born_on| {
        let mut member = member(n, role);
        (member.person.body.name, member.person.body.born_on) = (name.to_owned(), born_on);
        member
    };
    let tama = named(20, FamilyRole::Parent, "Tāma Rāwiri", Some(born));
    let son = named(21, FamilyRole::Child, "Tama Rawiri", None);
    let own = |intake, family: &[&Member]| {
        let family: Vec<Member> = family.iter().map(|it| (*it).clone()).collect();
        OwnIntake::of(intake, &tama.person, &family).map(|it| (it.asked, it.described.len()))
    };
    let says = |day| asked_in_words("Ruth", &[("tama rāwiri", day)]);
    let rows = [
        (
            asked_in_words("TAMA RAWIRI", &[]),
            vec![&tama],
            Some((true, 0)),
            "by the name, however it is written",
        ),
        (asked_in_words("Tama", &[]), vec![&tama], None, "by half of it"),
        (asked_in_words("Tama Rawiri", &[]), vec![&tama, &son], None, "by a name that two have"),
        (says(Some(born)), vec![&tama], Some((false, 1)), "described"),
        (says(None), vec![&tama], Some((false, 1)), "described without a birth date"),
        (says(Some(day(1991, 1, 1))), vec![&tama], None, "somebody else of that name"),
        (says(Some(born)), vec![&tama, &son], None, "described by a name that two have"),
    ];
    for (intake, family, expected, why) in rows {
        assert_eq!(own(intake, &family), expected, "{why}");
    }
    let mut sent = asked_in_words("Tama Rawiri", &[]);
    sent.body.asked_by = Some(id(20));
    assert_eq!(own(sent.clone(), &[&tama, &son]), Some((true, 0)), "with his own token");
    sent.body.asked_by = Some(id(21));
    assert_eq!(own(sent, &[&tama]), None, "with another's");
}

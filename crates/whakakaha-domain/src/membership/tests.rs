use chrono::NaiveDate;

use super::{
    AddMember, ComeOfAge, Departure, EndMembership, EndRelationship, FamilyRole, GrowingUp, Household,
    JudgeUnderstanding, Judgement, Kin, Kinship, Member, Membership, RelatePeople, Relationship,
    RelationshipKind,
};
use crate::{
    actor::Principal,
    calendar::{Anniversary, Zone},
    case::{Case, CaseFile, CaseState, CaseStatus, Eligibility, Preferences},
    command::{Command, Decision},
    consent::{
        Consent, ConsentState, Purpose, Signature, SignatureMethod,
        state::{ConsentStanding, FamilyConsent},
    },
    entity::Entity,
    family::Family,
    period::tests::{at, day, id, refused, verdict},
    person::Person,
    record::Record,
    refusal::Code,
};

fn person(n: u128) -> Entity<Person> {
    let body = Person {
        region_id: id(1),
        name: format!("Person {n}"),
        preferred_name: None,
        born_on: None,
        gender: None,
        ethnicities: Vec::new(),
        iwi: Vec::new(),
        languages: Vec::new(),
        interpreter: false,
        school: None,
        contact_points: Vec::new(),
        safe_contact: None,
        identifiers: Vec::new(),
    };
    Entity::new(id(n), body)
}

fn member(n: u128, role: FamilyRole, ended_on: Option<NaiveDate>) -> Member {
    let membership = Membership {
        family_id: id(2),
        person_id: id(n),
        role,
        dependent: false,
        consents_for_self: false,
        judgement: None,
        started_on: day("2026-01-01"),
        ended_on,
    };
    Member { membership: Entity::new(id(n + 100), membership), person: person(n) }
}

fn signed(n: u128) -> Entity<Consent> {
    let signature = Signature {
        signed_on: day("2026-02-01"),
        method: SignatureMethod::Paper,
        evidence_sha256: "0".repeat(64),
        witness: "Hana".to_owned(),
    };
    let body = Consent {
        case_id: id(3),
        person_id: id(n),
        purposes: vec![Purpose::Participate],
        agencies: Vec::new(),
        categories: <crate::consent::InformationCategory as crate::code::CodeList>::ALL.to_vec(),
        children: Vec::new(),
        valid_from: day("2026-02-01"),
        valid_until: day("2027-01-31"),
        statement_version: "1".to_owned(),
        language: "mi".to_owned(),
        explained_by: id(9),
        narrowed: Vec::new(),
        warned_days: None,
        state: ConsentState::Active(signature),
    };
    Entity::new(id(n + 200), body)
}

fn open_case(members: Vec<Member>) -> CaseFile {
    let eligibility = Eligibility { dependent_children: 1, needs: 2, agencies: 2, override_reason: None };
    let case = Case {
        family_id: id(2),
        region_id: id(1),
        zone: Zone::Auckland,
        anniversary: Anniversary::Auckland,
        consent_age: crate::region::CONSENT_AGE,
        intake_id: id(4),
        previous_case_id: None,
        episode: 1,
        opened_on: day("2026-01-15"),
        eligibility,
        offer: crate::intake::Offer::accepted(day("2026-01-15")),
        preferences: Preferences::default(),
        key_issues: None,
        waivers: Vec::new(),
        confidentiality: None,
        resolutions: Vec::new(),
        next_review_on: None,
        state: CaseState::Preparing,
    };
    CaseFile {
        case: Entity::new(id(3), case),
        members,
        consents: vec![signed(10)],
        assignments: Vec::new(),
        guardians: Vec::new(),
        kept_back: std::collections::BTreeSet::new(),
    }
}

fn household(known: bool, is_member: bool, open_case: Option<CaseFile>) -> Household {
    let family =
        Family {
            name: "Whānau".to_owned(), region_id: id(1), language: "mi".to_owned(), interpreter: false
        };
    Household {
        family: Entity::new(id(2), family),
        person: known.then(|| person(11)),
        is_member,
        open_case,
        alerts: Vec::new(),
    }
}

fn joining(role: FamilyRole, started: &str) -> AddMember {
    AddMember { role, dependent: false, consents_for_self: false, started_on: day(started) }
}

/// What a change says that the family's consent to take part adds up to, and in which case.
fn consent_after<C: Command>(command: &C, target: &C::Target) -> (FamilyConsent, bool) {
    let Decision::Change(change) = command.decide(target, &at()).unwrap() else { panic!("nothing changes") };
    let rows: &[ConsentStanding] = change
        .records()
        .iter()
        .find_map(
            |record| if let Record::ConsentStandings(rows) = record { Some(rows.as_slice()) } else { None },
        )
        .unwrap();
    (rows[0].state, change.subject().case_id == Some(id(3)))
}

/// To which status a change moves the case, if to any.
fn status_after<C: Command>(command: &C, target: &C::Target) -> Option<CaseStatus> {
    let Decision::Change(change) = command.decide(target, &at()).unwrap() else { panic!("nothing changes") };
    change
        .records()
        .iter()
        .find_map(|record| if let Record::Case(case) = record { Some(case.state.status()) } else { None })
}

#[test]
fn a_person_joins_a_family_once_and_not_ahead() {
    let table = [
        (true, false, "2026-06-01", Ok(1)),
        (false, false, "2026-06-01", refused(Code::ReferenceUnknown, "#/person_id")),
        (true, true, "2026-06-01", refused(Code::MemberAlready, "")),
        (true, false, "2026-06-02", refused(Code::DateInFuture, "#/started_on")),
    ];
    for (known, is_member, on, expected) in table {
        let household = household(known, is_member, None);
        assert_eq!(verdict(&joining(FamilyRole::Adult, on), &household), expected);
    }
}

/// F1-11, model 3.3: one more adult must agree before anything is shared.
#[test]
fn a_new_adult_makes_consent_insufficient() {
    for (role, expected) in [
        (FamilyRole::Adult, FamilyConsent::Partial),
        (FamilyRole::Parent, FamilyConsent::Partial),
        (FamilyRole::Child, FamilyConsent::Partial),
        (FamilyRole::WhanauSupport, FamilyConsent::Sufficient),
    ] {
        let file = open_case(vec![member(10, FamilyRole::Parent, None)]);
        let household = household(true, false, Some(file));
        assert_eq!(consent_after(&joining(role, "2026-06-01"), &household), (expected, true), "{role:?}");
    }
}

/// F1-11, model 3.3: whoever has left is not asked any more.
#[test]
fn consent_no_longer_waits_for_whoever_left() {
    let leaving = member(11, FamilyRole::Adult, None);
    let membership = leaving.membership.clone();
    let file = open_case(vec![member(10, FamilyRole::Parent, None), leaving]);
    let departure = Departure { membership, open_case: Some(file) };
    let command = EndMembership { ended_on: day("2026-06-01") };
    assert_eq!(consent_after(&command, &departure), (FamilyConsent::Sufficient, true));
}

/// F1-11, model 3.3: without the one who signed nothing holds.
#[test]
fn consent_goes_with_the_one_who_gave_it() {
    let leaving = member(10, FamilyRole::Parent, None);
    let membership = leaving.membership.clone();
    let file = open_case(vec![leaving, member(11, FamilyRole::Adult, None)]);
    let departure = Departure { membership, open_case: Some(file) };
    let command = EndMembership { ended_on: day("2026-06-01") };
    assert_eq!(consent_after(&command, &departure), (FamilyConsent::None, true));
}

/// F1-11: whoever left speaks for no child any more, and the case rests until a guardian has signed.
#[test]
fn a_child_is_not_covered_by_a_guardian_who_left() {
    let leaving = member(10, FamilyRole::Parent, None);
    let membership = leaving.membership.clone();
    let staying = [member(11, FamilyRole::Parent, None), member(12, FamilyRole::Child, None)];
    let mut file = open_case([vec![leaving], staying.to_vec()].concat());
    file.consents[0] = file.consents[0].amended(|it| it.children = vec![id(12)]);
    file.consents.push(signed(11));
    let command = EndMembership { ended_on: day("2026-06-01") };
    let departure = Departure { membership, open_case: Some(file) };
    assert_eq!(consent_after(&command, &departure), (FamilyConsent::Partial, true));
    assert_eq!(status_after(&command, &departure), Some(CaseStatus::OnHold));
}

/// F1-11: a case rests when one more must agree, and begins when nobody is left to be asked.
#[test]
fn members_move_the_case_as_consents_do() {
    let parent = member(10, FamilyRole::Parent, None);
    for (state, role, expected) in [
        (CaseState::Preparing, FamilyRole::Adult, Some(CaseStatus::OnHold)),
        (CaseState::Active { since: day("2026-03-01") }, FamilyRole::Child, Some(CaseStatus::OnHold)),
        (CaseState::Preparing, FamilyRole::WhanauSupport, None),
    ] {
        let mut file = open_case(vec![parent.clone()]);
        file.case = file.case.amended(|it| it.state = state);
        let household = household(true, false, Some(file));
        assert_eq!(status_after(&joining(role, "2026-06-01"), &household), expected, "{role:?}");
    }
    let leaving = member(11, FamilyRole::Adult, None);
    let membership = leaving.membership.clone();
    let mut file = open_case(vec![parent, leaving]);
    file.case = file.case.amended(|it| it.state = CaseState::AwaitingConsent);
    let departure = Departure { membership, open_case: Some(file) };
    let command = EndMembership { ended_on: day("2026-06-01") };
    assert_eq!(status_after(&command, &departure), Some(CaseStatus::Preparing));
}

#[test]
fn a_membership_ends_once() {
    let table = [
        (None, "2026-06-01", Ok(1)),
        (None, "2025-12-31", refused(Code::EndBeforeStart, "#/ended_on")),
        (None, "2026-06-02", refused(Code::DateInFuture, "#/ended_on")),
        (Some(day("2026-03-01")), "2026-06-01", refused(Code::MembershipEnded, "")),
    ];
    for (ended, on, expected) in table {
        let membership = member(10, FamilyRole::Parent, ended).membership;
        let departure = Departure { membership, open_case: None };
        assert_eq!(verdict(&EndMembership { ended_on: day(on) }, &departure), expected);
    }
}

#[test]
fn nobody_is_related_to_themselves() {
    let table = [
        (Some(11), None, Ok(1)),
        (Some(10), None, refused(Code::RelationshipWithSelf, "#/of_person_id")),
        (None, None, refused(Code::ReferenceUnknown, "#/of_person_id")),
        (Some(11), Some("2026-06-02"), refused(Code::DateInFuture, "#/started_on")),
    ];
    for (other, started, expected) in table {
        let kin = Kin { person: person(10), of_person: other.map(person), open_case: None };
        let command = RelatePeople { kind: RelationshipKind::Parent, started_on: started.map(day) };
        assert_eq!(verdict(&command, &kin), expected);
    }
}

#[test]
fn a_relationship_ends_once() {
    let table = [
        (None, None, "1990-01-01", Ok(1)),
        (Some("2026-01-01"), None, "2025-12-31", refused(Code::EndBeforeStart, "#/ended_on")),
        (None, Some("2026-01-01"), "2026-06-01", refused(Code::RelationshipEnded, "")),
    ];
    for (started, ended, on, expected) in table {
        let body = Relationship {
            person_id: id(10),
            kind: RelationshipKind::Partner,
            of_person_id: id(11),
            started_on: started.map(day),
            ended_on: ended.map(day),
        };
        let command = EndRelationship { ended_on: day(on) };
        assert_eq!(
            verdict(&command, &Kinship { relationship: Entity::new(id(12), body), open_case: None }),
            expected
        );
    }
}

fn judged(competent: bool) -> Judgement {
    Judgement { competent, reason: "x".to_owned(), judged_on: day("2026-01-01"), judged_by: id(1) }
}

/// A member who was born on a day, of a family with an open case.
fn young(born: &str, role: FamilyRole, consents: bool, judgement: Option<bool>) -> GrowingUp {
    let file = open_case(Vec::new());
    let person = person(13).amended(|it| it.born_on = Some(day(born)));
    let membership = Membership {
        family_id: file.case.family_id,
        person_id: person.id,
        role,
        dependent: true,
        consents_for_self: consents,
        judgement: judgement.map(judged),
        started_on: day("2020-01-01"),
        ended_on: None,
    };
    let member = Member { membership: Entity::new(id(13), membership), person };
    GrowingUp { member, open_case: Some(file) }
}

/// What the service makes of a member who has grown up.
fn grown(target: &GrowingUp) -> Option<(FamilyRole, bool)> {
    let Decision::Change(change) = ComeOfAge.decide(target, &at()).unwrap() else { return None };
    change.records().iter().find_map(|record| {
        let Record::Membership(it) = record else { return None };
        Some((it.role, it.consents_for_self))
    })
}

#[test]
fn model_3_3_standing_changes_with_age_unless_somebody_has_judged() {
    let (child, youth, adult) = (FamilyRole::Child, FamilyRole::YoungPerson, FamilyRole::Adult);
    let rows = [
        ("sixteen today", "2010-06-01", child, false, None, Some((child, true))),
        ("sixteen tomorrow", "2010-06-02", youth, false, None, None),
        ("judged not to", "2010-06-01", youth, false, Some(false), None),
        ("consents already", "2010-06-01", youth, true, Some(true), None),
        ("an adult today", "2008-06-01", youth, true, None, Some((adult, true))),
        ("an adult, whatever was judged", "2008-06-01", youth, false, Some(false), Some((adult, false))),
        ("no child of the family", "2008-06-01", FamilyRole::Parent, false, None, None),
    ];
    for (name, born, role, consents, judged, expected) in rows {
        assert_eq!(grown(&young(born, role, consents, judged)), expected, "{name}");
    }
}

#[test]
fn model_3_3_whether_somebody_understands_enough_is_judged_of_children() {
    let judge = JudgeUnderstanding { competent: true, reason: "x".to_owned(), judged_on: day("2026-06-01") };
    let mut by_worker = at();
    by_worker.actor.principal = Principal::Worker { worker: id(1), agency: id(2) };
    let judged = |role| judge.decide(&young("2011-06-01", role, false, None), &by_worker);
    assert!(judged(FamilyRole::YoungPerson).is_ok());
    assert_eq!(judged(FamilyRole::Parent).err().map(|refusal| refusal.code), Some(Code::NotAChild));
}

#[test]
fn model_3_3_what_is_agreed_to_for_a_child_ends_at_the_next_birthday_that_counts() {
    let grows = |born: &str, judgement: Option<bool>| {
        young(born, FamilyRole::Child, false, judgement).member.grows_up_on(16, day("2026-03-02"))
    };
    assert_eq!(grows("2012-05-01", None), Some(day("2028-05-01")));
    assert_eq!(grows("2012-05-01", Some(false)), Some(day("2030-05-01")), "judged: until she is an adult");
    assert_eq!(grows("2009-05-01", None), Some(day("2027-05-01")), "past sixteen");
    assert_eq!(grows("2012-02-29", None), Some(day("2028-02-29")));
    assert_eq!(grows("2012-02-29", Some(false)), Some(day("2030-03-01")));
}

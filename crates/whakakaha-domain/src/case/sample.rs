//! Small cases for tests of rules.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Case, CaseEnding, CaseFile, CaseState, Eligibility, Preferences};
use crate::{
    actor::{Actor, Principal, Scopes},
    assignment::{Assignment, Role},
    calendar::{Anniversary, Zone},
    command::{Change, Command, Decision, Moment},
    consent::{Consent, ConsentState, InformationCategory, Purpose, Signature, SignatureMethod},
    coordinator::Acting,
    entity::Entity,
    ids::Id,
    membership::{FamilyRole, Member, Membership},
    person::Person,
    recall::Shown,
    record::Record,
    refusal::{Code, Refusal},
};

pub(crate) const TODAY: NaiveDate = day(2026, 2, 2);

pub(crate) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn id<T>(n: u128) -> Id<T> {
    Id::new(Uuid::from_u128(n))
}

pub(crate) fn stored<T>(n: u128, body: T) -> Entity<T> {
    Entity { id: id(n), version: 1, body }
}

/// Worker 1 of agency 100.
pub(crate) const COORDINATOR: Principal =
    Principal::Worker { worker: Id::new(Uuid::from_u128(1)), agency: Id::new(Uuid::from_u128(100)) };

/// The same, as coordinator of the region.
pub(crate) const ACTING: Acting =
    Acting { worker: Id::new(Uuid::from_u128(1)), agency: Id::new(Uuid::from_u128(100)) };

/// Noon of [`TODAY`] where the family lives.
pub(crate) fn at(principal: Principal) -> Moment {
    let now: DateTime<Utc> = "2026-02-01T23:00:00Z".parse().unwrap();
    let actor = Actor { principal, scopes: Scopes::default(), client: "test".to_owned() };
    Moment { now, actor, change_id: Uuid::from_u128(0xabc) }
}

pub(crate) fn case(state: CaseState) -> Entity<Case> {
    let eligibility = Eligibility { dependent_children: 1, needs: 2, agencies: 2, override_reason: None };
    stored(
        9,
        Case {
            family_id: id(8),
            region_id: id(7),
            zone: Zone::Auckland,
            anniversary: Anniversary::Auckland,
            consent_age: crate::region::CONSENT_AGE,
            intake_id: id(6),
            previous_case_id: None,
            episode: 1,
            opened_on: TODAY,
            eligibility,
            offer: crate::intake::Offer::accepted(TODAY),
            preferences: Preferences::default(),
            key_issues: None,
            waivers: Vec::new(),
            confidentiality: None,
            resolutions: Vec::new(),
            next_review_on: None,
            state,
        },
    )
}

pub(crate) fn member(n: u128, role: FamilyRole) -> Member {
    let person = Person {
        region_id: id(7),
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
    let membership = Membership {
        family_id: id(8),
        person_id: id(n),
        role,
        dependent: role.is_child(),
        consents_for_self: false,
        judgement: None,
        started_on: day(2020, 1, 1),
        ended_on: None,
    };
    Member { membership: stored(n, membership), person: stored(n, person) }
}

/// A case with two parents, 11 and 12, and their child, 13.
pub(crate) fn file(state: CaseState) -> CaseFile {
    let members =
        vec![member(11, FamilyRole::Parent), member(12, FamilyRole::Parent), member(13, FamilyRole::Child)];
    CaseFile {
        case: case(state),
        members,
        consents: Vec::new(),
        assignments: Vec::new(),
        guardians: Vec::new(),
        kept_back: std::collections::BTreeSet::new(),
    }
}

/// A case that could end, with nothing in it that is open.
pub(crate) fn ending(file: CaseFile) -> CaseEnding {
    CaseEnding {
        file,
        actions: vec![],
        reviews: vec![],
        meetings: vec![],
        invitations: vec![],
        plans: vec![],
        report_accepted: false,
        shown: Shown::default(),
    }
}

pub(crate) fn signature() -> Signature {
    Signature {
        signed_on: TODAY,
        method: SignatureMethod::Paper,
        evidence_sha256: "a".repeat(64),
        witness: "Marama".to_owned(),
    }
}

/// A consent of a person, for the child 13, to take part and to share with agencies 100 and 101.
pub(crate) fn consent(n: u128, person: u128, state: ConsentState) -> Entity<Consent> {
    stored(
        n,
        Consent {
            case_id: id(9),
            person_id: id(person),
            purposes: vec![Purpose::Participate, Purpose::ShareWithAgencies],
            agencies: vec![id(100), id(101)],
            categories: <InformationCategory as crate::code::CodeList>::ALL.to_vec(),
            children: vec![id(13)],
            valid_from: day(2026, 1, 1),
            valid_until: day(2026, 12, 31),
            statement_version: "1".to_owned(),
            language: "mi".to_owned(),
            explained_by: id(1),
            narrowed: Vec::new(),
            warned_days: None,
            state,
        },
    )
}

pub(crate) fn active(n: u128, person: u128) -> Entity<Consent> {
    consent(n, person, ConsentState::Active(signature()))
}

/// A case to which both parents have consented.
pub(crate) fn agreed(state: CaseState) -> CaseFile {
    CaseFile { consents: vec![active(21, 11), active(22, 12)], ..file(state) }
}

pub(crate) fn role(n: u128, role: Role, agency: u128, worker: Option<u128>) -> Entity<Assignment> {
    stored(
        n,
        Assignment {
            case_id: id(9),
            role,
            agency_id: id(agency),
            worker_id: worker.map(id),
            involvement: None,
            decision: None,
            started_on: day(2026, 1, 5),
            ended_on: None,
        },
    )
}

/// What a command writes.
pub(crate) fn written<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Change {
    match command.decide(target, at).unwrap() {
        Decision::Change(change) => change,
        Decision::Unchanged => panic!("nothing was written"),
        Decision::Kept(_, refusal) => panic!("refused: {refusal:?}"),
    }
}

/// Why a command is refused.
pub(crate) fn refused<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Code {
    match command.decide(target, at) {
        Err(Refusal { code, .. }) => code,
        Ok(_) => panic!("nothing was refused"),
    }
}

/// The case as a change writes it.
pub(crate) fn case_in(change: &Change) -> Option<&Case> {
    change.records().iter().find_map(|record| {
        let Record::Case(case) = record else { return None };
        Some(&case.body)
    })
}

//! A family that has consented, for tests: a mother, a child, two agencies that may know.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    actor::{Actor, Principal, Scopes},
    assignment::{Assignment, Role},
    calendar::{Anniversary, Zone},
    case::{Case, CaseFile, CaseState, Eligibility, Preferences},
    command::{Change, Command, Decision, Moment},
    consent::{Consent, ConsentState, Purpose, Signature, SignatureMethod},
    decision::Evidence,
    entity::Entity,
    ids::Id,
    membership::{FamilyRole, Member, Membership},
    person::Person,
    refusal::{Code, Refusal},
    worker::Worker,
};

/// The `n`th id.
pub(crate) fn id<T>(n: u128) -> Id<T> {
    Id::new(Uuid::from_u128(n))
}

pub(crate) const MOTHER: u128 = 1;
pub(crate) const CHILD: u128 = 2;
pub(crate) const COORDINATOR: u128 = 10;
pub(crate) const NURSE: u128 = 11;
pub(crate) const TEACHER: u128 = 12;
pub(crate) const TRUST: u128 = 20;
pub(crate) const HEALTH: u128 = 21;
pub(crate) const SCHOOL: u128 = 22;
pub(crate) const OTHERS: u128 = 23;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Monday 2 March 2026, midday in Auckland.
fn now() -> DateTime<Utc> {
    "2026-03-01T23:00:00Z".parse().unwrap()
}

pub(crate) const TODAY: &str = "2026-03-02";

pub(crate) fn moment(principal: Principal) -> Moment {
    let actor = Actor { principal, scopes: Scopes::default(), client: "test".to_owned() };
    Moment { now: now(), actor, change_id: Uuid::from_u128(1 << 100) }
}

/// The coordinator calls.
pub(crate) fn by_coordinator() -> Moment {
    moment(Principal::Worker { worker: id(COORDINATOR), agency: id(TRUST) })
}

/// The nurse calls.
pub(crate) fn by_nurse() -> Moment {
    moment(Principal::Worker { worker: id(NURSE), agency: id(HEALTH) })
}

/// The mother calls.
pub(crate) fn by_mother() -> Moment {
    moment(Principal::Family(id(MOTHER)))
}

/// What a worker says about the mother's decision.
#[expect(clippy::unnecessary_wraps, reason = "commands take the evidence as an option")]
pub(crate) fn evidence() -> Option<Evidence> {
    Some(Evidence { decided_by: id(MOTHER), decided_on: day(TODAY), how: "in person".to_owned() })
}

pub(crate) fn member(person: u128, role: FamilyRole) -> Member {
    let membership = Membership {
        family_id: id(50),
        person_id: id(person),
        role,
        dependent: role == FamilyRole::Child,
        consents_for_self: false,
        judgement: None,
        started_on: day("2020-01-01"),
        ended_on: None,
    };
    let person = Entity::new(
        id(person),
        Person {
            region_id: id(60),
            name: "Ana".to_owned(),
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
        },
    );
    Member { membership: Entity::new(id(70), membership), person }
}

/// The mother's consent to take part and to share with these agencies.
pub(crate) fn consent(agencies: &[u128]) -> Entity<Consent> {
    let signature = Signature {
        signed_on: day("2026-02-01"),
        method: SignatureMethod::Paper,
        evidence_sha256: "0".repeat(64),
        witness: "Marama".to_owned(),
    };
    let consent = Consent {
        case_id: id(100),
        person_id: id(MOTHER),
        purposes: vec![Purpose::Participate, Purpose::ShareWithAgencies],
        agencies: agencies.iter().copied().map(id).collect(),
        categories: <crate::consent::InformationCategory as crate::code::CodeList>::ALL.to_vec(),
        children: vec![id(CHILD)],
        valid_from: day("2026-02-01"),
        valid_until: day("2027-02-01"),
        statement_version: "1".to_owned(),
        language: "mi".to_owned(),
        explained_by: id(COORDINATOR),
        narrowed: Vec::new(),
        warned_days: None,
        state: ConsentState::Active(signature),
    };
    Entity::new(id(80), consent)
}

/// A role that is held at present.
pub(crate) fn holds(role: Role, agency: u128, worker: Option<u128>) -> Entity<Assignment> {
    let assignment = Assignment {
        case_id: id(100),
        role,
        agency_id: id(agency),
        worker_id: worker.map(id),
        involvement: None,
        started_on: day("2026-02-01"),
        ended_on: None,
        decision: None,
    };
    Entity::new(id(200 + role as u128), assignment)
}

/// A case whose family consented to health and school, in this state.
pub(crate) fn file(state: CaseState) -> CaseFile {
    let case = Case {
        family_id: id(50),
        region_id: id(60),
        zone: Zone::Auckland,
        anniversary: Anniversary::Auckland,
        consent_age: crate::region::CONSENT_AGE,
        intake_id: id(90),
        previous_case_id: None,
        episode: 1,
        opened_on: day("2026-02-01"),
        eligibility: Eligibility { dependent_children: 1, needs: 2, agencies: 2, override_reason: None },
        offer: crate::intake::Offer::accepted(day("2026-02-01")),
        preferences: Preferences::default(),
        key_issues: None,
        waivers: Vec::new(),
        confidentiality: None,
        resolutions: Vec::new(),
        next_review_on: None,
        state,
    };
    CaseFile {
        guardians: Vec::new(),
        kept_back: std::collections::BTreeSet::new(),
        case: Entity::new(id(100), case),
        members: vec![member(MOTHER, FamilyRole::Parent), member(CHILD, FamilyRole::Child)],
        consents: vec![consent(&[HEALTH, SCHOOL])],
        assignments: vec![holds(Role::Coordinator, TRUST, Some(COORDINATOR))],
    }
}

/// A case whose first meeting is being prepared.
pub(crate) fn preparing() -> CaseFile {
    file(CaseState::Preparing)
}

/// A worker of an agency.
pub(crate) fn worker(n: u128, agency: u128) -> Entity<Worker> {
    let worker = Worker {
        agency_id: id(agency),
        name: "Ruth".to_owned(),
        profession: "nurse".to_owned(),
        email: None,
        phone: Some("09 555 0100".to_owned()),
        ended_on: None,
    };
    Entity::new(id(n), worker)
}

/// What a command changes; panics where it changes nothing.
pub(crate) fn change<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Change {
    match command.decide(target, at) {
        Ok(Decision::Change(change)) => change,
        Ok(Decision::Unchanged) => panic!("nothing changed"),
        Ok(Decision::Kept(_, refusal)) | Err(refusal) => panic!("refused: {refusal:?}"),
    }
}

/// Whether a command finds that what was asked for already holds.
pub(crate) fn unchanged<C: Command>(command: &C, target: &C::Target, at: &Moment) -> bool {
    matches!(command.decide(target, at), Ok(Decision::Unchanged))
}

/// Why a command is refused.
pub(crate) fn refusal<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Option<Refusal> {
    command.decide(target, at).err()
}

/// With which code a command is refused.
pub(crate) fn code<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Option<Code> {
    refusal(command, target, at).map(|refusal| refusal.code)
}

/// The records of one kind in a change.
macro_rules! written {
    ($change:expr, $kind:ident) => {
        $change
            .records()
            .iter()
            .filter_map(|record| match record {
                crate::record::Record::$kind(entity) => Some(entity),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
}
pub(crate) use written;

//! A family, two agencies, and a plan that is ready to be sent, for tests.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::*;
use crate::{
    actor::{Actor, Principal, Scopes},
    assignment::{Assignment, Role},
    calendar::{Anniversary, Zone},
    case::{CaseFile, CaseState, Eligibility, FamilyDecision, Preferences},
    command::{Command, Decision, Moment},
    consent::{Consent, ConsentState, Purpose, Signature, SignatureMethod},
    entity::Entity,
    membership::{FamilyRole, Member, Membership},
    need::{Need, NeedPriority},
    person::Person,
    profile::{ProfileEntry, ProfileKind},
    record::Record,
    refusal::{Code, Refusal},
    restriction::{Audience, Concealment, Confidences, Reach, Reader, Restriction, Withheld},
};

pub(crate) fn id<T>(n: u128) -> Id<T> {
    Id::new(Uuid::from_u128(n))
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// 2 March 2026, half past ten in the morning in Auckland.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-01T21:30:00Z".parse().unwrap()
}

pub(crate) fn by(principal: Principal) -> Moment {
    let actor = Actor { principal, scopes: Scopes::default(), client: "test".to_owned() };
    Moment { now: now(), actor, change_id: Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000) }
}

pub(crate) const MOTHER: u128 = 1;
pub(crate) const HEALTH: u128 = 10;
pub(crate) const SCHOOL: u128 = 11;
pub(crate) const NURSE: u128 = 20;
pub(crate) const TEACHER: u128 = 21;

pub(crate) fn nurse() -> Moment {
    by(Principal::Worker { worker: id(NURSE), agency: id(HEALTH) })
}

pub(crate) fn teacher() -> Moment {
    by(Principal::Worker { worker: id(TEACHER), agency: id(SCHOOL) })
}

pub(crate) fn mother() -> Moment {
    by(Principal::Family(id(MOTHER)))
}

pub(crate) fn case() -> Entity<Case> {
    let body = Case {
        family_id: id(2),
        region_id: id(3),
        zone: Zone::Auckland,
        anniversary: Anniversary::Auckland,
        consent_age: crate::region::CONSENT_AGE,
        intake_id: id(4),
        previous_case_id: None,
        episode: 1,
        opened_on: day("2026-02-03"),
        eligibility: Eligibility { dependent_children: 1, needs: 2, agencies: 2, override_reason: None },
        offer: crate::intake::Offer::accepted(day("2026-02-03")),
        preferences: Preferences::default(),
        key_issues: None,
        waivers: Vec::new(),
        confidentiality: None,
        resolutions: Vec::new(),
        next_review_on: Some(day("2026-03-26")),
        state: CaseState::Active { since: day("2026-02-19") },
    };
    Entity { id: id(5), version: 1, body }
}

fn member() -> Member {
    let person = Person {
        region_id: id(3),
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
    };
    let membership = Membership {
        family_id: id(2),
        person_id: id(MOTHER),
        role: FamilyRole::Parent,
        dependent: false,
        consents_for_self: true,
        judgement: None,
        started_on: day("2020-01-01"),
        ended_on: None,
    };
    Member { membership: Entity::new(id(30), membership), person: Entity::new(id(MOTHER), person) }
}

fn consent() -> Entity<Consent> {
    let signature = Signature {
        signed_on: day("2026-02-05"),
        method: SignatureMethod::Paper,
        evidence_sha256: "0".repeat(64),
        witness: "Ruth".to_owned(),
    };
    let body = Consent {
        case_id: id(5),
        person_id: id(MOTHER),
        purposes: vec![Purpose::Participate, Purpose::ShareWithAgencies],
        agencies: vec![id(HEALTH), id(SCHOOL)],
        categories: <crate::consent::InformationCategory as crate::code::CodeList>::ALL.to_vec(),
        children: Vec::new(),
        valid_from: day("2026-02-05"),
        valid_until: day("2027-02-05"),
        statement_version: "1".to_owned(),
        language: "en-NZ".to_owned(),
        explained_by: id(NURSE),
        narrowed: Vec::new(),
        warned_days: None,
        state: ConsentState::Active(signature),
    };
    Entity::new(id(31), body)
}

fn assignment(n: u128, role: Role, agency: u128, worker: Option<u128>) -> Entity<Assignment> {
    let body = Assignment {
        case_id: id(5),
        role,
        agency_id: id(agency),
        worker_id: worker.map(id),
        involvement: None,
        decision: None,
        started_on: day("2026-02-03"),
        ended_on: None,
    };
    Entity::new(id(n), body)
}

pub(crate) fn case_file() -> CaseFile {
    let assignments = vec![
        assignment(40, Role::Participant, HEALTH, Some(NURSE)),
        assignment(41, Role::Participant, SCHOOL, Some(TEACHER)),
        assignment(42, Role::LeadAgency, HEALTH, None),
        assignment(43, Role::LeadWorker, HEALTH, Some(NURSE)),
        assignment(44, Role::KeyContact, HEALTH, Some(NURSE)),
    ];
    CaseFile {
        case: case(),
        members: vec![member()],
        consents: vec![consent()],
        assignments,
        guardians: Vec::new(),
        kept_back: std::collections::BTreeSet::new(),
    }
}

pub(crate) const GOAL: u128 = 50;
pub(crate) const BY_SCHOOL: u128 = 60;
pub(crate) const BY_HEALTH: u128 = 61;
pub(crate) const BY_MOTHER: u128 = 62;

pub(crate) fn planned(n: u128, owner: Owner) -> PlannedAction {
    let supported_by = match owner {
        Owner::Agency { .. } => None,
        Owner::FamilyMember { .. } | Owner::Family => Some(Supporter::Worker { worker_id: id(NURSE) }),
    };
    PlannedAction {
        id: id(n),
        goal_id: id(GOAL),
        what: format!("action {n}"),
        owner,
        supported_by,
        due_on: day("2026-03-16"),
    }
}

pub(crate) fn agency(n: u128) -> Owner {
    Owner::Agency { agency_id: id(n), worker_id: None }
}

pub(crate) fn content() -> PlanContent {
    let goal = Goal {
        id: id(GOAL),
        title: "At school every day".to_owned(),
        domain: Domain::Education,
        priorities: vec![id(70)],
        needs: vec![id(80)],
    };
    PlanContent {
        family_statement: None,
        goals: vec![goal],
        actions: vec![
            planned(BY_SCHOOL, agency(SCHOOL)),
            planned(BY_HEALTH, agency(HEALTH)),
            planned(BY_MOTHER, Owner::FamilyMember { person_id: id(MOTHER) }),
        ],
        uncovered: Vec::new(),
        no_contribution: Vec::new(),
        review_on: Some(day("2026-03-26")),
        masked: Vec::new(),
    }
}

pub(crate) fn version(n: u128, number: u32, state: PlanState) -> Entity<PlanVersion> {
    let body = PlanVersion {
        case_id: id(5),
        number,
        meeting_id: None,
        change_reason: (number > 1).then(|| "things changed".to_owned()),
        content: content(),
        state,
    };
    Entity { id: id(n), version: 1, body }
}

/// A draft of the first version, with everything that it needs.
pub(crate) fn plan() -> PlanFile {
    let entry = ProfileEntry {
        case_id: id(5),
        kind: ProfileKind::Priority,
        text: "school".to_owned(),
        said_by: None,
        recorded_by: None,
        domain: None,
        decision: None,
        removed_at: None,
        removal: None,
    };
    let need = Need {
        case_id: id(5),
        person_id: None,
        domain: Domain::Education,
        text: "a mentor".to_owned(),
        priority: NeedPriority::Priority,
        met: false,
    };
    PlanFile {
        file: case_file(),
        version: version(100, 1, PlanState::Draft),
        live: Vec::new(),
        instead: None,
        entries: vec![Entity::new(id(70), entry)],
        needs: vec![Entity::new(id(80), need)],
        confidences: Confidences::default(),
        actions: Vec::new(),
        reviews: Vec::new(),
        workers: vec![Employed { worker: id(NURSE), agency: id(HEALTH) }],
        today: day("2026-03-02"),
        reader: Reader::Coordinator(id(90)),
        sent_in_person: None,
    }
}

pub(crate) fn restriction(item: u128, from: u128) -> Entity<Restriction> {
    let decision = FamilyDecision {
        decided_by: id(MOTHER),
        decided_on: day("2026-02-10"),
        how: None,
        recorded_by: None,
    };
    let body = Restriction {
        case_id: id(5),
        withheld: Withheld::Action(id(item)),
        reach: Reach::HiddenFrom,
        audiences: vec![Audience::Agency { agency_id: id(from) }],
        in_plan: Concealment::Omit,
        decision,
        lifted_at: None,
        lifting: None,
    };
    Entity::new(id(1000 + item), body)
}

/// The records of one kind among what was written.
macro_rules! only {
    ($records:expr, $kind:ident) => {
        $records.iter().filter_map(|record| if let Record::$kind(it) = record { Some(it) } else { None })
    };
}
pub(crate) use only;

/// What the command wrote; nothing where nothing had to change.
pub(crate) fn done<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Vec<Record> {
    match command.decide(target, at).unwrap() {
        Decision::Unchanged => Vec::new(),
        Decision::Change(change) => change.into_records(),
        Decision::Kept(_, refusal) => panic!("refused: {refusal:?}"),
    }
}

pub(crate) fn refused<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Refusal {
    command.decide(target, at).err().expect("a refusal")
}

pub(crate) fn code<C: Command>(command: &C, target: &C::Target, at: &Moment) -> Code {
    refused(command, target, at).code
}

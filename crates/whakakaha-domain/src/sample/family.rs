//! A family of five, what its parents agreed to, and who works with it.

use super::{Desk, Hand};
use crate::{
    assignment::{Assignment, Involvement, Role},
    case::Case,
    consent::{Consent, ConsentState, InformationCategory, Purpose, Signature, SignatureMethod},
    entity::Entity,
    family::Family,
    ids::Id,
    membership::{FamilyRole, Member, Membership},
    person::{ContactKind, ContactPoint, Person},
};

const PEOPLE: [(&str, FamilyRole, u64); 5] = [
    ("Hana", FamilyRole::Parent, 35),
    ("Tama", FamilyRole::Parent, 37),
    ("Kahurangi", FamilyRole::Child, 12),
    ("Manaaki", FamilyRole::Child, 9),
    ("Wiremu", FamilyRole::Child, 5),
];
const SURNAMES: [&str; 8] = ["Ngata", "Pōtae", "Tūhoe", "Wīrepa", "Hēnare", "Kīngi", "Māhuta", "Rāwiri"];

/// The `n`th family with its members.
pub(super) fn family(desk: &Desk, n: u32, hand: &mut Hand<'_>) -> (Entity<Family>, Vec<Member>) {
    let surname = SURNAMES.iter().cycle().nth(n as usize % SURNAMES.len()).copied().unwrap_or_default();
    let family = hand.new_thing(Family {
        name: format!("{surname} {n}"),
        region_id: desk.region,
        language: "en-NZ".to_owned(),
        interpreter: false,
    });
    let members = PEOPLE.map(|(name, role, age)| {
        let person = person(desk, format!("{name} {surname}"), age, hand);
        let membership = hand.new_thing(Membership {
            family_id: family.id,
            person_id: person.id,
            role,
            dependent: role.is_child(),
            consents_for_self: false,
            judgement: None,
            started_on: hand.ago(60),
            ended_on: None,
        });
        Member { membership, person }
    });
    (family, members.into())
}

fn person(desk: &Desk, name: String, age: u64, hand: &mut Hand<'_>) -> Entity<Person> {
    hand.new_thing(Person {
        region_id: desk.region,
        name,
        preferred_name: None,
        born_on: Some(hand.ago(age * 365)),
        gender: None,
        ethnicities: vec!["Māori".to_owned(), "New Zealand European".to_owned()],
        iwi: vec!["Te Kawerau ā Maki".to_owned()],
        languages: vec!["en-NZ".to_owned(), "mi".to_owned()],
        interpreter: false,
        school: None,
        contact_points: vec![ContactPoint {
            kind: ContactKind::Phone,
            value: "021 000 000".to_owned(),
            safe: true,
            note: None,
        }],
        safe_contact: None,
        identifiers: Vec::new(),
    })
}

/// The consents of both parents, for the children too.
pub(super) fn consents(
    desk: &Desk,
    case_id: Id<Case>,
    members: &[Member],
    hand: &mut Hand<'_>,
) -> Vec<Entity<Consent>> {
    let of_role = |child: bool| members.iter().filter(move |it| it.membership.role.is_child() == child);
    let children: Vec<_> = of_role(true).map(|child| child.person.id).collect();
    let parents = of_role(false).map(|parent| parent.person.id);
    parents
        .map(|person_id| {
            hand.new_thing(Consent {
                case_id,
                person_id,
                purposes: vec![Purpose::Participate, Purpose::ShareWithAgencies],
                agencies: desk.agencies.to_vec(),
                categories: <InformationCategory as crate::code::CodeList>::ALL.to_vec(),
                children: children.clone(),
                valid_from: hand.ago(50),
                valid_until: hand.day(315),
                statement_version: "2026-1".to_owned(),
                language: "en-NZ".to_owned(),
                explained_by: desk.coordinator(),
                narrowed: Vec::new(),
                warned_days: None,
                state: ConsentState::Active(Signature {
                    signed_on: hand.ago(50),
                    method: SignatureMethod::Paper,
                    evidence_sha256: "0".repeat(64),
                    witness: "Mere Tāmati".to_owned(),
                }),
            })
        })
        .collect()
}

/// The roles: a coordinator, a lead agency with its worker, a key contact, three agencies that take part.
pub(super) fn assignments(desk: &Desk, case_id: Id<Case>, hand: &mut Hand<'_>) -> Vec<Entity<Assignment>> {
    let [coordination, lead, second, third] = desk.agencies;
    let [coordinator, leader, teacher, nurse] = desk.workers.map(Some);
    let roles = [
        (Role::Coordinator, coordination, coordinator),
        (Role::LeadAgency, lead, None),
        (Role::LeadWorker, lead, leader),
        (Role::KeyContact, lead, leader),
        (Role::Participant, lead, leader),
        (Role::Participant, second, teacher),
        (Role::Participant, third, nurse),
    ];
    let held = roles.map(|(role, agency_id, worker_id)| {
        let involvement = (role == Role::Participant).then_some(Involvement::Existing);
        let started_on = hand.ago(45);
        let held = Assignment {
            case_id,
            role,
            agency_id,
            worker_id,
            involvement,
            decision: None,
            started_on,
            ended_on: None,
        };
        hand.new_thing(held)
    });
    held.into()
}

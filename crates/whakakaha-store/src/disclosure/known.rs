//! Who may know of an item: the agency that has it and the coordinator; the family, once it is approved; its
//! recipients, once it was disclosed and while the consents cover it; an adviser who was asked.

use diesel::{
    dsl::{exists, not},
    expression::BoxableExpression,
    prelude::*,
    sql_types::Bool,
};
use whakakaha_domain::{
    actor::Principal, agency::Agency, code::CodeList, consent::Purpose, disclosure::DisclosureStatus,
    ids::Id, person::Person, policy::Relation, restriction::Reader, worker::Worker,
};

use crate::{
    case::{belonging, consented, coordinated_by, held_by, taken_part_in_by},
    dialect::{Db, Key, key},
    error::Failure,
    family::is_guarded_by,
    hidden::{reaches, withheld},
    schema::{
        advice_requests, assignments, cases, consent_standings, disclosure_recipients, disclosure_subjects,
        disclosures, item_topics, memberships, restrictions,
    },
    unit::Door,
    viewer::Viewer,
};

/// A condition on items.
pub(crate) type ItemCondition = Box<dyn BoxableExpression<disclosures::table, Db, SqlType = Bool>>;

/// Which items the caller may know of at all.
pub(crate) fn known(viewer: &Viewer) -> ItemCondition {
    Box::new(inside(viewer).or(received(viewer)).or(asked_about(viewer)))
}

/// Which items the caller sees from the inside: those of its own agency, but what is kept from them and another one wrote;
/// all of a case that it coordinates; and those about a member of the family or somebody for whom they speak.
pub(super) fn inside(viewer: &Viewer) -> ItemCondition {
    match viewer.actor.principal {
        Principal::Worker { worker, agency } => {
            let own = disclosures::from_agency_id.eq(key(agency));
            let held = held_by(viewer, worker).filter(assignments::case_id.eq(disclosures::case_id));
            // What the law demands is decided on by the coordinator, whatever the family keeps from them.
            let open = disclosures::statutory.or(not(kept_from(Reader::Coordinator(worker))));
            let kept = kept_from(viewer.reader());
            Box::new(own.and(exists(held)).and(not(kept)).or(coordinated(viewer).and(open)))
        }
        Principal::System(agency) => {
            let part = taken_part_in_by(viewer, agency).filter(assignments::case_id.eq(disclosures::case_id));
            let own = disclosures::from_agency_id.eq(key(agency));
            Box::new(own.and(exists(part)).and(not(kept_from(viewer.reader()))))
        }
        Principal::Family(person) => concerning(viewer, person),
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => never(),
    }
}

/// The items of these cases that the caller sees from the inside.
pub(crate) fn items_inside(door: &mut Door<'_>, cases: &[Key]) -> Result<Vec<Key>, Failure> {
    let items = disclosures::table
        .filter(disclosures::case_id.eq_any(cases))
        .filter(inside(door.viewer))
        .select(disclosures::id);
    Ok(items.load(door.conn)?)
}

/// Which items belong to a case that the caller coordinates.
pub(super) fn coordinated(viewer: &Viewer) -> ItemCondition {
    let Some(worker) = viewer.actor.principal.worker() else { return never() };
    let held = coordinated_by(viewer, worker).filter(assignments::case_id.eq(disclosures::case_id));
    Box::new(exists(held))
}

/// Items about somebody, or about a child for whom they speak, once the family is shown them. Not what a restriction
/// keeps from the person.
fn concerning(viewer: &Viewer, person: Id<Person>) -> ItemCondition {
    let subjects =
        || disclosure_subjects::table.filter(disclosure_subjects::disclosure_id.eq(disclosures::id));
    let own = subjects().filter(disclosure_subjects::person_id.eq(key(person)));
    let guarded = is_guarded_by!(person, disclosure_subjects::person_id, cases::family_id);
    let childs = subjects().filter(is_silent_child()).filter(guarded);
    let speaking = belonging(person).filter(memberships::family_id.eq(cases::family_id));
    let family = cases::table
        .filter(cases::id.eq(disclosures::case_id))
        .filter(cases::family_id.eq_any(families_of(person)))
        .filter(exists(own).or(exists(speaking).and(exists(childs))));
    let shown = disclosures::family_from.le(viewer.now.naive_utc());
    Box::new(shown.and(exists(family)).and(not(kept_from(viewer.reader()))))
}

/// The families to which somebody belongs who is told what is shared about them: a child is once it decides for itself.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn families_of(person: Id<Person>) -> _ {
    let person: Key = key(person);
    memberships::table
        .filter(memberships::person_id.eq(person))
        .filter(memberships::speaks.or(not(memberships::is_child)))
        .filter(memberships::ended_on.is_null())
        .select(memberships::family_id)
}

/// Whether a subject is a child of the family that does not decide for itself.
#[diesel::dsl::auto_type(no_type_alias)]
fn is_silent_child() -> _ {
    exists(
        memberships::table
            .filter(memberships::family_id.eq(cases::family_id))
            .filter(memberships::person_id.eq(disclosure_subjects::person_id))
            .filter(memberships::is_child)
            .filter(not(memberships::speaks))
            .filter(memberships::ended_on.is_null()),
    )
}

/// Which items the caller has received: disclosed, neither recalled nor objected to, on the ground of one
/// demand of the law or while the family's consents cover them and no restriction keeps them back.
pub(crate) fn received(viewer: &Viewer) -> ItemCondition {
    if !Relation::Recipient.counts_with(viewer.actor.scopes) {
        return never();
    }
    let held = disclosures::status.eq_any(DisclosureStatus::HELD.map(CodeList::code));
    match viewer.actor.principal {
        Principal::Worker { worker, agency } => {
            let on_case = held_by(viewer, worker).filter(assignments::case_id.eq(disclosures::case_id));
            let sent = sent_to_worker(worker).or(sent_to_agency(agency).and(exists(on_case)));
            Box::new(held.and(sent).and(open_to(viewer, agency)))
        }
        Principal::System(agency) => {
            let part = taken_part_in_by(viewer, agency).filter(assignments::case_id.eq(disclosures::case_id));
            let on_case = disclosures::statutory.or(exists(part));
            Box::new(held.and(sent_to_agency(agency)).and(on_case).and(open_to(viewer, agency)))
        }
        Principal::Family(person) => {
            let family = cases::table
                .filter(cases::id.eq(disclosures::case_id))
                .filter(exists(belonging(person).filter(memberships::family_id.eq(cases::family_id))));
            let open = taking_part(viewer).and(not(kept_from(viewer.reader())));
            Box::new(held.and(sent_to_member(person)).and(exists(family)).and(open))
        }
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => never(),
    }
}

fn sent_to_worker(worker: Id<Worker>) -> ItemCondition {
    let named = disclosure_recipients::table
        .filter(disclosure_recipients::disclosure_id.eq(disclosures::id))
        .filter(disclosure_recipients::worker_id.eq(key(worker)));
    Box::new(exists(named))
}

fn sent_to_agency(agency: Id<Agency>) -> ItemCondition {
    let named = disclosure_recipients::table
        .filter(disclosure_recipients::disclosure_id.eq(disclosures::id))
        .filter(disclosure_recipients::recipient_id.eq(key(agency)));
    Box::new(exists(named))
}

fn sent_to_member(person: Id<Person>) -> ItemCondition {
    let named = disclosure_recipients::table
        .filter(disclosure_recipients::disclosure_id.eq(disclosures::id))
        .filter(disclosure_recipients::person_id.eq(key(person)));
    Box::new(exists(named))
}

/// Whether an item is open to an agency: the law demands it, or the family takes part, its consents cover the
/// agency and this kind of information now, and no restriction keeps it back.
fn open_to(viewer: &Viewer, agency: Id<Agency>) -> ItemCondition {
    let consented = taking_part(viewer).and(sharing(viewer, agency)).and(not(kept_from(viewer.reader())));
    Box::new(disclosures::statutory.or(consented))
}

/// Whether the case is open and the family's consent to take part holds.
#[diesel::dsl::auto_type]
fn taking_part(viewer: &Viewer) -> _ {
    let consented: consented = consented(viewer);
    exists(
        cases::table
            .filter(cases::id.eq(disclosures::case_id))
            .filter(cases::is_open.eq(true))
            .filter(consented),
    )
}

/// Whether the family's consents let anything be shared with the agency. What they hold back, the kinds of
/// information and people, is among what is kept from the reader.
fn sharing(viewer: &Viewer, agency: Id<Agency>) -> ItemCondition {
    let holds = consent_standings::table
        .filter(consent_standings::case_id.eq(disclosures::case_id))
        .filter(consent_standings::purpose.eq(Purpose::ShareWithAgencies.code()))
        .filter(consent_standings::agency_id.eq(key(agency)))
        .filter(consent_standings::opens)
        .filter(consent_standings::ends_at.gt(viewer.now.naive_utc()));
    Box::new(exists(holds))
}

/// Whether a restriction or a consent keeps the item from a reader.
fn kept_from(reader: Reader) -> ItemCondition {
    Box::new(exists(withheld(reader).filter(item_topics::item_id.eq(disclosures::id))))
}

/// Whether the family keeps what the item is about from somebody, as far as the caller may know.
pub(super) fn restriction_exists(viewer: &Viewer) -> ItemCondition {
    let topics = item_topics::table
        .filter(item_topics::item_id.eq(disclosures::id))
        .filter(item_topics::topic_id.eq(restrictions::topic_id));
    let kept = restrictions::table
        .filter(restrictions::case_id.eq(disclosures::case_id))
        .filter(not(restrictions::lifted))
        .filter(not(reaches(viewer.reader())))
        .filter(exists(topics));
    Box::new(exists(kept))
}

/// Which items advice may be read for: those that have not gone, nor come to nothing, while the family takes part,
/// or that the law demands.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn advised(viewer: &Viewer) -> _ {
    let on_the_way: [&'static str; 4] = DisclosureStatus::ON_THE_WAY.map(CodeList::code);
    let taking_part: taking_part = taking_part(viewer);
    disclosures::status.eq_any(on_the_way).and(disclosures::statutory.or(taking_part))
}

/// Which items the caller was asked for advice on, and is to read for it.
fn asked_about(viewer: &Viewer) -> ItemCondition {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } if Relation::Adviser.counts_with(viewer.actor.scopes) => {
            let asked = advice_requests::table
                .filter(advice_requests::disclosure_id.eq(disclosures::id))
                .filter(advice_requests::adviser_id.eq(key(worker)))
                .filter(not(advice_requests::replaced));
            Box::new(exists(asked).and(advised(viewer)).and(not(kept_from(viewer.reader()))))
        }
        Principal::Worker { .. }
        | Principal::System(_)
        | Principal::Family(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => never(),
    }
}

/// What holds of no item.
fn never() -> ItemCondition {
    Box::new(disclosures::id.is_null().assume_not_null())
}

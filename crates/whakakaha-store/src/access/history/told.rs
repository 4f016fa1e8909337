//! What may be told to a member of the family of what was done: nothing of a thing that is kept from them, and of what is
//! for somebody else of the family alone, such as another's consent, only what was done to the whole of it.

use chrono::NaiveDateTime;
use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_types::{Bool, Nullable},
};
use whakakaha_domain::{
    access::{OnlookerKind, Topic},
    code::CodeList,
    ids::Id,
    operation::Operation,
    person::Person,
    restriction::Reader,
};

use crate::{
    dialect::{Db, Key, key},
    hidden::{keeping_from, withheld},
    schema::{
        access_log, access_subjects, advice_requests, audit_log, break_glass_grants, consents, corrections,
        item_topics, restrictions, safety_alerts, statements,
    },
};

/// Whether a thing that a record names is the reader's own: a consent, a statement, a request for a correction, an
/// alert that protects them, or how they sign in.
macro_rules! is_own {
    ($thing:expr, $reader:expr) => {{
        let reader = $reader;
        let consent =
            consents::table.filter(consents::id.nullable().eq($thing)).filter(consents::person_id.eq(reader));
        let statement = statements::table
            .filter(statements::id.nullable().eq($thing))
            .filter(statements::person_id.eq(reader));
        let correction = corrections::table
            .filter(corrections::id.nullable().eq($thing))
            .filter(corrections::person_id.eq(reader));
        let alert = safety_alerts::table
            .filter(safety_alerts::id.nullable().eq($thing))
            .filter(safety_alerts::protected_id.eq(reader));
        let oneself = $thing.eq(reader).assume_not_null();
        exists(consent).or(exists(statement)).or(exists(correction)).or(exists(alert)).or(oneself)
    }};
}

/// Whether something was done by a worker, or for an agency, that would tell the reader where somebody is.
macro_rules! is_by_withheld {
    ($actor:expr, $reader:expr) => {{
        let topic = restrictions::topic_id.nullable();
        let agency = access_subjects::agency_id.nullable();
        exists(keeping_from($reader).filter(topic.eq($actor).or(topic.eq(agency))))
    }};
}

/// Whether it was done to a thing that is kept from the reader.
macro_rules! is_of_withheld {
    ($thing:expr, $reader:expr) => {
        exists(withheld($reader).filter(item_topics::item_id.nullable().eq($thing)))
    };
}

/// What a reader knows of and does not, of what records may be about.
#[derive(Clone)]
pub(super) struct Knowledge {
    /// The meetings and invitations that do not exist for them.
    pub unknown: Vec<Key>,
    /// The items of information of which they know.
    pub shared: Vec<Key>,
}

/// Whether a record of a subject may be told to a reader who knows this.
pub(super) fn is_told(reader: Id<Person>, subject: Key, known: Knowledge, now: NaiveDateTime) -> Told {
    let (member, own) = (Reader::FamilyMember(reader), key(reader));
    let Knowledge { unknown, shared } = known;
    let looks = access_log::table
        .filter(access_log::id.eq(access_subjects::record_id))
        .filter(access_log::actor_kind.eq_any(OnlookerKind::ALL.iter().map(|kind| kind.code())))
        .filter(
            access_log::operation
                .eq_any(for_all())
                .nullable()
                .or(access_log::target_id.eq(subject))
                .or(is_own!(access_log::target_id, own))
                .or(access_log::target_id.eq_any(shared.clone()).and(not(is_by_a_lawyer()))),
        )
        .filter(not(access_log::operation.like(SAFETY)).or(is_own!(access_log::target_id, own)))
        .filter(not(is_by_withheld!(access_log::actor_id, member)))
        .filter(not(is_of_withheld!(access_log::target_id, member)))
        .filter(access_log::target_id.is_null().or(access_log::target_id.ne_all(unknown.clone())))
        .filter(not(is_look_in_an_emergency(subject, now)));
    let changed = audit_log::subject_id.nullable();
    let changes = audit_log::table
        .filter(audit_log::change_id.eq(access_subjects::record_id))
        .filter(
            audit_log::operation.eq_any(for_all()).or(is_own!(changed, own)).or(audit_log::operation
                .eq_any(SHARING.map(Operation::name))
                .and(audit_log::subject_id.eq_any(shared))),
        )
        .filter(not(is_by_withheld!(audit_log::actor_id, member)))
        .filter(not(is_of_withheld!(changed, member)))
        .filter(audit_log::subject_id.ne_all(unknown))
        .filter(not(is_opening_of_an_emergency(now)));
    Box::new(exists(looks).or(exists(changes)).nullable())
}

/// Whether a record is of one of these things.
pub(super) fn is_of(things: &[Key]) -> Told {
    let looks = access_log::table
        .filter(access_log::id.eq(access_subjects::record_id))
        .filter(access_log::target_id.eq_any(things.to_vec()));
    let changes = audit_log::table
        .filter(audit_log::change_id.eq(access_subjects::record_id))
        .filter(audit_log::subject_id.eq_any(things.to_vec()));
    Box::new(exists(looks).or(exists(changes)).nullable())
}

/// What is done to safety alerts is told to those whom they protect, and to nobody else.
const SAFETY: &str = "safety.%";

/// What is done to an item and told to those whom it concerns: not what others of the family answer to it, nor by whom it
/// ended, which would tell as much, nor why they were not told.
const SHARING: [Operation; 4] = [
    Operation::ProposeDisclosure,
    Operation::ApproveDisclosure,
    Operation::DiscloseItem,
    Operation::CorrectDisclosure,
];

pub(super) type Told = Box<dyn BoxableExpression<access_subjects::table, Db, SqlType = Nullable<Bool>>>;

/// The operations of which every member of the family may be told. How often somebody has gone over a draft of the
/// plan is not told, because what they changed in it may be hidden from the reader; what is sent of it is.
fn for_all() -> Vec<&'static str> {
    let told = Operation::ALL.iter().filter(|it| !matches!(it, Operation::RevisePlan));
    told.map(|operation| operation.name()).filter(|name| Topic::of(name, false) != Topic::Other).collect()
}

/// The emergencies that are not over: who could do harm does not watch.
#[diesel::dsl::auto_type]
fn running(now: NaiveDateTime) -> _ {
    break_glass_grants::table
        .filter(break_glass_grants::revoked.eq(false))
        .filter(break_glass_grants::expires_at.gt(now))
}

/// Whether a look was by somebody to whom a case is open in an emergency, or at that, since it was opened. Ids are in the
/// order of time.
#[diesel::dsl::auto_type(no_type_alias)]
fn is_look_in_an_emergency(subject: Key, now: NaiveDateTime) -> _ {
    let running: running = running(now);
    let at_it = access_log::operation.like("break_glass.%").or(access_log::operation.like("oversight.%"));
    exists(
        running.filter(break_glass_grants::id.lt(access_log::id)).filter(
            break_glass_grants::worker_id
                .nullable()
                .eq(access_log::actor_id)
                .or(break_glass_grants::case_id.eq(subject).and(at_it)),
        ),
    )
}

/// Whether somebody looked at an item who was asked about it as a lawyer: their advice is privileged.
#[diesel::dsl::auto_type(no_type_alias)]
fn is_by_a_lawyer() -> _ {
    let asked = advice_requests::table
        .filter(advice_requests::disclosure_id.nullable().eq(access_log::target_id))
        .filter(advice_requests::adviser_id.nullable().eq(access_log::actor_id))
        .filter(advice_requests::privileged);
    exists(asked)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn is_opening_of_an_emergency(now: NaiveDateTime) -> _ {
    let running: running = running(now);
    exists(running.filter(break_glass_grants::id.eq(audit_log::subject_id)))
}

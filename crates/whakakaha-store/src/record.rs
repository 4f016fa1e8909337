//! Rows: what every table has in common, and what each keeps beside the content so that queries,
//! constraints and indexes can reach it.
//!
//! The content of a thing is one JSON document in `body`; the columns are an index over it, written
//! from it here and nowhere else.

mod columns;

use diesel::{
    deserialize,
    prelude::*,
    sql_types::{Integer, Text},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;
use whakakaha_domain::{
    action::{Action, FollowUpCheck, ProgressUpdate},
    agency::Agency,
    assignment::Assignment,
    break_glass::BreakGlassGrant,
    calendar_link::CalendarLink,
    case::Case,
    client::Client,
    code::CodeList,
    consent::Consent,
    contact::Contact,
    coordinator::Coordinator,
    correction::{Correction, CorrectionNotice},
    disclosure::{AdviceRequest, Disclosure, DisclosureNotice},
    entity::{Entity, Version},
    facilitator::Facilitator,
    family::Family,
    final_report::FinalReport,
    intake::Intake,
    login::{Login, LoginCode},
    meeting::{Invitation, Meeting, MeetingPack},
    membership::{Membership, Relationship},
    need::Need,
    person::Person,
    plan::{PlanRendering, PlanVersion},
    profile::{ProfileEntry, ProfileWording},
    progress_report::ProgressReport,
    recall::Recall,
    record::{Record, Stored},
    region::Region,
    restriction::{Reach, Restriction},
    review::Review,
    safety::{Safeguard, SafetyAlert},
    session::Session,
    statement::Statement,
    webhook::Webhook,
    worker::Worker,
};

pub(crate) use columns::NO_REVIEW;
use columns::{NOT_YET, invited_member, invited_worker, number, owner_agency, request_ref, stated_plan};

use crate::{
    dialect::{Conn, Db, Key, key, sql},
    error::Failure,
    schema,
};

/// The first three columns of every business table, and the content.
pub(crate) struct Row<T>(pub(crate) Entity<T>);

impl<T: DeserializeOwned> Queryable<(sql::Id, Integer, Text), Db> for Row<T> {
    type Row = (Key, Version, String);

    fn build((id, version, body): Self::Row) -> deserialize::Result<Self> {
        Ok(Self(Entity { id: id.id(), version, body: serde_json::from_str(&body)? }))
    }
}

impl<T> Row<T> {
    /// The things in the rows.
    pub(crate) fn entities(rows: Vec<Self>) -> Vec<Entity<T>> {
        rows.into_iter().map(|row| row.0).collect()
    }
}

/// What the audit log keeps of a written thing: which, which version, and a hash of what it says.
#[derive(Clone, Serialize)]
pub(crate) struct Written {
    pub(crate) kind: &'static str,
    pub(crate) id: Uuid,
    pub(crate) version: Version,
    pub(crate) sha256: String,
}

/// A row ready to be written: the content serialised once, for the row and for its hash.
struct Draft<'a, T> {
    entity: &'a Entity<T>,
    change: Key,
    body: String,
}

macro_rules! rows {
    ($($kind:ident: $table:ident { $($column:ident = $value:expr),* $(,)? })+) => {
        $(impl Draft<'_, $kind> {
            /// Inserts what is new; replaces what was read, unless somebody else has meanwhile.
            fn write(&self, conn: &mut Conn) -> Result<(), Failure> {
                use schema::$table::dsl;
                let entity = self.entity;
                let columns = (
                    dsl::version.eq(entity.version + 1),
                    dsl::change_id.eq(self.change),
                    dsl::body.eq(&self.body),
                    $(dsl::$column.eq({ let value: fn(&$kind) -> _ = $value; value(&entity.body) }),)*
                );
                if entity.version == 0 {
                    diesel::insert_into(dsl::$table).values((dsl::id.eq(key(entity.id)), columns)).execute(conn)?;
                    return Ok(());
                }
                let read = dsl::$table.filter(dsl::id.eq(key(entity.id))).filter(dsl::version.eq(entity.version));
                match diesel::update(read).set(columns).execute(conn)? {
                    0 => Err(Failure::Contended),
                    _ => Ok(()),
                }
            }
        })+

        /// Serialises a record, for its row and for its hash in the audit log.
        pub(crate) fn serialise(record: &Record) -> Result<Serialised<'_>, Failure> {
            match record {
                $(Record::$kind(entity) => {
                    let body = serde_json::to_string(&entity.body).map_err(|error| Failure::Bug(error.into()))?;
                    Ok(Serialised { record, kind: $kind::KIND, id: entity.id.uuid(), version: entity.version + 1, body })
                })+
                Record::ConsentStandings(standings) => {
                    let body = serde_json::to_string(standings).map_err(|error| Failure::Bug(error.into()))?;
                    let id = standings.first().map_or(Uuid::nil(), |standing| standing.case_id.uuid());
                    Ok(Serialised { record, kind: "consent_standings", id, version: 0, body })
                }
            }
        }

        /// Writes a record of this change by this author.
        pub(crate) fn write(
            conn: &mut Conn,
            (change, author): (Key, Key),
            serialised: Serialised<'_>,
        ) -> Result<(), Failure> {
            let body = serialised.body;
            match serialised.record {
                $(Record::$kind(entity) => Draft { entity, change, body }.write(conn)?,)+
                Record::ConsentStandings(standings) => crate::consent::replace_standings(conn, change, standings)?,
            }
            if let Record::Person(person) = serialised.record {
                crate::person::index_person(conn, change, person)?;
            }
            if let Record::Disclosure(item) = serialised.record {
                crate::disclosure::index_item(conn, change, item)?;
            }
            if let Record::Webhook(webhook) = serialised.record {
                crate::webhook::queue_asked(conn, change, webhook)?;
            }
            if let Record::Case(case) = serialised.record {
                crate::case::keep_outline(conn, change, case)?;
            }
            crate::hidden::index(conn, change, author, serialised.record)?;
            crate::desk::tidy(conn, serialised.record)
        }
    };
}

/// A record with its content as text.
pub(crate) struct Serialised<'a> {
    record: &'a Record,
    pub(crate) kind: &'static str,
    pub(crate) id: Uuid,
    pub(crate) version: Version,
    pub(crate) body: String,
}

rows! {
    Region: regions { code = |it| it.code.clone(), parent_id = |it| it.parent.map(key) }
    Agency: agencies { name = |it| it.name.clone(), parent_id = |it| it.parent.map(key), suspended = |it| it.suspended_at.is_some() }
    Worker: workers { agency_id = |it| key(it.agency_id), ended_on = |it| it.ended_on }
    Coordinator: coordinators { worker_id = |it| key(it.worker_id), region_id = |it| key(it.region_id), ended_on = |it| it.ended_on }
    Facilitator: facilitators { worker_id = |it| key(it.worker_id) }
    Client: clients { agency_id = |it| key(it.agency_id), disabled = |it| it.disabled_at.is_some() }
    LoginCode: login_codes {
        person_id = |it| it.holder.person().map(key),
        worker_id = |it| it.holder.worker().map(key),
        beginning = |it| it.spoken.beginning.clone(),
        expires_at = |it| it.expires_at.naive_utc(),
    }
    Login: logins {
        worker_id = |it| key(it.worker_id),
        issuer = |it| it.issuer.clone(), subject = |it| it.subject.clone(),
        ended = |it| it.ended_at.is_some(),
    }
    Session: sessions {
        client_id = |it| it.client_id.map(key),
        worker_id = |it| it.holder.worker().map(key),
        person_id = |it| it.holder.person().map(key),
        assertion = |it| it.assertion.clone(),
        ends_at = |it| it.ends_at.naive_utc(),
        ended = |it| it.ended_at.is_some(),
    }
    CalendarLink: calendar_links {
        worker_id = |it| it.owner.worker().map(key),
        person_id = |it| it.owner.person().map(key),
        client_id = |it| it.client_id.map(key),
        sha256 = |it| it.sha256.clone(),
        ended = |it| it.ended_at.is_some(),
    }
    Person: people { region_id = |it| key(it.region_id), born_on = |it| it.born_on }
    Family: families { region_id = |it| key(it.region_id) }
    Membership: memberships {
        family_id = |it| key(it.family_id),
        person_id = |it| key(it.person_id),
        speaks = |it| it.speaks_for_themselves(),
        is_child = |it| it.role.is_child(),
        ended_on = |it| it.ended_on,
    }
    Relationship: relationships {
        person_id = |it| key(it.person_id),
        of_person_id = |it| key(it.of_person_id),
        kind = |it| it.kind.code(),
        ended_on = |it| it.ended_on,
    }
    Intake: intakes {
        region_id = |it| key(it.region_id),
        asked_by = |it| it.asked_by.map(key),
        status = |it| it.state.status().code(),
        received_on = |it| it.received_on,
    }
    Case: cases {
        family_id = |it| key(it.family_id),
        region_id = |it| key(it.region_id),
        status = |it| it.state.status().code(),
        consent_age = |it| i32::from(it.consent_age),
        is_open = |it| it.is_open(),
        next_review_on = |it| it.next_review_on.unwrap_or(NO_REVIEW),
    }
    Assignment: assignments {
        case_id = |it| key(it.case_id),
        role = |it| it.role.code(),
        agency_id = |it| key(it.agency_id),
        worker_id = |it| it.worker_id.map(key),
        given_by = |it| it.given_by().map(key),
        ended_on = |it| it.ended_on,
    }
    Consent: consents {
        case_id = |it| key(it.case_id),
        person_id = |it| key(it.person_id),
        status = |it| it.state.status().code(),
        valid_until = |it| it.valid_until,
        warn_on = |it| it.warn_on(),
    }
    ProfileEntry: profile_entries { case_id = |it| key(it.case_id), kind = |it| it.kind.code(), removed = |it| it.removed_at.is_some() }
    ProfileWording: profile_wordings { case_id = |it| key(it.case_id), entry_id = |it| key(it.entry_id) }
    Need: needs { case_id = |it| key(it.case_id) }
    Restriction: restrictions {
        case_id = |it| key(it.case_id),
        topic_id = |it| Key(it.withheld.topic()),
        known_only = |it| it.reach == Reach::KnownOnlyTo,
        spares_coordinator = |it| it.withheld.reaches_the_plan(),
        lifted = |it| it.lifted_at.is_some(),
        alert_id = |_| None::<Key>,
    }
    Meeting: meetings { case_id = |it| key(it.case_id), status = |it| it.state.status().code(), starts_at = |it| it.starts_at_local }
    Invitation: invitations {
        case_id = |it| key(it.case_id),
        meeting_id = |it| key(it.meeting_id),
        worker_id = |it| invited_worker(&it.invitee),
        person_id = |it| invited_member(&it.invitee),
        state = |it| it.state.code(),
    }
    MeetingPack: meeting_packs {
        case_id = |it| key(it.case_id),
        meeting_id = |it| key(it.meeting_id),
        recipient_kind = |it| it.recipient.name().0,
        recipient_id = |it| Key(it.recipient.name().1),
    }
    PlanVersion: plan_versions { case_id = |it| key(it.case_id), number = |it| number(it.number), status = |it| it.state.status().code() }
    PlanRendering: plan_renderings {
        case_id = |it| key(it.case_id),
        plan_version_id = |it| key(it.plan_version_id),
        recipient_kind = |it| it.recipient.name().0,
        recipient_id = |it| Key(it.recipient.name().1),
    }
    Action: actions {
        case_id = |it| key(it.case_id),
        owner_agency_id = |it| owner_agency(it.owner),
        status = |it| it.status.code(),
        due_on = |it| it.due_on,
    }
    ProgressUpdate: progress_updates { case_id = |it| key(it.case_id), action_id = |it| key(it.action_id) }
    FollowUpCheck: follow_up_checks { case_id = |it| key(it.case_id), action_id = |it| key(it.action_id) }
    Review: reviews { case_id = |it| key(it.case_id), status = |it| it.state.status().code(), due_on = |it| it.due_on }
    FinalReport: final_reports { case_id = |it| key(it.case_id), status = |it| it.state.status().code() }
    Contact: contacts { case_id = |it| key(it.case_id), reached = |it| it.reached, happened_on = |it| it.on }
    Statement: statements {
        case_id = |it| key(it.case_id),
        person_id = |it| key(it.person_id),
        audience = |it| it.audience.code(),
        plan_version_id = |it| stated_plan(it.about),
        replaces_id = |it| it.replaces.map(key),
    }
    Correction: corrections {
        case_id = |it| key(it.case_id),
        person_id = |it| key(it.person_id),
        status = |it| it.state.status().code(),
        kind = |it| it.about.kind.code(),
        about_id = |it| Key(it.about.id),
        source_id = |it| it.source.map(key),
    }
    ProgressReport: progress_reports { case_id = |it| key(it.case_id), submitted_on = |it| it.submitted_on }
    Disclosure: disclosures {
        case_id = |it| key(it.case_id),
        from_agency_id = |it| key(it.from_agency_id),
        category = |it| it.category.code(),
        status = |it| it.status.code(),
        statutory = |it| it.ground.is_statutory(),
        request_ref = |it| request_ref(it),
        family_from = |it| it.family_from.map_or(NOT_YET, |from| from.naive_utc()),
        notice_due_at = |it| it.notice_due_at().map(|due| due.naive_utc()),
    }
    DisclosureNotice: disclosure_notices { case_id = |it| key(it.case_id), person_id = |it| key(it.person_id), told_by = |it| key(it.told_by) }
    AdviceRequest: advice_requests {
        case_id = |it| key(it.case_id),
        disclosure_id = |it| key(it.disclosure_id),
        adviser_id = |it| key(it.adviser_id),
        agency_id = |it| key(it.agency_id),
        privileged = |it| it.is_privileged(),
        answered = |it| it.answer.is_some(),
        replaced = |it| it.replaced_at.is_some(),
    }
    CorrectionNotice: correction_notices {
        case_id = |it| key(it.case_id),
        agency_id = |it| it.addressee.agency().map(key),
        member_id = |it| it.addressee.member().map(key),
        correction_id = |it| it.correction_id.map(key),
        person_id = |it| it.person_id.map(key),
        kind = |it| it.about.kind.code(),
        about_id = |it| Key(it.about.id),
        acknowledged = |it| it.acknowledgement.is_some(),
    }
    Recall: recalls {
        case_id = |it| key(it.case_id),
        agency_id = |it| key(it.agency_id),
        person_id = |it| it.person_id.map(key),
        status = |it| it.status.code(),
        due_at = |it| it.due_at.naive_utc(),
    }
    SafetyAlert: safety_alerts {
        case_id = |it| key(it.case_id),
        person_id = |it| key(it.person_id),
        protected_id = |it| it.protected_id.map(key),
        is_open = |it| it.status.is_open(),
        ends_on = |it| it.ends_on,
    }
    Safeguard: restrictions {
        case_id = |it| key(it.case_id),
        topic_id = |it| Key(it.conceals.topic()),
        known_only = |_| false,
        spares_coordinator = |_| true,
        lifted = |it| it.lifted_at.is_some(),
        alert_id = |it| Some(key(it.alert_id)),
    }
    Webhook: webhooks { agency_id = |it| key(it.agency_id), status = |it| it.status.code() }
    BreakGlassGrant: break_glass_grants {
        case_id = |it| key(it.case_id),
        worker_id = |it| key(it.worker_id),
        agency_id = |it| key(it.agency_id),
        part = |it| it.part.code(),
        expires_at = |it| it.expires_at.naive_utc(),
        review_due_at = |it| it.review_due_at.naive_utc(),
        revoked = |it| it.revocation.is_some(),
        reviewed = |it| it.review.is_some(),
        outcome = |it| it.review.as_ref().map(|review| review.outcome.code()),
    }
}

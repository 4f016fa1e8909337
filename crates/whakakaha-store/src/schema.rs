//! The tables, as diesel sees them. The migrations make them, in both databases.

use diesel::{allow_tables_to_appear_in_same_query, table};

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text, Timestamp};

    outbox (change_id) {
        change_id -> Id,
        event -> Text,
        subject_kind -> Text,
        subject_id -> Id,
        case_id -> Nullable<Id>,
        sequence -> Integer,
        occurred_at -> Timestamp,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text, Timestamp};

    audit_log (change_id) {
        change_id -> Id,
        chain_id -> Id,
        sequence -> Integer,
        operation -> Text,
        actor_kind -> Text,
        actor_id -> Nullable<Id>,
        client -> Text,
        request_id -> Text,
        subject_kind -> Text,
        subject_id -> Id,
        case_id -> Nullable<Id>,
        occurred_at -> Timestamp,
        records -> Text,
        previous_hash -> Text,
        hash -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    audit_heads (chain_id) {
        chain_id -> Id,
        change_id -> Id,
        sequence -> Integer,
        hash -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text};

    regions (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        code -> Text,
        parent_id -> Nullable<Id>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text};

    agencies (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        name -> Text,
        parent_id -> Nullable<Id>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    workers (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        agency_id -> Id,
        ended_on -> Nullable<Date>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    coordinators (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        worker_id -> Id,
        region_id -> Id,
        ended_on -> Nullable<Date>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    facilitators (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        worker_id -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    people (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        region_id -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    families (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        region_id -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Date, Integer, Nullable, Text};

    memberships (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        family_id -> Id,
        person_id -> Id,
        speaks -> Bool,
        ended_on -> Nullable<Date>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    relationships (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        person_id -> Id,
        of_person_id -> Id,
        ended_on -> Nullable<Date>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Text};

    intakes (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        region_id -> Id,
        status -> Text,
        received_on -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Date, Integer, Text};

    cases (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        family_id -> Id,
        region_id -> Id,
        status -> Text,
        is_open -> Bool,
        next_review_on -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    assignments (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        role -> Text,
        agency_id -> Id,
        worker_id -> Nullable<Id>,
        ended_on -> Nullable<Date>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Text};

    consents (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        person_id -> Id,
        status -> Text,
        valid_until -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Text};

    profile_entries (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        kind -> Text,
        removed -> Bool,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    needs (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Text};

    restrictions (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        item_id -> Id,
        agency_id -> Id,
        lifted -> Bool,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text, Timestamp};

    meetings (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        status -> Text,
        starts_at -> Timestamp,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text};

    invitations (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        meeting_id -> Id,
        worker_id -> Nullable<Id>,
        person_id -> Nullable<Id>,
        state -> Text,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    plan_versions (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        number -> Integer,
        status -> Text,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    plan_renderings (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        plan_version_id -> Id,
        agency_id -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    actions (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        owner_agency_id -> Nullable<Id>,
        status -> Text,
        due_on -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    progress_updates (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        action_id -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    follow_up_checks (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        action_id -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Text};

    reviews (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        status -> Text,
        due_on -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    final_reports (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        status -> Text,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Text, Timestamp};

    consent_standings (case_id, purpose, agency_id) {
        case_id -> Id,
        purpose -> Text,
        agency_id -> Id,
        change_id -> Id,
        state -> Text,
        ends_at -> Timestamp,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Text};

    name_words (word, person_id) {
        word -> Text,
        person_id -> Id,
        change_id -> Id,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Text};

    person_identifiers (agency_id, system, value) {
        agency_id -> Id,
        system -> Text,
        value -> Text,
        person_id -> Id,
        change_id -> Id,
    }
}

table! {

    use diesel::sql_types::{Integer, Text, Timestamp};

    idempotency_keys (client, route, key) {
        client -> Text,
        route -> Text,
        key -> Text,
        request_hash -> Text,
        status -> Integer,
        headers -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

allow_tables_to_appear_in_same_query!(
    outbox,
    audit_log,
    audit_heads,
    regions,
    agencies,
    workers,
    coordinators,
    facilitators,
    people,
    families,
    memberships,
    relationships,
    intakes,
    cases,
    assignments,
    consents,
    profile_entries,
    needs,
    restrictions,
    meetings,
    invitations,
    plan_versions,
    plan_renderings,
    actions,
    progress_updates,
    follow_up_checks,
    reviews,
    final_reports,
    consent_standings,
    name_words,
    person_identifiers,
    idempotency_keys,
);

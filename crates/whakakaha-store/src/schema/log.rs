//! Events and what became of them, audit entries, departures, access records, and the answers kept for repeated requests.

use diesel::table;

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
    use diesel::sql_types::{Integer, Nullable, Text, Timestamp};

    idempotency_keys (client, route, key) {
        client -> Text,
        route -> Text,
        key -> Text,
        request_hash -> Text,
        status -> Integer,
        headers -> Text,
        body -> Text,
        operation -> Nullable<Text>,
        seen -> Nullable<Text>,
        subject_id -> Nullable<Id>,
        created_at -> Timestamp,
    }
}

table! {
    use crate::dialect::sql::Id;

    departures (change_id, agency_id) {
        change_id -> Id,
        agency_id -> Id,
        case_id -> Id,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Nullable, Text, Timestamp};

    access_log (id) {
        id -> Id,
        occurred_at -> Timestamp,
        actor_kind -> Text,
        actor_id -> Nullable<Id>,
        agency_id -> Nullable<Id>,
        client -> Text,
        request_id -> Text,
        operation -> Text,
        target_id -> Nullable<Id>,
        outcome -> Text,
        seen -> Text,
        concerned_id -> Nullable<Id>,
        grant_id -> Nullable<Id>,
    }
}

table! {
    use crate::dialect::sql::Id;

    access_subjects (subject_id, record_id) {
        subject_id -> Id,
        record_id -> Id,
        agency_id -> Id,
    }
}

table! {
    use crate::dialect::sql::Id;

    case_things (id) {
        id -> Id,
        case_id -> Id,
    }
}

table! {
    use crate::dialect::sql::Id;

    unrelayed (change_id) {
        change_id -> Id,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Text, Timestamp};

    holdings (agency_id, case_id, resource, thing_id) {
        agency_id -> Id,
        case_id -> Id,
        resource -> Text,
        thing_id -> Id,
        event_id -> Id,
        happening -> Text,
        etag -> Text,
        told_at -> Timestamp,
        since -> Timestamp,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Text, Timestamp};

    leases (name) {
        name -> Text,
        holder_id -> Id,
        ends_at -> Timestamp,
    }
}

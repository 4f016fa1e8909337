//! Webhooks, what is delivered to them, and what came of it.

use diesel::table;

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    webhooks (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        agency_id -> Id,
        status -> Text,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Nullable, Text, Timestamp};

    deliveries (id) {
        id -> Id,
        webhook_id -> Id,
        case_id -> Nullable<Id>,
        resource -> Nullable<Text>,
        thing_id -> Nullable<Id>,
        event_id -> Id,
        status -> Text,
        attempts -> Integer,
        due_at -> Timestamp,
        made_at -> Timestamp,
        told -> Bool,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text, Timestamp};

    delivery_attempts (delivery_id, attempted_at) {
        delivery_id -> Id,
        attempted_at -> Timestamp,
        outcome -> Text,
        status -> Nullable<Integer>,
        elapsed_ms -> Integer,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Nullable, Timestamp};

    mails (id) {
        id -> Id,
        agency_id -> Id,
        webhook_id -> Id,
        made_at -> Timestamp,
        due_at -> Nullable<Timestamp>,
    }
}

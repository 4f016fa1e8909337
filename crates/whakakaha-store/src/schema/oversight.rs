//! What was opened in an emergency.

use diesel::table;

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Nullable, Text, Timestamp};

    break_glass_grants (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        worker_id -> Id,
        agency_id -> Id,
        part -> Text,
        expires_at -> Timestamp,
        review_due_at -> Timestamp,
        revoked -> Bool,
        reviewed -> Bool,
        outcome -> Nullable<Text>,
        body -> Text,
    }
}

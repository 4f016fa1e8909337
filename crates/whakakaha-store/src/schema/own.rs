//! What members of a family say and ask for themselves.

use diesel::table;

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text};

    statements (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        person_id -> Id,
        audience -> Text,
        plan_version_id -> Nullable<Id>,
        replaces_id -> Nullable<Id>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text};

    corrections (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        person_id -> Id,
        status -> Text,
        kind -> Text,
        about_id -> Id,
        source_id -> Nullable<Id>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Nullable, Text};

    correction_notices (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        agency_id -> Nullable<Id>,
        member_id -> Nullable<Id>,
        correction_id -> Nullable<Id>,
        person_id -> Nullable<Id>,
        kind -> Text,
        about_id -> Id,
        acknowledged -> Bool,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text, Timestamp};

    recalls (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        agency_id -> Id,
        person_id -> Nullable<Id>,
        status -> Text,
        due_at -> Timestamp,
        body -> Text,
    }
}

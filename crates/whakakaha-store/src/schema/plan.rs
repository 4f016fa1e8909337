//! Plans, follow-up and reviews.

use diesel::table;

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
        recipient_kind -> Text,
        recipient_id -> Id,
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

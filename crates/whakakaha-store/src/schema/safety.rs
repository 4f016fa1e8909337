//! Safety alerts. What they keep from whom is among the restrictions.

use diesel::table;

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Date, Integer, Nullable, Text};

    safety_alerts (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        person_id -> Id,
        protected_id -> Nullable<Id>,
        is_open -> Bool,
        ends_on -> Nullable<Date>,
        body -> Text,
    }
}

//! The directory.

use diesel::table;

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
    use diesel::sql_types::{Bool, Integer, Nullable, Text};

    agencies (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        name -> Text,
        parent_id -> Nullable<Id>,
        suspended -> Bool,
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

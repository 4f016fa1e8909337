//! Programs, codes, logins, sessions and links to calendars.

use diesel::table;

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Text};

    clients (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        agency_id -> Id,
        disabled -> Bool,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Nullable, Text, Timestamp};

    login_codes (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        person_id -> Nullable<Id>,
        worker_id -> Nullable<Id>,
        beginning -> Text,
        expires_at -> Timestamp,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Text};

    logins (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        worker_id -> Id,
        issuer -> Text,
        subject -> Text,
        ended -> Bool,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Nullable, Text, Timestamp};

    sessions (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        client_id -> Nullable<Id>,
        worker_id -> Nullable<Id>,
        person_id -> Nullable<Id>,
        assertion -> Nullable<Text>,
        ends_at -> Timestamp,
        ended -> Bool,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Nullable, Text};

    calendar_links (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        worker_id -> Nullable<Id>,
        person_id -> Nullable<Id>,
        client_id -> Nullable<Id>,
        sha256 -> Text,
        ended -> Bool,
        body -> Text,
    }
}

//! Preparation and meetings.

use diesel::table;

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
    use diesel::sql_types::{Bool, Integer, Nullable, Text};

    restrictions (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        topic_id -> Id,
        known_only -> Bool,
        spares_coordinator -> Bool,
        lifted -> Bool,
        alert_id -> Nullable<Id>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::Text;

    restriction_names (restriction_id, kind, name_id) {
        restriction_id -> Id,
        kind -> Text,
        name_id -> Id,
        change_id -> Id,
    }
}

table! {
    use crate::dialect::sql::Id;

    item_topics (item_id, topic_id) {
        item_id -> Id,
        topic_id -> Id,
        case_id -> Id,
        author_id -> Id,
        change_id -> Id,
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

    meeting_packs (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        meeting_id -> Id,
        recipient_kind -> Text,
        recipient_id -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    profile_wordings (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        entry_id -> Id,
        body -> Text,
    }
}

//! Disclosures, the notices of them, and advice on them.

use diesel::table;

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Nullable, Text, Timestamp};

    disclosures (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        from_agency_id -> Id,
        category -> Text,
        status -> Text,
        statutory -> Bool,
        request_ref -> Nullable<Text>,
        family_from -> Timestamp,
        notice_due_at -> Nullable<Timestamp>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;

    disclosure_subjects (disclosure_id, person_id) {
        disclosure_id -> Id,
        person_id -> Id,
        change_id -> Id,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::Nullable;

    disclosure_recipients (disclosure_id, recipient_id) {
        disclosure_id -> Id,
        recipient_id -> Id,
        agency_id -> Nullable<Id>,
        worker_id -> Nullable<Id>,
        person_id -> Nullable<Id>,
        change_id -> Id,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    disclosure_notices (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        person_id -> Id,
        told_by -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Integer, Text};

    advice_requests (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        disclosure_id -> Id,
        adviser_id -> Id,
        agency_id -> Id,
        privileged -> Bool,
        answered -> Bool,
        replaced -> Bool,
        body -> Text,
    }
}

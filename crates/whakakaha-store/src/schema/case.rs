//! Intakes, cases, roles, consents and final reports.

use diesel::table;

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    intakes (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        region_id -> Id,
        asked_by -> Nullable<Id>,
        status -> Text,
        received_on -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Date, Integer, Text};

    cases (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        family_id -> Id,
        region_id -> Id,
        status -> Text,
        consent_age -> Integer,
        is_open -> Bool,
        next_review_on -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    assignments (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        role -> Text,
        agency_id -> Id,
        worker_id -> Nullable<Id>,
        given_by -> Nullable<Id>,
        ended_on -> Nullable<Date>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Text};

    consents (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        person_id -> Id,
        status -> Text,
        valid_until -> Date,
        warn_on -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Text, Timestamp};

    consent_standings (case_id, purpose, agency_id) {
        case_id -> Id,
        purpose -> Text,
        agency_id -> Id,
        change_id -> Id,
        opens -> Bool,
        state -> Text,
        ends_at -> Timestamp,
    }
}

table! {
    use diesel::sql_types::Nullable;

    use crate::dialect::sql::Id;

    consent_holds (case_id, agency_id, topic_id, change_id) {
        case_id -> Id,
        agency_id -> Id,
        topic_id -> Id,
        change_id -> Id,
        ended_by -> Nullable<Id>,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    final_reports (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        status -> Text,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Date, Integer, Text};

    contacts (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        reached -> Bool,
        happened_on -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Text};

    progress_reports (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        case_id -> Id,
        submitted_on -> Date,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Date};

    desks (holder_id, case_id) {
        holder_id -> Id,
        case_id -> Id,
        is_open -> Bool,
        next_review_on -> Date,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    case_outlines (case_id) {
        case_id -> Id,
        version -> Integer,
        change_id -> Id,
        content -> Text,
    }
}

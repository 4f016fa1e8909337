//! Families and people.

use diesel::table;

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    people (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        region_id -> Id,
        born_on -> Nullable<Date>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Integer, Text};

    families (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        region_id -> Id,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Bool, Date, Integer, Nullable, Text};

    memberships (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        family_id -> Id,
        person_id -> Id,
        speaks -> Bool,
        is_child -> Bool,
        ended_on -> Nullable<Date>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Date, Integer, Nullable, Text};

    relationships (id) {
        id -> Id,
        version -> Integer,
        change_id -> Id,
        person_id -> Id,
        of_person_id -> Id,
        kind -> Text,
        ended_on -> Nullable<Date>,
        body -> Text,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Text};

    name_words (word, person_id) {
        word -> Text,
        person_id -> Id,
        change_id -> Id,
    }
}

table! {
    use crate::dialect::sql::Id;
    use diesel::sql_types::{Text};

    person_identifiers (agency_id, system, value) {
        agency_id -> Id,
        system -> Text,
        value -> Text,
        person_id -> Id,
        change_id -> Id,
    }
}

//! The schema: goes up, down and up again, and is the same in both databases.

use std::collections::BTreeSet;

use whakakaha_store::db::{DatabaseConfig, Db, Location};
use whakakaha_tests::{app::TestApp, database::Database};

fn open(database: &Database) -> Db {
    let url = database.url();
    let location = if database.is_postgres() { Location::Postgres(url) } else { Location::Sqlite(url) };
    Db::open(&DatabaseConfig { location, pool_size: 1 }).unwrap()
}

#[test]
fn migrations_go_up_down_and_up_again() {
    let database = Database::fresh();
    let db = open(&database);
    let steps = whakakaha_store::migrations::names().unwrap().len();
    let before = structure(&database);
    assert_eq!(db.unmake().unwrap(), steps);
    assert!(structure(&database).is_empty(), "{:?}", structure(&database));
    assert_eq!(db.make().unwrap(), steps);
    assert_eq!(structure(&database), before);
}

/// Several processes may start at the same time on a database that is empty yet.
#[test]
fn processes_that_start_together_make_the_schema_once() {
    let database = Database::fresh();
    let before = {
        let db = open(&database);
        let made = structure(&database);
        db.unmake().unwrap();
        made
    };
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| drop(open(&database)));
        }
    });
    assert_eq!(structure(&database), before);
}

/// The same snapshot for both databases: tables, columns, nullability, keys, unique constraints, indexes.
#[test]
fn both_databases_have_the_same_structure() {
    let app = TestApp::start();
    let lines: Vec<String> = structure(&app.database).into_iter().collect();
    insta::assert_snapshot!("schema", lines.join("\n"));
}

fn structure(database: &Database) -> BTreeSet<String> {
    let queries = if database.is_postgres() { POSTGRES } else { SQLITE };
    let rows = queries.iter().flat_map(|sql| database.rows(sql).unwrap());
    let lines = rows.map(|row| row.join(" ").to_lowercase());
    lines.filter(|line| !line.contains("__diesel_schema_migrations") && !line.contains("autoindex")).collect()
}

/// What looks for the case of a thing looks into every table of such things.
#[test]
fn the_view_of_things_of_cases_names_every_table_of_them() {
    let app = TestApp::start();
    let columns: Vec<String> =
        structure(&app.database).into_iter().filter(|line| line.starts_with("column ")).collect();
    let has = |table: &str, name: &str| {
        columns.iter().any(|line| line.starts_with(&format!("column {table}.{name} not null")))
    };
    let tables: BTreeSet<&str> = columns.iter().filter_map(|line| line[7..].split('.').next()).collect();
    let view = if app.database.is_postgres() {
        "SELECT pg_get_viewdef('case_things')"
    } else {
        "SELECT sql FROM sqlite_master WHERE name = 'case_things'"
    };
    let view = app.database.value(view);
    let missing: Vec<&str> = tables
        .into_iter()
        .filter(|table| has(table, "id") && has(table, "case_id"))
        .filter(|table| !view.contains(&format!("FROM {table}")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

const SQLITE: [&str; 3] = [
    "SELECT 'column', m.name || '.' || c.name, CASE WHEN c.\"notnull\" = 1 THEN 'not null' ELSE 'nullable' END \
     FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%'",
    "SELECT 'key', m.name, group_concat(c.name, ',' ORDER BY c.pk) FROM sqlite_master m, pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND c.pk > 0 AND m.name NOT LIKE 'sqlite_%' GROUP BY m.name",
    "SELECT 'index', m.name, CASE WHEN l.\"unique\" = 1 THEN 'unique' ELSE 'plain' END, \
     CASE WHEN l.partial = 1 THEN 'partial' ELSE 'whole' END, \
     (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(m.name) ORDER BY seqno)) \
     FROM sqlite_master m, pragma_index_list(m.tbl_name) l WHERE m.type = 'index' AND l.name = m.name",
];

const POSTGRES: [&str; 3] = [
    "SELECT 'column', table_name || '.' || column_name, CASE WHEN is_nullable = 'NO' THEN 'not null' ELSE 'nullable' END \
     FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT 'key', t.relname, string_agg(a.attname, ',' ORDER BY k.n) FROM pg_index i \
     JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace AND s.nspname = 'public', \
     unnest(i.indkey) WITH ORDINALITY k(num, n) JOIN pg_attribute a ON a.attnum = k.num \
     WHERE i.indisprimary AND a.attrelid = i.indrelid GROUP BY t.relname",
    "SELECT 'index', c.relname, CASE WHEN i.indisunique THEN 'unique' ELSE 'plain' END, \
     CASE WHEN i.indpred IS NULL THEN 'whole' ELSE 'partial' END, \
     (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(i.indkey) WITH ORDINALITY k(num, n) \
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num) \
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
     JOIN pg_namespace s ON s.oid = c.relnamespace AND s.nspname = 'public' WHERE NOT i.indisprimary",
];

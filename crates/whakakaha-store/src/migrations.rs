//! The schema, made and unmade in steps, the same steps in both databases.

use diesel::{
    connection::SimpleConnection,
    migration::{MigrationSource, Result},
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::dialect::Conn;

const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

/// Runs every step that has not run yet; answers how many ran. Of several processes that start at the same time one
/// does, and the others wait for it.
pub(crate) fn up(conn: &mut Conn) -> Result<usize> {
    match conn {
        Conn::Postgres(conn) => {
            conn.batch_execute(&format!("SELECT pg_advisory_lock({TURN})"))?;
            let ran = conn.run_pending_migrations(POSTGRES).map(|steps| steps.len());
            conn.batch_execute(&format!("SELECT pg_advisory_unlock({TURN})"))?;
            ran
        }
        Conn::Sqlite(conn) => {
            conn.immediate_transaction(|conn| conn.run_pending_migrations(SQLITE).map(|steps| steps.len()))
        }
    }
}

/// The number under which processes take turns: the first eight letters of the service's name.
const TURN: i64 = i64::from_be_bytes(*b"whakakah");

/// Undoes every step; answers how many were undone.
pub(crate) fn down(conn: &mut Conn) -> Result<usize> {
    match conn {
        Conn::Postgres(conn) => conn.revert_all_migrations(POSTGRES).map(|steps| steps.len()),
        Conn::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(|steps| steps.len()),
    }
}

/// The names of all steps, in order.
pub fn names() -> Result<Vec<String>> {
    let steps = MigrationSource::<diesel::pg::Pg>::migrations(&POSTGRES)?;
    Ok(steps.iter().map(|step| step.name().to_string()).collect())
}

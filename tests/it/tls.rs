//! TLS to PostgreSQL, with the server's certificate verified.

use std::path::Path;

use whakakaha_store::{
    db::{DatabaseConfig, Db, Location},
    error::Failure,
};
use whakakaha_tests::database::Database;

fn open(url: String) -> Result<Db, Failure> {
    Db::open(&DatabaseConfig { location: Location::Postgres(url), pool_size: 2 })
}

fn certificate(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tls").join(name).to_str().unwrap().to_owned()
}

/// SQLite has no network; the run on PostgreSQL is the one that shows this.
#[test]
fn connections_to_postgresql_can_be_encrypted_and_the_server_verified() {
    let database = Database::fresh();
    if !database.is_postgres() {
        return;
    }
    let url = database.url_over_tls(&certificate("authority.pem"));
    let impostor = url.replace("authority.pem", "stranger.pem");
    assert!(matches!(open(impostor), Err(Failure::Unavailable(_))), "a certificate of somebody else's");

    let db = open(url).unwrap();
    let seen = "SELECT DISTINCT ssl, version FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                WHERE usename = datname AND datname = current_database()";
    assert_eq!(database.rows(seen).unwrap(), [["t", "TLSv1.3"]]);
    drop(db);
}

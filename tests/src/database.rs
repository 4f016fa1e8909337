//! A database of its own for each test, on the server or in the file that the run is about.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use postgres::{NoTls, SimpleQueryMessage};
use tempfile::TempDir;

/// A database that disappears with the test.
pub enum Database {
    /// A file in a folder of its own.
    Sqlite {
        /// The folder.
        folder: TempDir,
        /// Who looks into it past the service.
        client: Mutex<Option<rusqlite::Connection>>,
    },
    /// A database on the server, made from a template that was migrated once.
    Postgres {
        /// The server, with the name of its first database.
        server: String,
        /// The name of this one.
        name: String,
        /// Who looks into it past the service.
        client: Box<Mutex<Option<postgres::Client>>>,
    },
}

/// A transaction that keeps others waiting for as long as it is open.
pub enum Lock {
    /// On the file.
    Sqlite(rusqlite::Connection),
    /// On a table.
    Postgres(Box<postgres::Client>),
}

/// The variable that says which database the run is about: `sqlite`, or `postgres://…`.
const WHICH: &str = "WHAKAKAHA_TEST_DATABASE";

/// How long a server may take to say that it is still there.
const ALIVE: Duration = Duration::from_secs(5);

impl Database {
    /// An empty database with the schema in place.
    #[must_use]
    pub fn fresh() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let Some(server) = server() else {
            return Self::Sqlite { folder: TempDir::new().unwrap(), client: Mutex::default() };
        };
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let template = template(&server);
        administer(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Self::Postgres { server, name, client: Box::default() }
    }

    /// The address by which the service finds it.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite { folder, .. } => folder.path().join("test.db").to_str().unwrap().to_owned(),
            Self::Postgres { server, name, .. } => address(server, name),
        }
    }

    /// Whether it is PostgreSQL.
    #[must_use]
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres { .. })
    }

    /// The rows that a statement answers, every value as text, absent ones as an empty text. Goes past
    /// the service, with a client of its own.
    pub fn rows(&self, sql: &str) -> Result<Vec<Vec<String>>, String> {
        match self {
            Self::Sqlite { client, .. } => {
                let mut client = client.lock().unwrap_or_else(PoisonError::into_inner);
                if client.is_none() {
                    *client = Some(sqlite_client(&self.url())?);
                }
                sqlite_rows(client.as_ref().unwrap(), sql)
            }
            Self::Postgres { client, .. } => {
                let mut client = client.lock().unwrap_or_else(PoisonError::into_inner);
                let is_there = client.as_mut().is_some_and(|client| client.is_valid(ALIVE).is_ok());
                if !is_there {
                    *client =
                        Some(postgres::Client::connect(&self.url(), NoTls).map_err(|error| said(&error))?);
                }
                postgres_rows(client.as_mut().unwrap(), sql)
            }
        }
    }

    /// How the database would carry out a statement whose values are not known, line by line. On PostgreSQL
    /// a whole table is read in order only where there is no other way.
    #[must_use]
    pub fn plan(&self, statement: &str) -> Vec<String> {
        match self {
            Self::Sqlite { .. } => sqlite_plan(&self.url(), statement),
            Self::Postgres { .. } => postgres_plan(&self.url(), statement),
        }
    }

    /// Does to the audit log what only somebody with the database's own tools can do: goes past its
    /// triggers and foreign keys.
    pub fn tamper(&self, sql: &str) {
        if self.is_postgres() {
            let mut client = postgres::Client::connect(&self.url(), NoTls).unwrap();
            return client.batch_execute(&format!("SET session_replication_role = replica; {sql}")).unwrap();
        }
        let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_log'";
        let drops: Vec<String> =
            self.rows(triggers).unwrap().iter().map(|row| format!("DROP TRIGGER {};", row[0])).collect();
        let drops = drops.join(" ");
        let client = rusqlite::Connection::open(self.url()).unwrap();
        client.execute_batch(&format!("PRAGMA foreign_keys = OFF; {drops} {sql}")).unwrap();
    }

    /// Tells the server something about this database, whose name replaces `{}`.
    pub fn administer(&self, sql: &str) {
        if let Self::Postgres { server, name, .. } = self {
            administer(server, &sql.replace("{}", name));
        }
    }

    /// The address over TCP with TLS, for an account that is made for it and goes with the database;
    /// `authority` is the file with the authority that the server's certificate must come from.
    #[must_use]
    pub fn url_over_tls(&self, authority: &str) -> String {
        let Self::Postgres { name, .. } = self else { panic!("SQLite has no network") };
        let password = format!("{:016x}", RandomState::new().build_hasher().finish());
        self.administer(&format!("CREATE ROLE {name} SUPERUSER LOGIN PASSWORD '{password}'"));
        let port = self.value("SHOW port");
        format!(
            "postgres://{name}:{password}@127.0.0.1:{port}/{name}?sslmode=verify-full&sslrootcert={authority}"
        )
    }

    /// Keeps everybody else from writing until it is dropped: to this table, or on SQLite to any.
    #[must_use]
    pub fn lock(&self, table: &str) -> Lock {
        if self.is_postgres() {
            let mut client = postgres::Client::connect(&self.url(), NoTls).unwrap();
            client.batch_execute(&format!("BEGIN; LOCK TABLE {table} IN SHARE MODE")).unwrap();
            return Lock::Postgres(Box::new(client));
        }
        let client = rusqlite::Connection::open(self.url()).unwrap();
        client.execute_batch("BEGIN IMMEDIATE").unwrap();
        Lock::Sqlite(client)
    }

    /// The first value of the first row.
    #[must_use]
    pub fn value(&self, sql: &str) -> String {
        self.rows(sql).unwrap().into_iter().next().unwrap().into_iter().next().unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Self::Postgres { server, name, .. } = self {
            administer(server, &format!("DROP DATABASE {name} WITH (FORCE)"));
            administer(server, &format!("DROP ROLE IF EXISTS {name}"));
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one setting of a test run")]
fn server() -> Option<String> {
    std::env::var(WHICH).ok().filter(|which| which.starts_with("postgres"))
}

/// Migrates once; every test copies the result.
fn template(server: &str) -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("template_{}", std::process::id());
        administer(server, &format!("CREATE DATABASE {name}"));
        let location = whakakaha_store::db::Location::Postgres(address(server, &name));
        let config = whakakaha_store::db::DatabaseConfig { location, pool_size: 1 };
        drop(whakakaha_store::db::Db::open(&config).unwrap());
        // A template must have no connections left; closing one takes the server a moment.
        administer(server, &format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false"));
        administer(
            server,
            &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"),
        );
        name
    })
}

fn address(server: &str, name: &str) -> String {
    let (front, _) = server.rsplit_once('/').unwrap();
    format!("{front}/{name}")
}

fn administer(server: &str, sql: &str) {
    let mut client = postgres::Client::connect(server, NoTls).unwrap();
    client.batch_execute(sql).unwrap();
}

/// What a server says of an error.
fn said(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), |it| it.message().to_owned())
}

fn postgres_rows(client: &mut postgres::Client, sql: &str) -> Result<Vec<Vec<String>>, String> {
    let messages = client.simple_query(sql).map_err(|error| said(&error))?;
    let values = |row: &postgres::SimpleQueryRow| {
        (0..row.len()).map(|at| row.get(at).unwrap_or_default().to_owned()).collect()
    };
    let rows = messages.iter().filter_map(|message| {
        if let SimpleQueryMessage::Row(row) = message { Some(values(row)) } else { None }
    });
    Ok(rows.collect())
}

fn sqlite_client(path: &str) -> Result<rusqlite::Connection, String> {
    let client = rusqlite::Connection::open(path).map_err(|error| error.to_string())?;
    client.busy_timeout(Duration::from_secs(5)).map_err(|error| error.to_string())?;
    Ok(client)
}

fn sqlite_rows(client: &rusqlite::Connection, sql: &str) -> Result<Vec<Vec<String>>, String> {
    let mut statement = client.prepare(sql).map_err(|error| error.to_string())?;
    let width = statement.column_count();
    if width == 0 {
        return statement.execute([]).map(|_| Vec::new()).map_err(|error| error.to_string());
    }
    let rows = statement.query_map([], |row| (0..width).map(|at| row.get_ref(at).map(text)).collect());
    rows.and_then(Iterator::collect).map_err(|error| error.to_string())
}

fn postgres_plan(url: &str, statement: &str) -> Vec<String> {
    let values = (1..=200).take_while(|n| statement.contains(&format!("${n}"))).map(|_| "NULL");
    let values = values.collect::<Vec<_>>().join(", ");
    let values = if values.is_empty() { values } else { format!("({values})") };
    let asked = format!(
        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; \
         PREPARE asked AS {statement}; EXPLAIN EXECUTE asked{values}"
    );
    let mut client = postgres::Client::connect(url, NoTls).unwrap();
    postgres_rows(&mut client, &asked)
        .unwrap_or_else(|error| panic!("{statement}: {error}"))
        .into_iter()
        .map(|mut row| row.remove(0))
        .collect()
}

fn sqlite_plan(path: &str, statement: &str) -> Vec<String> {
    let client = rusqlite::Connection::open(path).unwrap();
    // The service brings this function along; a plan asks only that there is one.
    client
        .create_scalar_function("greatest", 2, rusqlite::functions::FunctionFlags::default(), |_| Ok(0))
        .unwrap();
    let mut question = client.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap();
    // Values that are not bound are NULL; the plan does not depend on them.
    question.raw_query().mapped(|row| row.get("detail")).map(Result::unwrap).collect()
}

fn text(value: rusqlite::types::ValueRef<'_>) -> String {
    use rusqlite::types::ValueRef;
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => {
            uuid::Uuid::from_slice(bytes).map_or_else(|_| format!("{bytes:?}"), |id| id.to_string())
        }
    }
}

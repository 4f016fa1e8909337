//! What differs between SQLite and PostgreSQL, all of it: the connection, how a transaction begins,
//! how an id is stored, and which errors mean "try again" or "not now".

use diesel::{
    connection::{AnsiTransactionManager, InstrumentationEvent, SimpleConnection, TransactionManager},
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::{Pg, PgConnection, PgValue},
    prelude::*,
    result::{DatabaseErrorKind, Error},
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{Binary, HasSqlType, Nullable, Uuid as PgUuid},
    sqlite::{Sqlite, SqliteConnection},
};
use uuid::Uuid;

use crate::{access::Record, schema::access_log};

/// SQL types of our own.
pub(crate) mod sql {
    use diesel::{query_builder::QueryId, sql_types::SqlType};

    /// An identifier: `uuid` on PostgreSQL, 16 bytes on SQLite. The object ids are PostgreSQL's own, the
    /// same on every server; looking them up by name would cost every connection a statement.
    #[derive(Clone, Copy, Debug, Default, QueryId, SqlType)]
    #[diesel(postgres_type(oid = 2950, array_oid = 2951), sqlite_type(name = "Binary"))]
    pub struct Id;
}

diesel::define_sql_function! {
    /// The greater of two ids, or the one that there is: PostgreSQL's own, and one of ours on SQLite.
    fn greatest(one: Nullable<sql::Id>, other: Nullable<sql::Id>) -> Nullable<sql::Id>;
}

diesel::define_sql_function! {
    /// The same on SQLite, where ids are bytes.
    #[sql_name = "greatest"]
    fn greatest_bytes(one: Nullable<Binary>, other: Nullable<Binary>) -> Nullable<Binary>;
}

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL, in production.
    Postgres(PgConnection),
    /// SQLite, embedded.
    Sqlite(SqliteConnection),
}

/// The backend of [`Conn`].
pub(crate) type Db = <Conn as Connection>::Backend;

/// An identifier as a row holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql::Id)]
pub(crate) struct Key(pub(crate) Uuid);

/// Turns a typed id into what a row holds.
pub(crate) fn key<T>(id: whakakaha_domain::ids::Id<T>) -> Key {
    Key(id.uuid())
}

impl Key {
    /// Turns what a row holds into a typed id.
    pub(crate) const fn id<T>(self) -> whakakaha_domain::ids::Id<T> {
        whakakaha_domain::ids::Id::new(self.0)
    }
}

impl HasSqlType<sql::Id> for Db {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        Self::lookup_sql_type::<sql::Id>(lookup)
    }
}

impl ToSql<sql::Id, Pg> for Key {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <Uuid as ToSql<PgUuid, Pg>>::to_sql(&self.0, out)
    }
}

impl FromSql<sql::Id, Pg> for Key {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        <Uuid as FromSql<PgUuid, Pg>>::from_sql(value).map(Self)
    }
}

impl ToSql<sql::Id, Sqlite> for Key {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_bytes().as_slice());
        Ok(IsNull::No)
    }
}

impl FromSql<sql::Id, Sqlite> for Key {
    fn from_sql(value: diesel::sqlite::SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        let bytes = <Vec<u8> as FromSql<Binary, Sqlite>>::from_sql(value)?;
        Ok(Self(Uuid::from_slice(&bytes)?))
    }
}

impl ToSql<sql::Id, Db> for Key {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Db>) -> serialize::Result {
        out.set_value((sql::Id, self));
        Ok(IsNull::No)
    }
}

impl FromSql<sql::Id, Db> for Key {
    fn from_sql(value: <Db as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        value.from_sql::<Self, sql::Id>()
    }
}

impl Conn {
    /// Opens a transaction that writes: serializable on PostgreSQL, the only writer on SQLite.
    pub(crate) fn begin_write(&mut self) -> QueryResult<()> {
        match self {
            Self::Postgres(conn) => {
                AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN ISOLATION LEVEL SERIALIZABLE")
            }
            Self::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE"),
        }
    }

    /// Opens a transaction that only reads, all of it from one snapshot.
    pub(crate) fn begin_read(&mut self) -> QueryResult<()> {
        match self {
            Self::Postgres(conn) => AnsiTransactionManager::begin_transaction_sql(
                conn,
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            ),
            Self::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN DEFERRED"),
        }
    }

    /// Makes what the transaction wrote durable.
    pub(crate) fn commit(&mut self) -> QueryResult<()> {
        <Self as Connection>::TransactionManager::commit_transaction(self)
    }

    /// Adds records to the access log with one commit. On PostgreSQL by one statement; SQLite would prepare it anew
    /// each time, which costs more there than a statement for each.
    pub(crate) fn add(&mut self, records: &[Record]) -> QueryResult<()> {
        match self {
            Self::Postgres(conn) => {
                diesel::insert_into(access_log::table).values(records).execute(conn).map(drop)
            }
            Self::Sqlite(conn) => conn.immediate_transaction(|conn| {
                records.iter().try_for_each(|record| {
                    diesel::insert_into(access_log::table).values(record).execute(conn).map(drop)
                })
            }),
        }
    }

    /// Undoes what the transaction wrote.
    pub(crate) fn roll_back(&mut self) -> QueryResult<()> {
        <Self as Connection>::TransactionManager::rollback_transaction(self)
    }

    /// Does at once what PostgreSQL does by itself within a minute of a large change; SQLite has no such
    /// statistics in service either.
    pub(crate) fn settle(&mut self) -> QueryResult<()> {
        match self {
            Self::Postgres(conn) => {
                conn.batch_execute("SET statement_timeout = 0")?;
                conn.batch_execute("VACUUM ANALYZE")
            }
            Self::Sqlite(_) => Ok(()),
        }
    }

    /// Whether the database tells its errors in English: many have no other mark than their words. Asked of an
    /// error that it makes, because a setting says what was wished for. SQLite knows English only.
    pub(crate) fn speaks_english(&mut self) -> QueryResult<bool> {
        let Self::Postgres(conn) = self else { return Ok(true) };
        match conn.batch_execute("SELECT 1 / 0") {
            Err(Error::DatabaseError(DatabaseErrorKind::Unknown, told)) => {
                Ok(told.message() == "division by zero")
            }
            outcome => outcome.map(|()| false),
        }
    }

    /// Opens a SQLite database, in write-ahead mode, durable at every commit.
    pub(crate) fn open_sqlite(path: &str) -> ConnectionResult<Self> {
        let mut conn = SqliteConnection::establish(path)?;
        conn.batch_execute(
            "PRAGMA busy_timeout = 1000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;",
        )
        .map_err(ConnectionError::CouldntSetupConfiguration)?;
        greatest_bytes_utils::register_impl(&mut conn, |one: Option<Vec<u8>>, other: Option<Vec<u8>>| {
            one.max(other)
        })
        .map_err(ConnectionError::CouldntSetupConfiguration)?;
        conn.set_instrumentation(trace);
        Ok(Self::Sqlite(conn))
    }

    /// Connects to PostgreSQL; instants are UTC, and a lost server is noticed.
    pub(crate) fn open_postgres(url: &str) -> ConnectionResult<Self> {
        let mut conn = PgConnection::establish(url)?;
        conn.batch_execute("SET TIME ZONE 'UTC'; SET statement_timeout = '10s'; SET lock_timeout = '5s';")
            .map_err(ConnectionError::CouldntSetupConfiguration)?;
        conn.set_instrumentation(trace);
        Ok(Self::Postgres(conn))
    }
}

/// Writes statements to the log at the level TRACE, without the values bound to them.
#[expect(clippy::needless_pass_by_value, reason = "the form of a listener")]
fn trace(event: InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event
        && tracing::enabled!(tracing::Level::TRACE)
    {
        let text = query.to_string();
        let statement = text.split(" -- binds").next().unwrap_or_default();
        tracing::trace!(statement);
    }
}

/// What an error of the database means for the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Another transaction got in the way: the same work may succeed at once.
    Retry,
    /// The database cannot serve now: no connection, no space, no time.
    Unavailable,
    /// We made a mistake.
    Bug,
}

/// Tells what an error means.
#[expect(clippy::wildcard_enum_match_arm, reason = "all that the library may add is a defect to us")]
pub(crate) fn trouble(error: &Error) -> Trouble {
    match error {
        Error::DatabaseError(
            DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation,
            _,
        ) => Trouble::Retry,
        Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _)
        | Error::BrokenTransactionManager
        | Error::RollbackErrorOnCommit { .. } => Trouble::Unavailable,
        Error::DatabaseError(_, info) => trouble_by_message(info.message()),
        _ => Trouble::Bug,
    }
}

/// Neither library gives a kind for these: SQLite's busy, full and I/O errors, PostgreSQL's deadlock,
/// shutdown, timeouts and lost connections.
fn trouble_by_message(message: &str) -> Trouble {
    const RETRY: [&str; 3] = ["database is locked", "database table is locked", "deadlock detected"];
    const UNAVAILABLE: [&str; 13] = [
        "disk is full",
        "disk I/O error",
        "unable to open database",
        "readonly database",
        "statement timeout",
        "lock timeout",
        "server closed the connection",
        "terminating connection",
        "could not extend file",
        "No space left",
        "connection to server",
        "no connection to the server",
        "the database system is",
    ];
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| message.contains(phrase));
    if says(&RETRY) {
        Trouble::Retry
    } else if says(&UNAVAILABLE) {
        Trouble::Unavailable
    } else {
        Trouble::Bug
    }
}

//! The real application on a real port, with a database of its own.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    thread::JoinHandle,
    time::Duration,
};

use actix_web::{dev::ServerHandle, rt::System};
use tempfile::TempDir;
use whakakaha::{
    chores::{self, ADMINISTRATOR_SCOPES, FAMILY_SCOPES, REPORTER_SCOPES, SYSTEM_SCOPES, WORKER_SCOPES},
    config::{DISCLOSURE_NOTICE_HOURS, Settings},
    serve,
};
use whakakaha_api::{app::Service, auth, retirement::Retirement};
use whakakaha_domain::actor::Scope;
use whakakaha_store::verify;

use crate::{client::Client, database::Database};

/// The application under test. When it goes out of scope it stops, and its audit log and desks must fit.
pub struct TestApp {
    /// The database, for looks past the service.
    pub database: Database,
    /// The service, for its clock and its keys.
    pub service: Service,
    base: String,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    keys: TempDir,
}

impl TestApp {
    /// Starts the application on a free port of this machine.
    #[must_use]
    pub fn start() -> Self {
        Self::begin(|_| {}, |_| {})
    }

    /// The same with other settings than a test's usual ones.
    #[must_use]
    pub fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::begin(change, |_| {})
    }

    /// The same where whoever is not let in waits so long for the answer.
    #[must_use]
    pub fn start_patiently(login_delay: Duration) -> Self {
        Self::begin(|_| {}, |service| service.login_delay = login_delay)
    }

    /// The same where programs may come in with secrets, as in a demonstration.
    #[must_use]
    pub fn start_with_secrets() -> Self {
        Self::begin(|_| {}, |service| service.client_secrets = true)
    }

    /// The same where these operations will end.
    #[must_use]
    pub fn start_retiring(retiring: &'static [Retirement]) -> Self {
        Self::begin(|_| {}, |service| service.retiring = retiring)
    }

    fn begin(change: impl FnOnce(&mut Settings), prepare: impl FnOnce(&mut Service)) -> Self {
        let database = Database::fresh();
        let keys = TempDir::new().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let mut settings = settings(&database.url(), keys.path().to_owned(), &base);
        change(&mut settings);
        let mut service = assemble(&settings);
        prepare(&mut service);
        let (thread, handle) = serve::in_background(service.clone(), listener).unwrap();
        Self { database, service, base, handle, thread: Some(thread), keys }
    }

    /// Another instance, as on another machine: it shares the database and the keys, and remembers by itself.
    #[must_use]
    pub fn another(&self) -> Instance {
        let settings = settings(&self.database.url(), self.keys.path().to_owned(), &self.base);
        let service = assemble(&settings);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (_, handle) = serve::in_background(service, listener).unwrap();
        Instance { address, handle }
    }

    /// The address of the application.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Where the service keeps its signing keys.
    #[must_use]
    pub fn keys_folder(&self) -> &Path {
        self.keys.path()
    }

    /// Somebody without a token.
    #[must_use]
    pub fn anybody(&self) -> Client {
        Client::new(&self.base, None)
    }

    /// An administrator.
    #[must_use]
    pub fn administrator(&self) -> Client {
        self.caller("administrator", ADMINISTRATOR_SCOPES)
    }

    /// A worker.
    #[must_use]
    pub fn worker(&self, id: &str) -> Client {
        self.caller(&format!("worker:{id}"), WORKER_SCOPES)
    }

    /// A member of a family.
    #[must_use]
    pub fn person(&self, id: &str) -> Client {
        self.caller(&format!("person:{id}"), FAMILY_SCOPES)
    }

    /// An agency's system.
    #[must_use]
    pub fn system(&self, agency: &str) -> Client {
        self.caller(&format!("agency:{agency}"), SYSTEM_SCOPES)
    }

    /// A reporting script.
    #[must_use]
    pub fn reporter(&self) -> Client {
        self.caller("reporter", REPORTER_SCOPES)
    }

    /// Whoever this subject names, with these scopes. The token lives for ten minutes by the
    /// application's clock.
    #[must_use]
    pub fn caller(&self, subject: &str, scopes: &[Scope]) -> Client {
        self.with_token(self.token(subject, scopes))
    }

    /// A token for whoever this subject names. It lives for ten minutes by the application's clock.
    #[must_use]
    pub fn token(&self, subject: &str, scopes: &[Scope]) -> String {
        let claims = chores::claims(&self.service.clock, &self.base, subject, scopes, serve::TOKEN_LIFETIME);
        auth::sign(&self.service.keys, &claims).unwrap()
    }

    /// Whoever has this token.
    #[must_use]
    pub fn with_token(&self, token: String) -> Client {
        Client::new(&self.base, Some(token))
    }
}

/// Another instance of the application, which stops when it goes out of scope.
pub struct Instance {
    address: String,
    handle: ServerHandle,
}

impl Instance {
    /// Whoever comes to this instance, with this token or none.
    #[must_use]
    pub fn caller(&self, token: Option<&str>) -> Client {
        Client::new(&self.address, token.map(str::to_owned))
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let handle = self.handle.clone();
        System::new().block_on(async move { handle.stop(false).await });
    }
}

/// How long whoever is not let in waits in tests that try it many times.
const IMPATIENT: Duration = Duration::from_millis(1);

/// A service that lets nobody wait.
fn assemble(settings: &Settings) -> Service {
    let mut service = serve::assemble(settings, serve::TOKEN_LIFETIME).unwrap();
    service.login_delay = IMPATIENT;
    service
}

/// The settings of a test.
#[must_use]
pub fn settings(database_url: &str, keys_dir: PathBuf, base: &str) -> Settings {
    Settings {
        database_url: database_url.to_owned(),
        bind: String::new(),
        metrics_bind: None,
        keys_dir,
        base_url: base.to_owned(),
        cors_origins: vec!["https://app.example.nz".to_owned()],
        log: "warn".to_owned(),
        pool_size: 4,
        issuers_file: None,
        allow_private_addresses: true,
        smtp_url: None,
        mail_from: None,
        requests_per_minute: 1_000_000,
        searches_per_minute: 1_000_000,
        exports_per_hour: 1_000_000,
        tokens_per_minute: 1_000_000,
        self_requests_per_hour: 120,
        disclosure_notice_hours: DISCLOSURE_NOTICE_HOURS,
    }
}

/// What is kept beside the content of rows agrees with it, whatever a test has done.
const MISLAID: [(&str, &str); 3] = [
    (
        "cases lie elsewhere on a desk than where they belong",
        "SELECT count(*) FROM desks JOIN cases ON cases.id = desks.case_id \
         WHERE desks.is_open <> cases.is_open OR desks.next_review_on <> cases.next_review_on",
    ),
    (
        "a worker's case is not on their desk",
        "SELECT count(*) FROM assignments WHERE worker_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM desks \
         WHERE holder_id = worker_id AND desks.case_id = assignments.case_id)",
    ),
    (
        "a case in which an agency takes part is not on its desk",
        "SELECT count(*) FROM assignments WHERE role = 'participant' AND NOT EXISTS (SELECT 1 FROM desks \
         WHERE holder_id = agency_id AND desks.case_id = assignments.case_id)",
    ),
];

impl Drop for TestApp {
    fn drop(&mut self) {
        let handle = self.handle.clone();
        System::new().block_on(async move { handle.stop(false).await });
        let ended = self.thread.take().unwrap().join();
        if std::thread::panicking() {
            return;
        }
        ended.unwrap();
        let report = verify::verify(&self.service.db).unwrap();
        assert!(report.findings.is_empty(), "the audit log does not fit: {:?}", report.findings);
        for (what, sql) in MISLAID {
            assert_eq!(self.database.value(sql), "0", "{what}");
        }
    }
}

//! The program as it is in service: this test again in a process of its own, with log and metrics.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;
use whakakaha::{
    chores::{self, ADMINISTRATOR_SCOPES},
    serve, telemetry,
};
use whakakaha_api::{auth, auth::keys::KeyRing, clock::Clock};

use crate::{alone, app::settings, client::Client, database::Database};

/// A server, and where it is reached.
pub struct Served {
    /// Its database.
    pub database: Database,
    /// The address of the API.
    pub base: String,
    /// The address of the metrics.
    pub metrics: String,
    keys: TempDir,
    server: Child,
}

impl Served {
    /// Starts the server that the test wants; for the process that is that server, serves instead, until it
    /// is ended.
    #[must_use]
    pub fn start(test: &str) -> Self {
        if let Some(role) = alone::role() {
            serve_as(&role);
        }
        let (database, keys) = (Database::fresh(), TempDir::new().unwrap());
        let [api, metrics] = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
        let [api, metrics] = [api, metrics].map(|listener| listener.local_addr().unwrap().to_string());
        let server = Command::new(std::env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture", "--test-threads", "1"])
            .env(alone::ROLE, format!("{}|{}|{api}|{metrics}", database.url(), keys.path().display()))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let [base, metrics] = [api, metrics].map(|address| format!("http://{address}"));
        let served = Self { database, base, metrics, keys, server };
        served.wait();
        served
    }

    fn wait(&self) {
        let begun = Instant::now();
        while ureq::get(format!("{}/livez", self.base)).call().is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "the server did not start");
            std::thread::yield_now();
        }
    }

    /// Somebody without a token, at this address.
    #[must_use]
    pub fn anybody(&self, base: &str) -> Client {
        Client::new(base, None)
    }

    /// An administrator.
    #[must_use]
    pub fn administrator(&self) -> Client {
        serve::install_crypto();
        let clock = Clock::default();
        let ring = KeyRing::open(self.keys.path(), clock.new_id(clock.now())).unwrap();
        let claims = chores::claims(&clock, &self.base, "administrator", ADMINISTRATOR_SCOPES, 600);
        Client::new(&self.base, Some(auth::sign(&ring, &claims).unwrap()))
    }

    /// Ends the server, and answers the lines of its log.
    #[must_use]
    pub fn end(mut self) -> Vec<Value> {
        self.server.kill().unwrap();
        let lines = BufReader::new(self.server.stderr.take().unwrap()).lines();
        lines.filter_map(|line| serde_json::from_str(&line.unwrap()).ok()).collect()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _already_ended = self.server.kill();
        let _reaped = self.server.wait();
    }
}

fn serve_as(role: &str) -> ! {
    let [url, keys, api, metrics]: [&str; 4] = role.split('|').collect::<Vec<_>>().try_into().unwrap();
    let mut settings = settings(url, keys.into(), &format!("http://{api}"));
    api.clone_into(&mut settings.bind);
    settings.metrics_bind = Some(metrics.to_owned());
    telemetry::start("info");
    serve::run(&settings).unwrap();
    std::process::exit(0)
}

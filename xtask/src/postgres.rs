//! A private PostgreSQL server that lives in a temporary folder for as long as its
//! [`Cluster`] does.
//!
//! It listens on a Unix socket in that folder, which is closed to others, and on a free port of
//! this machine, where it asks for a password that nobody has: a test of TLS makes an account of its
//! own. It is stopped and its folder removed when the value is dropped; should this process be killed
//! outright, the server still ends with it where the system has `setpriv`.

mod account;
mod certificate;
mod install;
mod programs;

use std::fs::{self, File, Permissions};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use self::account::Account;
use self::programs::Programs;
use crate::failure::{Explain, Failure, Result};
use crate::process;

const SUPERUSER: &str = "whakakaha";
const START_LIMIT: Duration = Duration::from_mins(1);
/// Durable as in production, and small.
const SETTINGS: [&str; 4] =
    ["listen_addresses=127.0.0.1", "fsync=on", "shared_buffers=32MB", "max_connections=200"];

/// A running server; dropping it stops the server and removes its data.
pub(crate) struct Cluster {
    folder: TempDir,
    port: u16,
    server: Child,
    version: String,
}

impl Cluster {
    /// Finds or installs PostgreSQL, makes an empty cluster and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let programs = programs::find().map_or_else(install::install, Ok)?;
        let folder = short_folder()?;
        let account = Account::for_server(folder.path())?;
        initialise(&programs, &account, folder.path())?;
        certificate::install(&account, folder.path())?;
        let version = programs.version()?;
        let port = free_port()?;
        let server = launch(&programs, &account, folder.path(), port)?;
        let mut cluster = Self { folder, port, server, version };
        cluster.wait_until_ready(&programs)?;
        Ok(cluster)
    }

    /// The URL of one of its databases, in libpq's form for a socket. `postgres` always
    /// exists; the user it names may create others.
    pub(crate) fn url(&self, database: &str) -> String {
        let socket = self.folder.path().to_string_lossy().replace('/', "%2F");
        format!("postgres://{SUPERUSER}@{socket}:{}/{database}", self.port)
    }

    /// The version of the server, such as `15.18`.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    fn wait_until_ready(&mut self, programs: &Programs) -> Result<()> {
        let deadline = Instant::now() + START_LIMIT;
        let mut question = programs.command("pg_isready");
        question.args(["--quiet", "--port", &self.port.to_string(), "--host"]).arg(self.folder.path());
        while !process::succeeds(&mut question) {
            let ended = !matches!(self.server.try_wait(), Ok(None));
            if ended || Instant::now() > deadline {
                return Err(Failure::new(format!(
                    "The private PostgreSQL server did not start. Its log says:\n{}",
                    fs::read_to_string(log(self.folder.path())).unwrap_or_default()
                )));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: it ends open sessions and writes a checkpoint.
        process::signal("INT", &self.server.id().to_string());
        process::end(&mut self.server);
    }
}

/// Closed to other users, since the server asks for no password. In `/tmp`, since a socket's
/// path has room for about a hundred bytes, which some systems' temporary folders use up.
fn short_folder() -> Result<TempDir> {
    tempfile::Builder::new()
        .prefix("whakakaha-pg-")
        .permissions(Permissions::from_mode(0o700))
        .tempdir_in("/tmp")
        .explain("Could not make a folder for PostgreSQL in /tmp")
}

fn initialise(programs: &Programs, account: &Account, folder: &Path) -> Result<()> {
    let with_locale = |locale: &str| {
        let mut initdb = account.command(&programs.path("initdb"));
        initdb
            .args(["--auth-local=trust", "--auth-host=scram-sha-256"])
            .args(["--encoding=UTF8", "--no-sync", locale])
            .args(["--username", SUPERUSER, "--pgdata"])
            .arg(folder.join("data"))
            .current_dir(folder);
        process::output(&mut initdb)
    };
    // Not every system has C.UTF-8; initdb removes what it made when it fails.
    with_locale("--locale=C.UTF-8").or_else(|_| with_locale("--locale=C")).map(drop)
}

/// Free at this moment: the server is told its port before it starts.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).explain("Could not find a free port")?;
    Ok(listener.local_addr().explain("Could not see which port was free")?.port())
}

fn launch(programs: &Programs, account: &Account, folder: &Path, port: u16) -> Result<Child> {
    let log = File::create(log(folder)).explain("Could not make the log of PostgreSQL")?;
    let errors = log.try_clone().explain("Could not share the log of PostgreSQL")?;
    server(programs, account, folder, port)
        // In a group of its own, so that Ctrl-C in a terminal does not stop it mid-test.
        .process_group(0)
        .stdout(log)
        .stderr(errors)
        .spawn()
        .explain("Could not start PostgreSQL")
}

fn server(programs: &Programs, account: &Account, folder: &Path, port: u16) -> Command {
    let mut command = account.command(&programs.path("postgres"));
    command.arg("-D").arg(folder.join("data"));
    command.arg("-k").arg(folder).args(["-p", &port.to_string()]);
    for setting in SETTINGS.into_iter().chain(certificate::SETTINGS) {
        command.args(["-c", setting]);
    }
    command.current_dir(folder);
    command
}

fn log(folder: &Path) -> PathBuf {
    folder.join("postgres.log")
}

//! Installs Debian's PostgreSQL where that is possible, without the server that Debian would
//! otherwise set up and start.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::account;
use super::programs::{self, Programs};
use crate::failure::{Explain, Failure, Result};
use crate::process;

const WAYS_OUT: &str = "There are two ways out: install PostgreSQL 15 or later so that \
    `initdb` is on the path, or leave it out with `cargo xtask test --sqlite-only`.";
const SETTINGS: &str = "/etc/postgresql-common/createcluster.d";

pub(super) fn install() -> Result<Programs> {
    if !account::is_root()? || !process::succeeds(Command::new("apt-get").arg("--version")) {
        return Err(Failure::new(format!(
            "PostgreSQL was not found, and only root on a Debian system can have it installed \
             from here. {WAYS_OUT}"
        )));
    }
    eprintln!("PostgreSQL was not found; installing Debian's.");
    without_a_system_server(|| {
        apt_get(&["update", "--quiet"])?;
        apt_get(&["install", "--yes", "--quiet", "--no-install-recommends", "postgresql"])
    })?;
    programs::find()
        .ok_or_else(|| Failure::new(format!("PostgreSQL was installed and still not found. {WAYS_OUT}")))
}

/// Debian's package makes and starts a cluster at once, unless this setting is there first.
fn without_a_system_server(install: impl FnOnce() -> Result<()>) -> Result<()> {
    let setting = Path::new(SETTINGS).join("whakakaha-tests.conf");
    fs::create_dir_all(SETTINGS).explain("Could not prepare the installation")?;
    fs::write(&setting, "create_main_cluster = false\n").explain("Could not prepare the installation")?;
    let installed = install();
    fs::remove_file(&setting).explain("Could not tidy up after the installation")?;
    installed
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let status = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status()
        .explain("Could not run apt-get")?;
    if status.success() {
        Ok(())
    } else {
        let attempt = arguments.join(" ");
        Err(Failure::new(format!("`apt-get {attempt}` failed. {WAYS_OUT}")))
    }
}

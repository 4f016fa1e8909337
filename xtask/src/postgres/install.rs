//! Installs Debian's PostgreSQL where that is possible, without the server that Debian would
//! otherwise set up and start.

use std::fs;
use std::path::Path;

use super::programs::{self, Programs};
use crate::debian;
use crate::failure::{Explain, Failure, Result};

const WAYS_OUT: &str = "There are two ways out: install PostgreSQL 15 or later so that \
    `initdb` is on the path, or leave it out with `cargo xtask test --sqlite-only`.";
const SETTINGS: &str = "/etc/postgresql-common/createcluster.d";

pub(super) fn install() -> Result<Programs> {
    debian::require(&["postgresql"], WAYS_OUT)?;
    without_a_system_server(|| debian::install(&["postgresql"], WAYS_OUT))?;
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

//! What only Debian's packages have: installed where that is possible, and asked for in plain words where
//! it is not.

use std::os::unix::fs::MetadataExt;
use std::process::Command;

use crate::failure::{Explain, Failure, Result};
use crate::process;

/// Sees to it that a program is there.
pub(crate) fn provide(program: &str, packages: &[&str], way_out: &str) -> Result<()> {
    if process::succeeds(Command::new(program).arg("--version")) {
        return Ok(());
    }
    install(packages, way_out)
}

/// Fails where packages cannot be installed, and says what to do instead.
pub(crate) fn require(packages: &[&str], way_out: &str) -> Result<()> {
    if is_root()? && process::succeeds(Command::new("apt-get").arg("--version")) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} was not found, and only root on a Debian system can have it installed from here. {way_out}",
        packages.join(" ")
    )))
}

/// Installs packages.
pub(crate) fn install(packages: &[&str], way_out: &str) -> Result<()> {
    require(packages, way_out)?;
    eprintln!("{} was not found; installing Debian's.", packages.join(" "));
    apt_get(&["update", "--quiet"], way_out)?;
    let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
    apt_get(&[&install, packages].concat(), way_out)
}

fn is_root() -> Result<bool> {
    let made = tempfile::tempdir().explain("Could not make a temporary folder")?;
    Ok(made.path().metadata().explain("Could not see who owns a temporary folder")?.uid() == 0)
}

fn apt_get(arguments: &[&str], way_out: &str) -> Result<()> {
    let status = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status()
        .explain("Could not run apt-get")?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`apt-get {}` failed. {way_out}", arguments.join(" "))))
}

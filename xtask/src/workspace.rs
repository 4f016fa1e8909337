//! Where the workspace is and which files belong to it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::process;

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> Result<&'static Path> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or_else(|| Failure::new("The xtask crate has no parent folder."))
}

/// Where cargo builds.
#[expect(clippy::disallowed_methods, reason = "cargo's own setting, which decides where it builds")]
pub(crate) fn target() -> Result<PathBuf> {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(set) => Ok(set.into()),
        None => Ok(root()?.join("target")),
    }
}

/// Every file that is tracked by git or could be, relative to the root, sorted.
pub(crate) fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut listing = Command::new("git");
    listing
        .args(["ls-files", "-z", "--cached", "--others"])
        .args(["--exclude-standard", "--deduplicate"])
        .current_dir(root);
    let mut files: Vec<PathBuf> = process::output(&mut listing)?
        .split('\0')
        .map(PathBuf::from)
        .filter(|path| root.join(path).is_file())
        .collect();
    files.sort();
    Ok(files)
}

//! A copy of the tree, with a build folder of its own, so that neither the work nor its build is touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::apply;
use super::table::Mutant;
use crate::failure::{Explain, Result};
use crate::{process, workspace};

/// The copy, under `target/mutants`.
pub(super) struct Tree {
    /// The copied workspace.
    pub(super) folder: PathBuf,
    /// Where it is built.
    pub(super) build: PathBuf,
}

impl Tree {
    /// Makes the copy the same as the workspace. Files that are the same already keep their time, so that
    /// only what has changed is built again.
    pub(super) fn copy(root: &Path) -> Result<Self> {
        let place = root.join("target/mutants");
        let tree = Self { folder: place.join("tree"), build: place.join("build") };
        fs::create_dir_all(&tree.folder).explain("Could not make the copy's folder")?;
        let files = workspace::files(root)?;
        tree.remove_others(&files)?;
        for file in &files {
            copy(&root.join(file), &tree.folder.join(file))?;
        }
        tree.seed()?;
        Ok(tree)
    }

    /// What is not in the workspace any more is not in the copy.
    fn remove_others(&self, files: &[PathBuf]) -> Result<()> {
        let mut find = Command::new("find");
        find.args([".", "-type", "f"]).current_dir(&self.folder);
        for path in process::output(&mut find)?.lines() {
            let path = Path::new(path.trim_start_matches("./"));
            if files.binary_search(&path.to_owned()).is_err() {
                fs::remove_file(self.folder.join(path)).explain("Could not tidy the copy")?;
            }
        }
        Ok(())
    }

    /// Begins with what the workspace has built of its dependencies, which takes minutes, if it has.
    fn seed(&self) -> Result<()> {
        let built = workspace::target()?.join("debug");
        let own = self.build.join("debug");
        if own.exists() || !built.exists() || fs::create_dir_all(&own).is_err() {
            return Ok(());
        }
        for part in [".fingerprint", "build", "deps"] {
            // Without it, cargo builds what is missing.
            process::succeeds(Command::new("cp").arg("-a").arg(built.join(part)).arg(&own));
        }
        Ok(())
    }

    /// Puts a mutant into the copy.
    pub(super) fn mutate(&self, mutant: &Mutant) -> Result<()> {
        let path = self.folder.join(mutant.file);
        let source = fs::read_to_string(&path).explain(mutant.file)?;
        fs::write(&path, apply::to(&source, mutant)?).explain(mutant.file)
    }

    /// Takes it out again.
    pub(super) fn restore(&self, mutant: &Mutant) -> Result<()> {
        let source = fs::read(workspace::root()?.join(mutant.file)).explain(mutant.file)?;
        fs::write(self.folder.join(mutant.file), source).explain(mutant.file)
    }
}

/// Copies a file with its time, unless it is there already.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let source = fs::read(from).explain(&from.display().to_string())?;
    if fs::read(to).is_ok_and(|known| known == source) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).explain(&folder.display().to_string())?;
    }
    let copied = Command::new("cp").args(["-p"]).arg(from).arg(to).status();
    copied.explain(&to.display().to_string()).map(|_| ())
}

//! Other people's programs, pinned, in a folder of their own: nothing is installed for the whole system
//! but what only Debian has.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Explain, Failure, Result};
use crate::{debian, process, workspace};

/// What names the tools from the Python package index.
const PYTHON: &[&str] = &["requirements.txt"];
/// What names the tools from the npm registry.
const NODE: &[&str] = &["package.json", "package-lock.json"];

/// Where the tools and what they make are kept.
pub(super) struct Tools {
    folder: PathBuf,
}

impl Tools {
    /// Installs what is missing or of another version.
    pub(super) fn install() -> Result<Self> {
        let folder = workspace::target()?.join("contract");
        let tools = Self { folder };
        let sources = Self::sources()?;
        tools.keep("python", &sources, PYTHON, Self::install_python)?;
        tools.keep("node", &sources, NODE, Self::install_node)?;
        Ok(tools)
    }

    /// Installs what an example in Python needs, and answers its folder.
    pub(super) fn python_example(&self, name: &str) -> Result<PathBuf> {
        self.example(name, PYTHON, Self::install_python)
    }

    /// Installs what an example in TypeScript needs, and answers its folder.
    pub(super) fn node_example(&self, name: &str) -> Result<PathBuf> {
        self.example(name, NODE, Self::install_node)
    }

    fn example(&self, name: &str, lists: &[&str], install: fn(&Path) -> Result<()>) -> Result<PathBuf> {
        let name = format!("examples/{name}");
        self.keep(&name, &workspace::root()?.join(&name), lists, install)?;
        Ok(self.folder.join(name))
    }

    /// The files of the steps.
    pub(super) fn sources() -> Result<PathBuf> {
        Ok(workspace::root()?.join("xtask/contract"))
    }

    /// An empty folder for what a step makes.
    pub(super) fn fresh(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).explain("Could not empty a folder")?;
        }
        fs::create_dir_all(&folder).explain("Could not make a folder")?;
        Ok(folder)
    }

    /// A program from the Python package index. What it starts itself is found beside it.
    pub(super) fn python(&self, program: &str) -> Command {
        let programs = self.folder.join("python/venv/bin");
        let mut command = Command::new(programs.join(program));
        command.env("PATH", first_on_the_path(&programs));
        command
    }

    /// A program from the npm registry.
    pub(super) fn node(&self, program: &str) -> Command {
        let mut command = Command::new(self.modules().join(".bin").join(program));
        command.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        command
    }

    /// The folder in which Node finds its modules.
    pub(super) fn modules(&self) -> PathBuf {
        self.folder.join("node/node_modules")
    }

    /// Installs into a folder, unless it was made from the same lists.
    fn keep(
        &self,
        name: &str,
        sources: &Path,
        lists: &[&str],
        install: fn(&Path) -> Result<()>,
    ) -> Result<()> {
        let folder = self.folder.join(name);
        let same = |list: &&str| fs::read(sources.join(list)).ok() == fs::read(folder.join(list)).ok();
        if folder.join("complete").exists() && lists.iter().all(same) {
            return Ok(());
        }
        eprintln!("Installing what {name} needs.");
        self.fresh(name)?;
        for list in lists {
            fs::copy(sources.join(list), folder.join(list)).explain(list)?;
        }
        install(&folder)?;
        fs::write(folder.join("complete"), "").explain("Could not finish the installation")
    }

    fn install_python(folder: &Path) -> Result<()> {
        let venv = folder.join("venv");
        let make = || Command::new("python3").args(["-m", "venv"]).arg(&venv).status();
        if !make().is_ok_and(|status| status.success()) {
            debian::install(&["python3-venv"], "Install Python 3.11 or later with its module venv.")?;
            make().explain("Could not make a Python environment")?;
        }
        let mut pip = Command::new(venv.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]);
        finish(pip.arg(folder.join("requirements.txt")), "the Python package index")
    }

    fn install_node(folder: &Path) -> Result<()> {
        debian::provide("npm", &["nodejs", "npm"], "Install Node.js 20 or later with npm.")?;
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]);
        finish(npm.current_dir(folder), "the npm registry")
    }
}

fn finish(command: &mut Command, registry: &str) -> Result<()> {
    process::output(command)
        .map(drop)
        .map_err(|failure| Failure::new(format!("Could not install what {registry} has. {failure}")))
}

#[expect(clippy::disallowed_methods, reason = "programs find each other on the path of whoever starts them")]
fn first_on_the_path(programs: &Path) -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(programs.to_owned()).chain(std::env::split_paths(&path));
    std::env::join_paths(all).unwrap_or(path)
}

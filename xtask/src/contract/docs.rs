//! The documentation, opened in a browser without a network: somebody logs in, tries a call, and reads the
//! answer.

use std::process::Command;

use super::tools::Tools;
use super::world::{Database, World};
use crate::failure::Result;
use crate::{debian, process, program};

pub(super) fn run(tools: &Tools) -> Result<String> {
    debian::provide("chromium", &["chromium"], "Install Chromium so that `chromium` is on the path.")?;
    let world = World::after("following", &program::build()?, Database::Sqlite)?;
    let folder = tools.fresh("docs")?;
    let picture = folder.join("tried.png");
    let mut visit = Command::new("node");
    world.tell(visit.arg(Tools::sources()?.join("docs.mjs")));
    // Modules are looked for where the script lies, unless it is told where they are.
    visit.env("MODULES", tools.modules()).env("PICTURE", &picture);
    process::output(&mut visit)?;
    Ok(format!("a call was tried in a browser without a network; {} shows it", picture.display()))
}

//! The examples, as their readers run them: a system's copy is exact on both databases, and a page shows a case and takes
//! a consent back. The commands of the guides are run as they stand.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::tools::Tools;
use super::world::{Database, World};
use super::{CONTRACT, guide};
use crate::failure::{Explain, Result};
use crate::server::{self, Server};
use crate::{debian, process, program, workspace};

/// The scene after which there is most to read.
const SCENE: &str = "following";
/// Whose commands are run as they stand.
const GUIDES: [&str; 2] = ["docs/getting-started.md", "docs/reporting.md"];
/// What the page is built from.
const PAGE: [&str; 7] = [
    "index.html",
    "style.css",
    "tsconfig.json",
    "src/family.ts",
    "src/page.ts",
    "src/session.ts",
    "src/words.ts",
];
/// Where the page expects the service, unless it is told otherwise.
const SERVICE: &str = "http://127.0.0.1:8080";

pub(super) fn run(tools: &Tools) -> Result<String> {
    debian::provide("chromium", &["chromium"], "Install Chromium so that `chromium` is on the path.")?;
    let service = program::build()?;
    let mut steps = 0;
    for database in Database::BOTH {
        let world = World::after(SCENE, &service, database)?;
        for guide in GUIDES {
            steps += guide::follow(tools, &world, guide)?;
        }
        agency_sync(tools, &world)?;
    }
    let picture = frontend(tools, &service)?;
    Ok(format!(
        "{steps} steps of the guides printed what they say; a system's copy was exact on both databases, and its messages \
         were checked; a page showed a case and took a consent back: {}",
        picture.display()
    ))
}

/// Keeps a copy of what a school may read, and compares it with what the service answers.
fn agency_sync(tools: &Tools, world: &World) -> Result<()> {
    let python = tools.python_example("agency-sync")?.join("venv/bin/python");
    let folder = tools.fresh("agency-sync")?;
    let mut copy = Command::new(python);
    world.tell(copy.arg(Tools::sources()?.join("examples/keeps_a_copy.py")));
    copy.env("PYTHONPATH", workspace::root()?.join("examples/agency-sync"))
        .env("PYTHONDONTWRITEBYTECODE", "1");
    copy.env("COPY", "copy.db").env("PORT", server::free_address()?.port().to_string());
    process::output(copy.current_dir(folder)).map(drop)
}

/// Builds the page, serves it, and opens it as a member of the family; answers where it is seen.
fn frontend(tools: &Tools, service: &Path) -> Result<PathBuf> {
    let address = server::free_address()?;
    let origin = format!("http://{address}");
    let world = World::open_to(&origin, SCENE, service, Database::Sqlite)?;
    let folder = build_page(tools, world.base())?;
    let _page = serve(&folder, address)?;
    let picture = tools.fresh("frontend")?.join("case.png");
    let mut visit = Command::new("node");
    world.tell(visit.arg(Tools::sources()?.join("examples/shows_a_case.mjs")));
    visit.env("PAGE", origin).env("MODULES", tools.modules()).env("PICTURE", &picture);
    process::output(&mut visit)?;
    Ok(picture)
}

/// Builds the page as its own `npm run build` does, in a folder of ours that lies to the contract as its own does.
fn build_page(tools: &Tools, base: &str) -> Result<PathBuf> {
    let root = workspace::root()?;
    let contract = tools.fresh("openapi")?.join("openapi.json");
    fs::copy(root.join(CONTRACT), contract).explain(CONTRACT)?;
    let folder = tools.node_example("frontend")?;
    fs::create_dir_all(folder.join("src")).explain("Could not make a folder")?;
    for file in PAGE {
        fs::copy(root.join("examples/frontend").join(file), folder.join(file)).explain(file)?;
    }
    let page = fs::read_to_string(folder.join("index.html")).explain("index.html")?;
    fs::write(folder.join("index.html"), page.replace(SERVICE, base)).explain("index.html")?;
    process::output(Command::new("npm").args(["run", "build"]).current_dir(&folder))?;
    Ok(folder)
}

/// Serves the page as its own `npm start` does.
fn serve(folder: &Path, address: SocketAddr) -> Result<Server> {
    let (ip, port) = (address.ip().to_string(), address.port().to_string());
    let mut server = Command::new("python3");
    server.args(["-m", "http.server", "--bind", &ip, &port]).current_dir(folder);
    Server::start(server.stdout(Stdio::null()).stderr(Stdio::null()), address)
}

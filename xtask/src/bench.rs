//! `cargo xtask bench`: how fast the release program is, on both databases, beside the store alone.
//!
//! Loads invented cases through a bulk path, then measures three operations over HTTP, with everything
//! on: token, consent and restrictions checked, audit entry and event written, access records kept, commits
//! durable. The same is done through the store on one connection without HTTP, token and JSON of answers; there
//! each access record has a commit of its own, while those of callers at the same time share one. The bare row
//! of a case, which nobody is shown, is read as the floor. What access records cost is measured against a program
//! that is built from a copy of the source without them: the service has no switch for it. Server, database and this generator share the machine's cores.

mod client;
mod load;
mod summary;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use clap::Args;
use serde::Deserialize;
use tempfile::TempDir;

use self::load::Operation;
use self::summary::{Row, Summary};
use crate::failure::{Explain, Result};
use crate::mutants::{Mutant, without};
use crate::postgres::Cluster;
use crate::server::{self, Server};
use crate::{process, program, workspace};

#[derive(Args)]
pub(crate) struct Options {
    /// How many cases are loaded.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..))]
    cases: u32,
    /// How long each operation is measured. The tokens of a run live for ten minutes.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=60))]
    seconds: u64,
    /// How many connections ask at once.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=64))]
    connections: u32,
    /// Leave PostgreSQL out.
    #[arg(long)]
    sqlite_only: bool,
}

/// A place where something can be measured, as the program prints it.
#[derive(Deserialize)]
struct Place {
    case: String,
    action: String,
    token: String,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let folder = TempDir::new().explain("Could not make a temporary folder")?;
    let forgetful = forgetful(folder.path())?;
    let program = program::build_release(workspace::root()?)?;
    let file = folder.path().join("bench.db");
    let bench = |database: &str, name: &str| {
        let (program, forgetful) = (program.as_path(), forgetful.as_path());
        Bench { options, program, forgetful, database, folder: folder.path() }.measure(name)
    };
    bench(&file.to_string_lossy(), "SQLite")?;
    if options.sqlite_only {
        println!("\nNOT MEASURED (--sqlite-only): PostgreSQL.");
        return Ok(());
    }
    let cluster = Cluster::start()?;
    let name = format!("PostgreSQL {}", cluster.version());
    bench(&cluster.url("postgres"), &name)
}

/// Builds the program without access records, and keeps it in this folder: the next build takes its place.
fn forgetful(folder: &Path) -> Result<PathBuf> {
    let built = without(&FORGETFUL)?;
    let kept = folder.join("forgetful");
    fs::copy(built, &kept).explain("Could not keep the program without access records")?;
    Ok(kept)
}

/// What is read is shown at once, and no record is kept of it.
const FORGETFUL: Mutant = Mutant {
    name: "access records",
    who: "",
    file: "crates/whakakaha-store/src/db.rs",
    text: "            self.recorder.keep(record).await?;\n",
    instead: "            drop(record);\n",
    without: "nobody can say who has looked",
    tests: &[],
};

/// How often it changes between with and without: a machine is not equally fast at all times.
const TURNS: u32 = 4;

/// One run on one database.
struct Bench<'a> {
    options: &'a Options,
    program: &'a Path,
    /// The same without access records.
    forgetful: &'a Path,
    database: &'a str,
    folder: &'a Path,
}

impl Bench<'_> {
    fn measure(&self, name: &str) -> Result<()> {
        let address = server::free_address()?;
        let Options { cases, connections, seconds, .. } = self.options;
        println!("\n{name}: loading {cases} cases …");
        let began = Instant::now();
        let places = self.load(address)?;
        println!(
            "{name}: loaded in {} s; {connections} connections, {seconds} s each",
            began.elapsed().as_secs()
        );
        let alone = ["row", "q1", "q2", "q3"].map(|operation| self.alone(operation, address));
        let [row, alone @ ..] = alone;
        let server = self.serve(self.program, address)?;
        let mut rows = Vec::new();
        for (operation, alone) in Operation::ALL.into_iter().zip(alone) {
            let served =
                load::run(operation, &places, address, (*connections, Duration::from_secs(*seconds)))?;
            rows.push(Row { operation: operation.name(), served, alone: alone? });
        }
        summary::print(name, &rows, &row?);
        println!("The server's memory at the end: {}.", server.memory());
        drop(server);
        let [kept, none] = self.in_turns(&places, address)?;
        println!(
            "Q1 in turns with access records and without: {kept:.0} per second against {none:.0} ({:.0} %).",
            100.0 * kept / none.max(1.0)
        );
        Ok(())
    }

    /// How often one case is read in a second, with access records and without.
    fn in_turns(&self, places: &[Place], address: SocketAddr) -> Result<[f64; 2]> {
        let lasting = Duration::from_secs(self.options.seconds);
        let mut rates = [0.0; 2];
        for _ in 0..TURNS {
            for (program, rate) in [self.program, self.forgetful].into_iter().zip(&mut rates) {
                let _server = self.serve(program, address)?;
                let served =
                    load::run(Operation::Case, places, address, (self.options.connections, lasting))?;
                *rate += served.per_second / f64::from(TURNS);
            }
        }
        Ok(rates)
    }

    fn serve(&self, program: &Path, address: SocketAddr) -> Result<Server> {
        Server::start(self.set(&mut Command::new(program), address).args(["serve", "--log", "warn"]), address)
    }

    fn load(&self, address: SocketAddr) -> Result<Vec<Place>> {
        let cases = self.options.cases.to_string();
        let printed = process::output(&mut self.command(&["measure", "load", "--cases", &cases], address))?;
        fs::write(self.targets(), &printed).explain("Could not keep what was loaded")?;
        serde_json::from_str(&printed).explain("Could not read what was loaded")
    }

    fn alone(&self, operation: &str, address: SocketAddr) -> Result<Summary> {
        let printed = self.measured(&["alone", "--operation", operation], address)?;
        let took: Vec<u64> = serde_json::from_str(&printed).explain("Could not read how long it took")?;
        Ok(Summary::of(took, Duration::from_secs(self.options.seconds)))
    }

    /// What the program prints when it measures the store where the cases were loaded.
    fn measured(&self, what: &[&str], address: SocketAddr) -> Result<String> {
        let mut command = self.command(&["measure"], address);
        command.args(what).args(["--seconds", &self.options.seconds.to_string(), "--targets"]);
        process::output(command.arg(self.targets()))
    }

    fn targets(&self) -> std::path::PathBuf {
        self.folder.join("targets.json")
    }

    fn command(&self, arguments: &[&str], address: SocketAddr) -> Command {
        let mut command = Command::new(self.program);
        self.set(&mut command, address).args(arguments);
        command
    }

    fn set<'c>(&self, command: &'c mut Command, address: SocketAddr) -> &'c mut Command {
        command
            .env("WHAKAKAHA_DATABASE_URL", self.database)
            .env("WHAKAKAHA_KEYS_DIR", self.folder.join("keys"))
            .env("WHAKAKAHA_BIND", address.to_string())
            .env("WHAKAKAHA_BASE_URL", format!("http://{address}"))
    }
}

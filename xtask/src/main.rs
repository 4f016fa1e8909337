//! The chores of this repository, as one program: `cargo xtask <chore>`.
//!
//! Every chore finds or installs what it needs, says in plain words what failed, and exits
//! with a status that CI can trust.
#![expect(clippy::print_stdout, reason = "a command-line tool talks on its standard output")]

mod bench;
mod contract;
mod debian;
mod failure;
mod interrupt;
mod mutants;
mod openapi;
mod postgres;
mod process;
mod program;
mod server;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Result;

/// The chores of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Run the whole test suite, on SQLite and on PostgreSQL.
    Test(test::Options),
    /// Measure the release program on both databases, beside the store alone.
    Bench(bench::Options),
    /// Check the rules of this repository that no compiler checks.
    Tidy,
    /// Take away rules about who may know what, one at a time, and see which test notices.
    Mutants(mutants::Options),
    /// Check the API contract with other people's tools, and the service against it.
    Contract(contract::Options),
    /// Write the API contract to `openapi/`, or compare it with what is there.
    Openapi(openapi::Options),
}

fn main() -> ExitCode {
    match perform(&Cli::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(chore: &Chore) -> Result<()> {
    match chore {
        Chore::Test(options) => test::run(options),
        Chore::Bench(options) => bench::run(options),
        Chore::Tidy => tidy::run(),
        Chore::Mutants(options) => mutants::run(options),
        Chore::Contract(options) => contract::run(options),
        Chore::Openapi(options) => openapi::run(options),
    }
}

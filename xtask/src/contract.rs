//! `cargo xtask contract`: whether the contract is one that others can build on, and the service keeps it.
//!
//! Each step stands for itself and says in one line what it has shown. The tools are pinned in
//! `xtask/contract` and live in `target/contract`.

mod clients;
mod compatible;
mod docs;
mod examples;
mod guide;
mod lint;
mod logins;
mod schemathesis;
mod tools;
mod world;

use std::time::Instant;

use clap::{Args, ValueEnum};

use self::tools::Tools;
use crate::failure::{Failure, Result};

/// The contract, as it is committed.
const CONTRACT: &str = "openapi/openapi.json";

#[derive(Args)]
pub(crate) struct Options {
    /// Take this step alone.
    #[arg(long)]
    only: Option<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Step {
    /// The contract is well-formed, complete and careful, as three linters see it.
    Lint,
    /// It keeps what the last release promised.
    Compatible,
    /// Clients that are generated from it work.
    Clients,
    /// The service keeps it, whatever is sent, and shows nobody what is another agency's.
    Schemathesis,
    /// Workers of other organisations and programs come in.
    Logins,
    /// The documentation can be read and tried without a network.
    Docs,
    /// The examples do what they say, and so does the quick start.
    Examples,
}

impl Step {
    fn take(self) -> Result<String> {
        match self {
            Self::Lint => lint::run(&Tools::install()?),
            Self::Compatible => compatible::run(),
            Self::Clients => clients::run(&Tools::install()?),
            Self::Schemathesis => schemathesis::run(&Tools::install()?),
            Self::Logins => logins::run(&Tools::install()?),
            Self::Docs => docs::run(&Tools::install()?),
            Self::Examples => examples::run(&Tools::install()?),
        }
    }
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let steps = options.only.map_or_else(|| Step::value_variants().to_vec(), |only| vec![only]);
    let failed: Vec<String> = steps.into_iter().filter(|step| !succeeds(*step)).map(name).collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("The contract does not hold: {}.", failed.join(", "))))
}

fn name(step: Step) -> String {
    step.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn succeeds(step: Step) -> bool {
    let began = Instant::now();
    let outcome = step.take();
    let (name, took) = (name(step), began.elapsed().as_secs());
    match &outcome {
        Ok(shown) => println!("{name}: {shown} ({took} s)"),
        Err(failure) => println!("{name}: FAILED after {took} s. {failure}"),
    }
    outcome.is_ok()
}

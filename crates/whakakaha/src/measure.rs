//! What `cargo xtask bench` measures with: a bulk load, and the store alone. Not for service.
#![expect(clippy::print_stdout, reason = "what is measured is the answer")]

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use clap::{Args, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use whakakaha_api::{auth, clock::Clock};
use whakakaha_domain::{
    actor::{Actor, Principal, Scopes},
    command::Moment,
};
use whakakaha_store::{
    db::Execution,
    measure::{self, Probe, Target},
    viewer::{Caller, Identity},
};

use crate::{
    chores::{self, WORKER_SCOPES},
    config::Settings,
    serve,
};

/// What can be measured with.
#[derive(Subcommand)]
pub enum MeasureCommand {
    /// Fill an empty database with invented cases; print where they are, with tokens for ten minutes.
    Load(LoadArgs),
    /// Do one thing again and again on one connection; print how long each took, in microseconds.
    Alone(AloneArgs),
}

/// How much is loaded.
#[derive(Args)]
pub struct LoadArgs {
    /// How many cases.
    #[arg(long)]
    cases: u32,
    #[command(flatten)]
    settings: Settings,
}

/// What is done alone.
#[derive(Args)]
pub struct AloneArgs {
    /// What.
    #[arg(long)]
    operation: Measured,
    #[command(flatten)]
    run: RunArgs,
}

/// Where something is measured, and for how long.
#[derive(Args)]
struct RunArgs {
    /// For how long.
    #[arg(long)]
    seconds: u64,
    /// A file with what `load` printed.
    #[arg(long)]
    targets: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

/// What is measured.
#[derive(Clone, Copy, ValueEnum)]
pub enum Measured {
    /// The bare row of a case.
    Row,
    /// One case.
    Q1,
    /// My open cases.
    Q2,
    /// One report of progress.
    Q3,
}

/// A place where something can be measured.
#[derive(Serialize, Deserialize)]
struct Place {
    worker: Uuid,
    case: Uuid,
    action: Uuid,
    token: String,
}

/// As many places as are worth measuring at; more would not change the answer.
const PLACES: usize = 2000;

/// Loads, or measures.
pub fn run(command: &MeasureCommand) -> Result<ExitCode, Box<dyn Error>> {
    match command {
        MeasureCommand::Load(args) => load(args)?,
        MeasureCommand::Alone(args) => alone(args)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn load(args: &LoadArgs) -> Result<(), Box<dyn Error>> {
    let service = serve::assemble(&args.settings, serve::TOKEN_LIFETIME)?;
    let moment = || {
        let now = service.clock.now();
        let actor =
            Actor { principal: Principal::Service, scopes: Scopes::default(), client: "measure".to_owned() };
        Moment { now, actor, change_id: service.clock.new_id(now) }
    };
    let targets = measure::load(&service.db, args.cases, moment)?;
    let step = targets.len().div_ceil(PLACES).max(1);
    let place = |target: &Target| {
        let subject = format!("worker:{}", target.worker);
        let issuer = &service.base_url;
        let claims = chores::claims(&service.clock, issuer, &subject, WORKER_SCOPES, serve::TOKEN_LIFETIME);
        let token = auth::sign(&service.keys, &claims)?;
        Ok(Place { worker: target.worker, case: target.case, action: target.action, token })
    };
    let places = targets.iter().step_by(step).map(place).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    println!("{}", serde_json::to_string(&places)?);
    Ok(())
}

fn alone(args: &AloneArgs) -> Result<(), Box<dyn Error>> {
    let service = serve::assemble(&args.run.settings, serve::TOKEN_LIFETIME)?;
    let targets = targets(&args.run.targets)?;
    let probe = match args.operation {
        Measured::Row => Probe::Row,
        Measured::Q1 => Probe::Case,
        Measured::Q2 => Probe::Cases,
        Measured::Q3 => Probe::Progress,
    };
    let execution = |worker| execution(&service.clock, worker);
    let took =
        measure::alone(&service.db, probe, &targets, Duration::from_secs(args.run.seconds), execution)?;
    println!("{}", serde_json::to_string(&took.iter().map(Duration::as_micros).collect::<Vec<_>>())?);
    Ok(())
}

fn targets(file: &Path) -> Result<Vec<Target>, Box<dyn Error>> {
    let places: Vec<Place> = serde_json::from_str(&fs::read_to_string(file)?)?;
    let target = |place: &Place| Target { worker: place.worker, case: place.case, action: place.action };
    Ok(places.iter().map(target).collect())
}

fn execution(clock: &Clock, worker: Uuid) -> Execution {
    let now = clock.now();
    let caller = Caller {
        identity: Identity::Worker(worker),
        scopes: WORKER_SCOPES.iter().copied().collect(),
        client: "measure".to_owned(),
        session: None,
    };
    Execution {
        caller,
        now,
        change_id: clock.new_id(now),
        request_id: "measure".to_owned(),
        is_trial: false,
        target: None,
    }
}

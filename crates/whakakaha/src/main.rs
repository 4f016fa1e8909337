//! `whakakaha`: serve | demo | migrate | openapi | token | keys | audit.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use whakakaha::{chores, config::Settings, demo, measure, serve, telemetry};

/// Coordination service for Strengthening Families | Whakakaha Whānau.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API.
    Serve(Settings),
    /// Play one family's journey through the API, and stay up.
    Demo(demo::DemoArgs),
    /// Bring the database's schema up to date, and exit.
    Migrate(Settings),
    /// Print the contract.
    Openapi(chores::OpenapiArgs),
    /// Issue an access token.
    Token(chores::TokenArgs),
    /// Look after the signing keys.
    #[command(subcommand)]
    Keys(chores::KeysCommand),
    /// Check the audit log.
    #[command(subcommand)]
    Audit(chores::AuditCommand),
    /// What `cargo xtask bench` measures with.
    #[command(subcommand, hide = true)]
    Measure(measure::MeasureCommand),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(settings) => {
            telemetry::start(&settings.log);
            serve::run(&settings)
        }
        Command::Demo(args) => {
            telemetry::start("warn");
            demo::run(&args)
        }
        Command::Migrate(settings) => chores::migrate(&settings),
        Command::Openapi(args) => chores::openapi(&args),
        Command::Token(args) => chores::token(&args),
        Command::Keys(command) => chores::keys(&command),
        Command::Audit(command) => chores::audit(&command),
        Command::Measure(command) => measure::run(&command),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            tell(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "a command tells its user why it failed")]
fn tell(error: &str) {
    eprintln!("whakakaha: {error}");
}

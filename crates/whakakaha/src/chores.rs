//! Chores for whoever runs the service: schema, contract, tokens, keys, audit.
#![expect(clippy::print_stdout, reason = "what a chore prints is its answer")]

use std::{error::Error, path::PathBuf, process::ExitCode};

use clap::{ArgGroup, Args, Subcommand};
use uuid::Uuid;
use whakakaha_api::{
    auth::{self, Claims, keys::KeyRing},
    clock::Clock,
    openapi,
};
use whakakaha_domain::{
    actor::{
        Scope::{self, *},
        Scopes,
    },
    code::CodeList,
};
use whakakaha_store::verify::{self, Wrong};

use crate::{config::Settings, serve};

type Outcome = Result<ExitCode, Box<dyn Error>>;

/// Brings the schema up to date.
pub fn migrate(settings: &Settings) -> Outcome {
    serve::assemble(settings, serve::TOKEN_LIFETIME)?;
    println!("the schema is up to date");
    Ok(ExitCode::SUCCESS)
}

/// Which version of the contract to print.
#[derive(Args)]
pub struct OpenapiArgs {
    /// As OpenAPI 3.0, for tools that know nothing newer.
    #[arg(long)]
    three_zero: bool,
}

/// Prints the contract.
pub fn openapi(args: &OpenapiArgs) -> Outcome {
    let contract = openapi::contract();
    let document = if args.three_zero { &contract.older } else { &contract.current };
    print!("{}", document.text);
    Ok(ExitCode::SUCCESS)
}

/// For whom the token is.
#[derive(Args)]
#[command(group(ArgGroup::new("whom").required(true)))]
pub struct TokenArgs {
    /// A worker, by id.
    #[arg(long, group = "whom")]
    worker: Option<Uuid>,
    /// A member of a family, by id.
    #[arg(long, group = "whom")]
    person: Option<Uuid>,
    /// An agency's system, by the agency's id.
    #[arg(long, group = "whom")]
    agency: Option<Uuid>,
    /// A reporting script.
    #[arg(long, group = "whom")]
    reporter: bool,
    /// An administrator.
    #[arg(long, group = "whom")]
    administrator: bool,
    /// Scopes, separated by commas; by default all that such a caller may have.
    #[arg(long, value_delimiter = ',')]
    scopes: Vec<String>,
    /// How long the token lives, in minutes.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(i64).range(1..=10))]
    minutes: i64,
    #[command(flatten)]
    settings: Settings,
}

/// Issues an access token, signed with the service's newest key.
pub fn token(args: &TokenArgs) -> Outcome {
    serve::install_crypto();
    let clock = Clock::default();
    let keys = KeyRing::open(&args.settings.keys_dir, clock.new_id(clock.now()))?;
    let (subject, usual) = subject(args);
    let scopes = if args.scopes.is_empty() { usual.to_vec() } else { known_scopes(&args.scopes)? };
    let claims = claims(&clock, &args.settings.base(), &subject, &scopes, args.minutes * 60);
    println!("{}", auth::sign(&keys, &claims)?);
    Ok(ExitCode::SUCCESS)
}

fn known_scopes(names: &[String]) -> Result<Vec<Scope>, String> {
    names.iter().map(|name| Scope::parse(name).ok_or_else(|| format!("there is no scope {name}"))).collect()
}

/// What a worker's token may carry: the roles on each case decide which of it counts.
pub const WORKER_SCOPES: &[Scope] =
    &[CaseCoordinate, CaseLead, CaseParticipate, CaseKeyContact, MeetingFacilitate, AdviceAnswer];
/// What a family member's token carries.
pub const FAMILY_SCOPES: &[Scope] = &[FamilySelf];
/// What the token of an agency's system carries.
pub const SYSTEM_SCOPES: &[Scope] = &[IntegrationRead, IntegrationWrite];
/// What a reporting script's token carries.
pub const REPORTER_SCOPES: &[Scope] = &[ReportRead];
/// What an administrator's token carries.
pub const ADMINISTRATOR_SCOPES: &[Scope] = &[SystemAdmin, DirectoryEdit];

fn subject(args: &TokenArgs) -> (String, &'static [Scope]) {
    match (args.worker, args.person, args.agency) {
        (Some(id), _, _) => (format!("worker:{id}"), WORKER_SCOPES),
        (_, Some(id), _) => (format!("person:{id}"), FAMILY_SCOPES),
        (_, _, Some(id)) => (format!("agency:{id}"), SYSTEM_SCOPES),
        _ if args.reporter => ("reporter".to_owned(), REPORTER_SCOPES),
        _ => ("administrator".to_owned(), ADMINISTRATOR_SCOPES),
    }
}

/// The claims of a token that begins to live now.
#[must_use]
pub fn claims(clock: &Clock, issuer: &str, subject: &str, scopes: &[Scope], seconds: i64) -> Claims {
    let now = clock.now();
    Claims {
        iss: issuer.to_owned(),
        aud: issuer.to_owned(),
        sub: subject.to_owned(),
        client_id: "whakakaha-token".to_owned(),
        iat: now.timestamp(),
        exp: now.timestamp() + seconds,
        nbf: None,
        jti: clock.new_id(now).to_string(),
        scope: scopes.iter().copied().collect::<Scopes>().claim(),
        sid: None,
        cnf: None,
    }
}

/// What can be done with the signing keys.
#[derive(Subcommand)]
pub enum KeysCommand {
    /// Make a new key, which signs from now on; the one before still verifies.
    Rotate {
        /// The folder of the signing keys.
        #[arg(long, env = "WHAKAKAHA_KEYS_DIR", default_value = "data/keys")]
        keys_dir: PathBuf,
    },
}

/// Looks after the signing keys.
pub fn keys(KeysCommand::Rotate { keys_dir }: &KeysCommand) -> Outcome {
    let clock = Clock::default();
    let ring = KeyRing::open(keys_dir, clock.new_id(clock.now()))?;
    println!("signing with {}", ring.rotate(clock.new_id(clock.now()))?);
    Ok(ExitCode::SUCCESS)
}

/// What can be done with the audit log.
#[derive(Subcommand)]
pub enum AuditCommand {
    /// Read the whole log and say which entries were changed, removed or inserted.
    Verify(Settings),
}

/// Checks the audit log; the exit code says whether all of it fits.
pub fn audit(AuditCommand::Verify(settings): &AuditCommand) -> Outcome {
    let service = serve::assemble(settings, serve::TOKEN_LIFETIME)?;
    let report = verify::verify(&service.db)?;
    for finding in &report.findings {
        let wrong = match finding.wrong {
            Wrong::Changed => "was changed",
            Wrong::Removed => "was removed",
            Wrong::Inserted => "was inserted",
        };
        println!("chain {} entry {} {wrong}", finding.chain, finding.sequence);
    }
    println!("{} entries, {} do not fit", report.entries, report.findings.len());
    Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

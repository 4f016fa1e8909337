//! `demo`: a service in a fresh folder that plays the whole journey of one family through its own API,
//! tells each step, and stays up for whoever wants to look around.
#![expect(clippy::print_stdout, reason = "the demonstration is told at the terminal")]

pub mod journey;
pub mod stage;

use std::{error::Error, net::TcpListener, path::PathBuf, process::ExitCode};

use actix_web::{rt::System, web};
use clap::Args;
use whakakaha_api::app::Service;

use crate::{
    config::{DISCLOSURE_NOTICE_HOURS, Settings},
    serve,
};
use journey::{Cast, Scene};
use stage::{Audience, Stage};

/// How long a token of the demonstration lives, in seconds: a working day.
const TOKEN_LIFETIME: i64 = 12 * 3_600;

/// Where the demonstration runs.
#[derive(Args)]
pub struct DemoArgs {
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    bind: String,
    /// The folder for its data; by default a new one for each demonstration.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// `postgres://…`, an empty database to play in; by default an embedded one in the folder.
    #[arg(long, hide_env_values = true)]
    database_url: Option<String>,
    /// Origins whose pages may call from a browser, separated by commas.
    #[arg(long, env = "WHAKAKAHA_CORS_ORIGINS", value_delimiter = ',')]
    cors_origins: Vec<String>,
    /// The last scene to be played.
    #[arg(long, value_enum, default_value_t = Scene::Closing)]
    until: Scene,
    /// End after the journey instead of staying up.
    #[arg(long)]
    once: bool,
}

/// Whoever sits at the terminal.
struct Terminal;

impl Audience for Terminal {
    fn step(&self, line: &str) {
        println!("  {line}");
    }
}

/// Runs the demonstration.
pub fn run(args: &DemoArgs) -> Result<ExitCode, Box<dyn Error>> {
    let listener =
        TcpListener::bind(&args.bind).map_err(|error| format!("cannot listen on {}: {error}", args.bind))?;
    let folder = args.folder.clone().unwrap_or_else(fresh_folder);
    let mut service = serve::assemble(&settings(args, &folder), TOKEN_LIFETIME)?;
    service.client_secrets = true;
    println!(
        "Strengthening Families | Whakakaha Whānau: one family's case, from the request to the final report.\n"
    );
    let (server, handle) = serve::in_background(service.clone(), listener)?;
    let stage = Stage::new(&service, &Terminal);
    let cast = journey::play_until(&stage, args.until);
    if args.once || cast.is_err() {
        System::new().block_on(handle.stop(true));
    }
    let cast = cast?;
    if !args.once {
        invite(&stage, &service, &cast)?;
    }
    let stopped = System::new().block_on(async {
        let _beside = (!args.once).then(|| serve::beside(&service));
        web::block(move || server.join().is_ok()).await
    });
    if stopped.is_ok_and(|well| well) {
        return Ok(ExitCode::SUCCESS);
    }
    Err("the server has stopped unexpectedly".into())
}

fn fresh_folder() -> PathBuf {
    std::env::temp_dir().join(format!("whakakaha-demo-{}", std::process::id()))
}

fn settings(args: &DemoArgs, folder: &std::path::Path) -> Settings {
    let embedded = || folder.join("whakakaha.db").display().to_string();
    Settings {
        database_url: args.database_url.clone().unwrap_or_else(embedded),
        metrics_bind: None,
        bind: args.bind.clone(),
        keys_dir: folder.join("keys"),
        base_url: format!("http://{}", args.bind),
        cors_origins: args.cors_origins.clone(),
        log: "warn".to_owned(),
        pool_size: 4,
        issuers_file: None,
        allow_private_addresses: true,
        smtp_url: None,
        mail_from: None,
        requests_per_minute: 1_000_000,
        searches_per_minute: 1_000_000,
        exports_per_hour: 1_000_000,
        tokens_per_minute: 1_000_000,
        self_requests_per_hour: 120,
        disclosure_notice_hours: DISCLOSURE_NOTICE_HOURS,
    }
}

/// Tells how to look around: the documentation, a token for everybody who has a login, and five requests.
fn invite(stage: &Stage<'_>, service: &Service, cast: &Cast) -> Result<(), Box<dyn Error>> {
    let base = &service.base_url;
    println!(
        "\nThe service stays up. Its documentation: {base}/docs/\n\nTokens, valid for twelve hours by the service's clock:\n"
    );
    for (key, persona) in cast.with_login() {
        let variable = key.to_uppercase().replace('-', "_");
        println!("# {}\n{variable}={}\n", persona.name, stage.token(persona, TOKEN_LIFETIME));
    }
    let case = cast.id("case")?;
    let plan = cast.id("plan").unwrap_or("$PLAN_VERSION");
    println!("Five requests worth trying, after setting the tokens above as variables:\n");
    for (about, request) in [
        ("anybody finds the coordinator, macrons or not", format!("\"{base}/v1/coordinators?place=Ranui\"")),
        ("the mother reads her case", format!("-H \"Authorization: Bearer $MOTHER\" {base}/v1/cases/{case}")),
        (
            "the coordinator reads every action",
            format!("-H \"Authorization: Bearer $COORDINATOR\" {base}/v1/cases/{case}/actions"),
        ),
        (
            "the mother reads the plan in force",
            format!("-H \"Authorization: Bearer $MOTHER\" {base}/v1/plan-versions/{plan}"),
        ),
        (
            "a stranger learns nothing",
            format!("-H \"Authorization: Bearer $STRANGER\" {base}/v1/cases/{case}"),
        ),
    ] {
        println!("# {about}\ncurl -s {request}\n");
    }
    Ok(())
}

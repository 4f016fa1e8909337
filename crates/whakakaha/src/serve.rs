//! `serve`: opens the database and the keys, listens, and stops in good order.

use std::{
    error::Error, fs, net::TcpListener, path::Path, process::ExitCode, sync::mpsc, thread::JoinHandle,
    time::Duration,
};

use actix_web::{
    HttpServer,
    dev::{Server, ServerHandle},
    rt::{System, spawn},
};
use chrono::TimeDelta;
use whakakaha_api::{
    app::{Service, build_app},
    auth::{Issuer, Issuers, KnownTokens, ProofNonces, SeenProofs, TokenPolicy, keys::KeyRing},
    clock::Clock,
    mail::Mailer,
    metrics::Metrics,
    outbound::Outbound,
    page::CursorSeal,
    quota::{Quota, Quotas},
    retirement::RETIRING,
    webhook::WebhookSecrets,
};
use whakakaha_store::db::{Db, Location};

use crate::{
    config::Settings,
    metrics, relay,
    worker::{self, Worker},
};

/// How long a connection is kept without a request: longer than load balancers and clients keep theirs (a minute, mostly),
/// so that it is they who end it, and no request meets a connection that is just being closed.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// The longest life of an access token, in seconds (R26).
pub const TOKEN_LIFETIME: i64 = 600;

/// How long somebody waits who tried to come in with something that does not fit.
const LOGIN_DELAY: Duration = Duration::from_secs(1);

/// Serves until the process is told to stop.
pub fn run(settings: &Settings) -> Result<ExitCode, Box<dyn Error>> {
    let service = assemble(settings, TOKEN_LIFETIME)?;
    let listener = bind(&settings.bind)?;
    let workers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    tracing::info!(address = %settings.bind, base_url = %service.base_url, "serving");
    let measured =
        settings.metrics_bind.as_deref().filter(|address| !address.is_empty()).map(bind).transpose()?;
    System::new().block_on(async {
        let _beside = beside(&service);
        if let Some(listener) = measured {
            spawn(metrics::start(&service, listener)?);
        }
        start(service, listener, workers)?.await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Begins what the service does beside answering, until this is dropped.
#[must_use]
pub fn beside(service: &Service) -> [Worker; 4] {
    [
        worker::start(service),
        relay::start(service),
        relay::start_to_deliver(service),
        relay::start_to_write(service),
    ]
}

fn bind(address: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).map_err(|error| format!("cannot listen on {address}: {error}"))
}

/// Puts the service together: database up to date, keys ready.
pub fn assemble(settings: &Settings, token_lifetime: i64) -> Result<Service, Box<dyn Error>> {
    install_crypto();
    let database = settings.database();
    if let Location::Sqlite(path) = &database.location
        && let Some(folder) = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    let clock = Clock::default();
    let keys = KeyRing::open(&settings.keys_dir, clock.new_id(clock.now()))?;
    let seal = keys.seal_secret()?;
    let webhook_secrets = WebhookSecrets::new(&keys.webhook_secret()?);
    let outbound = Outbound::new(settings.reach()?)?;
    let db = Db::open(&database).map_err(|failure| explain(&failure))?;
    Ok(Service {
        db,
        keys,
        tokens: TokenPolicy { issuer: settings.base(), max_lifetime: token_lifetime },
        known_tokens: KnownTokens::default(),
        metrics: Metrics::default(),
        clock,
        issuers: Issuers::new(issuers(settings)?, outbound.clone()),
        seen_proofs: SeenProofs::default(),
        proof_nonces: ProofNonces::new(&seal),
        quotas: quotas(settings),
        login_delay: LOGIN_DELAY,
        client_secrets: false,
        notice_period: TimeDelta::hours(settings.disclosure_notice_hours.into()),
        cursors: CursorSeal::new(&seal),
        outbound,
        mailer: mailer(settings)?,
        webhook_secrets,
        base_url: settings.base(),
        retiring: RETIRING,
        cors_origins: settings.cors_origins.clone(),
    })
}

fn quotas(settings: &Settings) -> Quotas {
    Quotas {
        requests: Quota::new("default", settings.requests_per_minute, MINUTE),
        searches: Quota::new("search", settings.searches_per_minute, MINUTE),
        exports: Quota::new("export", settings.exports_per_hour, HOUR),
        tokens: Quota::new("token", settings.tokens_per_minute, MINUTE),
        self_requests: Quota::new("self_request", settings.self_requests_per_hour, HOUR),
    }
}

const MINUTE: u32 = 60;
const HOUR: u32 = 3600;

/// What sends e-mails, if the settings name a server.
fn mailer(settings: &Settings) -> Result<Option<Mailer>, Box<dyn Error>> {
    let Some(server) = settings.smtp_url.as_deref().filter(|url| !url.is_empty()) else { return Ok(None) };
    let from = settings.mail_from.as_deref().unwrap_or_default();
    let mailer = Mailer::new(server, from).map_err(|error| format!("cannot send e-mails: {error}"))?;
    Ok(Some(mailer))
}

/// The organisations that the file of the settings names.
fn issuers(settings: &Settings) -> Result<Vec<Issuer>, Box<dyn Error>> {
    let Some(path) = settings.issuers_file.as_deref().filter(|path| !path.as_os_str().is_empty()) else {
        return Ok(Vec::new());
    };
    let misread = |error: &dyn Error| format!("cannot read {}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| misread(&error))?;
    Ok(serde_json::from_str(&text).map_err(|error| misread(&error))?)
}

/// Names the one cryptographic library; without it the first token would end the thread.
pub fn install_crypto() {
    let _already_installed = jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER.install_default();
}

/// Begins to serve on a listener, with so many threads.
pub fn start(service: Service, listener: TcpListener, workers: usize) -> std::io::Result<Server> {
    let server = HttpServer::new(move || build_app(service.clone()))
        .workers(workers)
        .listen(listener)?
        .client_request_timeout(Duration::from_secs(10))
        .keep_alive(KEEP_ALIVE)
        .shutdown_timeout(20)
        .run();
    Ok(server)
}

/// Begins to serve on a thread of its own; answers the thread and how to stop it.
pub fn in_background(
    service: Service,
    listener: TcpListener,
) -> std::io::Result<(JoinHandle<()>, ServerHandle)> {
    let (send, receive) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        System::new().block_on(async move {
            let server = start(service, listener, 2);
            let handle = server.as_ref().map(Server::handle).map_err(std::io::Error::kind);
            let told = send.send(handle);
            if let (Ok(server), Ok(())) = (server, told) {
                let _stopped = server.await;
            }
        });
    });
    let handle = receive.recv().map_err(std::io::Error::other)?.map_err(std::io::Error::from)?;
    Ok((thread, handle))
}

fn explain(failure: &dyn Error) -> String {
    match failure.source() {
        Some(source) => format!("{failure}: {source}"),
        None => failure.to_string(),
    }
}

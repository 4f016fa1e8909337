//! Settings: from the command line or the environment, read once.

use std::path::PathBuf;

use clap::Args;
use whakakaha_api::outbound::Reach;
use whakakaha_store::db::{DatabaseConfig, Location};

/// Where the service listens and where its data are.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// `postgres://…`, or the path of a SQLite file, which is made when it is missing.
    #[arg(long, env = "WHAKAKAHA_DATABASE_URL", default_value = "data/whakakaha.db", hide_env_values = true)]
    pub database_url: String,
    /// Address and port to listen on.
    #[arg(long, env = "WHAKAKAHA_BIND", default_value = "127.0.0.1:8080")]
    pub bind: String,
    /// Address and port of the metrics, such as 127.0.0.1:9090; without it there are none. For whoever runs
    /// the service, not for callers.
    #[arg(long, env = "WHAKAKAHA_METRICS_BIND")]
    pub metrics_bind: Option<String>,
    /// The folder of the signing keys; all processes of one service share it.
    #[arg(long, env = "WHAKAKAHA_KEYS_DIR", default_value = "data/keys")]
    pub keys_dir: PathBuf,
    /// The public base address: issuer of tokens, beginning of every link.
    #[arg(long, env = "WHAKAKAHA_BASE_URL", default_value = "http://127.0.0.1:8080")]
    pub base_url: String,
    /// Origins whose pages may call from a browser, separated by commas.
    #[arg(long, env = "WHAKAKAHA_CORS_ORIGINS", value_delimiter = ',')]
    pub cors_origins: Vec<String>,
    /// What is written to the log, such as `info` or `whakakaha_api=debug,info`.
    #[arg(long, env = "WHAKAKAHA_LOG", default_value = "info")]
    pub log: String,
    /// Connections to the database for requests; about two per core.
    #[arg(long, env = "WHAKAKAHA_POOL_SIZE", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub pool_size: u32,
    /// A file that names the organisations whose workers come in with a login of their own: a JSON list of objects with
    /// `issuer`, `audience` and, unless it is `sub`, `subject_claim`.
    #[arg(long, env = "WHAKAKAHA_ISSUERS_FILE")]
    pub issuers_file: Option<PathBuf>,
    /// Send requests to this machine and to private networks too, and by `http`: for development and tests, and only while
    /// the service itself is reached on this machine alone.
    #[arg(long, env = "WHAKAKAHA_ALLOW_PRIVATE_ADDRESSES")]
    pub allow_private_addresses: bool,
    /// The server through which agencies are written to, such as `smtps://name:password@mail.example.nz`; without it no e-mails
    /// are sent.
    #[arg(long, env = "WHAKAKAHA_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// From whom e-mails are, such as `Whakakaha <no-reply@whakakaha.example.nz>`.
    #[arg(long, env = "WHAKAKAHA_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// How many requests one process takes in a minute from each program or person.
    #[arg(long, env = "WHAKAKAHA_REQUESTS_PER_MINUTE", default_value_t = REQUESTS_PER_MINUTE, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub requests_per_minute: u32,
    /// How many of these may be searches.
    #[arg(long, env = "WHAKAKAHA_SEARCHES_PER_MINUTE", default_value_t = SEARCHES_PER_MINUTE, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub searches_per_minute: u32,
    /// How many of these may be copies of a whole record, in an hour.
    #[arg(long, env = "WHAKAKAHA_EXPORTS_PER_HOUR", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub exports_per_hour: u32,
    /// How many tokens one process gives in a minute to each program, to each login of a worker and in each session.
    #[arg(long, env = "WHAKAKAHA_TOKENS_PER_MINUTE", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub tokens_per_minute: u32,
    /// How many requests for one's own family, which need no token, are taken an hour by one process.
    #[arg(long, env = "WHAKAKAHA_SELF_REQUESTS_PER_HOUR", default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub self_requests_per_hour: u32,
    /// How many hours a family has to answer between being told of an item of information and its disclosure.
    #[arg(long, env = "WHAKAKAHA_DISCLOSURE_NOTICE_HOURS", default_value_t = DISCLOSURE_NOTICE_HOURS, value_parser = clap::value_parser!(u32).range(0..=2_160))]
    pub disclosure_notice_hours: u32,
}

/// Ten a second, unless the setting says otherwise.
pub const REQUESTS_PER_MINUTE: u32 = 600;
/// One a second, unless the setting says otherwise.
pub const SEARCHES_PER_MINUTE: u32 = 60;
/// Two days, unless the setting says otherwise.
pub const DISCLOSURE_NOTICE_HOURS: u32 = 48;

impl Settings {
    /// Where the database is.
    #[must_use]
    pub fn database(&self) -> DatabaseConfig {
        let url = &self.database_url;
        let location = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Location::Postgres(url.clone())
        } else {
            Location::Sqlite(url.strip_prefix("sqlite://").unwrap_or(url).to_owned())
        };
        DatabaseConfig { location, pool_size: self.pool_size }
    }

    /// How far the service reaches by itself.
    pub fn reach(&self) -> Result<Reach, &'static str> {
        let local = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"];
        match (self.allow_private_addresses, local.iter().any(|begin| self.base_url.starts_with(begin))) {
            (false, _) => Ok(Reach::Public),
            (true, true) => Ok(Reach::Anywhere),
            (true, false) => Err(
                "WHAKAKAHA_ALLOW_PRIVATE_ADDRESSES is for a service that is reached on this machine alone",
            ),
        }
    }

    /// The public base address without a slash at the end.
    #[must_use]
    pub fn base(&self) -> String {
        self.base_url.trim_end_matches('/').to_owned()
    }
}

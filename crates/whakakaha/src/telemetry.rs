//! The log: structured, one line an event, without personal data.

use tracing_subscriber::EnvFilter;

/// Starts writing the log to standard error, as JSON.
pub fn start(filter: &str) {
    // What callers send that is no HTTP at all is their mistake, and not an error of ours, as it is called there.
    let filter = format!("actix_http::h1::dispatcher=off,{filter}");
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let _already_started =
        tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

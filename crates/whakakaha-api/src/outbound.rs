//! Requests that the service sends, to addresses that others have named: never to where only the service can reach.
//!
//! Only `https`, no credentials, no redirects, no proxy of the environment, and no address that is not public: not as
//! it is written, and not as its name is resolved when the connection is made (R24).

mod address;

use std::{error::Error, fmt, net::SocketAddr, time::Duration};

use reqwest::{
    Client, Response,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{HeaderMap, HeaderName, HeaderValue},
    redirect::Policy,
};
use serde_json::Value;

pub use address::{Misfit, Reach};
use address::{is_public, url};

/// How long a connection may take to be made.
const TO_CONNECT: Duration = Duration::from_secs(5);

/// How long reading something may take, connection included.
const TO_READ: Duration = Duration::from_secs(10);

/// Sends requests to other systems. Cheap to clone.
#[derive(Clone)]
pub struct Outbound {
    client: Client,
    reach: Reach,
}

/// What another system answered: never what it said.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// How long it wants to be left alone, where it says so in seconds.
    pub retry_after: Option<Duration>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// The address is none to which the service sends anything.
    Address(Misfit),
    /// Its name leads to an address that is not public.
    NotPublic,
    /// It took too long.
    TimedOut,
    /// There was no connection, or it broke.
    Unreachable,
    /// What was read is too long, or is not what was asked for.
    Unreadable,
}

impl Outbound {
    /// Gets ready to send.
    pub fn new(reach: Reach) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .https_only(reach == Reach::Public)
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .user_agent(concat!("whakakaha/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(TO_CONNECT)
            // A connection that is kept would be used for longer than its address was looked at.
            .pool_max_idle_per_host(0)
            .dns_resolver(Guard(reach))
            .build()?;
        Ok(Self { client, reach })
    }

    /// Whether this is an address to which the service would send something, as far as one can tell from how it is written.
    pub fn check(&self, address: &str) -> Result<(), Misfit> {
        url(address, self.reach).map(drop)
    }

    /// Reads a JSON document of at most so many bytes.
    pub async fn get_json(&self, address: &str, most: usize) -> Result<Value, Unanswered> {
        let url = url(address, self.reach).map_err(Unanswered::Address)?;
        let reading = async {
            let response = self.client.get(url).send().await.map_err(|error| unanswered(&error))?;
            if !response.status().is_success() {
                return Err(Unanswered::Unreadable);
            }
            body(response, most).await
        };
        let text = tokio::time::timeout(TO_READ, reading).await.map_err(|_| Unanswered::TimedOut)??;
        serde_json::from_slice(&text).map_err(|_| Unanswered::Unreadable)
    }

    /// Sends a body. What is answered with it is not read.
    pub async fn post(
        &self,
        address: &str,
        headers: &[(&'static str, String)],
        body: String,
        timeout: Duration,
    ) -> Result<Answered, Unanswered> {
        let url = url(address, self.reach).map_err(Unanswered::Address)?;
        let headers = headers.iter().filter_map(header).collect::<HeaderMap>();
        let sent = self.client.post(url).headers(headers).body(body).timeout(timeout).send().await;
        let response = sent.map_err(|error| unanswered(&error))?;
        Ok(Answered { status: response.status().as_u16(), retry_after: retry_after(&response) })
    }
}

fn header((name, value): &(&'static str, String)) -> Option<(HeaderName, HeaderValue)> {
    Some((HeaderName::from_static(name), HeaderValue::from_str(value).ok()?))
}

fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get("retry-after")?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

async fn body(mut response: Response, most: usize) -> Result<Vec<u8>, Unanswered> {
    let mut read = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|error| unanswered(&error))? {
        if read.len() + part.len() > most {
            return Err(Unanswered::Unreadable);
        }
        read.extend_from_slice(&part);
    }
    Ok(read)
}

fn unanswered(error: &reqwest::Error) -> Unanswered {
    if leads_inside(error) {
        Unanswered::NotPublic
    } else if error.is_timeout() {
        Unanswered::TimedOut
    } else {
        Unanswered::Unreachable
    }
}

fn leads_inside(error: &dyn Error) -> bool {
    error.source().is_some_and(|cause| cause.is::<NotPublic>() || leads_inside(cause))
}

/// Resolves names when a connection is made, and connects to nothing that is not public. A name that leads to
/// one address that is not public leads nowhere.
struct Guard(Reach);

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if reach == Reach::Public && !found.iter().all(|address| is_public(address.ip())) {
                return Err(NotPublic.into());
            }
            let addresses: Addrs = Box::new(found.into_iter());
            Ok(addresses)
        })
    }
}

#[derive(Debug)]
struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads to an address that is not public")
    }
}

impl Error for NotPublic {}

//! Requests that the service sends, to addresses that others have named: never to where only the service can reach.
//!
//! Only `https`, no credentials, no redirects, no proxy of the environment, and no address that is not public: not as
//! it is written, and not as its name is resolved when the connection is made (R24).

mod address;

use std::{
    error::Error,
    fmt, io,
    net::SocketAddr,
    time::{Duration, SystemTime},
};

use actix_web::http::header::HttpDate;
use reqwest::{
    Client, Response,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{HeaderMap, HeaderName, HeaderValue},
    redirect::Policy,
};
pub use reqwest::{Method, Url};
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

/// What is sent to another system.
pub struct Message {
    /// The method.
    pub method: Method,
    /// The headers, each by its name in small letters.
    pub headers: Vec<(&'static str, String)>,
    /// The body, which may be empty.
    pub body: String,
}

/// What another system answered: never what it said.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// How long it wants to be left alone, where it says so.
    pub retry_after: Option<Duration>,
    /// From whom it wants to be sent anything, where it says so.
    pub allowed_origin: Option<String>,
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
    /// No trusted certificate says that it is whom its address names.
    Untrusted,
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

    /// Sends a message. What is answered in a body is not read.
    pub async fn send(
        &self,
        address: &str,
        message: &Message,
        timeout: Duration,
    ) -> Result<Answered, Unanswered> {
        let url = url(address, self.reach).map_err(Unanswered::Address)?;
        let headers = message.headers.iter().filter_map(header).collect::<HeaderMap>();
        let request = self.client.request(message.method.clone(), url).headers(headers).timeout(timeout);
        let sent = request.body(message.body.clone()).send().await;
        let response = sent.map_err(|error| unanswered(&error))?;
        Ok(Answered {
            status: response.status().as_u16(),
            retry_after: retry_after(&response),
            allowed_origin: text(&response, "webhook-allowed-origin").map(str::to_owned),
        })
    }
}

fn header((name, value): &(&'static str, String)) -> Option<(HeaderName, HeaderValue)> {
    Some((HeaderName::from_static(name), HeaderValue::from_str(value).ok()?))
}

/// How long the other side wants to be left alone (RFC 9110, 10.2.3): for so many seconds, or until an instant by its
/// own clock.
fn retry_after(response: &Response) -> Option<Duration> {
    let told = text(response, "retry-after")?;
    if !told.is_empty() && told.bytes().all(|it| it.is_ascii_digit()) {
        return Some(Duration::from_secs(told.parse().unwrap_or(u32::MAX).into()));
    }
    let instant = |text: &str| text.parse::<HttpDate>().ok().map(SystemTime::from);
    instant(told)?.duration_since(instant(text(response, "date")?)?).ok()
}

fn text<'a>(response: &'a Response, header: &str) -> Option<&'a str> {
    Some(response.headers().get(header)?.to_str().ok()?.trim())
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
    } else if shows_no_certificate(error) {
        Unanswered::Untrusted
    } else if error.is_timeout() {
        Unanswered::TimedOut
    } else {
        Unanswered::Unreachable
    }
}

fn leads_inside(error: &dyn Error) -> bool {
    error.source().is_some_and(|cause| cause.is::<NotPublic>() || leads_inside(cause))
}

fn shows_no_certificate(error: &(dyn Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref() {
        return matches!(error, rustls::Error::InvalidCertificate(_));
    }
    // An I/O error passes over what it is made of, and names the source of that.
    let made_of = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    made_of
        .map_or_else(|| error.source().is_some_and(shows_no_certificate), |cause| shows_no_certificate(cause))
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

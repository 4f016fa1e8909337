//! Asks, on several connections at once, as fast as answers come.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Place;
use super::client::Client;
use super::summary::Summary;
use crate::failure::{Explain, Failure, Result};

/// What is measured.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Operation {
    Case,
    Cases,
    Progress,
}

impl Operation {
    pub(super) const ALL: [Self; 3] = [Self::Case, Self::Cases, Self::Progress];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Case => "Q1 one case",
            Self::Cases => "Q2 my open cases",
            Self::Progress => "Q3 update an action",
        }
    }
}

const LIST: &str = "/v1/cases?status=open&limit=50";
const WARMING_UP: Duration = Duration::from_secs(1);

/// Asks for so long on so many connections, after a second of warming up.
pub(super) fn run(
    operation: Operation,
    places: &[Place],
    address: SocketAddr,
    (connections, lasting): (u32, Duration),
) -> Result<Summary> {
    let cursors = if operation == Operation::Cases { cursors(places, address)? } else { Vec::new() };
    let ask = Ask { operation, places, cursors, address };
    let ask = &ask;
    let took = std::thread::scope(|scope| {
        let askers: Vec<_> =
            (0..connections).map(|asker| scope.spawn(move || ask.repeatedly(asker, lasting))).collect();
        let took =
            askers.into_iter().map(|asker| asker.join().map_err(|_| Failure::new("An asker failed."))?);
        took.collect::<Result<Vec<_>>>()
    })?;
    Ok(Summary::of(took.concat(), lasting))
}

/// How many workers look at their cases.
const READERS: usize = 200;

/// Some places all over the country, each with where the second page of its list begins.
fn cursors(places: &[Place], address: SocketAddr) -> Result<Vec<(&Place, String)>> {
    let mut client = Client::connect(address)?;
    let mut cursor = |place: &Place| {
        let answer = client.send(&get(LIST, &place.token, address))?;
        let page: Value = serde_json::from_slice(&answer.body).explain("The list of cases is no JSON")?;
        let cursor = page.get("next_cursor").and_then(Value::as_str).ok_or_else(|| {
            Failure::new(format!("A desk has no second page: {}", String::from_utf8_lossy(&answer.body)))
        })?;
        Ok(cursor.to_owned())
    };
    let step = places.len().div_ceil(READERS).max(1);
    places.iter().step_by(step).map(|place| Ok((place, cursor(place)?))).collect()
}

struct Ask<'a> {
    operation: Operation,
    places: &'a [Place],
    cursors: Vec<(&'a Place, String)>,
    address: SocketAddr,
}

impl Ask<'_> {
    fn repeatedly(&self, asker: u32, lasting: Duration) -> Result<Vec<u64>> {
        let mut client = Client::connect(self.address)?;
        let mut took = Vec::new();
        let began = Instant::now();
        for turn in 0_usize.. {
            let request = self.request(asker as usize, turn)?;
            let start = Instant::now();
            let answer = client.send(&request)?;
            if answer.status != 200 {
                let body = String::from_utf8_lossy(&answer.body);
                return Err(Failure::new(format!("The server answered {}: {body}", answer.status)));
            }
            if start.duration_since(began) > WARMING_UP + lasting {
                break;
            }
            if start.duration_since(began) > WARMING_UP {
                took.push(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX));
            }
        }
        Ok(took)
    }

    fn request(&self, asker: usize, turn: usize) -> Result<String> {
        let nothing = || Failure::new("Nothing was loaded.");
        let address = self.address;
        if self.operation == Operation::Cases {
            let (place, cursor) = stride(&self.cursors, asker, turn / 2).ok_or_else(nothing)?;
            let later = if turn % 2 == 1 { format!("&cursor={cursor}") } else { String::new() };
            return Ok(get(&format!("{LIST}{later}"), &place.token, address));
        }
        let Place { case, action, token } = stride(self.places, asker, turn).ok_or_else(nothing)?;
        if self.operation == Operation::Case {
            return Ok(get(&format!("/v1/cases/{case}"), token, address));
        }
        let body = r#"{"status":"in_progress","percent":50,"note":"on the way"}"#;
        let length = body.len();
        Ok(format!(
            "POST /v1/actions/{action}/progress HTTP/1.1\r\nHost: {address}\r\n\
             Authorization: Bearer {token}\r\nIdempotency-Key: bench-{asker:04}-{turn:08}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }
}

/// Strides through the places, so that neighbours in time are not neighbours on disk.
fn stride<T>(places: &[T], asker: usize, turn: usize) -> Option<&T> {
    places.get((turn * 7919 + asker * 104_729) % places.len().max(1))
}

fn get(path: &str, token: &str, address: SocketAddr) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n")
}

//! What is counted of requests and answers: by route template, never by path, so that no label says who
//! or what a request was about.

use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::{Registry, Unit},
};

/// What was counted so far. Cheap to clone; all clones count together.
#[derive(Clone)]
pub struct Metrics {
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    unavailable: Counter,
    retiring: Family<Retiring, Counter>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Retiring {
    method: &'static str,
    route: String,
    client: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    method: &'static str,
    route: String,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// Seconds; most answers take a few milliseconds, and none more than some seconds.
const BUCKETS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

impl Default for Metrics {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            unavailable: Counter::default(),
            retiring: Family::default(),
        }
    }
}

impl Metrics {
    /// Lets the registry show what is counted here.
    pub fn register(&self, registry: &mut Registry) {
        let requests = "Requests by method, route template and class of the status";
        registry.register("http_requests", requests, self.requests.clone());
        let durations = "How long answers took, by route template";
        let (unit, family) = (Unit::Seconds, self.durations.clone());
        registry.register_with_unit("http_request_duration", durations, unit, family);
        let unavailable = "Answers 503: the database could not serve";
        registry.register("http_unavailable", unavailable, self.unavailable.clone());
        let retiring = "Uses of operations that will end, by the program that has to change";
        registry.register("http_retiring_requests", retiring, self.retiring.clone());
    }

    /// Counts a use of what will end, by who has to be told.
    pub(crate) fn count_retiring(&self, method: &Method, route: &str, client: String) {
        let use_of = Retiring { method: known(method), route: route.to_owned(), client };
        self.retiring.get_or_create(&use_of).inc();
    }

    /// Counts an answer. `route` is a template of the contract, or says that there is none.
    pub(crate) fn count(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let request = Request { method: known(method), route: route.to_owned(), status: class(status) };
        self.requests.get_or_create(&request).inc();
        self.durations.get_or_create(&Route { route: request.route }).observe(took.as_secs_f64());
        if status == StatusCode::SERVICE_UNAVAILABLE {
            self.unavailable.inc();
        }
    }
}

/// The method, where it has a well-known name; callers can send any word.
fn known(method: &Method) -> &'static str {
    const NAMES: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
    NAMES.into_iter().find(|name| *name == method.as_str()).unwrap_or("(other)")
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

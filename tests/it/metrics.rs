//! `/metrics`: on a listener of its own, in a form that Prometheus reads, without anything about people.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::json;
use whakakaha_api::openapi;
use whakakaha_tests::served::Served;

/// A line of what is shown: what is measured, of what, and how much.
#[derive(Debug)]
struct Sample {
    name: String,
    labels: BTreeMap<String, String>,
    value: f64,
}

/// What the service shows at present.
fn scrape(served: &Served) -> (String, Vec<Sample>) {
    let answer = served.anybody(&served.metrics).get("/metrics").expect(200);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    assert_eq!(answer.header("content-type"), Some(kind));
    let lines = answer.text.strip_suffix("# EOF\n").unwrap().lines();
    let (told, samples): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("# "));
    let samples: Vec<Sample> = samples.into_iter().map(sample).collect();
    let families: Vec<&str> =
        told.iter().filter_map(|it| it.strip_prefix("# TYPE ")?.split(' ').next()).collect();
    for Sample { name, .. } in &samples {
        assert!(families.iter().any(|family| name.starts_with(family)), "{name} is of no family");
    }
    (answer.text, samples)
}

/// `name{label="value",…} number`. No value needs an escape, or this would not fit.
fn sample(line: &str) -> Sample {
    let (series, value) = line.rsplit_once(' ').unwrap();
    let (name, labels) = series.split_once('{').unwrap_or((series, "}"));
    let labels = labels.strip_suffix('}').unwrap().split("\",").filter(|label| !label.is_empty());
    let label = |label: &str| {
        let (name, value) = label.split_once("=\"").unwrap();
        let value = value.strip_suffix('"').unwrap_or(value);
        assert!(!value.contains(['"', '\\']), "{line}");
        (name.to_owned(), value.to_owned())
    };
    Sample { name: name.to_owned(), labels: labels.map(label).collect(), value: value.parse().unwrap() }
}

/// The value of the sample with this name and these labels.
fn figure(samples: &[Sample], name: &str, labels: &[(&str, &str)]) -> Option<f64> {
    let has =
        |it: &Sample, (label, value): &(&str, &str)| it.labels.get(*label).is_some_and(|it| it == value);
    let found = samples.iter().find(|it| it.name == name && labels.iter().all(|label| has(it, label)));
    found.map(|sample| sample.value)
}

/// Sends a method that no client library lets pass.
fn shout(base: &str, method: &str, path: &str) -> String {
    let address = base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn requests_are_counted_by_template_and_nothing_else_is_told_of_them() {
    let served = Served::start("metrics::requests_are_counted_by_template_and_nothing_else_is_told_of_them");
    let admin = served.administrator();
    let region = json!({ "code": "waitakere", "name_mi": "a", "name_en": "b", "time_zone": "Pacific/Auckland", "anniversary": "auckland" });
    let region = admin.post("/v1/regions", &region).expect(201).id();
    for _ in 0..3 {
        let _ = admin.get(&format!("/v1/regions/{region}")).expect(200);
    }
    let unknown = "01900000-0000-7000-8000-000000000000";
    let _ = admin.get(&format!("/v1/regions/{unknown}")).expect(404);
    let _ = admin.get("/v1/cases?cursor=Aroha").expect(400);
    let _ = admin.get("/v1/cases").expect(403);
    let _ = admin.get("/no/such/path/Aroha").expect(404);
    let _ = admin.get("/docs/index.html?Aroha").expect(200);
    assert!(shout(&served.base, "AROHA", "/v1/regions").starts_with("HTTP/1.1 405 "));

    let (text, samples) = scrape(&served);
    let requests = |method: &str, route: &str, status: &str| {
        let labels = [("method", method), ("route", route), ("status", status)];
        figure(&samples, "whakakaha_http_requests_total", &labels)
    };
    assert_eq!(requests("POST", "/v1/regions", "2xx"), Some(1.0));
    assert_eq!(requests("GET", "/v1/regions/{region_id}", "2xx"), Some(3.0));
    assert_eq!(requests("GET", "/v1/regions/{region_id}", "4xx"), Some(1.0));
    assert_eq!(requests("GET", "/v1/cases", "4xx"), Some(2.0));
    assert_eq!(requests("(other)", "/v1/regions", "4xx"), Some(1.0));
    assert_eq!(requests("GET", "(none)", "4xx"), Some(1.0));
    let contract = openapi::contract();
    let routes: Vec<&str> =
        samples.iter().filter_map(|sample| sample.labels.get("route")).map(String::as_str).collect();
    assert!(routes.len() > 10, "{text}");
    for route in routes {
        assert!(route == "(none)" || contract.has(route), "{route} is no template of the contract");
    }
    for told in ["Aroha", "AROHA", "waitakere", unknown, &region] {
        assert!(!text.contains(told), "{told} in {text}");
    }
}

/// A connection is given back a moment after the answer was.
fn is_free(served: &Served, lane: &str) -> bool {
    std::thread::sleep(Duration::from_millis(20));
    let in_use = figure(&scrape(served).1, "whakakaha_database_connections_in_use", &[("lane", lane)]);
    in_use == Some(0.0)
}

#[test]
fn the_database_and_the_process_are_shown_and_the_api_shows_nothing_of_it() {
    let test = "metrics::the_database_and_the_process_are_shown_and_the_api_shows_nothing_of_it";
    let served = Served::start(test);
    let admin = served.administrator();
    let _ = admin.get("/v1/cases").expect(403);
    let lock = served.database.lock("regions");
    let region = json!({ "code": "waitakere", "name_mi": "a", "name_en": "b", "time_zone": "Pacific/Auckland", "anniversary": "auckland" });
    let _ = admin.post("/v1/regions", &region).expect(503);
    drop(lock);

    let (text, samples) = scrape(&served);
    let value = |name: &str| figure(&samples, name, &[]).unwrap_or_else(|| panic!("no {name} in {text}"));
    assert_eq!(value("whakakaha_http_unavailable_total").to_string(), "1");
    let retries = value("whakakaha_database_retries_total");
    // SQLite is asked again and again; PostgreSQL waits by itself.
    assert_eq!(retries > 0.0, !served.database.is_postgres(), "{retries}");
    let lanes = if served.database.is_postgres() {
        [("requests", 4.0), ("records", 1.0)]
    } else {
        [("readers", 4.0), ("writers", 1.0)]
    };
    for (lane, most) in lanes {
        let labels = [("lane", lane)];
        assert_eq!(figure(&samples, "whakakaha_database_connections_max", &labels), Some(most));
        assert!((0..100).any(|_| is_free(&served, lane)), "{lane}");
    }
    let batches = ["sum", "count"].map(|it| value(&format!("whakakaha_access_record_batch_size_{it}")));
    assert_eq!(batches.map(|it| it.to_string()), ["1", "1"]);
    let durations = "whakakaha_http_request_duration_seconds_count";
    assert_eq!(figure(&samples, durations, &[("route", "/v1/cases")]), Some(1.0));
    #[expect(clippy::disallowed_methods, reason = "the clock of the process that is looked at")]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64();
    assert!((now - 600.0..=now).contains(&value("process_start_time_seconds")));

    let _ = served.anybody(&served.base).get("/metrics").expect(404);
    let _ = served.anybody(&served.metrics).get("/v1/regions").expect(404);
}

//! Webhooks: what the feed tells is sent to where the agency says, signed, in order, again until it is taken, and never to
//! where only the service can reach (R21 to R24).

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::{Value, json};
use whakakaha::{demo::journey::Scene, relay};
use whakakaha_api::outbound::{Misfit, Outbound, Reach, Unanswered};
use whakakaha_domain::actor::Scope;

use super::{Road, from, leave_after};
use crate::copy::Copy;

const WEBHOOKS: &str = "/v1/agencies/{agency/school}/webhooks";

/// A receiver of another agency, which answers as it is told, and remembers what it was sent.
pub(super) struct Receiver {
    pub(super) url: String,
    answer: Arc<Mutex<&'static str>>,
    heard: Arc<Mutex<Vec<Message>>>,
}

/// What a receiver was sent.
#[derive(Clone)]
pub(super) struct Message {
    headers: Vec<(String, String)>,
    body: String,
}

impl Message {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    pub(super) fn event(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Whether it is signed with a secret, as a library of somebody else checks it.
    fn is_signed_with(&self, secret: &str) -> bool {
        let (id, at) = (self.header("webhook-id"), self.header("webhook-timestamp").parse().unwrap());
        let webhook = standardwebhooks::Webhook::new(secret).unwrap();
        let signature = webhook.sign(id, at, self.body.as_bytes()).unwrap();
        self.header("webhook-signature").split(' ').any(|it| it == signature)
    }
}

const TAKEN: &str = "204 No Content\r\n";

impl Receiver {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (answer, heard) = (Arc::new(Mutex::new(TAKEN)), Arc::new(Mutex::new(Vec::new())));
        let receiver = Self { url, answer: Arc::clone(&answer), heard: Arc::clone(&heard) };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = BufReader::new(stream.unwrap());
                heard.lock().unwrap().push(hear(&mut stream));
                let answer = *answer.lock().unwrap();
                let _gone = write!(
                    stream.get_mut(),
                    "HTTP/1.1 {answer}Content-Length: 0\r\nConnection: close\r\n\r\n"
                );
            }
        });
        receiver
    }

    pub(super) fn answers(&self, answer: &'static str) {
        *self.answer.lock().unwrap() = answer;
    }

    /// What it was sent since it was asked last.
    pub(super) fn take(&self) -> Vec<Message> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }
}

fn hear(stream: &mut BufReader<std::net::TcpStream>) -> Message {
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(": ") {
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
    }
    let length = headers.iter().find(|(name, _)| name == "content-length").unwrap().1.parse().unwrap();
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    Message { headers, body: String::from_utf8(body).unwrap() }
}

impl Road<'_> {
    /// Names an address of the school, and keeps the webhook as `webhook`.
    pub(super) fn name_address(&mut self, url: &str, body: Value) {
        let mut body = body;
        body["url"] = url.into();
        let webhook = self.post("school-system", WEBHOOKS, body).id();
        self.keep("webhook", webhook);
    }

    /// Everything that is due is sent, and what becomes due by that.
    pub(super) fn deliver(&self) {
        let due = || actix_web::rt::System::new().block_on(relay::deliver_due(&self.app.service)).unwrap();
        while due() > 0 {}
    }

    fn secret(&self) -> String {
        self.get("school-system", "/v1/webhooks/{webhook}/secret").text_at("/secret")
    }

    pub(super) fn later(&self, delta: TimeDelta) {
        let clock = &self.app.service.clock;
        clock.set(clock.now() + delta);
    }

    /// What the deliveries are, newest last.
    fn deliveries(&self) -> Vec<Value> {
        let list = self.system("school").get(&self.path("/v1/webhooks/{webhook}/deliveries?limit=200"));
        list.body["items"].as_array().unwrap().clone()
    }
}

/// R21, R22: what the feed tells is sent, in the order of the case, signed, and enough for a copy.
#[test]
fn what_the_feed_tells_is_sent() {
    leave_after(Scene::Preparing, "where_events_are_sent", |road| {
        let receiver = Receiver::start();
        road.relay();
        road.name_address(&receiver.url, json!({}));
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        road.deliver();
        let [test] = receiver.take().try_into().ok().unwrap();
        assert_eq!(test.event()["type"], "nz.whakakaha.webhook.tested.v1");
        assert_eq!(test.header("content-type"), "application/cloudevents+json");
        assert!(test.is_signed_with(&road.secret()));

        road.post(
            "school-system",
            "/v1/webhooks/{webhook}/replay",
            json!({ "from_at": "2000-01-01T00:00:00Z" }),
        );
        let body = json!({ "domain": "living_conditions", "text": "Damp", "priority": "later" });
        road.post("coordinator", "/v1/cases/{case}/needs", body);
        road.relay();
        road.deliver();
        let messages = receiver.take();
        let events: Vec<Value> = messages.iter().map(Message::event).collect();
        let sequences: Vec<&str> = events.iter().map(|it| it["sequence"].as_str().unwrap()).collect();
        assert!(sequences.is_sorted(), "{sequences:#?}");
        assert!(
            messages
                .iter()
                .all(|it| it.event()["id"] == it.header("webhook-id") && !it.body.contains("Damp"))
        );
        let mut copy = Copy::default();
        for event in &events {
            copy.learn(event);
        }
        copy.assert_equals(&road.system("school"));
        assert!(road.deliveries().iter().all(|it| it["status"] == "delivered"));

        let before = road.secret();
        road.post("school-system", "/v1/webhooks/{webhook}/secret-rotation", json!({}));
        let after = road.secret();
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        road.deliver();
        let [both] = receiver.take().try_into().ok().unwrap();
        assert!(before != after && both.is_signed_with(&before) && both.is_signed_with(&after));
        road.later(TimeDelta::hours(25));
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        road.deliver();
        let [one] = receiver.take().try_into().ok().unwrap();
        assert!(!one.is_signed_with(&before) && one.is_signed_with(&after));
    });
}

/// R28, scenario 1: what waits is asked again before it is sent. What was withdrawn is not sent, but for the tombstone.
#[test]
fn what_may_not_be_read_any_more_is_not_sent() {
    leave_after(Scene::Preparing, "where_nothing_is_sent", |road| {
        let receiver = Receiver::start();
        road.relay();
        road.name_address(&receiver.url, json!({ "resources": ["case", "need"] }));
        let need = road.id("need/health").to_owned();
        road.post(
            "school-system",
            "/v1/webhooks/{webhook}/replay",
            json!({ "from_at": "2000-01-01T00:00:00Z" }),
        );
        receiver.answers("503 Service Unavailable\r\nRetry-After: 600\r\n");
        road.deliver();
        assert_eq!(receiver.take().len(), 1, "of one case what was told first goes first");
        let hide = json!({ "kind": "need", "item_id": need, "hidden_from": from(road.id("agency/school")) });
        road.post("mother", "/v1/cases/{case}/restrictions", hide);
        receiver.answers(TAKEN);
        road.deliver();
        assert_eq!(receiver.take().len(), 0, "the address asked to be left alone");
        road.later(TimeDelta::minutes(11));
        road.deliver();
        assert!(
            receiver.take().iter().all(|it| !it.body.contains(&need)),
            "hidden, and not looked at by the relay"
        );
        road.relay();
        road.later(TimeDelta::minutes(1));
        road.deliver();
        assert!(receiver.take().iter().all(|it| !it.body.contains(&need)), "it was never told of the need");

        let body = json!({ "domain": "living_conditions", "text": "Damp", "priority": "later" });
        road.post("coordinator", "/v1/cases/{case}/needs", body);
        road.relay();
        road.both_take_back(&json!({ "agencies": [road.id("agency/school")], "channel": "in person" }));
        road.deliver();
        assert_eq!(receiver.take().len(), 0);
        road.relay();
        road.later(TimeDelta::minutes(1));
        road.deliver();
        let kinds: Vec<Value> = receiver.take().iter().map(|it| it.event()["type"].clone()).collect();
        // A part was asked back when the mother left, and the whole case when the father did.
        let (gone, asked) = ("nz.whakakaha.case.deleted.v1", "nz.whakakaha.recall.created.v1");
        assert_eq!(kinds, [gone, asked, asked]);
    });
}

/// R23: an answer that leads elsewhere is no success and is not followed; 410 ends it; what is never taken is given up.
#[test]
fn what_is_not_taken_is_tried_again_and_given_up() {
    leave_after(Scene::Preparing, "where_nobody_takes_it", |road| {
        let (receiver, elsewhere) = (Receiver::start(), Receiver::start());
        road.relay();
        road.name_address(&receiver.url, json!({}));
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        let redirect = format!("302 Found\r\nLocation: {}\r\n", elsewhere.url);
        receiver.answers(redirect.leak());
        road.deliver();
        let [first] = receiver.take().try_into().ok().unwrap();
        let first = first.event();
        assert_eq!(elsewhere.take().len(), 0);
        let delivery = road.get("school-system", "/v1/webhooks/{webhook}/deliveries").text_at("/items/0/id");
        road.keep("delivery", delivery);
        let read =
            |road: &Road<'_>| road.get("school-system", "/v1/webhooks/{webhook}/deliveries/{delivery}").body;
        assert_eq!(read(road)["attempts"][0]["status"], 302);
        for _ in 0..9 {
            road.later(TimeDelta::hours(30));
            road.deliver();
        }
        let sent: Vec<Value> = receiver.take().iter().map(Message::event).collect();
        assert!(sent.iter().all(|it| *it == first), "the same event, whenever it is sent: {sent:#?}");
        let given_up = read(road);
        assert_eq!((&given_up["status"], &given_up["tried"]), (&json!("failed"), &json!(10)), "{given_up}");
        assert_eq!(road.get("school-system", "/v1/webhooks/{webhook}").text_at("/status"), "disabled");
        let test = ("school-system", "/v1/webhooks/{webhook}/test");
        road.refused(test.0, test.1, json!({}), (409, "webhook.not_active"));

        let url = json!(receiver.url);
        road.put("school-system", "/v1/webhooks/{webhook}", json!({ "url": url, "active": true }));
        receiver.take();
        receiver.answers(TAKEN);
        let again = "/v1/webhooks/{webhook}/deliveries/{delivery}/redelivery";
        assert_eq!(road.post("school-system", again, json!({})).text_at("/status"), "pending");
        road.deliver();
        assert_eq!((receiver.take().len(), &read(road)["status"]), (1, &json!("delivered")));
        receiver.answers("410 Gone\r\n");
        road.post(test.0, test.1, json!({}));
        road.deliver();
        assert_eq!(road.get("school-system", "/v1/webhooks/{webhook}").text_at("/status"), "disabled");
        road.post("school-system", "/v1/webhooks/{webhook}/end", json!({}));
        road.refused(test.0, test.1, json!({}), (409, "webhook.not_active"));
    });
}

/// R23: how long an attempt took is measured also where nobody has answered.
#[test]
fn what_is_not_answered_has_taken_its_time() {
    leave_after(Scene::Opening, "who_does_not_answer", |road| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            std::thread::sleep(Duration::from_millis(300));
            drop(stream);
        });
        road.name_address(&url, json!({}));
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        road.deliver();
        let delivery = road.get("school-system", "/v1/webhooks/{webhook}/deliveries").text_at("/items/0/id");
        road.keep("delivery", delivery);
        let read = road.get("school-system", "/v1/webhooks/{webhook}/deliveries/{delivery}").body;
        let attempt = &read["attempts"][0];
        assert_eq!(attempt["outcome"], "unreachable", "{attempt}");
        assert!(attempt["elapsed_ms"].as_u64().unwrap() >= 300, "{attempt}");
    });
}

/// An agency has its own webhooks, and nobody else knows of them.
#[test]
fn webhooks_are_the_agencys_own() {
    leave_after(Scene::Opening, "whose_webhooks_they_are", |road| {
        road.name_address("http://127.0.0.1:9999/hook", json!({ "resources": ["case"] }));
        road.enter_again("school", "school-office", &[Scope::AgencyAdmin]);
        road.enter_again("income", "income-office", &[Scope::AgencyAdmin]);
        let named = road.get("school-office", WEBHOOKS).body;
        assert_eq!(named["items"].as_array().unwrap().len(), 1);
        assert_eq!(road.status("school-office", "/v1/webhooks/{webhook}/secret"), 200);
        for who in ["income-system", "income-office"] {
            for path in ["", "/secret", "/deliveries"] {
                assert_eq!(road.status(who, &format!("/v1/webhooks/{{webhook}}{path}")), 404, "{who} {path}");
            }
            assert_eq!(road.status(who, WEBHOOKS), 403, "{who}");
        }
        for who in ["school", "mother", "coordinator"] {
            assert_eq!(road.status(who, "/v1/webhooks/{webhook}"), 403, "{who}");
        }
        for (url, code) in [
            ("hooks.example.nz", "malformed"),
            ("ftp://hooks.example.nz/", "not_https"),
            ("https://me:secret@hooks.example.nz/", "credentials"),
            ("https://hooks.example.nz:22/", "port"),
        ] {
            let answer =
                road.refused("school-system", WEBHOOKS, json!({ "url": url }), (422, "request.invalid"));
            assert_eq!(answer.text_at("/errors/0/code"), code, "{url}");
        }
        for _ in 1..10 {
            road.name_address("http://127.0.0.1:9999/hook", json!({}));
        }
        let one_more = json!({ "url": "http://127.0.0.1:9999/hook" });
        road.refused("school-system", WEBHOOKS, one_more, (409, "webhook.too_many"));
    });
}

/// R24: neither an address that is not public nor a name that leads to one is sent anything.
#[test]
fn nothing_is_sent_to_where_only_the_service_reaches() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let outbound = Outbound::new(Reach::Public).unwrap();
    let post = |url: String| {
        let sent = outbound.post(&url, &[], String::new(), Duration::from_secs(15));
        actix_web::rt::System::new().block_on(sent).map(|answered| answered.status)
    };
    assert_eq!(post(format!("https://localhost:{port}/")), Err(Unanswered::NotPublic));
    assert_eq!(post(format!("https://127.0.0.1:{port}/")), Err(Unanswered::Address(Misfit::NotPublic)));
    assert_eq!(
        post(format!("https://[::ffff:127.0.0.1]:{port}/")),
        Err(Unanswered::Address(Misfit::NotPublic))
    );
    assert_eq!(post(format!("http://localhost:{port}/")), Err(Unanswered::Address(Misfit::NotHttps)));
    assert!(listener.accept().is_err(), "nobody has knocked");
}

//! Webhooks: what the feed tells is sent to where the agency says, signed, in order, again until it is taken, and never to
//! where only the service can reach (R21 to R24).

use std::{
    net::TcpListener,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use serde_json::{Value, json};
use whakakaha::{demo::journey::Scene, relay};
use whakakaha_api::outbound::{self, Method, Misfit, Outbound, Reach, Unanswered};
use whakakaha_domain::actor::Scope;
use whakakaha_tests::alone;

use super::{Road, from, leave_after};
use crate::{
    copy::Copy,
    events::{alone_at, role_of},
    receiver::{Message, Receiver, TAKEN},
};

const SENDER: &str = "sideroads::where_events_are_sent::r21_whatever_a_killed_sender_had_begun_is_sent";
pub(super) const WEBHOOKS: &str = "/v1/agencies/{agency/school}/webhooks";

impl Road<'_> {
    /// Names an address of the school, and keeps the webhook as `webhook`.
    pub(super) fn name_address(&mut self, url: &str, body: Value) {
        let mut body = body;
        body["url"] = url.into();
        let webhook = self.post("school-system", WEBHOOKS, body).id();
        self.keep("webhook", webhook);
    }

    /// As [`Self::name_address`], of a receiver that says that it wants to be sent what happens.
    pub(super) fn name(&mut self, receiver: &Receiver, body: Value) {
        self.name_address(&receiver.url, body);
        self.deliver();
        assert!(receiver.take().iter().all(Message::is_question));
        assert_eq!(self.webhook_status(), "active");
    }

    /// Everything that is due is sent, and what becomes due by that.
    pub(super) fn deliver(&self) {
        let due = || actix_web::rt::System::new().block_on(relay::deliver_due(&self.app.service)).unwrap();
        while due() > 0 {}
    }

    fn secret(&self) -> String {
        self.get("school-system", "/v1/webhooks/{webhook}/secret").text_at("/secret")
    }

    fn public_key(&self) -> String {
        self.get("school-system", "/v1/webhooks/{webhook}/public-key").text_at("/public_key")
    }

    pub(super) fn webhook_status(&self) -> String {
        self.get("school-system", "/v1/webhooks/{webhook}").text_at("/status")
    }

    /// Everything that was told before is sent again.
    pub(super) fn replay(&mut self) {
        let always = json!({ "from_at": "2000-01-01T00:00:00Z" });
        self.post("school-system", "/v1/webhooks/{webhook}/replay", always);
    }

    pub(super) fn later(&self, delta: TimeDelta) {
        let clock = &self.app.service.clock;
        clock.set(clock.now() + delta);
    }

    /// What the deliveries are, newest last.
    pub(super) fn deliveries(&self) -> Vec<Value> {
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
        road.name(&receiver, json!({}));
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        road.deliver();
        let [test] = receiver.take().try_into().ok().unwrap();
        assert_eq!(test.event()["type"], "nz.whakakaha.webhook.tested.v1");
        assert_eq!(test.header("content-type"), "application/cloudevents+json");
        assert!(test.is_signed_with(&road.secret()) && test.is_signed_by(&road.public_key()));

        road.replay();
        let body = json!({ "domain": "health", "text": "Damp bedrooms", "priority": "later" });
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
        let schema = format!("{}/openapi.json#/components/schemas/EventData", road.app.base());
        assert!(events.iter().all(|it| it["dataschema"] == schema));
        let mut copy = Copy::default();
        for event in &events {
            copy.learn(event);
        }
        copy.assert_equals(&road.system("school"));
        assert!(road.deliveries().iter().all(|it| it["status"] == "delivered"));

        let (before, key_before) = (road.secret(), road.public_key());
        road.post("school-system", "/v1/webhooks/{webhook}/secret-rotation", json!({}));
        let (after, key_after) = (road.secret(), road.public_key());
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        road.deliver();
        let [both] = receiver.take().try_into().ok().unwrap();
        assert!(before != after && both.is_signed_with(&before) && both.is_signed_with(&after));
        assert!(key_before != key_after && both.is_signed_by(&key_before) && both.is_signed_by(&key_after));
        road.later(TimeDelta::hours(25));
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        road.deliver();
        let [one] = receiver.take().try_into().ok().unwrap();
        assert!(!one.is_signed_with(&before) && one.is_signed_with(&after));
        assert!(!one.is_signed_by(&key_before) && one.is_signed_by(&key_after));
    });
}

/// R21: whatever a sender had begun when it was killed is sent, and nothing is left out.
#[test]
fn r21_whatever_a_killed_sender_had_begun_is_sent() {
    if let Some(role) = alone::role() {
        send_for_ever(&role);
    }
    leave_after(Scene::Preparing, "where_senders_are_killed", |road| {
        let receiver = Receiver::start();
        road.relay();
        road.name(&receiver, json!({}));
        road.replay();
        let mut messages = Vec::new();
        for n in 0..4 {
            messages.extend(kill_a_sender(road, &receiver, Duration::from_millis(3) * n));
            road.later(TimeDelta::minutes(10));
        }
        road.deliver();
        let last = receiver.take();
        assert!(!last.is_empty(), "all was sent before the last sender was killed");
        let mut copy = Copy::default();
        for message in messages.iter().chain(&last) {
            copy.learn(&message.event());
        }
        copy.assert_equals(&road.system("school"));
        assert!(road.deliveries().iter().all(|it| it["status"] == "delivered"));
    });
}

/// The sender that is killed: this test in a process of its own, where the role names its data and the time.
fn send_for_ever(role: &str) -> ! {
    let service = alone_at(role);
    actix_web::rt::System::new().block_on(async {
        loop {
            // Where the database is contended, the next round does it.
            drop(relay::deliver_due(&service).await);
        }
    })
}

/// Lets a sender send something, and kills it a moment later, whatever it does then.
fn kill_a_sender(road: &Road<'_>, receiver: &Receiver, later: Duration) -> Vec<Message> {
    let mut sender = alone::start(SENDER, &role_of(road.app));
    let begun = Instant::now();
    let mut messages = Vec::new();
    while messages.is_empty() && begun.elapsed() < Duration::from_mins(1) {
        std::thread::sleep(Duration::from_millis(1));
        messages = receiver.take();
    }
    std::thread::sleep(later);
    sender.kill().unwrap();
    sender.wait().unwrap();
    assert!(!messages.is_empty(), "the sender sends nothing");
    messages.extend(receiver.take());
    messages
}

/// R28, scenario 1: what waits is asked again before it is sent. What was withdrawn is not sent, but for the tombstone.
#[test]
fn what_may_not_be_read_any_more_is_not_sent() {
    leave_after(Scene::Preparing, "where_nothing_is_sent", |road| {
        let receiver = Receiver::start();
        road.relay();
        road.name(&receiver, json!({ "resources": ["case", "need"] }));
        let need = road.id("need/health").to_owned();
        road.replay();
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

        let body = json!({ "domain": "health", "text": "Damp bedrooms", "priority": "later" });
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
        road.name(&receiver, json!({}));
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        let redirect = format!("302 Found\r\nLocation: {}\r\n", elsewhere.url);
        receiver.answers(redirect.leak());
        road.deliver();
        let [first] = receiver.take().try_into().ok().unwrap();
        let first = first.event();
        assert_eq!(elsewhere.take().len(), 0);
        let delivery = road.get("school-system", "/v1/webhooks/{webhook}/deliveries").text_at("/items/1/id");
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
        road.deliver();
        let delivery = road.get("school-system", "/v1/webhooks/{webhook}/deliveries").text_at("/items/0/id");
        road.keep("delivery", delivery);
        let read = road.get("school-system", "/v1/webhooks/{webhook}/deliveries/{delivery}").body;
        let attempt = &read["attempts"][0];
        assert_eq!(attempt["outcome"], "unreachable", "{attempt}");
        assert!(attempt["elapsed_ms"].as_u64().unwrap() >= 300, "{attempt}");
        let again = read["next_at"].as_str().unwrap();
        assert!(again.len() <= "2026-11-24T10:20:30.123456Z".len(), "microseconds at the most: {again}");
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
            for path in ["", "/secret", "/public-key", "/deliveries"] {
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

/// R23: an address says in seconds how long it wants to be left alone, or until when by its own clock.
#[test]
fn r23_an_address_is_left_alone_for_as_long_as_it_says() {
    let receiver = Receiver::start();
    let outbound = Outbound::new(Reach::Anywhere).unwrap();
    let asked = |answer: &'static str| {
        receiver.answers(answer);
        let nothing = outbound::Message { method: Method::POST, headers: Vec::new(), body: String::new() };
        let sent = outbound.send(&receiver.url, &nothing, Duration::from_secs(15));
        let answered = actix_web::rt::System::new().block_on(sent).unwrap();
        answered.retry_after.map(|it| it.as_secs())
    };
    let date =
        "503 No\r\nDate: Tue, 24 Nov 2026 23:59:00 GMT\r\nRetry-After: Wed, 25 Nov 2026 00:01:00 GMT\r\n";
    let past =
        "503 No\r\nDate: Tue, 24 Nov 2026 23:59:00 GMT\r\nRetry-After: Mon, 23 Nov 2026 00:01:00 GMT\r\n";
    let table = [
        ("503 No\r\nRetry-After: 600\r\n", Some(600)),
        ("503 No\r\nRetry-After: 99999999999999999999999\r\n", Some(u64::from(u32::MAX))),
        (date, Some(120)),
        (past, None),
        ("503 No\r\nRetry-After: soon\r\n", None),
        ("503 No\r\nRetry-After: -5\r\n", None),
        ("503 No\r\n", None),
    ];
    for (answer, seconds) in table {
        assert_eq!(asked(answer), seconds, "{answer}");
    }
}

/// R24: neither an address that is not public nor a name that leads to one is sent anything.
#[test]
fn nothing_is_sent_to_where_only_the_service_reaches() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let outbound = Outbound::new(Reach::Public).unwrap();
    let post = |url: String| {
        let nothing = outbound::Message { method: Method::POST, headers: Vec::new(), body: String::new() };
        let sent = outbound.send(&url, &nothing, Duration::from_secs(15));
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

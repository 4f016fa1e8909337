//! How webhooks begin, and what an agency is told when they end: an address is asked first, and somebody is written to at
//! last (R23, R24).

use std::{io::Write, net::TcpListener, sync::mpsc::channel, time::Duration};

use chrono::TimeDelta;
use serde_json::{Value, json};
use whakakaha::{config::Settings, demo::journey::Scene, relay};

use super::{Road, leave_after, leave_after_with, where_events_are_sent::WEBHOOKS};
use crate::{
    receiver::{Message, PostOffice, Receiver, WANTED},
    secure::{each_trust, front},
};

/// Every e-mail that is due is sent.
fn write(road: &Road<'_>) {
    actix_web::rt::System::new().block_on(relay::write_due(&road.app.service)).unwrap();
}

/// What came of asking an address, hours later.
fn outcome_later(road: &mut Road<'_>) -> String {
    road.later(TimeDelta::hours(3));
    road.deliver();
    let delivery = road.get("school-system", "/v1/webhooks/{webhook}/deliveries").text_at("/items/0/id");
    let delivery = format!("/v1/webhooks/{{webhook}}/deliveries/{delivery}");
    road.get("school-system", &delivery).text_at("/attempts/0/outcome")
}

fn move_to(receiver: &Receiver) -> Value {
    json!({ "url": receiver.url, "resources": ["need"] })
}

/// R24: an address is sent nothing before it has said to this service that it wants that, nor another one in its place.
#[test]
fn an_address_is_asked_before_anything_is_sent_to_it() {
    leave_after(Scene::Preparing, "where_somebody_is_asked_first", |road| {
        let (receiver, other) = (Receiver::start(), Receiver::start());
        road.relay();
        receiver.says("200 OK\r\n");
        road.name_address(&receiver.url, json!({}));
        road.replay();
        assert_eq!(
            (outcome_later(road).as_str(), road.webhook_status().as_str()),
            ("not_allowed", "unconfirmed")
        );
        for (says, comes_to) in [
            ("200 OK\r\nWebHook-Allowed-Origin: elsewhere.example.nz\r\n", "not_allowed"),
            ("405 Method Not Allowed\r\nWebHook-Allowed-Origin: *\r\n", "refused"),
            ("308 Permanent Redirect\r\nLocation: /here\r\nWebHook-Allowed-Origin: *\r\n", "refused"),
        ] {
            receiver.says(says);
            assert_eq!(outcome_later(road), comes_to, "{says}");
        }
        let asked = receiver.take();
        assert!(asked.len() >= 4 && asked.iter().all(|it| it.is_question() && it.body.is_empty()));
        assert!(asked.iter().all(|it| it.header("webhook-request-origin") == "127.0.0.1"));
        receiver.says("204 No Content\r\nWebHook-Allowed-Origin: *\r\n");
        assert_eq!((outcome_later(road).as_str(), road.webhook_status().as_str()), ("accepted", "active"));
        let heard = receiver.take();
        let (asked, sent): (Vec<_>, Vec<_>) = heard.iter().partition(|it| it.is_question());
        assert!(asked.len() == 1 && !sent.is_empty(), "what has waited is sent");

        let body = json!({ "domain": "health", "text": "Damp bedrooms", "priority": "later" });
        road.post("coordinator", "/v1/cases/{case}/needs", body);
        road.relay();
        other.says("410 Gone\r\n");
        road.put("school-system", "/v1/webhooks/{webhook}", move_to(&other));
        assert_eq!(road.webhook_status(), "unconfirmed");
        road.deliver();
        assert!(other.take().iter().all(Message::is_question) && receiver.take().is_empty());
        assert_eq!(road.webhook_status(), "disabled", "nobody wants that there");
        other.says(WANTED);
        road.put("school-system", "/v1/webhooks/{webhook}", move_to(&other));
        road.deliver();
        road.deliver();
        assert_eq!(road.webhook_status(), "active");
        let heard = other.take();
        let sent = heard.iter().any(|it| !it.is_question());
        assert!(sent, "what has waited is sent: {:#?}", road.deliveries());
    });
}

/// R24: what an address answers after another has taken its place counts for nothing.
#[test]
fn a_late_answer_of_the_address_before_counts_for_nothing() {
    leave_after(Scene::Opening, "where_somebody_answers_late", |road| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let before = format!("http://{}/hook", listener.local_addr().unwrap());
        let (moved, wait) = channel::<()>();
        let late = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            wait.recv().unwrap();
            stream.write_all(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n").unwrap();
        });
        road.name_address(&before, json!({}));
        let service = road.app.service.clone();
        let asking = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(relay::deliver_due(&service)).unwrap()
        });
        while road.app.database.value("SELECT count(*) FROM deliveries WHERE due_at > made_at") == "0" {
            std::thread::sleep(Duration::from_millis(20));
        }
        let receiver = Receiver::start();
        road.put("school-system", "/v1/webhooks/{webhook}", json!({ "url": receiver.url }));
        moved.send(()).unwrap();
        late.join().unwrap();
        assert_eq!(asking.join().unwrap(), 1);
        assert_eq!(road.webhook_status(), "unconfirmed", "the new address was not asked yet");
        road.deliver();
        assert_eq!(road.webhook_status(), "active");
        let asked = receiver.take();
        assert_eq!(asked.iter().filter(|it| it.is_question()).count(), 1);
    });
}

/// R24: an address is sent nothing unless a trusted certificate says that it is whom it is named.
#[test]
fn an_address_is_known_by_its_certificate() {
    let test = "sideroads::where_webhooks_begin::an_address_is_known_by_its_certificate";
    let Some(trusted) = each_trust(test) else { return };
    leave_after(Scene::Opening, "who_shows_a_certificate", |road| {
        let receiver = Receiver::start_behind(front);
        road.name_address(&receiver.url, json!({}));
        assert_eq!(outcome_later(road), if trusted { "accepted" } else { "untrusted" });
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        road.deliver();
        assert_eq!(receiver.take().len(), if trusted { 2 } else { 0 });
    });
}

/// R27: to an agency that was suspended nothing is sent, not even what waits.
#[test]
fn nothing_is_sent_to_an_agency_that_was_suspended() {
    leave_after(Scene::Opening, "where_nobody_is_let_in", |road| {
        let receiver = Receiver::start();
        road.name(&receiver, json!({}));
        for _ in 0..2 {
            road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        }
        road.deliver();
        assert_eq!(receiver.take().len(), 1, "one test at a time");
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        road.post("administrator", "/v1/agencies/{agency/school}/suspension", json!({}));
        road.deliver();
        assert_eq!(receiver.take().len(), 0);
    });
}

/// R24: addresses that only the service could reach are refused when they are named, however they are spelled.
#[test]
fn an_address_that_is_not_public_is_refused() {
    let public = |settings: &mut Settings| settings.allow_private_addresses = false;
    leave_after_with(Scene::Opening, "where_nobody_outside_can_be", public, |road| {
        for host in [
            "127.0.0.1",
            "0x7f.1",
            "2130706433",
            "[::1]",
            "[::ffff:10.0.0.1]",
            "10.1.2.3",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "[fd00::1]",
            "[fe80::1]",
            "[64:ff9b::7f00:1]",
            "0.0.0.0",
        ] {
            let body = json!({ "url": format!("https://{host}/") });
            let answer = road.refused("school-system", WEBHOOKS, body, (422, "request.invalid"));
            assert_eq!(answer.text_at("/errors/0/code"), "not_public", "{host}");
        }
        for (url, code) in [
            ("http://hooks.example.nz/", "not_https"),
            ("HTTPS://hooks.example.nz/", "malformed"),
            ("https:hooks.example.nz", "malformed"),
            ("https://hooks.example.nz/\r\nX-More: 1", "malformed"),
            ("https:\\\\hooks.example.nz\\", "malformed"),
        ] {
            let body = json!({ "url": url });
            let answer = road.refused("school-system", WEBHOOKS, body, (422, "request.invalid"));
            assert_eq!(answer.text_at("/errors/0/code"), code, "{url}");
        }
        road.name_address("https://localhost:9999/", json!({}));
        road.deliver();
        let delivery = road.get("school-system", "/v1/webhooks/{webhook}/deliveries").text_at("/items/0/id");
        let delivery = format!("/v1/webhooks/{{webhook}}/deliveries/{delivery}");
        assert_eq!(road.get("school-system", &delivery).text_at("/attempts/0/outcome"), "not_public");
    });
}

/// Four times the receiver wants to be sent something, and is gone.
fn disable_again_and_again(road: &mut Road<'_>, receiver: &Receiver) {
    for _ in 0..4 {
        road.put(
            "school-system",
            "/v1/webhooks/{webhook}",
            json!({ "url": receiver.url, "contact_email": "victim@elsewhere.example.nz" }),
        );
        road.deliver();
        receiver.says("410 Gone\r\n");
        road.post("school-system", "/v1/webhooks/{webhook}/test", json!({}));
        receiver.answers("410 Gone\r\n");
        road.deliver();
        write(road);
    }
}

/// R23: whoever has stopped taking what happens is written to, once, and again where nobody took the e-mail.
#[test]
fn an_agency_is_written_to_when_nothing_is_sent_any_more() {
    let office = PostOffice::start();
    let settings = |settings: &mut Settings| {
        settings.smtp_url = Some(office.url.clone());
        settings.mail_from = Some("Whakakaha <no-reply@whakakaha.example.nz>".to_owned());
    };
    leave_after_with(Scene::Opening, "where_nobody_listens", settings, |road| {
        let receiver = Receiver::start();
        let disable = |road: &mut Road<'_>, body: Value| {
            road.name_address(&receiver.url, body);
            receiver.says("410 Gone\r\n");
            road.deliver();
            assert_eq!(road.webhook_status(), "disabled");
        };
        disable(road, json!({}));
        write(road);
        assert_eq!(office.take().len(), 0, "nobody is named to whom it is written");
        office.is_open(false);
        disable(road, json!({ "contact_email": "integration@school.example.nz" }));
        write(road);
        office.is_open(true);
        write(road);
        assert_eq!(office.take().len(), 0, "not at once");
        road.later(TimeDelta::minutes(11));
        write(road);
        let [mail] = office.take().try_into().ok().unwrap();
        for part in ["To: integration@school.example.nz", "From: Whakakaha <no-reply@", road.id("webhook")] {
            assert!(mail.contains(part), "{part} is not in {mail}");
        }
        road.later(TimeDelta::minutes(11));
        write(road);
        assert_eq!(office.take().len(), 0, "once");

        disable(road, json!({ "contact_email": "integration@school.example.nz" }));
        receiver.says(WANTED);
        let url = json!(receiver.url);
        road.put("school-system", "/v1/webhooks/{webhook}", json!({ "url": url }));
        write(road);
        assert_eq!(office.take().len(), 0, "it is sent to again");
        disable_again_and_again(road, &receiver);
        assert_eq!(office.take().len(), 1, "three a day are made for an agency, whatever it does");
        let misspelt = json!({ "url": receiver.url, "contact_email": "school.example.nz" });
        let answer = road.refused("school-system", WEBHOOKS, misspelt, (422, "request.invalid"));
        assert_eq!(answer.text_at("/errors/0/pointer"), "#/contact_email");
    });
}

//! How webhooks begin, and what an agency is told when they end: an address is asked first, and somebody is written to at
//! last (R23, R24).

use chrono::TimeDelta;
use serde_json::{Value, json};
use whakakaha::{config::Settings, demo::journey::Scene, relay};

use super::{Road, leave_after, leave_after_with, where_events_are_sent::WEBHOOKS};
use crate::receiver::{Message, PostOffice, Receiver, WANTED};

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
        ] {
            receiver.says(says);
            assert_eq!(outcome_later(road), comes_to, "{says}");
        }
        let asked = receiver.take();
        assert!(asked.len() >= 3 && asked.iter().all(|it| it.is_question() && it.body.is_empty()));
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
        let misspelt = json!({ "url": receiver.url, "contact_email": "school.example.nz" });
        let answer = road.refused("school-system", WEBHOOKS, misspelt, (422, "request.invalid"));
        assert_eq!(answer.text_at("/errors/0/pointer"), "#/contact_email");
    });
}

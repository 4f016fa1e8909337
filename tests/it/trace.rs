//! W3C Trace Context: a caller finds its requests in our log by its own trace id (R30).

use serde_json::Value;
use whakakaha_tests::served::Served;

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// Values of `traceparent`, and whether the trace id is taken from them. The form is that of the
/// recommendation, section 3.2; what does not have it is passed over (section 3.2.2).
const SENT: [(&str, bool); 14] = [
    ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true),
    ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", true),
    ("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true),
    ("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-is-to-come", true),
    ("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.what", false),
    ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", false),
    ("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false),
    ("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false),
    ("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false),
    ("00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01", false),
    ("00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01", false),
    ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", false),
    ("Aroha", false),
    ("", false),
];

#[test]
fn a_well_formed_traceparent_is_in_the_log_and_any_other_is_passed_over() {
    let served = Served::start("trace::a_well_formed_traceparent_is_in_the_log_and_any_other_is_passed_over");
    let anybody = served.anybody(&served.base);
    let send = |id: &str, headers: &[(&str, &str)]| {
        let headers: Vec<_> =
            [("x-request-id", id), ("x-no-such-header", "Aroha")].iter().chain(headers).copied().collect();
        let _ = anybody.send("GET", "/v1/coordinators", &headers, None).expect(200);
    };
    for (n, (sent, _)) in SENT.iter().enumerate() {
        send(&format!("sent-{n}"), &[("traceparent", sent)]);
    }
    send("none", &[]);
    send("twice", &[("traceparent", SENT[0].0), ("traceparent", SENT[1].0)]);
    let log = served.end();
    let line = |id: &str| {
        let is = |line: &&Value| line["fields"]["request_id"] == id;
        &log.iter().find(is).unwrap_or_else(|| panic!("no line of {id} in {log:#?}"))["fields"]
    };
    for (n, (sent, taken)) in SENT.iter().enumerate() {
        let known = line(&format!("sent-{n}"))["trace_id"].as_str();
        assert_eq!(known, taken.then_some(TRACE), "{sent}");
    }
    for id in ["none", "twice"] {
        assert_eq!(line(id).get("trace_id"), None, "{id}");
    }
    assert!(!format!("{log:?}").contains("Aroha"), "{log:#?}");
}

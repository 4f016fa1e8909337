//! Addresses that look like another one.

use whakakaha_tests::app::TestApp;

use super::{ask, head};

/// An address is what it says, byte for byte: none leads around the token to something else.
#[test]
fn no_address_leads_to_something_else() {
    let app = TestApp::start();
    let _ = app.administrator().get("/v1/regions").expect(200);
    let absent = [
        "/v1/../v1/regions",
        "/v1/./regions",
        "/livez/../v1/regions",
        "/livez/..%2fv1/regions",
        "/v1/%2e%2e/v1/regions",
        "/v1%2fregions",
        "/v1/regions%2f",
        "//v1/regions",
        "/v1//regions",
        "/v1/regions/",
        "/V1/regions",
        "/v1/Regions",
        "/v1/regions;x=1",
        "/v1;/regions",
        "/v1/regions%00",
        "/v1/regions%00.json",
        "/v1/regions.json",
        "/v1/regions%3flimit=1",
        "/v1/regions/%c0%ae%c0%ae/x",
        "/v1/regions/%c0%af",
        "/v1/regions/%ff",
        "/v1/regions/%",
        "/v1/regions/%zz",
        "/v1/regions/%252e%252e",
        "/docs/../../../etc/passwd",
        "/docs/..%2f..%2f..%2fetc/passwd",
        "/docs/%2e%2e/%2e%2e/etc/passwd",
        "/problems/..%2f..%2fetc%2fpasswd",
        "/etc/passwd",
        "http://evil.example/v1/nothing",
        "*",
    ];
    for address in absent {
        let told = ask(&app, (head(&app, &format!("GET {address}")) + "\r\n").as_bytes());
        assert_eq!(told.status, 404, "{address}: {told:?}");
        assert!(!told.head.contains("location:"), "{address}");
    }
    for unreadable in ["/v1/regions\0", "/v1/reg ions", "v1/regions", "/v1/regions\u{7f}"] {
        let told = ask(&app, (head(&app, &format!("GET {unreadable}")) + "\r\n").as_bytes());
        assert_eq!(told.status, 400, "{unreadable:?}: {told:?}");
    }
}

/// The same address, written otherwise, asks for the same token.
#[test]
fn an_address_that_is_written_otherwise_opens_nothing() {
    let app = TestApp::start();
    for address in
        ["/v1/%72egions", "/%76%31/regions", "http://evil.example/v1/regions", "/v1/regions?%6cimit=1"]
    {
        let told = ask(&app, format!("GET {address} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes());
        assert_eq!(told.brief(), (401, "auth.token_missing"), "{address}");
    }
}

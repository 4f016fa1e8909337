//! Where programs find the API (RFC 9727): the catalog, as a set of links (RFC 9264).

use actix_web::{HttpResponse, http::header, route, web::Data};
use serde_json::json;

use crate::app::Service;

const MEDIA_TYPE: &str = "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";
const PATH: &str = "/.well-known/api-catalog";

#[route("/.well-known/api-catalog", method = "GET", method = "HEAD")]
pub(super) async fn get_catalog(service: Data<Service>) -> HttpResponse {
    let at = |path: &str| format!("{}{path}", service.base_url);
    let catalog = json!({ "linkset": [
        { "anchor": at(PATH), "item": [{ "href": at("/v1") }] },
        {
            "anchor": at("/v1"),
            "service-desc": [
                { "href": at("/openapi.json"), "type": "application/json", "title": "OpenAPI 3.1" },
                { "href": at("/openapi-3.0.json"), "type": "application/json", "title": "OpenAPI 3.0" },
            ],
            "service-doc": [{ "href": at("/docs/"), "type": "text/html" }],
            "status": [{ "href": at("/readyz"), "type": "application/json" }],
        },
    ]});
    HttpResponse::Ok()
        .content_type(MEDIA_TYPE)
        .insert_header((header::LINK, format!("<{}>; rel=\"api-catalog\"", at(PATH))))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(catalog.to_string())
}

//! `/metrics`: what the service counts, as Prometheus reads it, on a listener of its own. No label holds an
//! id, a name or anything else about people.

use std::net::TcpListener;

use actix_web::{
    App, HttpResponse, HttpServer,
    dev::Server,
    error::ErrorInternalServerError,
    get,
    http::header,
    web::{Data, ServiceConfig},
};
use prometheus_client::{encoding::text, metrics::gauge::ConstGauge, registry::Registry};
use whakakaha_api::app::Service;

/// The version of the text format; Prometheus asks for it first.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Begins to show, on this listener, what the service counts.
pub fn start(service: &Service, listener: TcpListener) -> std::io::Result<Server> {
    let registry = Data::new(registry(service));
    let routes = move |config: &mut ServiceConfig| {
        config.app_data(registry.clone()).service(get_metrics);
    };
    let server = HttpServer::new(move || App::new().configure(routes.clone())).workers(1);
    Ok(server.listen(listener)?.disable_signals().run())
}

fn registry(service: &Service) -> Registry {
    let mut registry = Registry::default();
    let started = ConstGauge::new(service.clock.now().timestamp());
    registry.register("process_start_time_seconds", "When the process began, in seconds since 1970", started);
    let own = registry.sub_registry_with_prefix("whakakaha");
    service.metrics.register(own);
    service.db.register(own);
    registry
}

#[get("/metrics")]
async fn get_metrics(registry: Data<Registry>) -> actix_web::Result<HttpResponse> {
    let mut shown = String::new();
    text::encode(&mut shown, &registry).map_err(ErrorInternalServerError)?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, OPEN_METRICS)).body(shown))
}

//! The behaviour of the service, through HTTP, on the database that the run is about.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop and say where"
)]

mod access;
mod attack;
mod audit;
mod auth;
mod bounds;
mod conformance;
mod contract;
mod copy;
mod critic;
mod desk;
mod durability;
mod events;
mod examples;
mod identity;
mod journey;
mod metrics;
mod moments;
mod noninterference;
mod outage;
mod plans;
mod protocol;
mod receiver;
mod schema;
mod secure;
mod sideroads;
mod statements;
mod tables;
mod tls;
mod trace;
mod wire;
mod writers;

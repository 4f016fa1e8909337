//! What the tests stand on: a real database, the real application, and callers over HTTP.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on should stop and say where"
)]

pub mod app;
pub mod client;
pub mod database;

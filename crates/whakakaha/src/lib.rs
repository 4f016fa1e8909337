//! The service as a program: settings, start, background work, chores, and the demonstration.

pub mod chores;
pub mod config;
pub mod demo;
pub mod measure;
pub mod metrics;
pub mod relay;
pub mod serve;
pub mod telemetry;
pub mod worker;

//! What the store counts of its own work, for whoever runs the service.

use std::fmt;

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};

use crate::lane::Lane;

/// What was counted so far.
#[derive(Clone)]
pub(crate) struct Counts {
    pub(crate) retries: Counter,
    pub(crate) batches: Histogram,
}

impl Default for Counts {
    fn default() -> Self {
        let sizes = (0..=9).map(|doublings| f64::from(1 << doublings));
        Self { retries: Counter::default(), batches: Histogram::new(sizes) }
    }
}

impl Counts {
    /// Lets the registry show these, and how busy the lanes are whenever it is asked.
    pub(crate) fn register(&self, registry: &mut Registry, lanes: [&Lane; 3]) {
        let retries = "Transactions that were tried again because another got in the way";
        registry.register("database_retries", retries, self.retries.clone());
        let batches = "Access records that became durable in one commit";
        registry.register("access_record_batch_size", batches, self.batches.clone());
        registry.register_collector(Box::new(Usage(lanes.map(Clone::clone).into())));
    }
}

/// What is asked of a lane.
type Figure = fn(&Lane) -> usize;

/// How busy the lanes are.
struct Usage(Vec<Lane>);

impl fmt::Debug for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(Lane::name)).finish()
    }
}

impl Collector for Usage {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let figures: [(&str, &str, Figure); 2] = [
            ("database_connections_in_use", "Connections that somebody uses now", Lane::in_use),
            ("database_connections_max", "Connections that there may be", Lane::size),
        ];
        for (name, help, figure) in figures {
            // One lane can serve for several things; it is shown once.
            let family = Family::<[(&str, &str); 1], Gauge>::default();
            for lane in &self.0 {
                let value = i64::try_from(figure(lane)).unwrap_or(i64::MAX);
                family.get_or_create(&[("lane", lane.name())]).set(value);
            }
            family.encode(encoder.encode_descriptor(name, help, None, family.metric_type())?)?;
        }
        Ok(())
    }
}

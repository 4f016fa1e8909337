//! Final reports.

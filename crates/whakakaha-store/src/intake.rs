//! Intakes.

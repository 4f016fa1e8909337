//! Coordinators.

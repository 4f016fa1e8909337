//! Facilitators.

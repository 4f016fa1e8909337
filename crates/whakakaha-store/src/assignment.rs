//! Assignments.

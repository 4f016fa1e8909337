//! Actions and follow-up.

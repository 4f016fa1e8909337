//! Preparation: profile, needs, restrictions.

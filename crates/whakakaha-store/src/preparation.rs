//! Preparation: the family's profile, needs and restrictions. What is hidden from the caller is left out by
//! the queries.

mod checklist;
mod entry;
mod need;
mod restriction;
mod wording;

pub use entry::{EntryFilter, KeyIssueKey};
pub use need::NeedFilter;
pub use restriction::{RestrictedKey, RestrictionFilter, Wanted};
pub use wording::WordingsOf;

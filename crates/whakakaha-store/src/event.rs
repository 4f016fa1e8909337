//! What agencies' systems are told: what of each thing, as they may read it when they are told
//! ([why](../../../docs/decisions/0023-what-systems-are-told-is-a-difference.md)).

mod candidates;
mod concerned;
mod feed;
mod lease;
mod relay;

use uuid::Uuid;
use whakakaha_domain::event::Thing;

pub use feed::{Told, ToldKey, forget_tombstones, written};
pub use relay::relay;
pub(crate) use relay::{code, system};

use crate::{error::Failure, unit::ReadUnit};

/// Reads a thing as the caller would over HTTP, and answers the tag with which it is read; none where the caller may not
/// read it. No more than the tag leaves, so looking leaves no record: telling does.
pub type Look = fn(&mut ReadUnit<'_>, Thing) -> Result<Option<String>, Failure>;

/// The name of whoever relays, unique in all processes.
pub type Holder = Uuid;

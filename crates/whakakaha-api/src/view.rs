//! Views: what callers see of a thing. Made from what the store has authorised, and from nothing else.

use serde::Serialize;
use whakakaha_domain::entity::Version;
use whakakaha_store::{
    authorized::Authorized,
    page::Page,
    unit::{List, Read},
};

use crate::page::{FeedView, PageView};

/// What a caller sees of one thing.
pub trait View: Serialize {
    /// What it is a view of.
    type Of: Read;

    /// The view of a thing in this version.
    fn of(thing: &Self::Of, version: Version) -> Self;

    /// The last part of the thing's address.
    fn id(&self) -> uuid::Uuid;
}

/// What a caller sees of a thing in a list.
pub trait Item: Serialize {
    /// What it is a view of.
    type Of: List;

    /// The view of an item.
    fn of(item: &Self::Of) -> Self;
}

/// The view of a page; `seal` makes the cursor of the next.
pub(crate) fn page<I: Item>(
    page: &Authorized<Page<I::Of>>,
    seal: impl Fn(&whakakaha_store::page::Position) -> String,
) -> PageView<I> {
    PageView { items: page.items.iter().map(I::of).collect(), next_cursor: page.next.as_ref().map(seal) }
}

/// The view of a part of a feed, in which it is always known where it goes on.
pub(crate) fn feed<I: Item>(
    page: &Authorized<Page<I::Of>>,
    limit: u16,
    seal: impl Fn(&whakakaha_store::page::Position) -> String,
) -> FeedView<I> {
    FeedView {
        items: page.items.iter().map(I::of).collect(),
        has_more: page.items.len() >= usize::from(limit),
        next_cursor: page.next.as_ref().map(seal).unwrap_or_default(),
    }
}

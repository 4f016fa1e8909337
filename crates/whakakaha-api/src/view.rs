//! Views: what callers see of a thing. Made from what the store has authorised, and from nothing else.

use serde::Serialize;
use uuid::Uuid;
use whakakaha_domain::entity::Version;
use whakakaha_store::{
    authorized::Authorized,
    correction::AttachedStatement,
    error::Failure,
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
    fn id(&self) -> Uuid;

    /// The thing, where statements can go with it.
    fn carrier(&self) -> Option<Uuid> {
        None
    }

    /// Lets those go with it that are about it.
    fn carry(&mut self, _: &[AttachedStatement]) {}
}

/// What a caller sees of a thing in a list.
pub trait Item: Serialize + Sized {
    /// What it is a view of.
    type Of: List;

    /// The view of an item.
    fn of(item: &Self::Of) -> Self;

    /// The same with this before every address that it names in full.
    #[must_use]
    fn based_on(self, _base_url: &str) -> Self {
        self
    }

    /// The thing, where statements can go with it.
    fn carrier(&self) -> Option<Uuid> {
        None
    }

    /// Lets those go with it that are about it.
    fn carry(&mut self, _: &[AttachedStatement]) {}
}

/// In the implementation of a view: statements go with what it shows.
macro_rules! carries_statements {
    () => {
        fn carrier(&self) -> Option<uuid::Uuid> {
            Some(self.id)
        }

        fn carry(&mut self, attached: &[whakakaha_store::correction::AttachedStatement]) {
            self.statements = attached.iter().filter(|it| it.about == self.id).map(Into::into).collect();
        }
    };
}
pub(crate) use carries_statements;

/// The view of a thing, with the statements that go with it.
pub(crate) fn view<V: View>(
    thing: &V::Of,
    version: Version,
    attached: impl FnOnce(&[Uuid]) -> Result<Vec<AttachedStatement>, Failure>,
) -> Result<V, Failure> {
    let mut view = V::of(thing, version);
    if let Some(id) = view.carrier() {
        view.carry(&attached(&[id])?);
    }
    Ok(view)
}

/// The view of a page, with the statements that go with its items; `seal` makes the cursor of the next.
pub(crate) fn page<I: Item>(
    page: &Authorized<Page<I::Of>>,
    seal: impl Fn(&whakakaha_store::page::Position) -> String,
    attached: impl FnOnce(&[Uuid]) -> Result<Vec<AttachedStatement>, Failure>,
) -> Result<PageView<I>, Failure> {
    let mut items: Vec<I> = page.items.iter().map(I::of).collect();
    let carriers: Vec<Uuid> = items.iter().filter_map(I::carrier).collect();
    if !carriers.is_empty() {
        let attached = attached(&carriers)?;
        for item in &mut items {
            item.carry(&attached);
        }
    }
    Ok(PageView { items, next_cursor: page.next.as_ref().map(seal) })
}

/// The view of a part of a feed, in which it is always known where it goes on.
pub(crate) fn feed<I: Item>(
    page: &Authorized<Page<I::Of>>,
    (limit, base_url): (u16, &str),
    seal: impl Fn(&whakakaha_store::page::Position) -> String,
) -> FeedView<I> {
    FeedView {
        items: page.items.iter().map(|item| I::of(item).based_on(base_url)).collect(),
        has_more: page.items.len() >= usize::from(limit),
        next_cursor: page.next.as_ref().map(seal).unwrap_or_default(),
    }
}

//! Keyset paging: a page begins after a position, never at an offset.

use uuid::Uuid;
use whakakaha_domain::entity::Entity;

/// Where a page begins: after this sort key and this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The sort key of the last item, as text that sorts like the key; empty where the id alone sorts.
    pub sort: String,
    /// The id of the last item.
    pub id: Uuid,
}

/// Which part of a list is wanted.
#[derive(Clone, Debug)]
pub struct PageRequest {
    /// How many items at the most, 1 to 200.
    pub limit: u16,
    /// After which position; none: from the beginning.
    pub after: Option<Position>,
}

impl PageRequest {
    /// How many rows to fetch: one more than wanted, to know whether there is a next page.
    pub(crate) fn fetch(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// The id after which the page begins; the nil id sorts before all.
    pub(crate) fn after_id(&self) -> Uuid {
        self.after.as_ref().map_or(Uuid::nil(), |position| position.id)
    }
}

/// A part of a list.
pub struct Page<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// Where the next page begins; none: this is the last.
    pub next: Option<Position>,
}

impl<T> Page<T> {
    /// Cuts what was fetched to the page that was asked for.
    pub(crate) fn cut(mut items: Vec<T>, request: &PageRequest, position: impl Fn(&T) -> Position) -> Self {
        let more = items.len() > usize::from(request.limit);
        items.truncate(usize::from(request.limit));
        let next = if more { items.last().map(position) } else { None };
        Self { items, next }
    }
}

impl<T> Page<Entity<T>> {
    /// Cuts a list that is ordered by id.
    pub(crate) fn by_id(items: Vec<Entity<T>>, request: &PageRequest) -> Self {
        Self::cut(items, request, |item| Position { sort: String::new(), id: item.id.uuid() })
    }
}

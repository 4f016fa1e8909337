//! Lists on the wire: `limit` and `cursor` in, `items` and `next_cursor` out (R6).

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_store::page::{PageRequest, Position};

use crate::problem::{Problem, Transport};

/// Which part of a list is wanted.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    #[serde(default = "default_limit")]
    pub limit: u16,
    /// Where the page begins: the `next_cursor` of the page before. Valid only for the same list with
    /// the same filters.
    #[param(max_length = 500, nullable = false)]
    pub cursor: Option<String>,
}

/// How many items where the caller does not say.
pub(crate) const fn default_limit() -> u16 {
    50
}

/// A part of a list.
#[derive(Serialize, ToSchema)]
pub struct PageView<T> {
    /// The items, in the order of the list.
    #[schema(max_items = 200)]
    pub items: Vec<T>,
    /// Where the next page begins; absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    pub next_cursor: Option<String>,
}

/// A part of a feed: a list that goes on growing.
#[derive(Serialize, ToSchema)]
pub struct FeedView<T> {
    /// What happened, in order.
    #[schema(max_items = 200)]
    pub items: Vec<T>,
    /// Whether there may be more already: ask again at once.
    pub has_more: bool,
    /// Where to go on, now or later.
    #[schema(max_length = 500)]
    pub next_cursor: String,
}

/// Seals cursors, so that only those that were issued are accepted. A cursor carries no authority.
#[derive(Clone)]
pub struct CursorSeal(hmac::Key);

impl CursorSeal {
    /// A seal with a secret that all processes share.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// Writes a position as a cursor of this list.
    #[must_use]
    pub fn close(&self, list: &str, position: &Position) -> String {
        let content = format!("{}\n{}", position.id, position.sort);
        let tag = hmac::sign(&self.0, signed(list, &content).as_bytes());
        format!("{}.{}", URL_SAFE_NO_PAD.encode(&content), URL_SAFE_NO_PAD.encode(tag))
    }

    fn open(&self, list: &str, cursor: &str) -> Option<Position> {
        let (content, tag) = cursor.split_once('.')?;
        let content = String::from_utf8(URL_SAFE_NO_PAD.decode(content).ok()?).ok()?;
        hmac::verify(&self.0, signed(list, &content).as_bytes(), &URL_SAFE_NO_PAD.decode(tag).ok()?).ok()?;
        let (id, sort) = content.split_once('\n')?;
        Some(Position { sort: sort.to_owned(), id: Uuid::parse_str(id).ok()? })
    }

    /// Reads what was asked for; `list` is the path with its filters, to which a cursor is bound.
    pub fn request(&self, list: &str, query: &PageQuery) -> Result<PageRequest, Problem> {
        let open =
            |cursor: &String| self.open(list, cursor).ok_or_else(|| Problem::from(Transport::CursorInvalid));
        Ok(PageRequest { limit: query.limit, after: query.cursor.as_ref().map(open).transpose()? })
    }
}

fn signed(list: &str, content: &str) -> String {
    format!("{list}\n{content}")
}

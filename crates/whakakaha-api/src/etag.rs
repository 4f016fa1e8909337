//! Entity tags: the version of the thing, and a digest of what this caller sees of it (R10).

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use whakakaha_domain::entity::Version;

/// How long a list of tags can be, in bytes.
pub const LONGEST_LIST: usize = 1000;

/// The strong tag of a representation: `"v7.Xq3…"`. The version is what `If-Match` is compared with;
/// the digest makes the tag differ wherever two callers see different things.
#[must_use]
pub fn of(version: Version, body: &[u8]) -> String {
    let digest = digest::digest(&digest::SHA256, body);
    let short = digest.as_ref().get(..9).unwrap_or_default();
    format!("\"v{version}.{}\"", URL_SAFE_NO_PAD.encode(short))
}

/// The version that a tag of ours names; `None` for any other text.
#[must_use]
pub fn version(tag: &str) -> Option<Version> {
    tag.strip_prefix("\"v")?.strip_suffix('"')?.split_once('.')?.0.parse().ok()
}

/// The versions that the tags of `If-Match` name: a weak tag, and one that is not ours, name none (RFC 9110, 13.1.1), and
/// neither does what is no list of tags.
#[must_use]
pub fn versions(header: &str) -> Vec<Version> {
    listed(header).unwrap_or_default()
}

fn listed(header: &str) -> Option<Vec<Version>> {
    let mut versions = Vec::new();
    let mut rest = header;
    let mut found = false;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        if rest.is_empty() {
            return found.then_some(versions);
        }
        let strong = rest.strip_prefix("W/").unwrap_or(rest);
        let length = strong.strip_prefix('"')?.find('"')? + 2;
        let (tag, after) = strong.split_at_checked(length)?;
        if strong.len() == rest.len() {
            versions.extend(version(tag));
        }
        found = true;
        rest = after.trim_start_matches([' ', '\t']);
        if !rest.is_empty() && !rest.starts_with(',') {
            return None;
        }
    }
}

/// Whether `If-None-Match` names this tag (RFC 9110, 13.1.2).
#[must_use]
pub fn is_named(header: &str, tag: &str) -> bool {
    header.trim() == "*" || header.split(',').any(|named| named.trim().trim_start_matches("W/") == tag)
}

//! What differs between any two worlds, ids and secrets first of all, under names that are the same in both.

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

/// The names of one world's ids, hashes, digests and random secrets: those that the story gives, and numbers in the order in
/// which the others turn up.
#[derive(Default)]
pub(super) struct Names {
    known: HashMap<String, String>,
    base: String,
    unnamed: usize,
}

/// How long an id, a hash and the digest in a tag are.
const ID: usize = 36;
const HASH: usize = 64;
const DIGEST: usize = 12;

/// A secret that is drawn at random: what comes before it, how long it is, and its letters.
type Drawn = (&'static str, usize, fn(u8) -> bool);

/// A login code, the key of a webhook, and what the address of a calendar ends with.
const DRAWN: [Drawn; 4] = [
    ("\"code\":\"", 14, |it| it.is_ascii_digit() || it.is_ascii_uppercase() || it == b'-'),
    ("\"secret\":\"whsec_", 44, |it| it.is_ascii_alphanumeric() || b"+/=".contains(&it)),
    ("\"public_key\":\"whpk_", 44, |it| it.is_ascii_alphanumeric() || b"+/=".contains(&it)),
    ("calendars/", 47, |it| url_safe(it) || it == b'.'),
];

/// What comes before a cursor.
const CURSORS: [&str; 2] = ["\"next_cursor\":\"", "cursor="];

impl Names {
    /// The address of the service is its port.
    pub(super) fn of(base: &str) -> Self {
        Self { base: base.to_owned(), ..Self::default() }
    }

    /// Gives an id a name.
    pub(super) fn call(&mut self, id: &str, name: &str) {
        self.known.insert(id.to_owned(), format!("<{name}>"));
    }

    fn name(&mut self, text: &str) -> String {
        let next = self.unnamed;
        let name = self.known.entry(text.to_owned()).or_insert_with(|| format!("<{next}>")).clone();
        self.unnamed += usize::from(name == format!("<{next}>"));
        name
    }

    /// The text with names in place of whatever cannot be the same in two worlds.
    pub(super) fn settle(&mut self, text: &str) -> String {
        // Where a calendar breaks its lines depends on how long the address of the service is.
        let text = &text.replace("\r\n ", "");
        let (mut settled, mut from, mut at) = (String::with_capacity(text.len()), 0, 0);
        let bytes = text.as_bytes();
        while at < bytes.len() {
            let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
            let found = if begins && bytes[at].is_ascii() { self.found(&text[at..]) } else { None };
            if let Some((name, length)) = found {
                settled.push_str(&text[from..at]);
                settled.push_str(&name);
                at += length;
                from = at;
            } else {
                at += 1;
            }
        }
        settled + &text[from..]
    }

    /// What to write for the beginning of a text, and how much of it that is.
    fn found(&mut self, text: &str) -> Option<(String, usize)> {
        if !self.base.is_empty() && text.starts_with(&self.base) {
            return Some(("<service>".to_owned(), self.base.len()));
        }
        if let Some(before) = CURSORS.into_iter().find(|before| text.starts_with(before)) {
            let length = text[before.len()..].bytes().take_while(|it| url_safe(*it) || *it == b'.').count();
            let cursor = &text[before.len()..before.len() + length];
            return Some((format!("{before}{}", self.opened(cursor)), before.len() + length));
        }
        if let Some((before, length)) = drawn(text) {
            let end = before.len() + length;
            return Some((format!("{before}{}", self.name(&text[before.len()..end])), end));
        }
        if text.get(..ID).is_some_and(|it| Uuid::try_parse(it).is_ok()) {
            return Some((self.name(&text[..ID]), ID));
        }
        if text.get(..HASH).is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            return Some((self.name(&text[..HASH]), HASH));
        }
        tag(text)
            .map(|at| {
                let length = at + DIGEST;
                (format!("{}{}", &text[..at], self.name(&text[at..length])), length)
            })
            .or_else(|| minute(text))
            .or_else(|| minute_of_calendars(text))
    }

    /// A cursor says where in the list the next page begins, under a seal.
    fn opened(&mut self, cursor: &str) -> String {
        let content = cursor.split('.').next().unwrap_or_default();
        let content = String::from_utf8(URL_SAFE_NO_PAD.decode(content).unwrap()).unwrap();
        self.settle(&content)
    }
}

/// What comes before the secret with which the text begins, and its length.
fn drawn(text: &str) -> Option<(&'static str, usize)> {
    let fits = |(before, length, letter): &Drawn| {
        let rest = text.strip_prefix(before).and_then(|rest| rest.split_once('"'));
        rest.is_some_and(|(secret, _)| secret.len() == *length && secret.bytes().all(letter))
    };
    DRAWN.into_iter().find(fits).map(|(before, length, _)| (before, length))
}

fn url_safe(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// Where the digest of an entity tag such as `v7.Xq3…` begins: its version is compared as it is.
fn tag(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('v')?.bytes().take_while(u8::is_ascii_digit).count();
    let at = 1 + digits + 1;
    let digest = text.get(at..at + DIGEST)?;
    (digits > 0 && text[..at].ends_with('.') && digest.bytes().all(url_safe)).then_some(at)
}

/// An instant to the minute: every step of a story has a minute of its own.
fn minute(text: &str) -> Option<(String, usize)> {
    let begin = begin_like(text, "0000-00-00T00:00:00")?;
    let fraction = text[begin.len()..].bytes().take_while(|it| *it == b'.' || it.is_ascii_digit()).count();
    Some((begin[..16].to_owned(), begin.len() + fraction))
}

/// The same as calendars write it.
fn minute_of_calendars(text: &str) -> Option<(String, usize)> {
    let begin = begin_like(text, "00000000T000000Z")?;
    Some((begin[..13].to_owned(), begin.len()))
}

/// The beginning of a text, where it is like this, with any digit for a zero.
fn begin_like<'a>(text: &'a str, pattern: &str) -> Option<&'a str> {
    let begin = text.get(..pattern.len())?;
    let fits = |(byte, like): (u8, u8)| byte == like || (byte.is_ascii_digit() && like == b'0');
    begin.bytes().zip(pattern.bytes()).all(fits).then_some(begin)
}

/// One name for each id, in both directions, and the rest as it is.
#[test]
fn names_tell_apart_what_is_different_and_hide_nothing_else() {
    let (one, other) = ("01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002");
    let mut names = Names::default();
    names.call(one, "case/here");
    let text = format!("{one} {other} {other} \"v3.AAAAAAAAAAAB\" 2026-02-05T03:00:01.25Z 2026-02-05");
    let settled = names.settle(&text);
    assert_eq!(settled, "<case/here> <0> <0> \"v3.<1>\" 2026-02-05T03:00Z 2026-02-05");
    let cursor = URL_SAFE_NO_PAD.encode(format!("{one}\n2026-03-26"));
    let before = CURSORS[0];
    let page = format!("{{\"items\":[],{before}{cursor}.c2VhbA\"}}");
    assert_eq!(names.settle(&page), format!("{{\"items\":[],{before}<case/here>\n2026-03-26\"}}"));
    assert_eq!(names.settle(r#"{"code":"7KQ2-M4TX-9HBC"}"#), r#"{"code":"<2>"}"#);
    assert_eq!(names.settle(r#"{"code":"auth.forbidden"}"#), r#"{"code":"auth.forbidden"}"#);
    let address =
        format!(r#"{{"address":"http://x:1/v1/calendars/{}.ics"}}"#, "aB-_".repeat(11).split_at(43).0);
    assert_eq!(names.settle(&address), r#"{"address":"http://x:1/v1/calendars/<3>"}"#);
    let event = format!("DTSTAMP:20260205T030001Z\r\nURL:/v1/cases/{}\r\n {}", &one[..9], &one[9..]);
    assert_eq!(names.settle(&event), "DTSTAMP:20260205T0300\r\nURL:/v1/cases/<case/here>");
    assert_ne!(names.settle("\"v4.AAAAAAAAAAAB\""), names.settle("\"v3.AAAAAAAAAAAB\""));
}

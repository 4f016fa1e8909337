//! What a caller can read, by its header `Accept` (RFC 9110, 12.5.1; R5).

use actix_web::http::header::{self, HeaderMap};

/// What operations answer with.
const JSON: [&str; 2] = ["application/json", "application/problem+json"];

/// Whether the caller takes JSON or problems, as it does where it says nothing; or one of these besides.
pub(crate) fn takes(headers: &HeaderMap, besides: &[&str]) -> bool {
    let lines = headers.get_all(header::ACCEPT).map(|line| line.to_str().unwrap_or_default());
    let ranges: Vec<Range> = lines.flat_map(|line| line.split(',')).filter_map(Range::new).collect();
    ranges.is_empty() || JSON.iter().chain(besides).any(|kind| is_wanted(&ranges, kind))
}

/// Whether the caller names pages, as browsers do, and does not name JSON.
pub(crate) fn prefers_a_page(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT).map(|line| line.to_str().unwrap_or_default());
    let ranges: Vec<Range> = lines.flat_map(|line| line.split(',')).filter_map(Range::new).collect();
    let names = |kind: &str| ranges.iter().any(|range| range.kind == kind && range.wanted);
    names("text/html") && !names("application/json")
}

/// Whether the caller wants this media type: what the most specific of the ranges says that it fits.
fn is_wanted(ranges: &[Range], kind: &str) -> bool {
    ranges.iter().filter_map(|range| range.fits(kind)).max().is_some_and(|(_, wanted)| wanted)
}

/// A part of the header, such as `text/*;q=0.5`.
struct Range {
    kind: String,
    wanted: bool,
}

impl Range {
    fn new(part: &str) -> Option<Self> {
        let mut parts = part.split(';').map(|part| part.trim().to_ascii_lowercase());
        let kind = parts.next().filter(|kind| !kind.is_empty())?;
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.trim().parse::<f32>().ok());
        Some(Self { kind, wanted: quality.is_none_or(|quality| quality > 0.0) })
    }

    /// How specific it is, and what it says, where the media type fits into it.
    fn fits(&self, kind: &str) -> Option<(u8, bool)> {
        let family = kind.split('/').next().unwrap_or_default();
        let precision = match self.kind.split_once('/') {
            _ if self.kind == kind => 2,
            Some((of, "*")) if of == family => 1,
            Some(("*", "*")) => 0,
            _ => return None,
        };
        Some((precision, self.wanted))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn sent(lines: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::ACCEPT, HeaderValue::from_static(line));
        }
        headers
    }

    #[test]
    fn a_page_is_for_whoever_names_pages_and_not_json() {
        let rows = [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true),
            ("text/html", true),
            ("text/html;q=0, */*", false),
            ("application/json, text/html", false),
            ("*/*", false),
            ("text/*", false),
        ];
        for (line, expected) in rows {
            assert_eq!(prefers_a_page(&sent(&[line])), expected, "{line}");
        }
    }

    #[test]
    fn r5_json_is_acceptable_to_whoever_says_so_or_says_nothing() {
        let rows: [(&[&str], bool); 19] = [
            (&[], true),
            (&[""], true),
            (&["*/*"], true),
            (&["application/*"], true),
            (&["application/json"], true),
            (&["application/problem+json"], true),
            (&["Application/JSON; charset=utf-8"], true),
            (&["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], true),
            (&["text/csv, application/json;q=0.1"], true),
            (&["text/csv", "application/json"], true),
            (&["application/json;q=0, application/problem+json"], true),
            (&["*/*;q=0, application/json"], true),
            (&["text/csv"], false),
            (&["text/*"], false),
            (&["text/html, application/xml"], false),
            (&["application/json;q=0"], false),
            (&["application/*; q=0.0, */*"], false),
            (&["application/merge-patch+json"], false),
            (&["json"], false),
        ];
        for (lines, expected) in rows {
            assert_eq!(takes(&sent(lines), &[]), expected, "{lines:?}");
        }
        assert!(takes(&sent(&["text/html"]), &["text/html"]), "a page, where there is one");
    }
}

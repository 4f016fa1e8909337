//! Operations that will end one day, and what their callers are told until then and afterwards (R9).

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue, LINK};
use chrono::{DateTime, Utc};

/// An operation that will end.
#[derive(Debug)]
pub struct Retirement {
    /// Its method and the template of its path.
    pub operation: (&'static str, &'static str),
    /// Since when nothing new is to be built on it, in seconds since 1970.
    pub deprecated_at: i64,
    /// From when on it is gone: a year later at least.
    pub sunset_at: i64,
    /// The page that says what to do instead, below the address of the service.
    pub guide: &'static str,
    /// The path of what takes its place.
    pub successor: &'static str,
}

/// All of them. A line here is all that it takes: contract, answers and counts follow.
pub const RETIRING: &[Retirement] = &[];

/// Whether anything will end.
pub(crate) fn is_announced() -> bool {
    RETIRING.iter().next().is_some()
}

/// The retirement of an operation, by its method and the template of its path.
pub(crate) fn of(retiring: &'static [Retirement], method: &str, route: &str) -> Option<&'static Retirement> {
    retiring.iter().find(|it| it.operation == (method, route))
}

impl Retirement {
    /// Whether it has ended.
    pub(crate) fn is_over(&self, now: DateTime<Utc>) -> bool {
        now.timestamp() >= self.sunset_at
    }

    /// Tells the caller: since when (RFC 9745), until when (RFC 8594), where to read on, and what takes its place
    /// (RFC 5829).
    pub(crate) fn tell(&self, headers: &mut HeaderMap, base_url: &str) {
        let until = DateTime::<Utc>::from_timestamp(self.sunset_at, 0).unwrap_or_default();
        let told = [
            (HeaderName::from_static("deprecation"), format!("@{}", self.deprecated_at)),
            (HeaderName::from_static("sunset"), until.format("%a, %d %b %Y %H:%M:%S GMT").to_string()),
            (LINK, format!("<{base_url}{}>; rel=\"deprecation\"; type=\"text/html\"", self.guide)),
            (LINK, format!("<{base_url}{}>; rel=\"successor-version\"", self.successor)),
        ];
        for (name, value) in told {
            if let Ok(value) = HeaderValue::from_str(&value) {
                // Beside the link to the next page, where there is one.
                headers.append(name, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: i64 = 365 * 24 * 3600;

    #[test]
    fn r9_callers_are_told_since_when_until_when_and_where_to_read_on() {
        let retirement = Retirement {
            operation: ("GET", "/v1/cases"),
            deprecated_at: 1_767_225_600,
            sunset_at: 1_814_399_999,
            guide: "/docs/",
            successor: "/v2/cases",
        };
        let mut headers = HeaderMap::new();
        headers.insert(LINK, HeaderValue::from_static("</v1/cases?cursor=a>; rel=\"next\""));
        retirement.tell(&mut headers, "https://api.example.nz");
        let told = |name: &str| headers.get_all(name).map(|it| it.to_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(told("deprecation"), ["@1767225600"]);
        assert_eq!(told("sunset"), ["Wed, 30 Jun 2027 23:59:59 GMT"]);
        let guide = "<https://api.example.nz/docs/>; rel=\"deprecation\"; type=\"text/html\"";
        let successor = "<https://api.example.nz/v2/cases>; rel=\"successor-version\"";
        assert_eq!(told("link"), ["</v1/cases?cursor=a>; rel=\"next\"", guide, successor]);
    }

    #[test]
    fn r9_nothing_ends_within_a_year_and_what_ends_is_there() {
        for it in RETIRING {
            let (method, path) = it.operation;
            assert!(it.sunset_at - it.deprecated_at >= YEAR, "{method} {path}");
            assert!(
                crate::openapi::contract().methods(path).iter().any(|known| known == method),
                "{method} {path}"
            );
        }
        assert!(of(RETIRING, "GET", "/v1/nothing").is_none());
    }
}

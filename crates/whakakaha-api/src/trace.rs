//! The trace to which a caller says that its request belongs: W3C Trace Context, header `traceparent`.

use actix_web::http::header::HeaderMap;

/// The length of `00-` trace id `-` parent id `-` flags.
const LENGTH: usize = 55;

/// The trace id, where the header has the right form; else the request is one like all others.
pub(crate) fn trace_id(headers: &HeaderMap) -> Option<String> {
    let mut sent = headers.get_all("traceparent");
    let (Some(value), None) = (sent.next(), sent.next()) else { return None };
    let value = value.to_str().ok()?;
    let mut fields = value.splitn(5, '-');
    let [version, trace, parent, flags] = [(); 4].map(|()| fields.next().unwrap_or_default());
    let lengths = [2, 32, 16, 2];
    let well_formed =
        [version, trace, parent, flags].iter().zip(lengths).all(|(field, length)| is_hex(field, length));
    // A later version may add fields, and is read as far as this one goes.
    let version_fits = version != "ff" && (version != "00" || value.len() == LENGTH);
    let says_something = [trace, parent].iter().all(|field| field.bytes().any(|digit| digit != b'0'));
    (well_formed && version_fits && says_something).then(|| trace.to_owned())
}

fn is_hex(field: &str, length: usize) -> bool {
    field.len() == length && field.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

//! Request bodies: size, media type, JSON, form and bounds are checked before a handler sees them.

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    http::{Method, header},
    web::Bytes,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use utoipa::ToSchema;
use validator::{Validate, ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::{
    body::Body,
    json,
    problem::{FieldError, Problem, Transport},
};

/// A request body that has the right form and keeps all bounds. Every text in it is in Unicode normal
/// form C, so that names with macrons compare equal however they were typed.
pub struct Valid<T>(pub T);

/// Nothing more to say.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoDetails {}

/// The bytes of the body as they came, by which a repeated request is recognised.
pub(crate) struct RawBody(pub(crate) Bytes);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Valid<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let media_type = media_type(request);
        let body = Body::<Bytes>::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            media_type?;
            let Body(bytes) = body.await?;
            request.extensions_mut().insert(RawBody(bytes.clone()));
            let merges = request.method() == Method::PATCH;
            parse(&bytes, merges).map(Self)
        })
    }
}

fn media_type(request: &HttpRequest) -> Result<(), Problem> {
    let (wanted, accept) = match *request.method() {
        Method::PATCH => ("application/merge-patch+json", "accept-patch"),
        Method::POST => ("application/json", "accept-post"),
        _ => ("application/json", "accept"),
    };
    let sent = request.content_type();
    if sent.eq_ignore_ascii_case(wanted) {
        return Ok(());
    }
    let name = header::HeaderName::from_static(accept);
    Err(Problem::from(Transport::MediaType).with(name, wanted))
}

fn parse<T: DeserializeOwned + Validate>(bytes: &[u8], merges: bool) -> Result<T, Problem> {
    let mut value: Value = json::read(bytes).map_err(|_| Problem::from(Transport::Malformed))?;
    if !value.is_object() {
        return Err(Problem::invalid(vec![FieldError::at("#", "wrong_type", "must be an object")]));
    }
    let mut nulls = Vec::new();
    if !merges {
        find_nulls(&value, "#", &mut nulls);
    }
    if !nulls.is_empty() {
        return Err(Problem::invalid(nulls));
    }
    normalise(&mut value);
    let mut found = Vec::new();
    unstorable(&value, "#", &mut found);
    if !found.is_empty() {
        return Err(Problem::invalid(found));
    }
    let parsed: T = serde_path_to_error::deserialize(value).map_err(|error| misshapen(&error))?;
    parsed.validate().map_err(|errors| {
        let mut found = Vec::new();
        collect(&errors, "#", &mut found);
        Problem::invalid(found)
    })?;
    Ok(parsed)
}

/// `null` means "delete" in a merge patch, and nothing anywhere else (R2).
fn find_nulls(value: &Value, at: &str, found: &mut Vec<FieldError>) {
    match value {
        Value::Null => {
            found.push(FieldError::at(at, "wrong_type", "must not be null: leave out what has no value"));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, it)| find_nulls(it, &format!("{at}/{index}"), found));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, it)| find_nulls(it, &format!("{at}/{}", escape(name)), found));
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Puts every text into Unicode normal form C and takes white space off its ends.
fn normalise(value: &mut Value) {
    match value {
        Value::String(text) => *text = text.trim().nfc().collect(),
        Value::Array(items) => items.iter_mut().for_each(normalise),
        Value::Object(members) => members.values_mut().for_each(normalise),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Finds what no database of ours keeps, or not all in the same way: control characters other than line
/// ends and tabs, and days with a sign or more than four digits in the year.
fn unstorable(value: &Value, at: &str, found: &mut Vec<FieldError>) {
    let mut refuse = |code: &str, detail: &str| found.push(FieldError::at(at, code, detail));
    match value {
        Value::String(text) if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) => {
            refuse("control_character", "must not hold control characters");
        }
        Value::String(text) if is_signed_day(text) => {
            refuse("day_out_of_bounds", "must have a year between 0000 and 9999");
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| unstorable(item, &format!("{at}/{index}"), found));
        }
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(key, member)| unstorable(member, &format!("{at}/{}", escape(key)), found));
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_signed_day(text: &str) -> bool {
    let Some(unsigned) = text.strip_prefix(['+', '-']) else { return false };
    let mut parts = unsigned.split('T').next().unwrap_or_default().split('-');
    let mut number = |digits: std::ops::RangeFrom<usize>| {
        parts.next().is_some_and(|it| digits.contains(&it.len()) && it.bytes().all(|b| b.is_ascii_digit()))
    };
    number(4..) && number(2..) && number(2..)
}

#[cfg(test)]
mod tests {
    use super::is_signed_day;

    #[test]
    fn days_with_a_sign_are_told_from_telephone_numbers() {
        for (text, wanted) in [
            ("-9999-01-01", true),
            ("+12026-11-22", true),
            ("-0001-01-01T00:00:00Z", true),
            ("2026-11-22", false),
            ("+64 9 555-0100", false),
            ("+64-9-5550100", false),
            ("- one", false),
        ] {
            assert_eq!(is_signed_day(text), wanted, "{text}");
        }
    }
}

/// What serde says, as a field error. Its messages name fields and types, never what was sent.
fn misshapen(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let mut pointer = pointer_of(error.path());
    let message = error.inner().to_string();
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let (code, detail) = if message.starts_with("unknown field") {
        // The path leads to the member itself already.
        ("unknown_field", "there is no such member".to_owned())
    } else if message.starts_with("missing field") {
        pointer = format!("{pointer}/{}", escape(quoted));
        ("required", "this member is required".to_owned())
    } else if let Some(expected) = message.strip_prefix("must be one of: ") {
        ("not_in_list", format!("must be one of: {expected}"))
    } else {
        ("wrong_type", format!("must be {}", in_json(&message)))
    };
    Problem::invalid(vec![FieldError::at(pointer, code, detail)])
}

/// What serde expected, in the words of JSON: a type of the program says nothing to a caller.
fn in_json(message: &str) -> &str {
    const INTEGERS: [&str; 8] = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];
    let expected = message.rsplit_once("expected ").map_or("", |(_, expected)| expected);
    match expected.split(' ').next().unwrap_or_default() {
        "struct" | "map" | "adjacently" | "internally" => "an object",
        "enum" | "string" | "variant" => "text",
        it if INTEGERS.contains(&it) && message.starts_with("invalid value") => {
            "a whole number within its bounds"
        }
        it if INTEGERS.contains(&it) => "a whole number",
        "f32" | "f64" => "a number",
        _ if expected.starts_with("a sequence") => "a list",
        _ if expected.starts_with("a map") => "an object",
        _ if expected.starts_with("a string") || expected.starts_with("a borrowed string") => "text",
        _ if expected.starts_with("a boolean") => "true or false",
        _ if expected.to_lowercase().contains("uuid") || message.contains("UUID") => "a UUID",
        _ if expected.contains("date and time") => "an instant such as 2026-03-01T09:30:00Z",
        _ if expected.contains("date") => "a day such as 2026-03-01",
        _ => "of another form",
    }
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold("#".to_owned(), |pointer, segment| match segment {
        Segment::Seq { index } => format!("{pointer}/{index}"),
        Segment::Map { key } => format!("{pointer}/{}", escape(key)),
        Segment::Enum { .. } | Segment::Unknown => pointer,
    })
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1").chars().take(100).collect()
}

fn collect(errors: &ValidationErrors, at: &str, found: &mut Vec<FieldError>) {
    for (field, kind) in errors.errors() {
        let pointer = format!("{at}/{field}");
        match kind {
            ValidationErrorsKind::Struct(inner) => collect(inner, &pointer, found),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &format!("{pointer}/{index}"), found);
                }
            }
            ValidationErrorsKind::Field(broken) => {
                found.extend(broken.iter().map(|error| field_error(error, &pointer)));
            }
        }
    }
}

fn field_error(error: &ValidationError, pointer: &str) -> FieldError {
    let code = if error.code == "length" { "length_out_of_bounds" } else { &error.code };
    let item = error.params.get(ITEM).map_or_else(String::new, |index| format!("/{index}"));
    FieldError::at(format!("{pointer}{item}"), code, bounds(error))
}

fn bounds(error: &ValidationError) -> String {
    let bound = |name: &str| error.params.get(name).map(ToString::to_string);
    match (bound("min"), bound("max")) {
        (Some(min), Some(max)) => format!("must be between {min} and {max}"),
        (Some(min), None) => format!("must be at least {min}"),
        (None, Some(max)) => format!("must be at most {max}"),
        (None, None) => error.message.as_ref().map_or_else(|| "is not valid".to_owned(), ToString::to_string),
    }
}

/// A body for commands that need no content: `{}`.
#[derive(Debug, Clone, Copy, serde::Deserialize, utoipa::ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NoContent {}

/// The parameter that says which item of a list is meant.
const ITEM: &str = "item";

/// Every text of a list is between 1 and 200 characters long.
pub(crate) fn short_texts(texts: &[String]) -> Result<(), ValidationError> {
    let fits = |text: &String| (1..=200).contains(&text.chars().count());
    let Some(index) = texts.iter().position(|text| !fits(text)) else { return Ok(()) };
    let mut error = ValidationError::new("length_out_of_bounds");
    error.add_param(ITEM.into(), &index);
    error.add_param("min".into(), &1);
    error.add_param("max".into(), &200);
    Err(error)
}

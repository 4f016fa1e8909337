//! What stands behind the question mark: only what the contract knows, each once, and as it may be (R3).

use actix_web::{HttpRequest, web::Query};
use chrono::{DateTime, Utc};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use crate::{
    finish::Route,
    openapi::{self, Parameter},
    problem::{FieldError, Problem, Transport},
};

/// By which a write is only tried.
pub(crate) const TRIAL: &str = "validate_only";

/// Whether a write is only tried: everything is checked, and nothing is written (R12). Refuses a query that the
/// contract does not know.
pub(crate) fn is_trial(request: &HttpRequest) -> Result<bool, Problem> {
    if request.query_string().is_empty() {
        return Ok(false);
    }
    let sent = Query::<Vec<(String, String)>>::from_query(request.query_string());
    let sent = sent.map_err(|_| Transport::QueryInvalid)?;
    let known = openapi::contract().parameters(request.method().as_str(), &Route::of(request));
    let errors: Vec<_> = (0..sent.len()).filter_map(|index| complaint(known, &sent, index)).collect();
    if errors.is_empty() {
        Ok(sent.iter().any(|(name, value)| name == TRIAL && value == "true"))
    } else {
        Err(Problem::query_invalid(errors))
    }
}

/// What is wrong with one of the parameters that were sent.
fn complaint(known: &[Parameter], sent: &[(String, String)], index: usize) -> Option<FieldError> {
    let (name, value) = sent.get(index)?;
    let Some(parameter) = known.iter().find(|it| it.name == *name) else {
        return Some(FieldError::in_query(name, "unknown_parameter", "there is no such parameter"));
    };
    let is_repeated = sent.iter().take(index).any(|(earlier, _)| earlier == name);
    let (code, detail) = if is_repeated {
        ("given_twice", "must be given once".to_owned())
    } else {
        misfit(&parameter.schema, value)?
    };
    Some(FieldError::in_query(name, code, detail))
}

/// Why a value is none that the schema admits.
fn misfit(schema: &Value, value: &str) -> Option<(&'static str, String)> {
    let text = |member: &str| schema.get(member).and_then(Value::as_str).unwrap_or_default();
    let wrong = |fits: bool, what: &str| (!fits).then(|| ("wrong_type", format!("must be {what}")));
    if let Some(listed) = schema.get("enum").and_then(Value::as_array) {
        let listed: Vec<_> = listed.iter().filter_map(Value::as_str).collect();
        let detail = || format!("must be one of: {}", listed.join(", "));
        return (!listed.contains(&value)).then(|| ("not_in_list", detail()));
    }
    match (text("type"), text("format")) {
        ("boolean", _) => wrong(["true", "false"].contains(&value), "true or false"),
        ("integer", _) => number(schema, value),
        (_, "uuid") => {
            wrong(value.parse::<Uuid>().is_ok(), "a UUID such as 01900000-0000-7000-8000-000000000000")
        }
        (_, "date-time") => {
            wrong(value.parse::<DateTime<Utc>>().is_ok(), "an instant such as 2026-03-01T09:30:00Z")
        }
        _ => {
            let characters = value.trim().nfc().count();
            let bounds = ["minLength", "maxLength"].map(|bound| schema.get(bound).and_then(Value::as_u64));
            outside("length_out_of_bounds", u64::try_from(characters).ok(), bounds)
        }
    }
}

fn number(schema: &Value, value: &str) -> Option<(&'static str, String)> {
    let bounds = ["minimum", "maximum"].map(|bound| schema.get(bound).and_then(Value::as_u64));
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return outside("range", value.parse().ok(), bounds);
    }
    Some(("wrong_type", format!("must be a whole number {}", between(bounds))))
}

fn outside(
    code: &'static str,
    number: Option<u64>,
    [least, most]: [Option<u64>; 2],
) -> Option<(&'static str, String)> {
    let fits = number.is_some_and(|it| it >= least.unwrap_or(0) && most.is_none_or(|most| it <= most));
    (!fits).then(|| (code, format!("must be {}", between([least, most]))))
}

fn between([least, most]: [Option<u64>; 2]) -> String {
    let least = least.unwrap_or(0);
    most.map_or_else(|| format!("{least} or more"), |most| format!("between {least} and {most}"))
}

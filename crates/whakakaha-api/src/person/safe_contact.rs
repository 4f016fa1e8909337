//! How, and when, it is safe to get in touch with somebody.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use whakakaha_domain::safety::{SafeContact, SafeHours};

use crate::code::ContactChannelCode;

/// How, and when, it is safe to get in touch with somebody.
#[derive(Clone, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct SafeContactRequest {
    /// The channels that are safe. No other is used.
    #[validate(length(min = 1, max = 6))]
    #[schema(min_items = 1, max_items = 6)]
    channels: Vec<ContactChannelCode>,
    /// The hours in which it is safe; none: at any hour.
    #[serde(default)]
    #[validate(length(max = 10))]
    #[schema(max_items = 10)]
    hours: Vec<SafeHoursRequest>,
    /// Whether a message may be left where nobody answers.
    voicemail: bool,
    /// Whether a written message may show what it says before it is opened.
    preview: bool,
}

/// Hours of the day, by the clock of the place where the family lives.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SafeHoursRequest {
    /// From this time on.
    #[schema(value_type = String, min_length = 8, max_length = 8, pattern = r"^\d{2}:\d{2}:\d{2}$", example = "09:00:00")]
    from: NaiveTime,
    /// Until before this time.
    #[schema(value_type = String, min_length = 8, max_length = 8, pattern = r"^\d{2}:\d{2}:\d{2}$", example = "15:00:00")]
    until: NaiveTime,
}

impl From<SafeContactRequest> for SafeContact {
    fn from(request: SafeContactRequest) -> Self {
        Self {
            channels: request.channels.into_iter().map(|code| code.0).collect(),
            hours: request.hours.iter().map(|it| SafeHours { from: it.from, until: it.until }).collect(),
            voicemail: request.voicemail,
            preview: request.preview,
        }
    }
}

/// How, and when, it is safe to get in touch with somebody.
#[derive(Serialize, ToSchema)]
#[schema(as = SafeContact)]
pub(crate) struct SafeContactView {
    /// The channels that are safe. No other is used.
    #[schema(max_items = 6)]
    channels: Vec<ContactChannelCode>,
    /// The hours in which it is safe; none: at any hour.
    #[schema(max_items = 10)]
    hours: Vec<SafeHoursView>,
    /// Whether a message may be left where nobody answers.
    voicemail: bool,
    /// Whether a written message may show what it says before it is opened.
    preview: bool,
}

/// Hours of the day, by the clock of the place where the family lives.
#[derive(Serialize, ToSchema)]
#[schema(as = SafeHours)]
pub(crate) struct SafeHoursView {
    /// From this time on.
    #[schema(value_type = String, max_length = 8)]
    from: NaiveTime,
    /// Until before this time.
    #[schema(value_type = String, max_length = 8)]
    until: NaiveTime,
}

impl From<&SafeContact> for SafeContactView {
    fn from(safe: &SafeContact) -> Self {
        let hours = safe.hours.iter().map(|it| SafeHoursView { from: it.from, until: it.until });
        Self {
            channels: safe.channels.iter().copied().map(Into::into).collect(),
            hours: hours.collect(),
            voicemail: safe.voicemail,
            preview: safe.preview,
        }
    }
}

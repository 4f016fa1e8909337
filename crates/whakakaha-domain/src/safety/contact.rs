//! How, and when, it is safe to get in touch with somebody (F0-35).

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::{
    contact::ContactChannel,
    person::Person,
    refusal::{Code, Refusal, ensure},
};

/// How, and when, it is safe to get in touch with somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeContact {
    /// The channels that are safe. No other is used.
    pub channels: Vec<ContactChannel>,
    /// The hours in which it is safe; none: at any hour.
    pub hours: Vec<SafeHours>,
    /// Whether a message may be left where nobody answers.
    pub voicemail: bool,
    /// Whether a written message may show what it says before it is opened.
    pub preview: bool,
}

/// Hours of the day, by the clock of the place where the family lives.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeHours {
    /// From this minute on.
    pub from: NaiveTime,
    /// Until before this minute.
    pub until: NaiveTime,
}

impl SafeHours {
    fn hold(self, time: NaiveTime) -> bool {
        self.from <= time && time < self.until
    }
}

/// That somebody got in touch with a person, or tries to.
#[derive(Clone, Copy)]
pub struct Attempt {
    /// How.
    pub channel: ContactChannel,
    /// At what time of the day, where it is known.
    pub time: Option<NaiveTime>,
    /// Whether a message was left for somebody who did not answer.
    pub message_left: bool,
    /// Whether a written message showed what it says before it was opened, where that is known.
    pub previewed: Option<bool>,
}

/// Refuses an attempt that is not safe for the person.
pub(crate) fn ensure_safe(person: &Person, attempt: Attempt) -> Result<(), Refusal> {
    let Some(safe) = &person.safe_contact else { return Ok(()) };
    ensure(safe.channels.contains(&attempt.channel), Code::ChannelUnsafe)?;
    if !safe.hours.is_empty() {
        let time = attempt.time.ok_or_else(|| Refusal::at(Code::TimeMissing, "#/time"))?;
        ensure(safe.hours.iter().any(|hours| hours.hold(time)), Code::HourUnsafe)?;
    }
    ensure(safe.voicemail || !attempt.message_left, Code::VoicemailUnsafe)?;
    if attempt.channel.shows_previews() && !safe.preview {
        let previewed = attempt.previewed.ok_or_else(|| Refusal::at(Code::PreviewMissing, "#/previewed"))?;
        ensure(!previewed, Code::PreviewUnsafe)?;
    }
    Ok(())
}

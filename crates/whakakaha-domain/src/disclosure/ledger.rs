//! Who is to be told of what was collected about them from somebody else, and by when (principle 3A).

use chrono::{DateTime, TimeDelta, Utc};

use super::{Disclosure, NoticeStatus, PersonNotice};

/// Within how many days of the disclosure somebody whom it is about is told, where nobody told them before.
pub const NOTICE_WITHIN_DAYS: i64 = 14;

/// Where the notice to one person stands.
pub struct NoticeStanding<'a> {
    /// The notice.
    pub notice: &'a PersonNotice,
    /// Whether it is due, given or excepted.
    pub status: NoticeStatus,
    /// By when the person is to be told, where they are still to be.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether that has passed.
    pub overdue: bool,
}

impl Disclosure {
    /// From when on the family sees an item that is approved: at once, or after the last delay.
    pub(super) fn told_from(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let delays = self.notices.iter().filter(|it| it.notice_id.is_none());
        let ends = delays.filter_map(|it| it.exception.as_ref()?.until);
        ends.max().map_or(now, |end| end.max(now))
    }

    /// Where the notices stand at an instant.
    pub fn notices_at(&self, now: DateTime<Utc>) -> impl Iterator<Item = NoticeStanding<'_>> {
        self.notices.iter().map(move |notice| {
            let due_at = self.due_at(notice);
            let overdue = due_at.is_some_and(|due| due <= now);
            NoticeStanding { notice, status: notice.status(now), due_at, overdue }
        })
    }

    /// The first instant at which somebody should have been told and was not.
    #[must_use]
    pub fn notice_due_at(&self) -> Option<DateTime<Utc>> {
        self.notices.iter().filter_map(|it| self.due_at(it)).min()
    }

    /// By when a person is to be told that an agency has this about them; a delay moves that to its end.
    fn due_at(&self, notice: &PersonNotice) -> Option<DateTime<Utc>> {
        let disclosed_at = self.disclosed_at.filter(|_| notice.notice_id.is_none())?;
        match &notice.exception {
            Some(exception) => exception.until,
            None => Some(disclosed_at + TimeDelta::days(NOTICE_WITHIN_DAYS)),
        }
    }
}

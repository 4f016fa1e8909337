//! Recording why somebody is not told what the law had disclosed about them, or not yet.

use chrono::{Days, NaiveDate};

use super::{DisclosureFile, NoticeException, notice::Excepted};
use crate::{
    command::{Change, Command, Decision, Moment},
    ids::Id,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal, ensure},
};

/// How many days ahead a delay is looked at again at the latest.
const LONGEST_DELAY_DAYS: u64 = 90;

/// Records why a person is not told, or not yet. Only for what the law demands: nothing is shared on the
/// ground of consent without telling the family.
pub struct ExceptNotice {
    /// Who is not told.
    pub person: Id<Person>,
    /// The exception.
    pub code: NoticeException,
    /// In words.
    pub reason: String,
    /// For a delay: the day on which it ends, unless it is decided again.
    pub review_on: Option<NaiveDate>,
}

impl Command for ExceptNotice {
    type Target = DisclosureFile;
    const OPERATION: Operation = Operation::ExceptNotice;

    fn decide(&self, file: &DisclosureFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION, at)?;
        file.ensure_own_or_coordinated(at)?;
        let decided_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        ensure(file.item.ground.is_statutory(), Code::ExceptionNotPossible)?;
        let place = file.item.notices.iter().position(|it| it.person_id == self.person);
        let place = place.ok_or_else(|| Refusal::at(Code::PersonNotConcerned, "#/person_id"))?;
        let told = file.item.notices.iter().any(|it| it.person_id == self.person && it.notice_id.is_some());
        ensure(!told, Code::NothingToTell)?;
        let review_on = self.ensure_bounded(file, at)?;
        let case = &file.case.case;
        let exception = Excepted {
            code: self.code,
            reason: self.reason.clone(),
            decided_by,
            review_on,
            until: review_on.map(|day| case.zone.end_of(day)),
        };
        let item = file.item.amended(|it| {
            if let Some(notice) = it.notices.get_mut(place) {
                notice.exception = Some(exception);
            }
            it.family_from = it.family_from.map(|_| it.told_from(at.now));
        });
        Ok(Change::of(item.id).in_case(item.case_id).put(item).into())
    }
}

impl ExceptNotice {
    /// A delay has a day of review, in bounds; no other exception has one.
    fn ensure_bounded(&self, file: &DisclosureFile, at: &Moment) -> Result<Option<NaiveDate>, Refusal> {
        let today = file.case.case.today(at.now);
        let latest = today.checked_add_days(Days::new(LONGEST_DELAY_DAYS)).unwrap_or(today);
        let out_of_bounds = || Refusal::at(Code::DelayOutOfBounds, "#/review_on");
        match (self.code, self.review_on) {
            (NoticeException::Unsafe, Some(day)) if day > today && day <= latest => Ok(Some(day)),
            (NoticeException::Unsafe, _) | (_, Some(_)) => Err(out_of_bounds()),
            (_, None) => Ok(None),
        }
    }
}

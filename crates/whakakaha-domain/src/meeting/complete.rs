//! Completing a meeting: who came, who was heard, what was decided, and when the plan is looked at again.

use chrono::NaiveDate;

use super::{
    Appointed, Attendance, Heard, Invitation, Invitee, MeetingDecision, MeetingFile, MeetingOutcome,
    MeetingResult, MeetingState, Named, convene::FIRST_POINT, roles,
};
use crate::{
    calendar::Calendar,
    case::{Case, CaseState, Hold},
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    restriction::Part,
    review::{Review, ReviewState},
    schedule::{Cadence, ReviewBasis, Rhythm, check_review_date},
};

/// Completes a meeting. Without the family it was no Strengthening Families meeting: that is recorded,
/// and nothing comes of it (F3-06).
pub struct CompleteMeeting {
    /// The day on which it took place; none: today.
    pub held_on: Option<NaiveDate>,
    /// Who came, and whether they had a say: each invited person (F0-40, F0-43).
    pub attendance: Vec<Attended>,
    /// Who is to lead and to keep in touch with the family.
    pub named: Named,
    /// The next review (F0-51).
    pub next_review_on: Option<NaiveDate>,
    /// Whether it was decided to close.
    pub decided_to_close: bool,
    /// Whether a plan comes of it (F1-19).
    pub result: MeetingResult,
    /// Why no plan comes of it.
    pub reason: Option<String>,
    /// Decisions, each with the family's position (F0-13).
    pub decisions: Vec<MeetingDecision>,
}

/// Whether one invited person came.
#[derive(Clone)]
pub struct Attended {
    /// The invitation.
    pub invitation_id: Id<Invitation>,
    /// Whether they came, and whether they had a say.
    pub attendance: Attendance,
}

/// A meeting with what its completion depends on.
pub struct Completion {
    /// The meeting.
    pub meeting: MeetingFile,
    /// The workers named for roles.
    pub appointed: Appointed,
    /// Reviews of the case.
    pub reviews: Vec<Entity<Review>>,
    /// Whether an action is hidden from the agency that is named to lead.
    pub lead_excluded: bool,
}

impl Command for CompleteMeeting {
    type Target = Completion;
    const OPERATION: Operation = Operation::CompleteMeeting;

    fn decide(&self, target: &Completion, at: &Moment) -> Result<Decision, Refusal> {
        let file = &target.meeting;
        file.step(Self::OPERATION)?;
        let on = self.day(file, at)?;
        let attended = self.attended(file)?;
        let change = Change::of(file.meeting.id).in_case(file.case.case.id);
        if !attended.iter().any(|it| is_family(it) && came(it)) {
            let meeting = file.meeting.amended(|it| it.state = MeetingState::HeldWithoutFamily { on });
            return Ok(change.put(meeting).put_all(attended).put_all(file.released(at)).into());
        }
        let unheard = |it: &Entity<Invitation>| is_family(it) && came(it) && heard(it) == Some(Heard::No);
        ensure(!attended.iter().any(unheard), Code::NotEveryoneHeard)?;
        let assignments = roles::assignments(target, self.named, at)?;
        let outcome = self.outcome(file, on, at)?;
        let meeting = file.meeting.amended(|it| it.state = MeetingState::Completed(outcome));
        let review = self.next_review_on.and_then(|day| review(target, day, on, at));
        let case = self.case_after(&file.case.case, on);
        let change = change.put(meeting).put_all(attended).put_all(assignments).put_all(file.released(at));
        Ok(change.put(case).put_all(review).into())
    }
}

impl CompleteMeeting {
    /// The day on which it took place.
    fn day(&self, file: &MeetingFile, at: &Moment) -> Result<NaiveDate, Refusal> {
        let today = file.today(at);
        match self.held_on {
            Some(day) if day > today => Err(Refusal::at(Code::DateInFuture, "#/held_on")),
            Some(day) if day < file.case.case.opened_on => {
                Err(Refusal::at(Code::HeldBeforeCase, "#/held_on"))
            }
            Some(day) => Ok(day),
            None => Ok(today),
        }
    }

    /// Every invitation that went out, with attendance.
    fn attended(&self, file: &MeetingFile) -> Result<Vec<Entity<Invitation>>, Refusal> {
        let out = || file.invitations.iter().filter(|it| it.state.is_out());
        let is_known = |it: &Attended| out().any(|invitation| invitation.id == it.invitation_id);
        if let Some(n) = self.attendance.iter().position(|it| !is_known(it)) {
            return Err(Refusal::at(Code::ReferenceUnknown, format!("#/attendance/{n}/invitation_id")));
        }
        out()
            .map(|invitation| {
                let attended = self.attendance.iter().find(|it| it.invitation_id == invitation.id);
                let attended =
                    attended.ok_or_else(|| Refusal::at(Code::AttendanceIncomplete, "#/attendance"))?;
                Ok(invitation.amended(|it| it.attendance = Some(attended.attendance.clone())))
            })
            .collect()
    }

    fn outcome(&self, file: &MeetingFile, on: NaiveDate, at: &Moment) -> Result<MeetingOutcome, Refusal> {
        self.check_review(file, on, at)?;
        if self.result == MeetingResult::NoPlan && self.reason.is_none() {
            return Err(Refusal::at(Code::OutcomeMissing, "#/reason"));
        }
        let mut decisions = self.decisions.iter().enumerate();
        decisions
            .try_for_each(|(n, it)| it.about.check(&file.case, at, &format!("#/decisions/{n}/about")))?;
        Ok(MeetingOutcome {
            on,
            result: self.result,
            reason: self.reason.clone(),
            next_review_on: self.next_review_on,
            decided_to_close: self.decided_to_close,
            decisions: Part::all(self.decisions.clone(), FIRST_POINT, at),
        })
    }

    /// A next review within bounds, or the decision to close (F0-51).
    fn check_review(&self, file: &MeetingFile, on: NaiveDate, at: &Moment) -> Result<(), Refusal> {
        let Some(asked) = self.next_review_on else {
            return if self.decided_to_close {
                Ok(())
            } else {
                Err(Refusal::at(Code::NextReviewMissing, "#/next_review_on"))
            };
        };
        let basis = ReviewBasis { met_on: on, rhythm: Rhythm::Standard };
        let calendar = Calendar::new(file.case.case.anniversary);
        check_review_date(asked, basis, Cadence::default(), calendar, file.today(at))
            .map(drop)
            .map_err(|_| Refusal::at(Code::ReviewDateOutOfBounds, "#/next_review_on"))
    }

    /// The first meeting makes the case active; every meeting sets the day of the next review.
    fn case_after(&self, case: &Entity<Case>, on: NaiveDate) -> Entity<Case> {
        case.amended(|it| {
            it.next_review_on = self.next_review_on;
            it.state = match &it.state {
                CaseState::Preparing => CaseState::Active { since: on },
                CaseState::OnHold(hold) => {
                    CaseState::OnHold(Hold { active_since: hold.active_since.or(Some(on)), ..hold.clone() })
                }
                CaseState::AwaitingConsent
                | CaseState::Active { .. }
                | CaseState::Closing { .. }
                | CaseState::Closed(_) => it.state.clone(),
            };
        })
    }
}

/// The planned review moved to the day agreed, or a new one; a review that is taking place plans the
/// next itself.
fn review(target: &Completion, day: NaiveDate, on: NaiveDate, at: &Moment) -> Option<Entity<Review>> {
    let case_id = target.meeting.case.case.id;
    let open = target
        .reviews
        .iter()
        .find(|it| !matches!(it.state, ReviewState::Completed(_) | ReviewState::Dropped));
    match open {
        None => {
            let state = ReviewState::Scheduled;
            let review = Review { case_id, due_on: day, original_due_on: day, moves: Vec::new(), state };
            Some(Entity::new(at.id(0), review))
        }
        Some(open) if matches!(open.state, ReviewState::InProgress) || open.due_on == day => None,
        Some(open) => Some(open.amended(|it| {
            it.due_on = day;
            it.moves.push(format!("Agreed at the meeting on {on}."));
            it.state = ReviewState::Scheduled;
        })),
    }
}

const fn is_family(invitation: &Entity<Invitation>) -> bool {
    matches!(invitation.body.invitee, Invitee::FamilyMember { .. })
}

fn came(invitation: &Entity<Invitation>) -> bool {
    invitation.attendance.as_ref().is_some_and(|it| it.presence.took_part())
}

fn heard(invitation: &Entity<Invitation>) -> Option<Heard> {
    invitation.attendance.as_ref().map(|it| it.heard)
}

//! Beginning a version of a plan (F0-27, F0-30).

use super::{
    PlanContent, PlanState, PlanStatus, PlanVersion, PlannedAction,
    file::{ensure_active, in_force},
};
use crate::{
    action::Action,
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    meeting::{Meeting, MeetingResult, MeetingState},
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Begins a version: the next number, with what the newest version that was sent says.
pub struct DraftPlan {
    /// The meeting that it comes from.
    pub meeting_id: Option<Id<Meeting>>,
    /// Why there is a new version.
    pub change_reason: Option<String>,
}

/// A case with its plans, meetings and commitments.
pub struct PlanShelf {
    /// The case.
    pub file: CaseFile,
    /// The number of the newest version; 0 where there is none.
    pub last_number: u32,
    /// Versions that are drafts, circulated, declined or in force, oldest first.
    pub versions: Vec<Entity<PlanVersion>>,
    /// The meetings, oldest first.
    pub meetings: Vec<Entity<Meeting>>,
    /// The commitments in follow-up.
    pub actions: Vec<Entity<Action>>,
}

impl PlanShelf {
    /// The version that a new one goes out from: the newest that was sent and is not given up. One that was
    /// declined is what the parties talk about next.
    fn base(&self) -> Option<&Entity<PlanVersion>> {
        self.versions.iter().rev().find(|version| version.state.status() != PlanStatus::Draft)
    }

    /// The meeting named, or the last that decided on a plan.
    fn meeting(&self, named: Option<Id<Meeting>>) -> Result<Option<&Entity<Meeting>>, Refusal> {
        let Some(id) = named else {
            return Ok(self.meetings.iter().rev().find(|meeting| decided_on_plan(meeting)));
        };
        let unknown = || Refusal::at(Code::ReferenceUnknown, "#/meeting_id");
        self.meetings.iter().find(|meeting| meeting.id == id).map(Some).ok_or_else(unknown)
    }

    /// What the version gone out from says, without what was given up, and with today's due dates where it
    /// does not set another.
    fn content_to_go_on(&self, base: &PlanContent) -> PlanContent {
        let mut content = base.clone();
        let agreed = in_force(&self.versions).map(|version| &version.content.actions);
        let agreed = |planned: &PlannedAction| {
            let mut actions = agreed.into_iter().flatten();
            actions.any(|it| it.id == planned.id && it.due_on == planned.due_on)
        };
        let followed =
            |id: Id<Action>| self.actions.iter().find(|action| action.id == id).map(|action| &action.body);
        content.actions.retain(|action| followed(action.id).is_none_or(|it| !it.status.is_given_up()));
        for action in content.actions.iter_mut().filter(|action| agreed(action)) {
            action.due_on = followed(action.id).map_or(action.due_on, |it| it.due_on);
        }
        content
    }
}

fn decided_on_plan(meeting: &Meeting) -> bool {
    matches!(&meeting.state, MeetingState::Completed(outcome) if outcome.result == MeetingResult::Plan)
}

impl Command for DraftPlan {
    type Target = PlanShelf;
    const OPERATION: Operation = Operation::DraftPlan;

    fn decide(&self, shelf: &PlanShelf, at: &Moment) -> Result<Decision, Refusal> {
        ensure_active(&shelf.file, at)?;
        let drafted = shelf.versions.iter().any(|version| version.state.status() == PlanStatus::Draft);
        ensure(!drafted, Code::PlanDraftExists)?;
        let meeting = shelf.meeting(self.meeting_id)?;
        let content = if let Some(base) = shelf.base() {
            let why = || Refusal::at(Code::ChangeReasonMissing, "#/change_reason");
            self.change_reason.as_ref().ok_or_else(why)?;
            shelf.content_to_go_on(&base.content)
        } else {
            ensure(meeting.is_some_and(|it| decided_on_plan(it)), Code::PlanNeedsMeeting)?;
            PlanContent { review_on: shelf.file.case.next_review_on, ..PlanContent::default() }
        };
        let version = PlanVersion {
            case_id: shelf.file.case.id,
            number: shelf.last_number + 1,
            meeting_id: self.meeting_id.or_else(|| meeting.map(|it| it.id)),
            change_reason: self.change_reason.clone(),
            content,
            state: PlanState::Draft,
        };
        let version = Entity::new(at.id(0), version);
        Ok(Change::of(version.id).in_case(shelf.file.case.id).put(version).into())
    }
}

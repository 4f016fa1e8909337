//! Opening a case in an emergency.
use super::{BreakGlassGrant, BreakGlassGround, BreakGlassPart, REVIEW_WORKING_DAYS, lasting};
use crate::{
    actor::Principal,
    calendar::Calendar,
    case::Case,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Opens a part of a case to whoever asks, for a while.
pub struct OpenBreakGlass {
    /// Why.
    pub ground: BreakGlassGround,
    /// Why, in words.
    pub reason: String,
    /// How much of the case.
    pub part: BreakGlassPart,
    /// For how long.
    pub minutes: u16,
}

/// The case, and what the caller has of it already.
pub struct GlassToBreak {
    /// The case.
    pub case: Entity<Case>,
    /// Whether a role of the caller opens it.
    pub has_role: bool,
    /// Whether a grant of the caller is open.
    pub is_open: bool,
    /// Whether a grant of the caller waits for its review.
    pub is_unreviewed: bool,
}

impl Command for OpenBreakGlass {
    type Target = GlassToBreak;
    const OPERATION: Operation = Operation::OpenBreakGlass;

    fn decide(&self, target: &GlassToBreak, at: &Moment) -> Result<Decision, Refusal> {
        let Principal::Worker { worker, agency } = at.actor.principal else {
            return Err(Code::WorkerMissing.into());
        };
        ensure(!target.has_role, Code::BreakGlassHasRole)?;
        ensure(!target.is_open, Code::BreakGlassOpenAlready)?;
        ensure(!target.is_unreviewed, Code::BreakGlassUnreviewed)?;
        let case = &target.case;
        let calendar = Calendar::new(case.anniversary);
        let review_due_on = calendar.add_working_days(case.today(at.now), REVIEW_WORKING_DAYS);
        let grant = BreakGlassGrant {
            case_id: case.id,
            worker_id: worker,
            agency_id: agency,
            ground: self.ground,
            reason: self.reason.clone(),
            part: self.part,
            opened_at: at.now,
            expires_at: at.now + lasting(self.minutes),
            review_due_on,
            review_due_at: case.zone.end_of(review_due_on),
            revocation: None,
            review: None,
        };
        let grant = Entity::new(at.id(0), grant);
        Ok(Change::of(grant.id).in_case(case.id).put(grant).into())
    }
}

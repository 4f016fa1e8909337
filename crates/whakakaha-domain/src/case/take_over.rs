//! Taking a case over: another coordinator of the region answers for it from now on.

use super::Case;
use crate::{
    assignment::Assignment,
    command::{Change, Command, Decision, Moment},
    coordinator::Acting,
    entity::Entity,
    intake::coordinator,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Takes a case over. The caller coordinates it from then on. One that is closed is taken over only where the law demands
/// something of it that waits for a second decision, and by nobody from whom the family keeps what whoever coordinates sees.
pub struct TakeOverCase;

/// A case of a region, as its coordinators find it, with who coordinates it.
pub struct RegionalCase {
    /// The case.
    pub case: Entity<Case>,
    /// Who coordinates it at present.
    pub coordinator: Option<Entity<Assignment>>,
    /// Who takes it over.
    pub by: Acting,
    /// Whether the family keeps something from them that reaches the plan.
    pub excluded: bool,
    /// Whether what the law demands waits for somebody to decide it.
    pub demanded: bool,
}

impl Command for TakeOverCase {
    type Target = RegionalCase;
    const OPERATION: Operation = Operation::TakeOverCase;

    fn decide(&self, target: &RegionalCase, at: &Moment) -> Result<Decision, Refusal> {
        let case = &target.case;
        let successor = coordinator(case.id, case, target.by, at);
        let before = target.coordinator.as_ref();
        let same = before.is_some_and(|before| before.worker_id == successor.worker_id);
        ensure(!same, Code::CoordinatorAlready)?;
        ensure(case.is_open() || target.demanded, Code::CaseClosed)?;
        ensure(!target.excluded, Code::TakeoverNotPossible)?;
        let ended = before.map(|it| it.amended(|role| role.ended_on = Some(successor.started_on)));
        let successor = Entity::new(at.id(0), successor);
        Ok(Change::of(case.id).in_case(case.id).put_all(ended).put(successor).into())
    }
}

//! State machines as tables: the rules consult them, and the documentation is printed from them.

use crate::{
    code::CodeList,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// One row: from a state, by an operation, to a state.
pub struct Step<S> {
    /// The state before.
    pub from: S,
    /// What is done.
    pub by: Operation,
    /// The state after.
    pub to: S,
    /// The guards that must hold, by code, in the order in which they are looked at.
    pub guards: &'static [Code],
}

/// A thing whose state changes only along a table.
pub trait Machine: CodeList {
    /// The table.
    const STEPS: &'static [Step<Self>];
    /// What the caller is told when a step is not in the table.
    const IMPOSSIBLE: Code;

    /// The state after an operation, or a refusal that names the operations possible instead.
    fn after(self, by: Operation) -> Result<Self, Refusal> {
        Self::STEPS
            .iter()
            .find(|step| step.from == self && step.by == by)
            .map(|step| step.to)
            .ok_or_else(|| Refusal::step(Self::IMPOSSIBLE, self.allowed()))
    }

    /// The operations possible from this state.
    #[must_use]
    fn allowed(self) -> Vec<&'static str> {
        let mut names: Vec<_> =
            Self::STEPS.iter().filter(|step| step.from == self).map(|step| step.by.name()).collect();
        // An operation that leads to several states has a row for each, side by side.
        names.dedup();
        names
    }
}

/// Declares the table of a [`Machine`].
macro_rules! machine {
    ($state:ident, $impossible:ident; $($from:ident, $by:ident => $to:ident $([$($guard:ident),*])?;)+) => {
        impl $crate::machine::Machine for $state {
            const STEPS: &'static [$crate::machine::Step<Self>] = &[$($crate::machine::Step {
                from: Self::$from,
                by: $crate::operation::Operation::$by,
                to: Self::$to,
                guards: &[$($($crate::refusal::Code::$guard),*)?],
            }),+];
            const IMPOSSIBLE: $crate::refusal::Code = $crate::refusal::Code::$impossible;
        }
    };
}
pub(crate) use machine;

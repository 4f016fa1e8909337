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

/// What can become of a thing by what is done to others.
pub struct Consequence<S> {
    /// The state before.
    pub from: S,
    /// What is done, to something else.
    pub by: Operation,
    /// The state after, if it moves.
    pub to: S,
}

/// A thing whose state changes only along a table.
pub trait Machine: CodeList {
    /// The table.
    const STEPS: &'static [Step<Self>];
    /// What follows from what is done to others: nobody asks the thing for it.
    const CONSEQUENCES: &'static [Consequence<Self>];
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

    /// The operations on it that are possible from this state, each once.
    #[must_use]
    fn allowed(self) -> Vec<&'static str> {
        let mut possible = Vec::new();
        for step in Self::STEPS.iter().filter(|step| step.from == self) {
            let name = step.by.name();
            if !possible.contains(&name) {
                possible.push(name);
            }
        }
        possible
    }
}

/// Declares the table of a [`Machine`].
macro_rules! machine {
    ($state:ident, $impossible:ident; $($from:ident, $by:ident => $to:ident $([$($guard:ident),*])?;)+ $(@follows $($before:ident, $cause:ident => $after:ident;)+)?) => {
        impl $crate::machine::Machine for $state {
            const STEPS: &'static [$crate::machine::Step<Self>] = &[$($crate::machine::Step {
                from: Self::$from,
                by: $crate::operation::Operation::$by,
                to: Self::$to,
                guards: &[$($($crate::refusal::Code::$guard),*)?],
            }),+];
            const CONSEQUENCES: &'static [$crate::machine::Consequence<Self>] = &[$($($crate::machine::Consequence {
                from: Self::$before,
                by: $crate::operation::Operation::$cause,
                to: Self::$after,
            }),+)?];
            const IMPOSSIBLE: $crate::refusal::Code = $crate::refusal::Code::$impossible;
        }
    };
}
pub(crate) use machine;

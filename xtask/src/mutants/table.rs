//! The mutants: what is taken away, where, and which tests look there.

mod apart;
mod cases;
mod door;
mod oversight;
mod policy;
mod restrictions;
mod safety;
mod things;

/// A rule about who may know what, taken away.
pub(super) struct Mutant {
    pub(super) name: &'static str,
    /// Who would know too much: an audience of the noninterference test, which is told its stories first.
    pub(super) who: &'static str,
    pub(super) file: &'static str,
    /// A text that is in the file once.
    pub(super) text: &'static str,
    /// What stands there instead.
    pub(super) instead: &'static str,
    /// What holds without the rule, in plain words.
    pub(super) without: &'static str,
    /// Parts of the names of the tests that look there.
    pub(super) tests: &'static [&'static str],
}

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Mutant> {
    [
        cases::MUTANTS,
        restrictions::MUTANTS,
        things::MUTANTS,
        policy::MUTANTS,
        door::MUTANTS,
        safety::MUTANTS,
        apart::MUTANTS,
        oversight::MUTANTS,
    ]
    .into_iter()
    .flatten()
}

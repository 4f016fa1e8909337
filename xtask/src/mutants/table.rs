//! The mutants: what is taken away, where, and which tests look there.

mod apart;
mod calendars;
mod cases;
mod door;
mod events;
mod identity;
mod minutes;
mod oversight;
mod people;
mod policy;
mod recalls;
mod restrictions;
mod safety;
mod sharing;
mod things;

/// A rule about who may know what, taken away.
pub(crate) struct Mutant {
    pub(crate) name: &'static str,
    /// Who would know too much: an audience of the noninterference test, which is told its stories first.
    pub(crate) who: &'static str,
    pub(crate) file: &'static str,
    /// A text that is in the file once.
    pub(crate) text: &'static str,
    /// What stands there instead.
    pub(crate) instead: &'static str,
    /// What holds without the rule, in plain words.
    pub(crate) without: &'static str,
    /// Parts of the names of the tests that look there.
    pub(crate) tests: &'static [&'static str],
}

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Mutant> {
    [
        cases::MUTANTS,
        restrictions::MUTANTS,
        things::MUTANTS,
        policy::MUTANTS,
        door::MUTANTS,
        recalls::MUTANTS,
        identity::MUTANTS,
        calendars::MUTANTS,
        safety::MUTANTS,
        apart::MUTANTS,
        oversight::MUTANTS,
        people::MUTANTS,
        sharing::MUTANTS,
        minutes::MUTANTS,
        events::MUTANTS,
    ]
    .into_iter()
    .flatten()
}

//! Tests that need a process of their own, which are this program again with one test to run.

use std::process::{Child, Command, Stdio};

/// The variable that tells the program that it is such a process, and what for.
pub const ROLE: &str = "WHAKAKAHA_TEST_ROLE";

/// What this process is for, if it was started by [`start`].
#[must_use]
#[expect(clippy::disallowed_methods, reason = "set by the parent, for this process alone")]
pub fn role() -> Option<String> {
    std::env::var(ROLE).ok()
}

/// Starts this program again for one test, in a role.
#[must_use]
pub fn start(test: &str, role: &str) -> Child {
    command(test, role).spawn().unwrap()
}

/// What [`start`] starts, for whoever has to add something.
#[must_use]
pub fn command(test: &str, role: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture", "--test-threads", "1"]);
    command.env(ROLE, role).stdout(Stdio::null());
    command
}

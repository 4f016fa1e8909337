//! Running other programs: to read what they print, or to watch them until they end.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::failure::{Explain, Failure, Result};
use crate::interrupt::Interrupt;

const POLL: Duration = Duration::from_millis(50);
const GRACE: Duration = Duration::from_secs(10);

/// Runs a program to its end and returns what it printed on standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let attempt = format!("Could not run {}", name(command));
    let output = command.output().explain(&attempt)?;
    if !output.status.success() {
        let (name, status) = (name(command), output.status);
        // Some say on their standard output why they failed.
        let said = if output.stderr.is_empty() { &output.stdout } else { &output.stderr };
        let said = String::from_utf8_lossy(said);
        let sentence = format!("{name} failed ({status}). {said}");
        return Err(Failure::new(sentence.trim_end()));
    }
    String::from_utf8(output.stdout).explain(&attempt)
}

/// Says whether a program is there and ends well.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a program and all it starts as one group. An interrupt ends the whole group, so
/// nothing outlives the chore, and is then reported as a failure.
pub(crate) fn watch(command: &mut Command, interrupt: &Interrupt) -> Result<ExitStatus> {
    let attempt = format!("Could not run {}", name(command));
    let mut child = command.process_group(0).spawn().explain(&attempt)?;
    loop {
        if let Some(status) = child.try_wait().explain(&attempt)? {
            return Ok(status);
        }
        if interrupt.is_raised() {
            signal("TERM", &format!("-{}", child.id()));
            end(&mut child);
            return Err(Failure::new("Interrupted."));
        }
        std::thread::sleep(POLL);
    }
}

/// Sends a signal to a process, or to a group when `target` starts with a minus sign.
pub(crate) fn signal(name: &str, target: &str) {
    let script = r#"kill -s "$0" -- "$1""#;
    succeeds(Command::new("sh").args(["-c", script, name, target]));
}

/// Waits until a child that was asked to stop is gone; after the grace period it is killed.
pub(crate) fn end(child: &mut Child) {
    let deadline = Instant::now() + GRACE;
    while matches!(child.try_wait(), Ok(None)) {
        if Instant::now() >= deadline {
            // Both fail only for a process that has ended already.
            let _ = child.kill();
            let _ = child.wait();
        }
        std::thread::sleep(POLL);
    }
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

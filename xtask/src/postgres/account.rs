//! Who runs the server: whoever started the chore, unless that is root, whom PostgreSQL
//! refuses. Then it is an unprivileged account that the system already has.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;
use std::process::Command;

use crate::failure::{Explain, Failure, Result};
use crate::process;

/// In the order in which they are tried.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

/// Prepares commands that run as the server's account.
#[derive(Debug, PartialEq)]
pub(super) enum Account {
    /// The one that started the chore.
    Own {
        has_setpriv: bool,
    },
    Other {
        user: u32,
        group: u32,
    },
}

impl Account {
    /// Chooses the account by the owner of a folder that was just made, and gives it the
    /// folder.
    pub(super) fn for_server(folder: &Path) -> Result<Self> {
        if owner(folder)? != 0 {
            let has_setpriv = process::succeeds(Command::new("setpriv").arg("--version"));
            return Ok(Self::Own { has_setpriv });
        }
        let accounts = fs::read_to_string("/etc/passwd").explain("Could not read /etc/passwd")?;
        let (user, group) = unprivileged(&accounts).ok_or_else(|| {
            Failure::new(
                "PostgreSQL refuses to run as root, and this system has neither an account \
                 named postgres nor one named nobody. Start this as another user.",
            )
        })?;
        chown(folder, Some(user), Some(group)).explain("Could not hand over the folder")?;
        Ok(Self::Other { user, group })
    }

    /// Makes this account the owner of a file.
    pub(super) fn hand_over(&self, file: &Path) -> Result<()> {
        let Self::Other { user, group } = self else { return Ok(()) };
        chown(file, Some(*user), Some(*group)).explain("Could not hand over a file")
    }

    /// A command that runs as this account and ends when this process does.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("setpriv");
        match self {
            Self::Own { has_setpriv: false } => return Command::new(program),
            Self::Own { has_setpriv: true } => {}
            Self::Other { user, group } => {
                command.arg(format!("--reuid={user}"));
                command.arg(format!("--regid={group}"));
                command.arg("--clear-groups");
            }
        }
        command.args(["--pdeathsig", "INT", "--"]).arg(program);
        command
    }
}

fn owner(folder: &Path) -> Result<u32> {
    let metadata = folder.metadata();
    Ok(metadata.explain("Could not see who owns a temporary folder")?.uid())
}

/// User and group of the first account that suits, out of the text of `/etc/passwd`.
fn unprivileged(accounts: &str) -> Option<(u32, u32)> {
    UNPRIVILEGED.iter().find_map(|name| {
        accounts.lines().find_map(|line| {
            let mut fields = line.split(':');
            let found = fields.next()? == *name;
            let user = fields.nth(1)?.parse().ok()?;
            let group = fields.next()?.parse().ok()?;
            found.then_some((user, group))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::unprivileged;

    const NOBODY: &str = "root:x:0:0:root:/root:/bin/bash\n\
                          nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n";

    #[test]
    fn postgres_is_preferred() {
        let accounts = format!("{NOBODY}postgres:x:101:104::/var/lib/postgresql:/bin/bash\n");
        assert_eq!(unprivileged(&accounts), Some((101, 104)));
    }

    #[test]
    fn nobody_will_do() {
        assert_eq!(unprivileged(NOBODY), Some((65_534, 65_533)));
    }

    #[test]
    fn a_similar_name_will_not() {
        assert_eq!(unprivileged("postgres2:x:7:7::/:/bin/sh\nbroken\n"), None);
    }
}

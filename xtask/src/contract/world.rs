//! A service with the demonstration's family in it, to which the steps talk.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};

use tempfile::TempDir;

use crate::failure::{Explain, Failure, Result};
use crate::postgres::Cluster;
use crate::server::{self, Server};

/// With this the demonstration begins to say what can be tried, after the tokens.
const INVITATION: &str = "Five requests worth trying";

/// The databases on which a step looks at the service.
#[derive(Clone, Copy, Debug)]
pub(super) enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    pub(super) const BOTH: [Self; 2] = [Self::Sqlite, Self::Postgres];
}

/// A running demonstration. Its parts end in this order.
pub(super) struct World {
    _server: Server,
    _output: BufReader<ChildStdout>,
    _cluster: Option<Cluster>,
    _folder: TempDir,
    base: String,
    tokens: BTreeMap<String, String>,
}

impl World {
    /// Plays the journey up to the end of a scene, and stays.
    pub(super) fn after(scene: &str, program: &Path, database: Database) -> Result<Self> {
        Self::open_to("", scene, program, database)
    }

    /// As [`Self::after`]; pages from this origin may call.
    pub(super) fn open_to(origin: &str, scene: &str, program: &Path, database: Database) -> Result<Self> {
        let folder = TempDir::new().explain("Could not make a temporary folder")?;
        let cluster = match database {
            Database::Sqlite => None,
            Database::Postgres => Some(Cluster::start()?),
        };
        let address = server::free_address()?;
        let mut demo = Command::new(program);
        demo.args(["demo", "--until", scene, "--bind", &address.to_string(), "--folder"]).arg(folder.path());
        demo.args(cluster.iter().flat_map(|cluster| ["--database-url".to_owned(), cluster.url("postgres")]));
        demo.env("WHAKAKAHA_CORS_ORIGINS", origin);
        let mut server = Server::start(demo.stdout(Stdio::piped()), address)?;
        let output = server.output().ok_or_else(|| Failure::new("The demonstration says nothing."))?;
        let mut output = BufReader::new(output);
        let tokens = tokens(&mut output)?;
        let base = format!("http://{address}");
        Ok(Self { _server: server, _output: output, _cluster: cluster, _folder: folder, base, tokens })
    }

    /// The address of the service.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The token of somebody in the story, or nothing.
    pub(super) fn token(&self, name: &str) -> &str {
        self.tokens.get(name).map_or("", String::as_str)
    }

    /// Tells a program where the service is, and the token of everybody in the story.
    pub(super) fn tell(&self, command: &mut Command) {
        command.env("BASE", &self.base).envs(&self.tokens);
    }
}

/// The tokens that the demonstration prints, by the names of the variables in which it prints them.
fn tokens(output: &mut impl BufRead) -> Result<BTreeMap<String, String>> {
    let mut tokens = BTreeMap::new();
    for line in output.lines() {
        let line = line.explain("Could not hear the demonstration")?;
        if line.starts_with(INVITATION) {
            return Ok(tokens);
        }
        if let Some((name, token)) = line.split_once('=').filter(|(name, _)| is_variable(name)) {
            tokens.insert(name.to_owned(), token.to_owned());
        }
    }
    Err(Failure::new("The demonstration did not come to its end."))
}

fn is_variable(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn tokens_are_told_from_the_rest_of_the_story() {
        let told = "# Ana\nMOTHER=ey.J\n  a = b\n\nFive requests worth trying:\nFATHER=late\n";
        let heard = tokens(&mut told.as_bytes()).unwrap();
        assert_eq!(heard.into_iter().collect::<Vec<_>>(), [("MOTHER".to_owned(), "ey.J".to_owned())]);
    }

    #[test]
    fn a_story_that_breaks_off_is_a_failure() {
        assert!(tokens(&mut "MOTHER=ey.J\n".as_bytes()).is_err());
    }
}

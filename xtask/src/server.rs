//! The program in service, for as long as somebody looks at it.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command};
use std::time::{Duration, Instant};

use crate::failure::{Explain, Failure, Result};
use crate::process;

const START_LIMIT: Duration = Duration::from_secs(30);

/// A running server; dropping it stops it.
pub(crate) struct Server(Child);

impl Server {
    pub(crate) fn start(command: &mut Command, address: SocketAddr) -> Result<Self> {
        let mut server = Self(command.spawn().explain("Could not start the server")?);
        let deadline = Instant::now() + START_LIMIT;
        while TcpStream::connect(address).is_err() {
            if !matches!(server.0.try_wait(), Ok(None)) || Instant::now() > deadline {
                return Err(Failure::new("The server did not start."));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// What it prints, once, where it was started with a pipe.
    pub(crate) fn output(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }

    /// What it holds in memory, where the system tells.
    pub(crate) fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap_or_default();
        let line = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        match (line("VmRSS:"), line("RssFile:")) {
            (Some(all), Some(files)) => format!("{all}, of which {files} are files"),
            (Some(all), None) => all.to_owned(),
            (None, _) => "unknown".to_owned(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        process::signal("TERM", &self.0.id().to_string());
        process::end(&mut self.0);
    }
}

/// An address on this machine at which nobody listens.
pub(crate) fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").explain("Could not find a free port")?;
    listener.local_addr().explain("Could not find a free port")
}

//! One connection of HTTP/1.1 that stays open: as little work as possible, since the generator takes its
//! time from the server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

use crate::failure::{Explain, Failure, Result};

pub(super) struct Client(BufReader<TcpStream>);

/// What was answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

const FAILED: &str = "The server did not answer";

impl Client {
    pub(super) fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).explain(FAILED)?;
        stream.set_nodelay(true).explain(FAILED)?;
        Ok(Self(BufReader::new(stream)))
    }

    pub(super) fn send(&mut self, request: &str) -> Result<Answer> {
        self.0.get_mut().write_all(request.as_bytes()).explain(FAILED)?;
        let status = self.line()?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| Failure::new("The server answered no HTTP."))?;
        let mut length = 0;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().explain(FAILED)?;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).explain(FAILED)?;
        Ok(Answer { status, body })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.0.read_line(&mut line).explain(FAILED)?;
        Ok(line.trim_end().to_owned())
    }
}

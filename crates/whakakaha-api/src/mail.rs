//! E-mails that the service sends: to agencies about their systems, and never a word about a family.

use std::{fmt, time::Duration};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Sends e-mails through one server. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// Sends through the server at an address such as `smtps://name:password@mail.example.nz`, from `from`.
    pub fn new(server: &str, from: &str) -> Result<Self, Failure> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)?.timeout(Some(PATIENCE)).build();
        Ok(Self { server, from: from.parse()? })
    }

    /// Sends a text.
    pub async fn send(&self, to: &str, subject: &str, text: String) -> Result<(), Failure> {
        let message = Message::builder()
            .from(self.from.clone())
            .to(to.parse()?)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text)?;
        self.server.send(message).await?;
        Ok(())
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").field("from", &self.from).finish_non_exhaustive()
    }
}

/// Whether this is an e-mail address of the public internet: with a name on both sides, and a point in the second.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.is_ascii() && text.parse::<Address>().is_ok_and(|address| address.domain().contains('.'))
}

//! E-mails that the service sends: to agencies about their systems, and never a word about a family.

use std::{error::Error, fmt, time::Duration};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp,
};

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
    pub fn new(server: &str, from: &str) -> Result<Self, Box<dyn Error>> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)?.timeout(Some(PATIENCE)).build();
        let from = from.parse().map_err(|error| format!("WHAKAKAHA_MAIL_FROM: {error}"))?;
        Ok(Self { server, from })
    }

    /// Sends a text.
    pub async fn send(&self, to: &str, subject: &str, text: String) -> Result<(), Unsent> {
        let message = self.message(to, subject, text).map_err(|_| Unsent { code: None, for_good: true })?;
        self.server.send(message).await.map(drop).map_err(|error| Unsent::from(&error))
    }

    fn message(&self, to: &str, subject: &str, text: String) -> Result<Message, Box<dyn Error>> {
        let begun = Message::builder().from(self.from.clone()).to(to.parse()?).subject(subject);
        Ok(begun.header(ContentType::TEXT_PLAIN).body(text)?)
    }
}

/// That an e-mail was not sent. What the server said is not in it: that can hold addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// The code of the server's answer, if it gave one.
    pub code: Option<u16>,
    /// Whether it will never be sent, however often it is tried.
    pub for_good: bool,
}

impl From<&smtp::Error> for Unsent {
    fn from(error: &smtp::Error) -> Self {
        Self { code: error.status().map(u16::from), for_good: error.is_permanent() }
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").field("from", &self.from).finish_non_exhaustive()
    }
}

/// Whether this is an e-mail address of the public internet, in plain letters: words with points between them on both
/// sides, of which the last is no number.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let last = domain.rsplit('.').next().unwrap_or_default();
    let word = |more: &'static [u8]| {
        move |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.' || more.contains(&byte)
    };
    name.bytes().all(word(b"_+"))
        && domain.bytes().all(word(b""))
        && domain.contains('.')
        && last.len() > 1
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && text.parse::<Address>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_are_plain_and_of_the_public_internet() {
        for address in ["integration@school.example.nz", "a_b+c.d-e@x.govt.nz"] {
            assert!(is_address(address), "{address}");
        }
        for other in [
            "",
            "school.example.nz",
            "@example.nz",
            "a@",
            "a@localhost",
            "a@127.0.0.1",
            "a@[127.0.0.1]",
            "\"a b\"@ex.nz",
            "a b@ex.nz",
            "a..b@ex.nz",
            "a@-ex.nz",
            "a@ex..nz",
            "a@ex.n",
            "a@ex.n2",
            "a@b@ex.nz",
            "a@ex.nz\r\nBcc: b@ex.nz",
            "ā@ex.nz",
            "a@ex.nz,b@ex.nz",
            "A <a@ex.nz>",
        ] {
            assert!(!is_address(other), "{other}");
        }
    }
}

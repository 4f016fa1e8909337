//! What an agency has at the other end: a receiver of webhooks that answers as it is told, and a server for e-mails.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

/// A receiver of an agency, which answers as it is told, and remembers what it was sent.
pub(crate) struct Receiver {
    pub(crate) url: String,
    answer: Arc<Mutex<&'static str>>,
    /// How it answers when it is asked whether it wants to be sent anything.
    says: Arc<Mutex<&'static str>>,
    heard: Arc<Mutex<Vec<Message>>>,
}

/// What a receiver was sent.
#[derive(Clone)]
pub(crate) struct Message {
    line: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Message {
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Whether it asks if anything is wanted.
    pub(crate) fn is_question(&self) -> bool {
        self.line.starts_with("OPTIONS ")
    }

    pub(crate) fn event(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Whether it is signed with the private half of a public key.
    pub(crate) fn is_signed_by(&self, public_key: &str) -> bool {
        let key = STANDARD.decode(public_key.strip_prefix("whpk_").unwrap()).unwrap();
        let key = UnparsedPublicKey::new(&ED25519, key);
        let signed =
            format!("{}.{}.{}", self.header("webhook-id"), self.header("webhook-timestamp"), self.body);
        let signatures = self.header("webhook-signature").split(' ').filter_map(|it| it.strip_prefix("v1a,"));
        signatures
            .map(|it| STANDARD.decode(it).unwrap())
            .any(|signature| key.verify(signed.as_bytes(), &signature).is_ok())
    }

    /// Whether it is signed with a secret, as a library of somebody else checks it.
    pub(crate) fn is_signed_with(&self, secret: &str) -> bool {
        let (id, at) = (self.header("webhook-id"), self.header("webhook-timestamp").parse().unwrap());
        let webhook = standardwebhooks::Webhook::new(secret).unwrap();
        let signature = webhook.sign(id, at, self.body.as_bytes()).unwrap();
        self.header("webhook-signature").split(' ').any(|it| it == signature)
    }
}

pub(crate) const TAKEN: &str = "204 No Content\r\n";
pub(crate) const WANTED: &str = "200 OK\r\nWebHook-Allowed-Origin: 127.0.0.1\r\n";

impl Receiver {
    pub(crate) fn start() -> Self {
        Self::start_behind(|plain| format!("http://{plain}"))
    }

    /// The same where its own address is known by another one.
    pub(crate) fn start_behind(front: impl FnOnce(SocketAddr) -> String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("{}/hook", front(listener.local_addr().unwrap()));
        let [answer, says] = [TAKEN, WANTED].map(|text| Arc::new(Mutex::new(text)));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let receiver =
            Self { url, answer: Arc::clone(&answer), says: Arc::clone(&says), heard: Arc::clone(&heard) };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = BufReader::new(stream.unwrap());
                let message = hear(&mut stream);
                let answer = *if message.is_question() { &says } else { &answer }.lock().unwrap();
                heard.lock().unwrap().push(message);
                let _gone = write!(
                    stream.get_mut(),
                    "HTTP/1.1 {answer}Content-Length: 0\r\nConnection: close\r\n\r\n"
                );
            }
        });
        receiver
    }

    pub(crate) fn answers(&self, answer: &'static str) {
        *self.answer.lock().unwrap() = answer;
    }

    pub(crate) fn says(&self, answer: &'static str) {
        *self.says.lock().unwrap() = answer;
    }

    /// What it was sent since it was asked last.
    pub(crate) fn take(&self) -> Vec<Message> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }
}

fn hear(stream: &mut BufReader<TcpStream>) -> Message {
    let (mut first, mut headers) = (String::new(), Vec::new());
    stream.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(": ") {
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, value)| value.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    Message { line: first, headers, body: String::from_utf8(body).unwrap() }
}

/// A server for e-mails, which keeps what it is given.
pub(crate) struct PostOffice {
    pub(crate) url: String,
    open: Arc<AtomicBool>,
    given: Arc<Mutex<Vec<String>>>,
}

impl PostOffice {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let (open, given) = (Arc::new(AtomicBool::new(true)), Arc::new(Mutex::new(Vec::new())));
        let office = Self { url, open: Arc::clone(&open), given: Arc::clone(&given) };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if let Some(mail) = take_mail(stream.unwrap(), open.load(Ordering::Relaxed)) {
                    given.lock().unwrap().push(mail);
                }
            }
        });
        office
    }

    pub(crate) fn is_open(&self, open: bool) {
        self.open.store(open, Ordering::Relaxed);
    }

    /// What it was given since it was asked last.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.given.lock().unwrap())
    }
}

/// The server's side of a conversation (RFC 5321); the e-mail, if one was handed over.
fn take_mail(stream: TcpStream, open: bool) -> Option<String> {
    let mut stream = BufReader::new(stream);
    let say = |stream: &mut BufReader<TcpStream>, what: &str| write!(stream.get_mut(), "{what}\r\n").ok();
    say(&mut stream, if open { "220 ready" } else { "421 closed" })?;
    let mut mail = None;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return mail;
        }
        match line.split(' ').next().unwrap_or_default().trim() {
            "DATA" => {
                say(&mut stream, "354 go on")?;
                mail = Some(read_mail(&mut stream));
                say(&mut stream, "250 taken")?;
            }
            "QUIT" => {
                say(&mut stream, "221 bye")?;
                return mail;
            }
            _ => say(&mut stream, "250 fine")?,
        }
    }
}

fn read_mail(stream: &mut BufReader<TcpStream>) -> String {
    let mut text = String::new();
    while !text.ends_with("\r\n.\r\n") {
        stream.read_line(&mut text).unwrap();
    }
    text
}

//! An organisation with logins of its own: it says over HTTP what it is, and which keys it signs with.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread::JoinHandle,
};

use jsonwebtoken::{Algorithm, Header};
use serde_json::{Value, json};
use tempfile::TempDir;
use whakakaha::config::Settings;

use super::Key;

struct State {
    keys: Vec<(String, Key)>,
    asked: usize,
    down: bool,
    over: bool,
}

pub(crate) struct Organisation {
    issuer: String,
    address: SocketAddr,
    folder: TempDir,
    state: Arc<Mutex<State>>,
    thread: Option<JoinHandle<()>>,
}

impl Organisation {
    pub(crate) fn start() -> Self {
        Self::start_behind(|plain| format!("http://{plain}"))
    }

    /// The same where its own address is known by another one.
    pub(crate) fn start_behind(front: impl FnOnce(SocketAddr) -> String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let issuer = front(address);
        let keys = vec![("one".to_owned(), Key::new())];
        let state = Arc::new(Mutex::new(State { keys, asked: 0, down: false, over: false }));
        let thread = {
            let (state, issuer) = (Arc::clone(&state), issuer.clone());
            std::thread::spawn(move || {
                for connection in listener.incoming() {
                    let mut state = state.lock().unwrap();
                    if state.over {
                        return;
                    }
                    state.asked += 1;
                    answer(connection.unwrap(), &issuer, &state);
                }
            })
        };
        Self { issuer, address, folder: TempDir::new().unwrap(), state, thread: Some(thread) }
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Settings of a service that takes its logins.
    pub(crate) fn settings(&self) -> impl FnOnce(&mut Settings) + use<> {
        let file = self.folder.path().join("issuers.json");
        let named = json!([{ "issuer": self.issuer, "audience": "whakakaha" }]);
        std::fs::write(&file, named.to_string()).unwrap();
        move |settings| settings.issuers_file = Some(file)
    }

    /// How often it was asked anything.
    pub(crate) fn asked(&self) -> usize {
        self.state.lock().unwrap().asked
    }

    /// Signs with its newest key.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let state = self.state.lock().unwrap();
        let (kid, key) = state.keys.last().unwrap();
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(kid.clone());
        key.sign(&header, claims)
    }

    /// Takes another key in place of the one before.
    pub(crate) fn rotate(&self) {
        self.state.lock().unwrap().keys = vec![("two".to_owned(), Key::new())];
    }

    /// Answers nothing any more.
    pub(crate) fn fall_over(&self) {
        self.state.lock().unwrap().down = true;
    }

    pub(crate) fn get_up(&self) {
        self.state.lock().unwrap().down = false;
    }
}

fn answer(mut connection: TcpStream, issuer: &str, state: &State) {
    let mut request = [0_u8; 4096];
    let read = connection.read(&mut request).unwrap_or(0);
    if state.down {
        return;
    }
    let asked = String::from_utf8_lossy(&request[..read]).into_owned();
    let body = if asked.starts_with("GET /.well-known/openid-configuration ") {
        json!({ "issuer": issuer, "jwks_uri": format!("{issuer}/keys") })
    } else {
        json!({ "keys": state.keys.iter().map(|(kid, key)| key.jwk(kid)).collect::<Vec<_>>() })
    };
    let body = body.to_string();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _ = connection.write_all((head + &body).as_bytes());
}

impl Drop for Organisation {
    fn drop(&mut self) {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner).over = true;
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

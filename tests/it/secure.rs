//! What the service asks and sends by `https`: only of whom a certificate says that it is them.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    crypto::aws_lc_rs::default_provider,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use whakakaha_tests::alone;

/// Who has signed the certificate of [`front`].
const AUTHORITY: &str = "authority.pem";

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tls").join(name)
}

/// Runs a test in two processes of their own: one trusts whoever has signed the certificate, and one somebody else.
/// Answers, in them, whether it is trusted.
pub(crate) fn each_trust(test: &str) -> Option<bool> {
    if let Some(role) = alone::role() {
        return Some(role == AUTHORITY);
    }
    for authority in [AUTHORITY, "stranger.pem"] {
        let mut command = alone::command(test, authority);
        let ended = command.env("SSL_CERT_FILE", kept(authority)).status().unwrap();
        assert!(ended.success(), "where {authority} is trusted, see above");
    }
    None
}

/// Speaks `https` for somebody who speaks `http` at an address, and answers by which address they are known then.
pub(crate) fn front(plain: SocketAddr) -> String {
    let chain = vec![CertificateDer::from_pem_file(kept("server.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(kept("server.key")).unwrap();
    let config = ServerConfig::builder_with_provider(default_provider().into());
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = Arc::new(config.with_single_cert(chain, key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            // Whoever does not trust the certificate breaks off.
            let _broken_off = pass_on(StreamOwned::new(connection, stream.unwrap()), plain);
        }
    });
    address
}

/// Passes a request on, and the answer back.
fn pass_on(mut stream: StreamOwned<ServerConnection, TcpStream>, plain: SocketAddr) -> io::Result<()> {
    let request = request(&mut stream)?;
    let mut behind = TcpStream::connect(plain)?;
    behind.write_all(&request)?;
    io::copy(&mut behind, &mut stream)?;
    stream.conn.send_close_notify();
    stream.flush()
}

/// Reads a request with its body.
fn request(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let (mut read, mut byte) = (Vec::new(), [0]);
    while !read.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        read.extend(byte);
    }
    let head = String::from_utf8_lossy(&read).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body)?;
    read.extend(body);
    Ok(read)
}

//! The service's own signing keys: files that only the service can read, the newest two in use.

use std::{
    fmt, fs,
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{DecodingKey, EncodingKey};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::random;

/// How many keys verify at a time: the newest signs, the one before still verifies what it signed.
const OVERLAP: usize = 2;
const SUFFIX: &str = "pk8";
const SEAL: &str = "seal.secret";
const WEBHOOKS: &str = "webhook.secret";
const LOCK: &str = "lock";

/// Why a key could not be read, made or used. Never says what is in a key.
#[derive(Debug)]
pub struct KeyError {
    what: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl KeyError {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), source: None }
    }

    pub(crate) fn from_source(
        what: &str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { what: format!("cannot {what}"), source: Some(source.into()) }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(f, "{}: {source}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl std::error::Error for KeyError {}

/// One key: its name, its private half and its public half.
pub struct SigningKey {
    /// The name by which tokens refer to it.
    pub id: String,
    private: Vec<u8>,
    public: Vec<u8>,
}

impl SigningKey {
    fn read(path: &Path) -> Result<Self, KeyError> {
        let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let private = fs::read(path).map_err(|error| KeyError::from_source("read a signing key", error))?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &private)
            .map_err(|_| KeyError::new(format!("{} is not a P-256 key in PKCS #8", path.display())))?;
        Ok(Self { id, public: pair.public_key().as_ref().to_vec(), private })
    }

    pub(crate) fn signing(&self) -> EncodingKey {
        EncodingKey::from_ec_der(&self.private)
    }

    pub(crate) fn verifying(&self) -> DecodingKey {
        DecodingKey::from_ec_der(&self.public)
    }

    /// The public half as a JSON Web Key (RFC 7517).
    fn jwk(&self) -> Value {
        // An uncompressed point: 0x04, then 32 bytes each of x and y (SEC 1, 2.3.3).
        let part = |range| URL_SAFE_NO_PAD.encode(self.public.get(range).unwrap_or_default());
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256",
            "kid": self.id, "x": part(1..33), "y": part(33..65),
        })
    }
}

/// The keys in use. Read from a folder that all processes share; a key that another process made is
/// found when a token first names it.
#[derive(Clone)]
pub struct KeyRing {
    folder: PathBuf,
    keys: Arc<RwLock<Arc<[Arc<SigningKey>]>>>,
}

impl KeyRing {
    /// Opens the folder, which is made, with a first key, when it is missing. `new_id` names that key.
    pub fn open(folder: &Path, new_id: Uuid) -> Result<Self, KeyError> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|error| KeyError::from_source("make the folder of the signing keys", error))?;
        let ring = Self { folder: folder.to_owned(), keys: Arc::new(RwLock::new(Arc::new([]))) };
        if ring.reload()?.is_empty() {
            let _turn = ring.turn()?;
            if ring.reload()?.is_empty() {
                ring.make(new_id)?;
            }
        }
        Ok(ring)
    }

    /// Waits until no other process makes or deletes anything in the folder. Whoever has the turn gives it back by
    /// letting go of it.
    fn turn(&self) -> Result<fs::File, KeyError> {
        let lock = || {
            let mut opening = fs::OpenOptions::new();
            opening.write(true).create(true).truncate(false).mode(0o600);
            let file = opening.open(self.folder.join(LOCK))?;
            file.lock()?;
            Ok(file)
        };
        lock().map_err(|error: io::Error| {
            KeyError::from_source("wait for the folder of the signing keys", error)
        })
    }

    /// Makes a new key, which signs from now on; all but the newest two are deleted. Answers its name.
    pub fn rotate(&self, new_id: Uuid) -> Result<String, KeyError> {
        let _turn = self.turn()?;
        self.make(new_id)
    }

    fn make(&self, new_id: Uuid) -> Result<String, KeyError> {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
            .map_err(|_| KeyError::new("cannot make a signing key"))?;
        write_secret(&self.folder.join(format!("{new_id}.{SUFFIX}")), key.as_ref())?;
        for old in self.files()?.iter().rev().skip(OVERLAP) {
            fs::remove_file(old)
                .map_err(|error| KeyError::from_source("delete an old signing key", error))?;
        }
        self.reload()?;
        Ok(new_id.to_string())
    }

    /// The secret that seals cursors and from which nonces of proofs are derived, made when it is missing.
    pub fn seal_secret(&self) -> Result<Vec<u8>, KeyError> {
        self.secret(SEAL)
    }

    /// The secret from which those of webhooks are derived, made when it is missing.
    pub fn webhook_secret(&self) -> Result<Vec<u8>, KeyError> {
        self.secret(WEBHOOKS)
    }

    fn secret(&self, name: &str) -> Result<Vec<u8>, KeyError> {
        let path = self.folder.join(name);
        if !path.exists() {
            let _turn = self.turn()?;
            if !path.exists() {
                let secret = random::bytes::<32>().map_err(|_| KeyError::new("cannot make a secret"))?;
                write_secret(&path, &secret)?;
            }
        }
        fs::read(&path).map_err(|error| KeyError::from_source("read a secret", error))
    }

    /// The public keys (RFC 7517), newest first, as they are in the folder now: another process may have
    /// made a new one.
    #[must_use]
    pub fn jwks(&self) -> Value {
        let keys = self.reload().unwrap_or_else(|_| self.current());
        json!({ "keys": keys.iter().rev().map(|key| key.jwk()).collect::<Vec<_>>() })
    }

    pub(crate) fn newest(&self) -> Result<Arc<SigningKey>, KeyError> {
        self.current().last().cloned().ok_or_else(|| KeyError::new("there is no signing key"))
    }

    pub(crate) fn find(&self, id: &str) -> Option<Arc<SigningKey>> {
        let named = |keys: &[Arc<SigningKey>]| keys.iter().find(|key| key.id == id).cloned();
        // Only a name that could be a key of ours is worth a look at the folder.
        named(&self.current()).or_else(|| {
            let path = self.folder.join(format!("{}.{SUFFIX}", Uuid::parse_str(id).ok()?));
            if path.exists() { named(&self.reload().ok()?) } else { None }
        })
    }

    fn current(&self) -> Arc<[Arc<SigningKey>]> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn reload(&self) -> Result<Arc<[Arc<SigningKey>]>, KeyError> {
        let files = self.files()?;
        let newest = files.iter().skip(files.len().saturating_sub(OVERLAP));
        let keys: Arc<[_]> =
            newest.map(|path| SigningKey::read(path).map(Arc::new)).collect::<Result<_, _>>()?;
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&keys);
        Ok(keys)
    }

    /// The files of the keys, oldest first: their names are UUIDs version 7.
    fn files(&self) -> Result<Vec<PathBuf>, KeyError> {
        let listed = fs::read_dir(&self.folder).and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()
        });
        let mut files = listed.map_err(|error| KeyError::from_source("list the signing keys", error))?;
        files.retain(|path| path.extension().is_some_and(|suffix| suffix == SUFFIX));
        files.sort();
        Ok(files)
    }
}

/// Writes a file that only its owner can read, all of it or nothing.
fn write_secret(path: &Path, content: &[u8]) -> Result<(), KeyError> {
    let draft = path.with_extension("new");
    let write = || {
        let mut file =
            fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&draft, path)
    };
    write().map_err(|error| KeyError::from_source("write a secret", error))
}

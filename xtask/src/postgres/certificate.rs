//! The server's certificate: one that is kept with the tests, for this machine alone.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::account::Account;
use crate::failure::{Explain, Result};

/// The server runs in the cluster's folder; it takes these names as within its data.
pub(super) const SETTINGS: [&str; 3] =
    ["ssl=on", "ssl_cert_file=../server.pem", "ssl_key_file=../server.key"];

const CERTIFICATE: &str = include_str!("../../../tests/tls/server.pem");
const KEY: &str = include_str!("../../../tests/tls/server.key");

/// Puts certificate and key where only the server's account can read them.
pub(super) fn install(account: &Account, folder: &Path) -> Result<()> {
    for (name, content) in [("server.pem", CERTIFICATE), ("server.key", KEY)] {
        let file = folder.join(name);
        fs::write(&file, content).explain("Could not write the server's certificate")?;
        let closed = Permissions::from_mode(0o600);
        fs::set_permissions(&file, closed).explain("Could not close the server's certificate")?;
        account.hand_over(&file)?;
    }
    Ok(())
}

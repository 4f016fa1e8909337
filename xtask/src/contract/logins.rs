//! Logins, as other people's programs make them: an OpenID provider as an organisation, and a strict OAuth client.

use std::fs;
use std::process::Command;

use super::tools::Tools;
use crate::failure::{Explain, Result};
use crate::server::{self, Server};
use crate::{process, program};

pub(super) fn run(tools: &Tools) -> Result<String> {
    let service = program::build()?;
    let folder = tools.fresh("logins")?;
    let issuer = format!("http://{}", server::free_address()?);
    let address = server::free_address()?;
    let base = format!("http://{address}");
    let issuers = folder.join("issuers.json");
    let named = format!(r#"[{{ "issuer": "{issuer}", "audience": "whakakaha" }}]"#);
    fs::write(&issuers, named).explain("Could not name the organisation")?;
    let told = |work: &str| {
        let mut command = Command::new(&service);
        command
            .arg(work)
            .env("WHAKAKAHA_DATABASE_URL", folder.join("whakakaha.db"))
            .env("WHAKAKAHA_KEYS_DIR", folder.join("keys"))
            .env("WHAKAKAHA_BIND", address.to_string())
            .env("WHAKAKAHA_BASE_URL", &base)
            .env("WHAKAKAHA_LOG", "warn")
            .env("WHAKAKAHA_ISSUERS_FILE", &issuers)
            .env("WHAKAKAHA_ALLOW_PRIVATE_ADDRESSES", "true");
        command
    };
    let _server = Server::start(&mut told("serve"), address)?;
    let token = process::output(told("token").arg("--administrator"))?;
    let mut logins = Command::new("node");
    logins.arg(Tools::sources()?.join("logins.mjs")).env("MODULES", tools.modules());
    logins.env("BASE", &base).env("ISSUER", &issuer).env("ADMINISTRATOR", token.trim());
    process::output(&mut logins)?;
    Ok("a worker came with the login of a real OpenID provider, also with its next key and when it was gone; \
        programs came with private_key_jwt and DPoP, nonces included, by a strict client"
        .to_owned())
}

//! Which addresses the service sends anything to.

#[cfg(test)]
mod tests;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use reqwest::Url;

/// How far the service reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To public addresses, by `https`.
    Public,
    /// Anywhere, this machine included, and by `http`: for development and tests.
    Anywhere,
}

/// Why the service would send nothing to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It is no address of the web.
    Malformed,
    /// It does not begin with `https://`.
    NotHttps,
    /// It holds a name or a password.
    Credentials,
    /// Its port is one of another service: neither 443 nor above 1023.
    Port,
    /// It is not public.
    NotPublic,
}

/// Reads an address to which something may be sent. A name is looked at when it is resolved.
pub(super) fn url(text: &str, reach: Reach) -> Result<Url, Misfit> {
    if text.chars().any(|it| it.is_whitespace() || it.is_control() || it == '\\') {
        return Err(Misfit::Malformed);
    }
    let url = Url::parse(text).map_err(|_| Misfit::Malformed)?;
    match (url.scheme(), reach) {
        ("https", _) | ("http", Reach::Anywhere) => {}
        _ => return Err(Misfit::NotHttps),
    }
    let written = text.strip_prefix(url.scheme()).and_then(|rest| rest.strip_prefix("://"));
    if written.is_none_or(|rest| rest.starts_with('/')) || url.fragment().is_some() {
        return Err(Misfit::Malformed);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Misfit::Credentials);
    }
    if url.port().is_some_and(|port| port < 1024) {
        return Err(Misfit::Port);
    }
    let host = url.host_str().filter(|host| !host.contains("..")).ok_or(Misfit::Malformed)?;
    let written: Result<IpAddr, _> = host.trim_matches(['[', ']']).parse();
    if reach == Reach::Public && written.is_ok_and(|address| !is_public(address)) {
        return Err(Misfit::NotPublic);
    }
    Ok(url)
}

/// Whether an address belongs to the public internet, where everybody could send something to it.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Networks that are not public (IANA's registry of special purposes), each with its length: this network, private, shared
/// with a carrier, loopback, link-local with the metadata of clouds, assignments of the IETF, documentation,
/// relays to IPv6, measuring, multicast and what is reserved; and the host of one cloud.
const NOT_PUBLIC_V4: [(Ipv4Addr, u32); 16] = [
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(168, 63, 129, 16), 32),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within = |(network, length): &(Ipv4Addr, u32)| {
        (address.to_bits() ^ network.to_bits()).leading_zeros() >= *length
    };
    !NOT_PUBLIC_V4.iter().any(within)
}

/// Of IPv6, only `2000::/3` is public: not loopback, mapped IPv4, NAT64, unique local, link-local or multicast.
const PUBLIC_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Within it: assignments of the IETF with Teredo, documentation twice, and IPv4 in IPv6.
const NOT_PUBLIC_V6: [(Ipv6Addr, u32); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

fn is_public_v6(address: Ipv6Addr) -> bool {
    let within = |(network, length): &(Ipv6Addr, u32)| {
        (address.to_bits() ^ network.to_bits()).leading_zeros() >= *length
    };
    within(&PUBLIC_V6) && !NOT_PUBLIC_V6.iter().any(within)
}

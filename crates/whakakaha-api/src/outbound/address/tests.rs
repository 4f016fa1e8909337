//! Whether an address is public, against what the standard library knows of it, and how addresses are written.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

use super::{Misfit, Reach, is_public, url};

proptest! {
    #[test]
    fn what_the_standard_library_knows_not_to_be_public_is_not(bits in any::<u32>()) {
        let address = Ipv4Addr::from(bits);
        let known = address.is_private()
            || address.is_loopback()
            || address.is_link_local()
            || address.is_multicast()
            || address.is_broadcast()
            || address.is_documentation()
            || address.is_unspecified();
        prop_assert!(!known || !is_public(address.into()), "{address}");
    }

    /// However IPv4 is carried in IPv6, it is not reached that way.
    #[test]
    fn ipv4_in_ipv6_is_not_public(bits in any::<u32>()) {
        let v4 = Ipv4Addr::from(bits);
        let [a, b] = [bits >> 16, bits & 0xffff].map(|half| u16::try_from(half).unwrap());
        let carried = [
            v4.to_ipv6_mapped(),
            v4.to_ipv6_compatible(),
            Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, a, b),
            Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, a, b),
            Ipv6Addr::new(0x2002, a, b, 0, 0, 0, 0, 1),
            Ipv6Addr::new(0x2001, 0, a, b, 0, 0, 0, 1),
        ];
        for address in carried {
            prop_assert!(!is_public(address.into()), "{address}");
        }
    }

    #[test]
    fn local_networks_of_ipv6_are_not_public(bits in any::<u128>()) {
        let address = Ipv6Addr::from(bits);
        let known = address.is_loopback()
            || address.is_multicast()
            || address.is_unique_local()
            || address.is_unicast_link_local()
            || address.is_unspecified();
        prop_assert!(!known || !is_public(address.into()), "{address}");
        let local = [0xfc00_u128, 0xfe80, 0xff00].map(|first| Ipv6Addr::from((first << 112) | (bits >> 16)));
        for address in local {
            prop_assert!(!is_public(address.into()), "{address}");
        }
    }

    /// What is written as a number in whatever way leads where the number leads.
    #[test]
    fn no_way_of_writing_an_address_gets_around(last in 0_u32..=0x00ff_ffff) {
        let bits = 0x7f00_0000 | last;
        let address = Ipv4Addr::from(bits);
        for written in [
            format!("https://{address}/"),
            format!("https://{address}./"),
            format!("https://{bits}/"),
            format!("https://0x{bits:x}/"),
            format!("https://0{bits:o}/"),
            format!("https://127.{last}/"),
            format!("https://[::ffff:{address}]/"),
        ] {
            prop_assert_eq!(url(&written, Reach::Public).err(), Some(Misfit::NotPublic), "{}", written);
        }
    }
}

#[test]
fn public_addresses_are_public() {
    for address in [
        "1.1.1.1",
        "100.128.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2404:f800::1",
    ] {
        let address: IpAddr = address.parse().unwrap();
        assert!(is_public(address), "{address}");
    }
    for address in ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "::1", "0.0.0.0"]
    {
        let address: IpAddr = address.parse().unwrap();
        assert!(!is_public(address), "{address}");
    }
}

#[test]
fn an_address_is_written_as_it_should_be() {
    let public = |text: &str| url(text, Reach::Public).map(drop);
    assert_eq!(public("https://hooks.example.nz/whakakaha?a=1"), Ok(()));
    assert_eq!(public("https://hooks.example.nz:8443/"), Ok(()));
    assert_eq!(public("https://hooks.example.nz:443/"), Ok(()));
    assert_eq!(public("http://hooks.example.nz/"), Err(Misfit::NotHttps));
    assert_eq!(public("ftp://hooks.example.nz/"), Err(Misfit::NotHttps));
    assert_eq!(public("https://me@hooks.example.nz/"), Err(Misfit::Credentials));
    assert_eq!(public("https://me:secret@hooks.example.nz/"), Err(Misfit::Credentials));
    assert_eq!(public("https://hooks.example.nz:22/"), Err(Misfit::Port));
    assert_eq!(public("https:///"), Err(Misfit::Malformed));
    assert_eq!(public("https:///hooks.example.nz/"), Err(Misfit::Malformed));
    assert_eq!(public("https:hooks.example.nz/"), Err(Misfit::Malformed));
    assert_eq!(public("https://hooks..example.nz/"), Err(Misfit::Malformed));
    assert_eq!(public("https://hooks.example.nz/#here"), Err(Misfit::Malformed));
    assert_eq!(public("hooks.example.nz"), Err(Misfit::Malformed));
    assert_eq!(url("http://127.0.0.1:8080/", Reach::Anywhere).map(drop), Ok(()));
    assert_eq!(url("http://127.0.0.1:22/", Reach::Anywhere).map(drop), Err(Misfit::Port));
}

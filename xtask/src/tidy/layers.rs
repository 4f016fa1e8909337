//! Which crate may depend on which: `whakakaha → api → store → domain`, and a few libraries
//! that belong to one layer alone.

use super::Violation;
use super::manifests::{Dependency, Member};

/// Each crate with the members it may depend on.
const LAYERS: [(&str, &[&str]); 6] = [
    ("whakakaha-domain", &[]),
    ("whakakaha-store", &["whakakaha-domain"]),
    ("whakakaha-api", &["whakakaha-domain", "whakakaha-store"]),
    ("whakakaha", &["whakakaha-domain", "whakakaha-store", "whakakaha-api"]),
    ("whakakaha-tests", &["whakakaha-domain", "whakakaha-store", "whakakaha-api", "whakakaha"]),
    ("xtask", &[]),
];

/// The domain is pure: no input or output, no clock, no randomness, no logging.
const PURE: &str = "whakakaha-domain";
const PURE_MAY_USE: [&str; 8] =
    ["chrono", "chrono-tz", "serde", "serde_json", "sha2", "thiserror", "unicode-normalization", "uuid"];

const DATABASE: &[&str] = &["whakakaha-store"];
const WEB: &[&str] = &["whakakaha-api", "whakakaha", "whakakaha-tests"];

/// Libraries that only these crates may name.
const OWNED: [(&str, &[&str]); 10] = [
    ("diesel", DATABASE),
    ("diesel_migrations", DATABASE),
    ("libsqlite3-sys", DATABASE),
    ("openssl-sys", DATABASE),
    ("pq-sys", DATABASE),
    ("actix-web", WEB),
    ("tracing-actix-web", WEB),
    ("utoipa", WEB),
    ("utoipa-actix-web", WEB),
    ("utoipa-swagger-ui", WEB),
];

pub(super) fn check(member: &Member) -> Vec<Violation> {
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == member.name) else {
        let rule = "a new crate gets its place in the table of xtask/src/tidy/layers.rs";
        return vec![Violation::new(&member.path, 1, rule)];
    };
    member
        .dependencies
        .iter()
        .filter_map(|dependency| {
            let rule = objection(&member.name, allowed, dependency)?;
            let line = member.line_of(&dependency.name);
            Some(Violation::new(&member.path, line, rule))
        })
        .collect()
}

fn objection(member: &str, allowed: &[&str], dependency: &Dependency) -> Option<String> {
    let name = dependency.name.as_str();
    if dependency.path.is_some() {
        let rule = || format!("{member} may not depend on {name}: that is the wrong direction");
        return (!allowed.contains(&name)).then(rule);
    }
    if member == PURE && dependency.kind.is_none() && !PURE_MAY_USE.contains(&name) {
        return Some(format!("{member} is pure and may not depend on {name}"));
    }
    let (_, owners) = OWNED.iter().find(|(owned, _)| *owned == name)?;
    let rule = || format!("only {} may depend on {name}", owners.join(", "));
    (!owners.contains(&member)).then(rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(member: &str, dependency: &str) -> Vec<Violation> {
        let is_member = LAYERS.iter().any(|(name, _)| *name == dependency);
        check(&Member {
            name: member.to_owned(),
            path: "Cargo.toml".into(),
            manifest: format!("[dependencies]\n{dependency}.workspace = true\n"),
            dependencies: vec![Dependency {
                name: dependency.to_owned(),
                kind: None,
                path: is_member.then(|| dependency.into()),
            }],
        })
    }

    #[test]
    fn dependencies_point_towards_the_domain() {
        assert_eq!(judge("whakakaha-store", "whakakaha-domain"), []);
        let wrong = judge("whakakaha-domain", "whakakaha-store");
        assert_eq!(wrong.len(), 1);
        assert_eq!(wrong[0].line, 2);
        assert_eq!(judge("whakakaha-store", "whakakaha-api").len(), 1);
        assert_eq!(judge("xtask", "whakakaha").len(), 1);
    }

    #[test]
    fn the_domain_stays_pure() {
        assert_eq!(judge("whakakaha-domain", "chrono"), []);
        assert_eq!(judge("whakakaha-domain", "tokio").len(), 1);
    }

    #[test]
    fn diesel_belongs_to_the_store_and_actix_to_the_api() {
        assert_eq!(judge("whakakaha-store", "diesel"), []);
        assert_eq!(judge("whakakaha-tests", "diesel").len(), 1);
        assert_eq!(judge("whakakaha-api", "actix-web"), []);
        assert_eq!(judge("whakakaha-store", "actix-web").len(), 1);
    }

    #[test]
    fn a_crate_without_a_place_is_reported() {
        assert_eq!(judge("whakakaha-extra", "serde").len(), 1);
    }
}

//! A file is named after what it is about, so that its name finds it.

use std::ffi::OsStr;
use std::path::Path;

use super::{Source, Violation};

/// Names under which anything could be, and so in time everything is.
const MEANINGLESS: [&str; 8] =
    ["common", "utils", "core", "types", "models", "helpers", "manager", "service"];

pub(super) fn check(sources: &[Source]) -> Vec<Violation> {
    sources
        .iter()
        .filter(|source| source.path.extension() == Some(OsStr::new("rs")))
        .filter_map(|source| Some(Violation::new(&source.path, 1, objection(&source.path)?)))
        .collect()
}

fn objection(path: &Path) -> Option<String> {
    if path.ends_with("mod.rs") {
        return Some("a module is `foo.rs` beside `foo/`, never `foo/mod.rs`".to_owned());
    }
    let name = path
        .iter()
        .chain(path.file_stem())
        .find_map(|part| MEANINGLESS.into_iter().find(|name| part == *name))?;
    Some(format!("`{name}` says nothing: name the module after what it is about"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::source;

    fn broken(path: &str) -> bool {
        !check(&[source(path, "")]).is_empty()
    }

    #[test]
    fn files_and_folders_have_telling_names() {
        assert!(broken("crates/whakakaha-api/src/case/mod.rs"));
        assert!(broken("crates/whakakaha-api/src/utils.rs"));
        assert!(broken("crates/whakakaha-api/src/common/date.rs"));
        assert!(!broken("crates/whakakaha-api/src/case/close.rs"));
        assert!(!broken("crates/whakakaha-api/src/services_near.rs"));
        assert!(!broken("docs/types.md"));
    }
}

//! What the tests stand on: a real database, the real application, and callers over HTTP.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on should stop and say where"
)]

pub mod alone;
pub mod app;
pub mod client;
pub mod database;
pub mod served;
pub mod statements;

/// Compares a generated text with the committed file; writes the file instead where
/// `UPDATE_COMMITTED=1` is set.
#[expect(clippy::disallowed_methods, reason = "the switch by which a developer accepts a new text")]
pub fn committed(path: &str, text: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    if std::env::var("UPDATE_COMMITTED").is_ok() {
        std::fs::write(&file, text).unwrap();
        return;
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(known == text, "{path} is not what the code says; accept it with UPDATE_COMMITTED=1");
}

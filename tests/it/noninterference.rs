//! Nothing leaks: what is hidden from somebody changes nothing that they are answered.
//!
//! Two worlds go through the same random story, made through HTTP by those who do such things, and differ
//! only in secrets that are kept from one audience: something is there in one world and not in the other, or
//! says something else there. Then the audience asks both worlds the same: every operation of the contract,
//! lists page by page, filters and searches, and every write with the committed example of its body, about
//! what it may know, about what is hidden and about what nobody has. It must be answered byte for byte the
//! same, and with as many statements to the database, which stand for the time that an answer takes. Before
//! the secrets are there it asks as well, so that a tag, a version or an instant that moves with a secret is
//! noticed; and again after its own writes.
//!
//! Each world is a service with a database of its own. Two families in one database would be half the work,
//! but whatever goes across families, such as a search, the list of a region, the feed of changes or the
//! directory, would show each world the other, and nothing of it could be compared.
//!
//! What cannot be the same in two worlds is replaced, in bodies and headers: ids by the names that the story
//! gives or else by numbers in the order in which they turn up, so that the ids of both worlds map one to one;
//! hashes, the digests of entity tags and random secrets likewise, the version of a tag stays; instants are cut to the minute,
//! of which every step has one of its own; cursors are opened, and what they say of the next page is treated
//! like the rest. `Date` is left out, and `Content-Length`, because instants have more or fewer digits.
//!
//! An operation joins from the contract by itself. Where it needs the id of something that no story makes, or
//! a member of its body is not understood, the test says so and fails until it is told.
//!
//! `WHAKAKAHA_NONINTERFERENCE_CASES` is the number of stories for each audience, and
//! `WHAKAKAHA_NONINTERFERENCE_AUDIENCE` the only audience, such as `worker/school`. A story that found something
//! is told again for ever: its number goes into [`FOUND`].

mod asks;
mod contract;
mod names;
mod scenes;
mod secrets;
mod small;
mod story;
mod world;
mod worlds;

use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use whakakaha_tests::statements::Statements;

use self::{
    asks::Named,
    contract::{KINDS, OPERATIONS},
    story::{Story, everything, stories},
    world::World,
    worlds::Worlds,
};
use crate::statements::alone;

/// Stories that have found something: the audience and the number.
const FOUND: &[(&str, u64)] = &[("worker/school", 3)];

#[expect(clippy::disallowed_methods, reason = "the settings of a test run")]
fn setting(name: &str) -> Option<String> {
    std::env::var(format!("WHAKAKAHA_NONINTERFERENCE_{name}")).ok()
}

#[test]
fn noninterference_holds_for_agencies() {
    if alone("noninterference::noninterference_holds_for_agencies") {
        prove(&secrets::AGENCIES);
    }
}

#[test]
fn noninterference_holds_for_families_and_all_others() {
    if alone("noninterference::noninterference_holds_for_families_and_all_others") {
        prove(&secrets::OTHERS);
    }
}

fn prove(audiences: &[&'static str]) {
    let stories: u64 = setting("CASES").map_or(1, |stories| stories.parse().unwrap());
    let only = setting("AUDIENCE");
    let statements = Statements::listen();
    for audience in audiences.iter().filter(|audience| only.as_deref().is_none_or(|only| only == **audience))
    {
        let found = FOUND.iter().filter(|(of, _)| of == audience).map(|(_, number)| *number);
        for number in found.chain(0..stories) {
            tell(audience, number, &statements);
        }
    }
}

/// Tells one story, and where it finds something, the shortest that still does.
fn tell(audience: &'static str, number: u64, statements: &Statements) {
    let mut seed = [7; 32];
    seed[..8].copy_from_slice(&number.to_le_bytes());
    seed[8..24].copy_from_slice(&audience.bytes().cycle().take(16).collect::<Vec<_>>());
    let usual = Config::default();
    let max_shrink_iters = usual.max_shrink_iters.min(8);
    let config =
        Config { cases: 1, max_shrink_iters, failure_persistence: None, max_global_rejects: 8, ..usual };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let outcome = runner.run(&stories(audience), |story: Story| {
        Worlds::new(statements).tell(&story).map_err(|what| match what {
            worlds::Stopped::Apart(why) => TestCaseError::reject(why),
            worlds::Stopped::Leak(what) => TestCaseError::fail(what),
        })
    });
    if let Err(failure) = outcome {
        panic!("(\"{audience}\", {number}) {failure}");
    }
}

/// Error codes, and what agencies' administrators look after: none of it tells anything of a family.
const OF_NO_FAMILY: [&str; 3] = ["client", "code", "login"];

/// Every operation joins: the stories make something of everything that has a path, every secret can be told,
/// and every reading succeeds for somebody.
#[test]
fn noninterference_asks_every_operation_of_the_contract() {
    let mut world = World::new();
    for request in everything() {
        if let Some(answer) = world.play(&request) {
            assert!(answer.status < 300 || !request.essential, "{request:?} {}", answer.text);
        }
    }
    world.told();
    let missing: Vec<_> =
        KINDS.iter().filter(|kind| !OF_NO_FAMILY.contains(kind) && world.known(kind).is_empty()).collect();
    assert!(missing.is_empty(), "no story makes {missing:?}: add a step to `scenes.rs` or `small.rs`");
    let audiences = [
        "worker/coordinator",
        "person/mother",
        "worker/support",
        "system/school",
        "system/coordinator",
        "administrator",
        "worker/officer",
    ];
    let mut answered: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for who in audiences {
        for request in Named([&world, &world]).readings(who).unwrap() {
            let asked = format!("{} {}", request.method, general(&request.path));
            let status = world.send(&request).status;
            answered.entry(asked).or_default().insert(status);
        }
    }
    let of_nothing = |asked: &str| {
        asked.ends_with("no.such") || OF_NO_FAMILY.iter().any(|kind| asked.ends_with(&format!("{{{kind}}}")))
    };
    let silent: Vec<_> =
        answered.iter().filter(|(asked, statuses)| !statuses.contains(&200) && !of_nothing(asked)).collect();
    assert!(silent.is_empty(), "nobody is answered: {silent:#?}");
    let sent = Named([&world, &world]).writings("worker/coordinator").unwrap();
    let sent: BTreeSet<_> = sent.iter().map(|it| format!("{} {}", it.method, general(&it.path))).collect();
    let writes = OPERATIONS.iter().filter(|operation| !operation.reads()).count();
    assert_eq!(sent.len(), writes, "{sent:#?}");
}

/// A path without the names in it.
fn general(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let part = |part: &str| match part.strip_prefix('{').and_then(|it| it.split('/').next()) {
        Some(kind) => format!("{{{kind}}}"),
        None => part.to_owned(),
    };
    path.replace('}', "")
        .split('/')
        .fold((String::new(), false), |(all, inside), it| {
            let next = if inside { all } else { format!("{all}/{}", part(it)) };
            (next, it.starts_with('{'))
        })
        .0
}

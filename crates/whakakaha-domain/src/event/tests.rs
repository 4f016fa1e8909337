//! What is told follows from what may be read; nothing that a system may read is forgotten.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::{Happening, Holding, News, Resource, Thing, news};
use crate::{
    code::CodeList,
    operation::{Effect, Operation},
    policy::Relation,
};

/// Readings by which nothing is read that has an address of its own beside what is told.
const OF_OTHERS: [(Operation, &str); 3] = [
    (Operation::ReadChanges, "the feed of cases"),
    (Operation::ReadEvents, "the feed itself"),
    (Operation::ReadLedger, "its lines are disclosures"),
];

#[test]
fn everything_that_a_system_may_read_is_told() {
    for operation in Operation::ALL {
        let system = [Relation::System, Relation::Recipient].iter().any(|it| operation.who().contains(it));
        if operation.effect() != Effect::Reads || !system {
            continue;
        }
        let told = Resource::ALL.iter().any(|it| it.read_by() == *operation);
        let other = OF_OTHERS.iter().any(|(it, _)| it == operation);
        assert!(told ^ other, "{operation:?}: is it told, and as what?");
    }
}

/// A copy of a case as a system keeps it, which knows nothing but what it is told.
type Copy = BTreeMap<Thing, String>;

fn learn(copy: &mut Copy, told: &[News]) {
    for News { thing, happening, etag } in told {
        match happening {
            Happening::Created | Happening::Updated => drop(copy.insert(*thing, etag.clone())),
            Happening::Deleted if thing.0 == Resource::Case => copy.clear(),
            Happening::Deleted => drop(copy.remove(thing)),
            Happening::Silenced => {}
        }
    }
}

fn keep(held: &mut BTreeMap<Thing, Holding>, told: &[News]) {
    for News { thing, happening, etag } in told {
        held.insert(*thing, Holding { happening: *happening, etag: etag.clone() });
    }
}

/// What may be read at one time: some of five things, each in one of three states; without the case only what outlasts it.
fn readable() -> impl Strategy<Value = Copy> {
    let things =
        [Resource::Case, Resource::Person, Resource::Need, Resource::Disclosure, Resource::Disclosure];
    proptest::collection::vec(proptest::option::of(0_u8..3), things.len()).prop_map(move |states| {
        let all = things.iter().zip(states).enumerate();
        let read: Copy = all
            .filter_map(|(n, (resource, state))| {
                Some(((*resource, Uuid::from_u128(n as u128)), format!("{}", state?)))
            })
            .collect();
        let open = read.keys().any(|(resource, _)| *resource == Resource::Case);
        read.into_iter().filter(|((resource, _), _)| open || resource.outlasts_case()).collect()
    })
}

proptest! {
    /// Whoever is told everything has what they may read, and is told nothing twice; a closed case is one tombstone.
    #[test]
    fn a_copy_made_of_what_is_told_is_what_may_be_read(times in proptest::collection::vec(readable(), 1..8)) {
        let (mut held, mut copy) = (BTreeMap::new(), Copy::new());
        for read in times {
            let was_open = copy.keys().any(|(resource, _)| *resource == Resource::Case);
            let told = news(&held, &read);
            learn(&mut copy, &told);
            keep(&mut held, &told);
            prop_assert_eq!(&copy, &read);
            prop_assert_eq!(news(&held, &read), vec![]);
            let is_open = read.keys().any(|(resource, _)| *resource == Resource::Case);
            if was_open && !is_open {
                let tombstones = told.iter().filter(|it| it.happening == Happening::Deleted);
                prop_assert_eq!(tombstones.map(|it| it.thing.0).collect::<Vec<_>>(), vec![Resource::Case]);
            }
        }
    }
}

#[test]
fn things_that_outlast_a_case_follow_from_the_policy() {
    let outlasting: Vec<_> = Resource::ALL.iter().filter(|it| it.outlasts_case()).copied().collect();
    assert_eq!(outlasting, [Resource::CorrectionNotice, Resource::Disclosure, Resource::Recall]);
}

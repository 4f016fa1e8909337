use std::collections::BTreeSet;

use uuid::Uuid;

use super::*;
use crate::{
    actor::{Actor, Principal, Scopes},
    consent::state::FamilyConsent,
};

fn at(n: u128) -> Moment {
    let actor = Actor { principal: Principal::Service, scopes: Scopes::default(), client: "test".to_owned() };
    Moment { now: "2026-03-01T21:30:00Z".parse().unwrap(), actor, change_id: Uuid::from_u128(n << 64) }
}

#[test]
fn a_case_is_whole_and_its_ids_are_its_own() {
    let (desk, directory) = desk(1, &at(1));
    assert_eq!(directory.records().len(), 10);
    let mut seen = BTreeSet::new();
    for n in 0..3 {
        let (made, change) = case(&desk, n, &at(2 + u128::from(n)));
        assert_eq!(change.subject().case_id, Some(made.case));
        assert!(seen.insert(made.case.uuid()) && seen.insert(made.action.uuid()));
        let actions = change.records().iter().filter(|record| matches!(record, Record::Action(_)));
        assert_eq!(actions.count(), 6);
        for record in change.records() {
            if let Record::ConsentStandings(standings) = record {
                assert!(standings.iter().all(|it| it.state == FamilyConsent::Sufficient), "{standings:?}");
            }
        }
    }
}

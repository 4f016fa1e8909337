//! What the rules do with a consent, from every state, is what the printed table says.

use std::collections::BTreeSet;

use super::*;
use crate::{case::WithdrawFamily, code::CodeList, machine::Machine, operation::Operation};

type Move = (ConsentStatus, Operation, ConsentStatus);

/// One consent in each state, past its last day or not.
fn in_each_state(valid_until: NaiveDate) -> Vec<Entity<Consent>> {
    let reason = "the wrong person".to_owned();
    let states = [
        ConsentState::PendingSignature,
        ConsentState::Active(signature()),
        ConsentState::Refused { on: TODAY },
        withdrawn(),
        ConsentState::Expired { signature: signature(), on: TODAY },
        ConsentState::Superseded { signature: signature(), by: id(29) },
        ConsentState::EnteredInError { reason, confirmed_by: id(2) },
    ];
    assert_eq!(states.each_ref().map(ConsentState::status), *ConsentStatus::ALL);
    let made = |state| consent(21, 11, state).amended(|it| it.valid_until = valid_until);
    states.into_iter().map(made).collect()
}

/// Where consents stand after a command: that which it is about, and others.
#[derive(Default)]
struct Moves {
    asked: BTreeSet<Move>,
    followed: BTreeSet<Move>,
}

impl Moves {
    fn note<C: Command>(&mut self, command: &C, target: &C::Target, before: &[Entity<Consent>]) {
        let Ok(Decision::Change(change)) = command.decide(target, &at(COORDINATOR)) else { return };
        for record in change.records() {
            let Record::Consent(after) = record else { continue };
            let Some(before) = before.iter().find(|it| it.id == after.id) else { continue };
            let (from, to) = (before.state.status(), after.state.status());
            if from != to {
                let about = change.subject().id == after.id.uuid();
                let moves = if about { &mut self.asked } else { &mut self.followed };
                moves.insert((from, C::OPERATION, to));
            }
        }
    }
}

fn worker() -> Worker {
    let [name, profession] = ["Rangi", "nurse"].map(str::to_owned);
    Worker { agency_id: id(100), name, profession, email: None, phone: None, ended_on: None }
}

#[test]
fn every_move_of_a_consent_is_in_the_table_and_every_row_of_the_table_happens() {
    let mut moves = Moves::default();
    let earlier = active(22, 11);
    for valid_until in [day(2026, 12, 31), day(2026, 2, 1)] {
        for consent in in_each_state(valid_until) {
            let before = [consent.clone(), earlier.clone()];
            let file = || of(consent.clone(), vec![earlier.clone()], CaseState::Preparing);
            let back = WithdrawConsent {
                purposes: vec![],
                agencies: vec![],
                categories: vec![],
                channel: "x".to_owned(),
            };
            moves.note(&SignConsent(signature()), &file(), &before);
            moves.note(&RefuseConsent, &file(), &before);
            moves.note(&back, &file(), &before);
            moves.note(&ExpireConsent, &EndingConsent(file()), &before);
            let second = Some(stored(2, worker()));
            let mistake = ConsentMistake { it: file(), second };
            moves.note(&VoidConsent { reason: "x".to_owned() }, &mistake, &before);
            let withdraw = WithdrawFamily { channel: "x".to_owned(), said_by: None };
            moves.note(&withdraw, &ending(file().file), &before);
        }
    }
    let steps = ConsentStatus::STEPS.iter().map(|it| (it.from, it.by, it.to));
    assert_eq!(moves.asked, steps.collect());
    let consequences = ConsentStatus::CONSEQUENCES.iter().map(|it| (it.from, it.by, it.to));
    assert_eq!(moves.followed, consequences.collect());
}

//! What follows from a change of consents or of members: what they add up to, and where that moves the case.

use chrono::{Days, NaiveDate};

use super::{Consent, state::standings};
use crate::{
    case::{Case, CaseFile, CaseState, Hold, HoldReason},
    command::Moment,
    entity::Entity,
    record::Record,
};

/// Everything that is written when consents or members change: the consents, what they add up to, and the
/// case if that moves it. The case begins to be prepared when the family's consent to take part becomes
/// sufficient, rests when it no longer is (F1-11), and is moved by nothing else here.
#[must_use]
pub fn settle(file: &CaseFile, changed: &[Entity<Consent>], at: &Moment) -> Vec<Record> {
    let today = file.case.today(at.now);
    let after = with(file, changed);
    let mut records: Vec<Record> = changed.iter().cloned().map(Record::from).collect();
    records.push(Record::ConsentStandings(standings(&after, today)));
    records.extend(moved(&after, today).map(Record::from));
    records
}

/// The file as it is with these consents.
pub(crate) fn with(file: &CaseFile, changed: &[Entity<Consent>]) -> CaseFile {
    let mut after = file.clone();
    after.consents.retain(|consent| changed.iter().all(|newer| newer.id != consent.id));
    after.consents.extend(changed.iter().cloned());
    after.consents.sort_by_key(|consent| consent.id);
    after
}

fn moved(file: &CaseFile, today: NaiveDate) -> Option<Entity<Case>> {
    let sufficient = file.consents_on(today);
    let state = match &file.case.state {
        CaseState::AwaitingConsent if sufficient => CaseState::Preparing,
        CaseState::Preparing if !sufficient => lapse(today, None),
        CaseState::Active { since } if !sufficient => lapse(today, Some(*since)),
        CaseState::AwaitingConsent
        | CaseState::Preparing
        | CaseState::Active { .. }
        | CaseState::OnHold(_)
        | CaseState::Closing { .. }
        | CaseState::Closed(_) => return None,
    };
    Some(file.case.amended(|case| case.state = state))
}

/// After this many days somebody looks whether the family wants to go on.
const LOOK_AGAIN_DAYS: u64 = 14;

fn lapse(today: NaiveDate, active_since: Option<NaiveDate>) -> CaseState {
    let review_on = today.checked_add_days(Days::new(LOOK_AGAIN_DAYS)).unwrap_or(today);
    CaseState::OnHold(Hold { reason: HoldReason::ConsentLapsed, review_on, since: today, active_since })
}

use super::{
    ensure_consented,
    sample::{TODAY, by_coordinator, day, file},
};
use crate::{
    case::{CaseFile, CaseState, CloseReason, Hold, HoldReason},
    refusal::Code,
};

fn resting(reason: HoldReason) -> CaseState {
    let (review_on, since) = (day("2026-03-09"), day(TODAY));
    CaseState::OnHold(Hold { reason, review_on, since, active_since: None })
}

/// F1-11: what counts is the consent of today, whatever the state of the case says.
#[test]
fn f1_11_nothing_is_written_down_without_consent() {
    let active = || CaseState::Active { since: day("2026-02-19") };
    let closing = CaseState::Closing { reason: CloseReason::GoalsMet, note: None, since: day(TODAY) };
    let (none, lapsed) = (Some(Code::ConsentInsufficient), HoldReason::ConsentLapsed);
    let rows = [
        (CaseState::AwaitingConsent, none, none),
        (CaseState::Preparing, None, none),
        (active(), None, none),
        (resting(HoldReason::FamilyRequest), None, none),
        (resting(lapsed), None, none),
        (closing, Some(Code::CaseNotInState), Some(Code::CaseNotInState)),
    ];
    for (state, with, without) in rows {
        let name = state.status();
        let code = |file: &CaseFile| ensure_consented(file, &by_coordinator()).err().map(|it| it.code);
        let mut file = file(state);
        assert_eq!(code(&file), with, "{name:?}");
        for consent in &mut file.consents {
            consent.body.valid_until = day("2026-03-01");
        }
        assert_eq!(code(&file), without, "{name:?}, past the last day");
    }
}

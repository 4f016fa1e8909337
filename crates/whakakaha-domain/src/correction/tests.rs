//! Corrections, as tables.

use super::*;
use crate::{
    case::{CaseState, sample::*},
    command::Command,
    entity::Entity,
    refusal::Code,
};

const ABOUT: CorrectionAbout = CorrectionAbout { kind: Correctable::Need, id: Uuid::nil() };

fn answer() -> CorrectionAnswer {
    CorrectionAnswer { by: id(1), at: at(COORDINATOR).now, words: "as it was said".to_owned() }
}

fn dispute() -> Dispute {
    Dispute { text: "it was not".to_owned(), at: at(COORDINATOR).now, to_tell: vec![] }
}

fn correction(state: CorrectionState) -> Entity<Correction> {
    let (wrong, wanted) = ("the year".to_owned(), "2017".to_owned());
    let requested_at = at(COORDINATOR).now;
    let (case_id, person_id) = (id(9), id(20));
    stored(
        71,
        Correction { case_id, person_id, about: ABOUT, wrong, wanted, requested_at, source: None, state },
    )
}

#[test]
fn ipp7_only_what_is_known_is_asked_to_be_corrected() {
    for (about_known, expected) in [(true, None), (false, Some(Code::ReferenceUnknown))] {
        let request = RequestCorrection { about: ABOUT, wrong: "a".to_owned(), wanted: "b".to_owned() };
        let draft =
            CorrectionDraft { case: case(CaseState::Preparing), person: id(20), about_known, source: None };
        let refused = request.decide(&draft, &at(COORDINATOR)).err().map(|refusal| refusal.code);
        assert_eq!(refused, expected);
    }
}

#[test]
fn ipp7_a_request_is_answered_once_and_a_no_is_answered_once() {
    let no = Some(Code::CorrectionNotInState);
    let rows = [
        (CorrectionState::Requested, None, None, no),
        (CorrectionState::Corrected { answer: answer() }, no, no, no),
        (CorrectionState::Refused { answer: answer() }, no, no, None),
        (CorrectionState::Disputed { answer: answer(), dispute: dispute() }, no, no, no),
    ];
    let said = |outcome: Result<crate::command::Decision, crate::refusal::Refusal>| {
        outcome.err().map(|refusal| refusal.code)
    };
    for (state, accepted, refused, attached) in rows {
        let (status, it) = (state.status(), correction(state));
        let words = "because".to_owned();
        let now = at(COORDINATOR);
        assert_eq!(said(AcceptCorrection { words: words.clone() }.decide(&it, &now)), accepted, "{status:?}");
        assert_eq!(said(RefuseCorrection { words: words.clone() }.decide(&it, &now)), refused, "{status:?}");
        let target = RefusedCorrection { correction: it, had_by: vec![id(100)] };
        assert_eq!(said(AttachStatement { text: words }.decide(&target, &now)), attached, "{status:?}");
    }
}

//! Corrections, as tables.

use super::*;
use crate::{
    case::{CaseState, sample::*},
    command::Command,
    entity::Entity,
    filed::sample::written,
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
        Correction {
            case_id,
            person_id,
            about: ABOUT,
            wrong,
            wanted,
            requested_at,
            source: None,
            parts: Vec::new(),
            state,
        },
    )
}

#[test]
fn ipp7_only_what_is_known_is_asked_to_be_corrected() {
    for (about_known, expected) in [(true, None), (false, Some(Code::ReferenceUnknown))] {
        let request = RequestCorrection { about: ABOUT, wrong: "a".to_owned(), wanted: "b".to_owned() };
        let draft = CorrectionDraft {
            case: case(CaseState::Preparing),
            person: id(20),
            about_known,
            source: None,
            parts: Vec::new(),
        };
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
        let status = state.status();
        let target = HeldCorrection { correction: correction(state), had_by: vec![agency(100)] };
        let it = &target.correction;
        let words = "because".to_owned();
        let now = at(COORDINATOR);
        assert_eq!(
            said(AcceptCorrection { words: words.clone() }.decide(&target, &now)),
            accepted,
            "{status:?}"
        );
        assert_eq!(said(RefuseCorrection { words: words.clone() }.decide(it, &now)), refused, "{status:?}");
        assert_eq!(said(AttachStatement { text: words }.decide(&target, &now)), attached, "{status:?}");
    }
}

fn agency(n: u128) -> Addressee {
    Addressee::Agency { agency_id: id(n) }
}

fn member(n: u128) -> Addressee {
    Addressee::FamilyMember { person_id: id(n) }
}

/// Whom a decision tells, and of what.
fn told(decision: crate::command::Decision) -> Vec<(Addressee, CorrectionNews)> {
    let crate::command::Decision::Change(change) = decision else { return Vec::new() };
    let notices = written!(change, CorrectionNotice);
    notices.iter().map(|it| (it.addressee, it.news)).collect()
}

#[test]
fn ipp7_those_who_have_the_thing_are_told() {
    let held = |state, source| {
        let correction = correction(state).amended(|it| it.source = source);
        HeldCorrection { correction, had_by: vec![agency(100), agency(101), member(20), member(21)] }
    };
    let now = at(COORDINATOR);
    let own = now.actor.principal.agency().unwrap();
    let words = || "done".to_owned();
    let accept = AcceptCorrection { words: words() };
    let corrected = told(accept.decide(&held(CorrectionState::Requested, None), &now).unwrap());
    let all = [agency(100), agency(101), member(21)];
    assert_eq!(corrected, all.map(|it| (it, CorrectionNews::Corrected)), "not whoever asked");
    let mut of_own = held(CorrectionState::Requested, Some(own));
    of_own.had_by.push(Addressee::Agency { agency_id: own });
    let others: Vec<_> = corrected.into_iter().filter(|(it, _)| it.agency() != Some(own)).collect();
    assert_eq!(told(accept.decide(&of_own, &now).unwrap()), others, "not whoever corrected it");
    let refused = held(CorrectionState::Refused { answer: answer() }, None);
    let attached = told(AttachStatement { text: words() }.decide(&refused, &now).unwrap());
    assert_eq!(attached.len(), 3);
    assert!(attached.iter().all(|(_, news)| *news == CorrectionNews::StatementAttached));
}

#[test]
fn ipp7_an_agency_takes_note_once() {
    let now = at(COORDINATOR);
    let target =
        HeldCorrection { correction: correction(CorrectionState::Requested), had_by: vec![agency(100)] };
    let notice = target.notices(CorrectionNews::Corrected, None, &now).remove(0);
    let crate::command::Decision::Change(change) = AcknowledgeCorrection.decide(&notice, &now).unwrap()
    else {
        panic!("nothing was noted");
    };
    let noted = written!(change, CorrectionNotice)[0].clone();
    assert_eq!(noted.acknowledgement.unwrap().by, now.actor.principal.worker());
    let again = AcknowledgeCorrection.decide(&noted, &now).unwrap();
    assert!(matches!(again, crate::command::Decision::Unchanged));
}

//! Statements, as a table.

use super::*;
use crate::{
    case::{CaseState, CloseReason, sample::*},
    command::Command,
    entity::Entity,
    refusal::Code,
};

fn statement() -> Entity<Statement> {
    let statement = Statement {
        case_id: id(9),
        person_id: id(20),
        about: None,
        text: "we are tired".to_owned(),
        audience: StatementAudience::Everybody,
        replaces: None,
        made_at: at(COORDINATOR).now,
    };
    stored(61, statement)
}

#[test]
fn f0_11_a_statement_names_what_is_known_and_replaces_what_nothing_has_replaced() {
    let meeting = StatementAbout { kind: StatementTopic::Meeting, id: Uuid::nil() };
    let earlier = |replaced| Some((statement(), replaced));
    let rows = [
        (None, false, None, None, None),
        (Some(meeting), true, None, None, None),
        (Some(meeting), false, None, None, Some(Code::ReferenceUnknown)),
        (None, false, Some(id(61)), earlier(false), None),
        (None, false, Some(id(61)), earlier(true), Some(Code::StatementReplaced)),
        (None, false, Some(id(61)), None, Some(Code::ReferenceUnknown)),
    ];
    for (about, about_known, replaces, earlier, expected) in rows {
        let audience = StatementAudience::CoordinatorAndKeyContact;
        let said = MakeStatement { about, text: "we are not".to_owned(), audience, replaces };
        let draft = StatementDraft { case: case(CaseState::Preparing), author: id(20), about_known, earlier };
        let refused = said.decide(&draft, &at(COORDINATOR)).err().map(|refusal| refusal.code);
        assert_eq!(refused, expected, "{about:?} {replaces:?}");
    }
}

#[test]
fn f0_11_words_need_no_open_case() {
    let closing = CaseState::Closing { reason: CloseReason::GoalsMet, note: None, since: TODAY };
    for state in [CaseState::AwaitingConsent, closing] {
        let audience = StatementAudience::Everybody;
        let said = MakeStatement { about: None, text: "thank you".to_owned(), audience, replaces: None };
        let draft = StatementDraft { case: case(state), author: id(20), about_known: false, earlier: None };
        assert!(said.decide(&draft, &at(COORDINATOR)).is_ok());
    }
}

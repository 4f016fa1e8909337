//! Final reports, as tables.

use super::*;
use crate::{
    case::{CaseState, CloseReason, sample::*},
    command::Command,
    entity::Entity,
    refusal::Code,
};

fn report(state: FinalReportState) -> Entity<FinalReport> {
    let submitted_at = at(COORDINATOR).now;
    let summary = "all".to_owned();
    let (family_view, transition) = (None, None);
    stored(
        51,
        FinalReport {
            case_id: id(9),
            submitted_by: id(1),
            submitted_at,
            summary,
            family_view,
            transition,
            about: About::default(),
            state,
        },
    )
}

#[test]
fn f0_32_one_report_waits_at_a_time() {
    let closing = CaseState::Closing { reason: CloseReason::GoalsMet, note: None, since: TODAY };
    let returned = FinalReportState::Returned { reason: "more".to_owned() };
    let rows = [
        (CaseState::Preparing, vec![], Some(Code::CaseNotInState)),
        (closing.clone(), vec![], None),
        (closing.clone(), vec![report(returned)], None),
        (closing, vec![report(FinalReportState::Submitted)], Some(Code::FinalReportPending)),
    ];
    for (state, reports, wanted) in rows {
        let submit = SubmitFinalReport {
            summary: "all".to_owned(),
            family_view: None,
            transition: None,
            about: About::default(),
        };
        let target = CaseReports { case: file(state), reports };
        assert_eq!(submit.decide(&target, &at(COORDINATOR)).err().map(|refusal| refusal.code), wanted);
    }
}

#[test]
fn f0_32_a_report_is_judged_once() {
    let back = ReturnFinalReport { reason: "more".to_owned() };
    let (by, now) = (id(1), at(COORDINATOR).now);
    let accepted = report(FinalReportState::Accepted { by, at: now });
    assert!(AcceptFinalReport.decide(&report(FinalReportState::Submitted), &at(COORDINATOR)).is_ok());
    assert!(back.decide(&report(FinalReportState::Submitted), &at(COORDINATOR)).is_ok());
    assert_eq!(refused(&AcceptFinalReport, &accepted, &at(COORDINATOR)), Code::FinalReportNotInState);
    assert_eq!(refused(&back, &accepted, &at(COORDINATOR)), Code::FinalReportNotInState);
}

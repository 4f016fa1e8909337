//! The rules of progress reports (F0-31).

use super::*;
use crate::{plan::sample::*, record::Record, refusal::Code};

#[test]
fn f0_31_a_report_is_due_six_weeks_after_the_last() {
    let mut file = case_file();
    let report =
        SubmitProgressReport { summary: "it goes".to_owned(), changes: None, about: About::default() };
    let records = done(&report, &file, &nurse());
    assert_eq!(only!(records, ProgressReport).next().unwrap().submitted_on, day("2026-03-02"));
    assert_eq!(file.case.progress_report_due_on(None), Some(day("2026-04-02")));
    assert_eq!(file.case.progress_report_due_on(Some(day("2026-03-02"))), Some(day("2026-04-13")));
    file.case.body.state = CaseState::Preparing;
    assert_eq!(code(&report, &file, &nurse()), Code::CaseNotInState);
    assert_eq!(file.case.progress_report_due_on(None), None);
}

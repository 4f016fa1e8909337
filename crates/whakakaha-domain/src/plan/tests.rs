//! The rules of plans as tables (F0-02, F0-27, F0-30, F1-20, F2-02, scenarios 4 and 9).

mod answers;
mod circulation;
mod confidential;
mod drafts;
mod properties;

use super::{sample::*, *};
use crate::{command::Moment, entity::Entity, record::Record};

fn written(records: &[Record], number: u32) -> &Entity<PlanVersion> {
    let mut versions = only!(records, PlanVersion);
    versions.find(|version| version.number == number).expect("the version")
}

fn circulated(plan: &PlanFile) -> PlanFile {
    let records = done(&CirculatePlan, plan, &nurse());
    let version = written(&records, plan.version.number).clone();
    let mut after = copy(plan);
    after.live.retain(|it| it.state.status() == PlanStatus::Current);
    after.live.push(version.clone());
    after.version = version;
    after
}

fn circulation(plan: &PlanFile) -> Circulation {
    circulated(plan).version.state.circulation().unwrap().clone()
}

fn copy(plan: &PlanFile) -> PlanFile {
    PlanFile {
        file: crate::case::CaseFile {
            case: plan.file.case.clone(),
            members: plan.file.members.clone(),
            consents: plan.file.consents.clone(),
            assignments: plan.file.assignments.clone(),
            guardians: plan.file.guardians.clone(),
            kept_back: plan.file.kept_back.clone(),
        },
        version: plan.version.clone(),
        live: plan.live.clone(),
        instead: plan.instead,
        entries: plan.entries.clone(),
        needs: plan.needs.clone(),
        confidences: plan.confidences.clone(),
        actions: plan.actions.clone(),
        reviews: plan.reviews.clone(),
        workers: plan.workers.clone(),
        today: plan.today,
        reader: plan.reader,
        sent_in_person: plan.sent_in_person.clone(),
    }
}

fn answer(plan: &PlanFile, verdict: Verdict) -> RespondToPlan {
    let content_hash = plan.version.state.circulation().unwrap().content_hash.clone();
    RespondToPlan { content_hash, verdict, comment: None, for_family: None, evidence: None }
}

fn answered(plan: &PlanFile, verdict: Verdict, at: &Moment) -> PlanFile {
    let records = done(&answer(plan, verdict), plan, at);
    let mut after = copy(plan);
    after.version = written(&records, plan.version.number).clone();
    after.live = vec![after.version.clone()];
    for action in only!(records, Action) {
        after.actions.retain(|it| it.id != action.id);
        after.actions.push(action.clone());
    }
    for review in only!(records, Review) {
        after.reviews.retain(|it| it.id != review.id);
        after.reviews.push(review.clone());
    }
    if let Some(case) = only!(records, Case).next() {
        after.file.case = case.clone();
    }
    after
}

fn in_force(plan: &PlanFile) -> PlanFile {
    let plan = circulated(plan);
    let plan = answered(&plan, Verdict::Agree, &nurse());
    let plan = answered(&plan, Verdict::AgreeWithComment, &teacher());
    answered(&plan, Verdict::Agree, &mother())
}

/// The next version, drafted from the one in the file, with other content.
fn next(plan: &PlanFile, change: impl Fn(&mut PlanContent)) -> PlanFile {
    let mut after = copy(plan);
    let number = plan.version.number + 1;
    after.version = version(100 + u128::from(number), number, PlanState::Draft);
    after.version.body.content = plan.version.content.clone();
    change(&mut after.version.body.content);
    after
}

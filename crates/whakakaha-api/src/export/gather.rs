//! Gathers a copy from what other operations answer to the same person: whatever is kept from them there is not here.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use whakakaha_domain::{
    case::Case,
    contact::Contact,
    correction::Correction,
    entity::Entity,
    final_report::FinalReport,
    ids::Id,
    meeting::Meeting,
    membership::Relationship,
    need::Need,
    person::Person,
    plan::{PlanSheet, PlanStatus},
    profile::ProfileEntry,
    progress_report::ProgressReport,
    restriction::{About, Restriction},
    review::{Review, ReviewState},
    safety::SafetyAlert,
};
use whakakaha_store::{
    access::{AccessEntry, AccessFilter},
    action::{ActionFilter, ActionItem},
    assignment::AssignmentDetail,
    consent::OwnConsent,
    correction::CorrectionsOf,
    disclosure::{OwnItem, OwnItems},
    error::Failure,
    export::OwnTraces,
    meeting::MeetingSheet,
    person::{PersonFile, RelationshipsOf},
    plan::PlansOf,
    preparation::{EntryFilter, NeedFilter, RestrictionFilter},
    review::ReviewsOf,
    safety::AlertsOf,
    statement::{StatementSheet, StatementsOf},
    unit::ReadUnit,
};

use super::{CaseRecordView, OwnMeetingView, OwnRecordView, OwnRelationshipView};
use crate::{
    person::PersonView,
    view::{Item, View},
};

/// More than anybody has of one kind.
const MOST: usize = 1000;

pub(super) fn gather(unit: &mut ReadUnit<'_>, made_at: DateTime<Utc>) -> Result<OwnRecordView, Failure> {
    let (traces, _) = unit.read::<OwnTraces>(&())?;
    let (person, version) = unit.read::<PersonFile>(&traces.person)?;
    let everything = AccessFilter { since: None, until: None, agency: None };
    let mut accesses = unit.all::<AccessEntry>(&everything, MOST + 1)?;
    let accesses_complete = accesses.len() <= MOST;
    accesses.truncate(MOST);
    let cases = traces.cases.iter().map(|case| record(unit, traces.person, case));
    Ok(OwnRecordView {
        cases: cases.collect::<Result<_, _>>()?,
        made_at,
        person: PersonView::of(&person, version),
        memberships: items(&traces.memberships, |it| it.into()),
        relationships: relationships(unit, traces.person)?,
        intakes: items(&traces.intakes, |it| it.into()),
        consents: items(&unit.all::<OwnConsent>(&(), MOST)?, |OwnConsent(consent)| consent.into()),
        statements: items(&unit.all::<StatementSheet>(&StatementsOf::Oneself, MOST)?, Item::of),
        corrections: items(&unit.all::<Entity<Correction>>(&CorrectionsOf::Oneself, MOST)?, Item::of),
        disclosures: items(&unit.all::<OwnItem>(&OwnItems { ahead: false }, MOST)?, Item::of),
        meetings: meetings(unit, traces.person, &traces.meetings)?,
        accesses: items(&accesses, Item::of),
        accesses_complete,
    })
}

fn items<T, V>(found: &[T], view: impl Fn(&T) -> V) -> Vec<V> {
    found.iter().map(view).collect()
}

/// The person's relationships to those of whom they may know.
fn relationships(unit: &mut ReadUnit<'_>, person: Id<Person>) -> Result<Vec<OwnRelationshipView>, Failure> {
    let found = unit.all::<Entity<Relationship>>(&RelationshipsOf(person), MOST)?;
    let mut views = Vec::with_capacity(found.len());
    for it in &found {
        let names = (name(unit, it.person_id)?, name(unit, it.of_person_id)?);
        views.push(OwnRelationshipView::of(it, names));
    }
    Ok(views)
}

fn name(unit: &mut ReadUnit<'_>, person: Id<Person>) -> Result<String, Failure> {
    Ok(unit.read::<PersonFile>(&person)?.0.person.name.clone())
}

/// The meetings of which the person may know.
fn meetings(
    unit: &mut ReadUnit<'_>,
    person: Id<Person>,
    invited: &[Id<Meeting>],
) -> Result<Vec<OwnMeetingView>, Failure> {
    let mut known = BTreeMap::<Uuid, OwnMeetingView>::new();
    for id in invited {
        match unit.read::<MeetingSheet>(id) {
            Ok((sheet, _)) => {
                let points = |it: &mut Meeting| it.agenda.retain(|it| !is_of_others(&it.body.about, person));
                known.insert(id.uuid(), (&sheet.meeting.amended(points)).into())
            }
            Err(Failure::Absent | Failure::Forbidden(_)) => continue,
            Err(failure) => return Err(failure),
        };
    }
    Ok(known.into_values().collect())
}

/// Whether words are about others of the family alone.
fn is_of_others(about: &About, person: Id<Person>) -> bool {
    !about.people.is_empty() && !about.people.contains(&person)
}

/// A review without what the family says of others.
fn without_words_of_others(review: &mut Entity<Review>, person: Id<Person>) {
    if let ReviewState::Completed(result) = &mut review.body.state
        && is_of_others(&result.about, person)
    {
        result.family_view = None;
    }
}

fn record(
    unit: &mut ReadUnit<'_>,
    person: Id<Person>,
    case: &Entity<Case>,
) -> Result<CaseRecordView, Failure> {
    let id = case.id;
    let mut entries = unit.all::<Entity<ProfileEntry>>(&EntryFilter { case: id, kind: None }, MOST)?;
    entries.retain(|entry| entry.said_by.is_none_or(|by| by == person));
    let mut needs = unit.all::<Entity<Need>>(&NeedFilter { case: id }, MOST)?;
    needs.retain(|need| need.person_id.is_none_or(|of| of == person));
    let mut restrictions = unit.all::<Entity<Restriction>>(&RestrictionFilter { case: id }, MOST)?;
    restrictions.retain(|restriction| restriction.decision.decided_by == person);
    let mut plans = unit.all::<PlanSheet>(&PlansOf(id), MOST)?;
    plans
        .retain(|sheet| matches!(sheet.version.state.status(), PlanStatus::Current | PlanStatus::Circulated));
    let mut progress = unit.all::<Entity<ProgressReport>>(&id, MOST)?;
    progress.retain(|report| !is_of_others(&report.about, person));
    let mut reviews = unit.all::<Entity<Review>>(&ReviewsOf(id), MOST)?;
    for review in &mut reviews {
        without_words_of_others(review, person);
    }
    let mut last = unit.all::<Entity<FinalReport>>(&id, MOST)?;
    last.retain(|report| !is_of_others(&report.about, person));
    let mut contacts = unit.all::<Entity<Contact>>(&id, MOST)?;
    contacts.retain(|contact| contact.person_id.is_none_or(|with| with == person));
    let promised = ActionFilter { case: id, status: None, owner_agency: None, check_due: false };
    Ok(CaseRecordView {
        id: id.uuid(),
        family_id: case.family_id.uuid(),
        status: case.state.status().into(),
        opened_on: case.opened_on,
        preferences: (&case.preferences).into(),
        assignments: items(&unit.all::<AssignmentDetail>(&id, MOST)?, Item::of),
        profile_entries: items(&entries, Item::of),
        needs: items(&needs, Item::of),
        restrictions: items(&restrictions, Item::of),
        plan_versions: items(&plans, Item::of),
        actions: items(&unit.all::<ActionItem>(&promised, MOST)?, Item::of),
        contacts: items(&contacts, Item::of),
        progress_reports: items(&progress, Item::of),
        reviews: items(&reviews, Item::of),
        final_reports: items(&last, Item::of),
        safety_alerts: items(&unit.all::<Entity<SafetyAlert>>(&AlertsOf(id), MOST)?, Item::of),
    })
}

use super::*;
use crate::{
    case::{CaseFile, CaseState},
    filed::{
        Filed,
        sample::{
            CHILD, COORDINATOR, MOTHER, by_coordinator, by_mother, change, code, evidence, file, id,
            preparing, refusal, unchanged, written,
        },
    },
};

fn add(said_by: Option<u128>) -> AddProfileEntry {
    AddProfileEntry {
        kind: ProfileKind::Dream,
        text: "he kāinga".to_owned(),
        said_by: said_by.map(id),
        domain: None,
        evidence: None,
    }
}

fn entry(case: CaseFile) -> Filed<ProfileEntry> {
    let entry = ProfileEntry {
        case_id: case.case.id,
        kind: ProfileKind::Issue,
        text: "school".to_owned(),
        said_by: None,
        recorded_by: None,
        domain: None,
        decision: None,
        removed_at: None,
        removal: None,
    };
    Filed { case, thing: Entity::new(id(300), entry) }
}

#[test]
fn the_family_speaks_once_it_has_consented() {
    let cases = [
        (CaseState::AwaitingConsent, Some(Code::ConsentInsufficient)),
        (CaseState::Preparing, None),
        (CaseState::Active { since: "2026-02-10".parse().unwrap() }, None),
    ];
    for (state, expected) in cases {
        assert_eq!(code(&add(None), &file(state), &by_mother()), expected);
    }
}

#[test]
fn words_are_kept_with_who_said_and_who_wrote_them_f0_11() {
    let change_by_worker = change(&add(Some(CHILD)), &preparing(), &by_coordinator());
    let [entry] = written!(change_by_worker, ProfileEntry)[..] else { panic!() };
    assert_eq!((entry.said_by, entry.recorded_by), (Some(id(CHILD)), Some(id(COORDINATOR))));
    assert_eq!(entry.text, "he kāinga");
    let change_by_mother = change(&add(None), &preparing(), &by_mother());
    assert_eq!(written!(change_by_mother, ProfileEntry)[0].recorded_by, None);
    let stranger = refusal(&add(Some(999)), &preparing(), &by_mother()).unwrap();
    assert_eq!((stranger.code, stranger.pointer.as_deref()), (Code::PersonNotMember, Some("#/said_by")));
}

#[test]
fn a_worker_changes_words_only_by_the_familys_decision_f0_11() {
    let revise = |evidence| ReviseProfileEntry { text: "kura".to_owned(), domain: None, evidence };
    let target = entry(preparing());
    assert_eq!(code(&revise(None), &target, &by_coordinator()), Some(Code::FamilyDecisionMissing));
    let revised = change(&revise(evidence()), &target, &by_coordinator());
    assert_eq!(written!(revised, ProfileEntry)[0].text, "kura");
    assert_eq!(code(&revise(None), &target, &by_mother()), None);
    let same = ReviseProfileEntry { text: "school".to_owned(), domain: None, evidence: None };
    assert!(unchanged(&same, &target, &by_mother()));
}

#[test]
fn a_removed_entry_stays_and_is_not_changed_any_more() {
    let mut target = entry(preparing());
    let remove = RemoveProfileEntry { evidence: None };
    assert_eq!(code(&remove, &target, &by_coordinator()), Some(Code::FamilyDecisionMissing));
    let removed = change(&remove, &target, &by_mother());
    target.thing = written!(removed, ProfileEntry)[0].clone();
    assert!(target.thing.removed_at.is_some());
    assert!(unchanged(&remove, &target, &by_mother()));
    let revise = ReviseProfileEntry { text: "kura".to_owned(), domain: None, evidence: None };
    assert_eq!(code(&revise, &target, &by_mother()), Some(Code::EntryRemoved));
}

#[test]
fn the_family_decides_what_the_key_issues_are_f1_12() {
    let named =
        |known: &[u128]| NamedEntries { case: preparing(), known: known.iter().copied().map(id).collect() };
    let approve = |evidence| ApproveKeyIssues { entries: vec![id(2), id(1), id(2)], evidence };
    let unknown = refusal(&approve(None), &named(&[2]), &by_mother()).unwrap();
    assert_eq!((unknown.code, unknown.pointer.as_deref()), (Code::EntryUnknown, Some("#/entries/1")));
    let missing = code(&approve(None), &named(&[1, 2]), &by_coordinator());
    assert_eq!(missing, Some(Code::FamilyDecisionMissing));
    let approved = change(&approve(evidence()), &named(&[1, 2]), &by_coordinator());
    let issues = written!(approved, Case)[0].key_issues.clone().unwrap();
    assert_eq!(issues.entries, [id(2), id(1)]);
    assert_eq!(issues.decision.decided_by, id(MOTHER));
}

#[test]
fn the_checklist_names_what_is_missing_f0_44() {
    let mut preparation = Preparation {
        case: preparing().case,
        consent_sufficient: false,
        entries: vec![(ProfileKind::Dream, 0)],
        key_issues: None,
    };
    let all = [
        Code::ConsentInsufficient,
        Code::ProfileMissing,
        Code::KeyIssuesMissing,
        Code::ConfidentialityNotAsked,
    ];
    assert_eq!(preparation.missing(), all);
    preparation.consent_sufficient = true;
    preparation.entries = vec![(ProfileKind::Dream, 1)];
    assert_eq!(preparation.missing(), [Code::KeyIssuesMissing, Code::ConfidentialityNotAsked]);
}

/// F0-44: with evidence, once.
#[test]
fn the_family_decides_what_it_goes_without_f0_44() {
    let waive = |evidence| WaivePreparation { items: vec![PreparationItem::Profile], evidence };
    assert_eq!(code(&waive(None), &preparing(), &by_coordinator()), Some(Code::FamilyDecisionMissing));
    let waived = change(&waive(evidence()), &preparing(), &by_coordinator());
    let [case] = written!(waived, Case)[..] else { panic!() };
    assert!(case.waives(PreparationItem::Profile) && !case.waives(PreparationItem::KeyIssues));
    let decision = &case.waivers[0].decision;
    assert_eq!((decision.decided_by, decision.recorded_by), (id(MOTHER), Some(id(COORDINATOR))));
    let again = CaseFile { case: case.clone(), ..preparing() };
    assert!(unchanged(&waive(None), &again, &by_mother()));
}

/// F0-23: the evidence is kept with what it is evidence of.
#[test]
fn the_decision_to_write_down_and_to_remove_is_kept_f0_23() {
    let added =
        change(&AddProfileEntry { evidence: evidence(), ..add(None) }, &preparing(), &by_coordinator());
    let decision = written!(added, ProfileEntry)[0].decision.clone().unwrap();
    assert_eq!((decision.decided_by, decision.how.as_deref()), (id(MOTHER), Some("in person")));
    let remove = RemoveProfileEntry { evidence: evidence() };
    let removed = change(&remove, &entry(preparing()), &by_coordinator());
    assert_eq!(written!(removed, ProfileEntry)[0].removal.as_ref().unwrap().decided_by, id(MOTHER));
    let revise = ReviseProfileEntry { text: "kura".to_owned(), domain: None, evidence: evidence() };
    let revised = change(&revise, &entry(preparing()), &by_coordinator());
    assert_eq!(written!(revised, ProfileEntry)[0].decision.as_ref().unwrap().decided_by, id(MOTHER));
}

//! The consent engine (model 3.3) and the rules around it, as tables.

mod guardians;
mod model;
mod table;

use super::{
    state::{FamilyConsent as Sum, Held},
    *,
};
use crate::{
    case::{CaseState, CaseStatus, Guardian, sample::*},
    command::{Command, Decision},
    recall::Shown,
    record::Record,
};

fn agreed_on(consents: Vec<Entity<Consent>>) -> CaseFile {
    CaseFile { consents, ..file(CaseState::AwaitingConsent) }
}

fn withdrawn() -> ConsentState {
    ConsentState::Withdrawn { signature: signature(), at: at(COORDINATOR).now, channel: "x".to_owned() }
}

fn without_child(consent: &Entity<Consent>) -> Entity<Consent> {
    consent.amended(|it| it.children.clear())
}

fn less(consent: &Entity<Consent>, purposes: Vec<Purpose>, agencies: Vec<u128>) -> Entity<Consent> {
    let agencies = agencies.into_iter().map(id).collect();
    let part = Narrowing {
        purposes,
        agencies,
        categories: Vec::new(),
        at: at(COORDINATOR).now,
        channel: "x".to_owned(),
    };
    consent.amended(|it| it.narrowed.push(part))
}

type Row = (&'static str, Vec<Entity<Consent>>, [Sum; 3]);

/// What people said, and what it adds up to for taking part and for sharing with agencies 100 and 101.
fn assert_adds_up(rows: Vec<Row>) {
    for (name, consents, wanted) in rows {
        let file = agreed_on(consents);
        let sum = |purpose, agency| state::standing(&file, purpose, agency, TODAY).state;
        let found = [
            sum(Purpose::Participate, None),
            sum(Purpose::ShareWithAgencies, Some(id(100))),
            sum(Purpose::ShareWithAgencies, Some(id(101))),
        ];
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn model_3_3_each_answer_of_a_family_adds_up() {
    let pending = || ConsentState::PendingSignature;
    let no = || ConsentState::Refused { on: TODAY };
    assert_adds_up(vec![
        ("nobody was asked", vec![], [Sum::None; 3]),
        ("asked, not signed", vec![consent(21, 11, pending())], [Sum::Pending; 3]),
        ("one of two signed", vec![active(21, 11)], [Sum::Partial; 3]),
        ("one signed, one asked", vec![active(21, 11), consent(22, 12, pending())], [Sum::Partial; 3]),
        ("both signed", vec![active(21, 11), active(22, 12)], [Sum::Sufficient; 3]),
        ("one objects", vec![active(21, 11), consent(22, 12, no())], [Sum::Conflicting; 3]),
        ("one took it back", vec![active(21, 11), consent(22, 12, withdrawn())], [Sum::Conflicting; 3]),
        ("nobody is left", vec![consent(21, 11, withdrawn()), consent(22, 12, no())], [Sum::Withdrawn; 3]),
        ("both said no", vec![consent(21, 11, no()), consent(22, 12, no())], [Sum::None; 3]),
    ]);
}

#[test]
fn model_3_3_children_parts_and_periods_count() {
    let cut = [Sum::Sufficient, Sum::Sufficient, Sum::Conflicting];
    let shut = [Sum::Sufficient, Sum::Conflicting, Sum::Conflicting];
    let share = vec![Purpose::ShareWithAgencies];
    let late = active(22, 12).amended(|it| it.valid_until = day(2026, 2, 1));
    let early = active(22, 12).amended(|it| it.valid_from = day(2026, 2, 3));
    let over = consent(22, 12, ConsentState::Superseded { signature: signature(), by: id(23) });
    let (first, second) = (active(21, 11), active(22, 12));
    let (alone, other) = (without_child(&first), without_child(&second));
    assert_adds_up(vec![
        ("no child is covered", vec![alone, other.clone()], [Sum::Partial; 3]),
        ("one guardian covers the child", vec![first.clone(), other], [Sum::Sufficient; 3]),
        ("an agency was taken back", vec![first.clone(), less(&second, vec![], vec![101])], cut),
        ("sharing was taken back", vec![first.clone(), less(&second, share, vec![])], shut),
        ("one ran out", vec![first.clone(), late], [Sum::Partial; 3]),
        ("one begins tomorrow", vec![first.clone(), early], [Sum::Partial; 3]),
        ("one was replaced", vec![first.clone(), over.clone(), active(23, 12)], [Sum::Sufficient; 3]),
        ("replaced and gone", vec![first, over], [Sum::Partial; 3]),
    ]);
}

#[test]
fn model_3_3_who_must_sign() {
    use FamilyRole::*;
    for role in [Parent, Guardian, Caregiver, Child, YoungPerson, Adult, WhanauSupport] {
        let mut file = agreed_on(vec![]);
        file.members = vec![member(11, role)];
        let wanted = matches!(role, Parent | Guardian | Caregiver | Adult);
        assert_eq!(state::required_signatories(&file).count() == 1, wanted, "{role:?}");
    }
    let mut young = member(11, YoungPerson);
    young.membership = young.membership.amended(|it| it.consents_for_self = true);
    let file = CaseFile { members: vec![young], ..agreed_on(vec![]) };
    assert_eq!(state::required_signatories(&file).count(), 1, "a young person who understands");
}

#[test]
fn model_3_a_consent_is_warned_of_before_it_runs_out_once_for_each_stage() {
    let warned = |left: u64, before: Option<u16>, others: Vec<Entity<Consent>>| {
        let consent = active(21, 11).amended(|it| {
            it.valid_until = TODAY + chrono::Days::new(left);
            it.warned_days = before;
        });
        let target = EndingConsent(of(consent, others, CaseState::Preparing));
        match WarnOfExpiry.decide(&target, &at(Principal::Service)).unwrap() {
            Decision::Change(change) => change.records().iter().find_map(|record| {
                let Record::Consent(it) = record else { return None };
                it.warned_days
            }),
            Decision::Unchanged | Decision::Kept(..) => None,
        }
    };
    let rows = [
        (31, None, None),
        (30, None, Some(30)),
        (29, Some(30), None),
        (14, Some(30), Some(14)),
        (8, Some(14), None),
        (7, Some(14), Some(7)),
        (0, Some(7), None),
        (3, None, Some(7)),
    ];
    for (left, before, expected) in rows {
        assert_eq!(warned(left, before, vec![]), expected, "{left} days left, warned {before:?}");
    }
    assert_eq!(warned(3, None, vec![active(22, 11)]), None, "the person has signed what takes its place");
    assert_eq!(warned(3, None, vec![active(22, 12)]), Some(7), "somebody else has");
}

/// Scenario 2: what goes on without whoever objects, and what is held back meanwhile.
#[test]
fn scenario_2_who_objects_is_held_back_with_the_children_of_whom_they_are_guardian() {
    let no = |n, person| consent(n, person, ConsentState::Refused { on: TODAY });
    let held = |file: &CaseFile| {
        let standing = state::standing(file, Purpose::Participate, None, TODAY);
        (standing.opens, standing.held.into_iter().collect::<Vec<_>>())
    };
    let (father, child) = (Held::Person(id(12)), Held::Person(id(13)));
    let mut file = agreed_on(vec![active(21, 11), no(22, 12)]);
    assert_eq!(held(&file), (true, vec![father, child, Held::Family]));
    file.guardians = vec![Guardian { guardian: id(11), child: id(13), ended: false }];
    assert_eq!(held(&file), (true, vec![father, Held::Family]), "he is no guardian of this child");
    file.guardians.push(Guardian { guardian: id(12), child: id(13), ended: false });
    assert_eq!(held(&file), (true, vec![father, child, Held::Family]));
    let ground = ResolutionGround::CourtOrder;
    let resolve = ResolveConflict {
        child_id: id(13),
        ground,
        reference: "FAM-2026-1".to_owned(),
        evidence_sha256: "a".repeat(64),
        on: TODAY,
    };
    let change = written(&resolve, &file, &at(COORDINATOR));
    file.case.body = case_in(&change).unwrap().clone();
    assert_eq!(held(&file), (true, vec![father, Held::Family]), "an order says who decides");
    let silent = agreed_on(vec![no(22, 12)]);
    assert_eq!(held(&silent), (false, vec![]), "nobody agrees");
    let mut young = agreed_on(vec![active(21, 14), no(22, 12), no(23, 11)]);
    let mut daughter = member(14, FamilyRole::YoungPerson);
    daughter.membership = daughter.membership.amended(|it| it.consents_for_self = true);
    young.members.push(daughter);
    assert_eq!(held(&young), (false, vec![]), "no adult takes part");
}

#[test]
fn model_3_3_a_kind_of_information_that_somebody_does_not_share_is_held_back() {
    let health = vec![InformationCategory::Health];
    let part = Narrowing {
        purposes: vec![],
        agencies: vec![],
        categories: health,
        at: at(COORDINATOR).now,
        channel: "x".to_owned(),
    };
    let file = agreed_on(vec![active(21, 11), active(22, 12).amended(|it| it.narrowed.push(part))]);
    let held = state::held_from(&file, id(100), TODAY);
    assert_eq!(held, [Held::Category(InformationCategory::Health)].into());
    assert_eq!(
        state::standing(&file, Purpose::ShareWithAgencies, Some(id(100)), TODAY).state,
        Sum::Sufficient
    );
    let back = WithdrawConsent {
        purposes: vec![],
        agencies: vec![],
        categories: vec![InformationCategory::Health],
        channel: "x".to_owned(),
    };
    let target = of(active(21, 11), vec![active(22, 12)], CaseState::Preparing);
    let change = written(&back, &target, &at(COORDINATOR));
    let rows = change
        .records()
        .iter()
        .find_map(|it| if let Record::ConsentStandings(rows) = it { Some(rows) } else { None });
    let shared = rows
        .unwrap()
        .iter()
        .find(|row| row.agency_id == Some(id(101)) && row.purpose == Purpose::ShareWithAgencies);
    assert_eq!(shared.unwrap().held, [Held::Category(InformationCategory::Health)].into());
}

/// At 23:30 in Auckland the next day has begun on the Chatham Islands, and a membership may begin on it.
#[test]
fn model_3_3_who_joins_counts_at_once() {
    let mut file = agreed_on(vec![active(21, 11), active(22, 12)]);
    let mut partner = member(14, FamilyRole::Adult);
    partner.membership = partner.membership.amended(|it| it.started_on = day(2026, 2, 3));
    file.members.push(partner);
    let standing = state::standing(&file, Purpose::Participate, None, TODAY);
    assert_eq!(standing.state, Sum::Partial);
}

#[test]
fn f1_11_the_day_after_the_last_is_a_midnight_where_the_family_lives() {
    let file = agreed_on(vec![active(21, 11), active(22, 12)]);
    let standing = state::standing(&file, Purpose::Participate, None, TODAY);
    assert_eq!(standing.ends_at.to_rfc3339(), "2026-12-31T11:00:00+00:00");
}

fn status_after<C: Command>(command: &C, target: &C::Target) -> Option<CaseStatus> {
    case_in(&written(command, target, &at(COORDINATOR))).map(|case| case.state.status())
}

fn of(consent: Entity<Consent>, others: Vec<Entity<Consent>>, state: CaseState) -> ConsentFile {
    let consents = others.into_iter().chain([consent.clone()]).collect();
    ConsentFile { consent, file: CaseFile { consents, ..file(state) }, shown: Shown::default() }
}

/// F1-11: consent moves the case, and nothing else does here.
#[test]
fn f1_11_consent_moves_the_case() {
    let since = day(2026, 1, 20);
    let sign = SignConsent(signature());
    let last = |state| of(consent(22, 12, ConsentState::PendingSignature), vec![active(21, 11)], state);
    let first = of(consent(21, 11, ConsentState::PendingSignature), vec![], CaseState::AwaitingConsent);
    assert_eq!(status_after(&sign, &last(CaseState::AwaitingConsent)), Some(CaseStatus::Preparing));
    assert_eq!(status_after(&sign, &first), None);
    let back =
        WithdrawConsent { purposes: vec![], agencies: vec![], categories: vec![], channel: "x".to_owned() };
    let given = |state| of(active(22, 12), vec![active(21, 11)], state);
    let alone = |state| {
        let mut target = of(active(22, 12), vec![], state);
        target.file.members.retain(|member| member.person.id != id(11));
        target
    };
    assert_eq!(status_after(&back, &alone(CaseState::Preparing)), Some(CaseStatus::OnHold));
    assert_eq!(status_after(&back, &alone(CaseState::Active { since })), Some(CaseStatus::OnHold));
    assert_eq!(status_after(&back, &alone(CaseState::AwaitingConsent)), None);
    assert_eq!(status_after(&back, &given(CaseState::Active { since })), None, "the other goes on");
    let part = WithdrawConsent { agencies: vec![id(101)], ..back };
    assert_eq!(status_after(&part, &given(CaseState::Preparing)), None);
}

#[test]
fn f0_06_withdrawal_is_refused_only_where_nothing_was_signed() {
    let back =
        WithdrawConsent { purposes: vec![], agencies: vec![], categories: vec![], channel: "x".to_owned() };
    let expired = ConsentState::Expired { signature: signature(), on: TODAY };
    let over = ConsentState::Superseded { signature: signature(), by: id(29) };
    for state in [withdrawn(), expired, over] {
        let target = of(consent(21, 11, state), vec![], CaseState::Preparing);
        assert!(matches!(back.decide(&target, &at(COORDINATOR)), Ok(Decision::Unchanged)));
    }
    for state in [ConsentState::PendingSignature, ConsentState::Refused { on: TODAY }] {
        let target = of(consent(21, 11, state), vec![], CaseState::Preparing);
        assert_eq!(refused(&back, &target, &at(COORDINATOR)), Code::ConsentNotInState);
    }
    let narrowed = of(less(&active(21, 11), vec![], vec![101]), vec![], CaseState::Preparing);
    let again = WithdrawConsent { agencies: vec![id(101)], ..back };
    assert!(matches!(again.decide(&narrowed, &at(COORDINATOR)), Ok(Decision::Unchanged)));
    let unheard = WithdrawConsent { agencies: vec![id(555)], ..again };
    assert_eq!(refused(&unheard, &narrowed, &at(COORDINATOR)), Code::ConsentNotHeld);
}

type Spoil = fn(&mut Signature);

#[test]
fn f1_11_signing_needs_evidence_and_standing() {
    let rows: [(Spoil, Code); 3] = [
        (|it| it.evidence_sha256 = "A".repeat(64), Code::ConsentEvidenceMissing),
        (|it| it.signed_on = day(2026, 2, 3), Code::ConsentEvidenceMissing),
        (|it| it.witness.clear(), Code::ConsentEvidenceMissing),
    ];
    let target = of(consent(21, 11, ConsentState::PendingSignature), vec![], CaseState::AwaitingConsent);
    for (spoil, wanted) in rows {
        let mut bad = signature();
        spoil(&mut bad);
        assert_eq!(refused(&SignConsent(bad), &target, &at(COORDINATOR)), wanted);
    }
    let sign = SignConsent(signature());
    assert_eq!(refused(&sign, &target, &at(Principal::Family(id(12)))), Code::ConsentNotOwn);
    let stranger = of(consent(21, 77, ConsentState::PendingSignature), vec![], CaseState::AwaitingConsent);
    assert_eq!(refused(&sign, &stranger, &at(COORDINATOR)), Code::SignatoryWithoutStanding);
}

/// A newer consent replaces the earlier one when it begins, so that no day is left without.
#[test]
fn f1_11_signing_replaces_the_earlier_consent() {
    let status = |begins| {
        let newer = consent(23, 11, ConsentState::PendingSignature).amended(|it| it.valid_from = begins);
        let target = of(newer, vec![active(21, 11)], CaseState::Preparing);
        let change = written(&SignConsent(signature()), &target, &at(COORDINATOR));
        change.records().iter().find_map(|record| {
            let Record::Consent(it) = record else { return None };
            (it.id == id(21)).then(|| (it.state.status(), it.valid_until))
        })
    };
    assert_eq!(status(TODAY), Some((ConsentStatus::Superseded, day(2026, 12, 31))));
    assert_eq!(status(day(2026, 6, 1)), Some((ConsentStatus::Active, day(2026, 5, 31))));
}

/// Model 3.3: a newer consent of the same person replaces what is for the same purposes, and no more.
#[test]
fn model_3_3_signing_replaces_the_same_purposes_only() {
    use Purpose::*;
    let rows: [(&str, &[Purpose], ConsentStatus, &[Purpose]); 4] = [
        ("another purpose", &[CaseStudy], ConsentStatus::Active, &[]),
        ("one of two", &[ShareWithAgencies, CaseStudy], ConsentStatus::Active, &[ShareWithAgencies]),
        ("the same", &[Participate, ShareWithAgencies], ConsentStatus::Superseded, &[]),
        ("more", &[Participate, ShareWithAgencies, CaseStudy], ConsentStatus::Superseded, &[]),
    ];
    for (name, purposes, status, taken_back) in rows {
        let newer = |begins| {
            consent(23, 11, ConsentState::PendingSignature).amended(|it| {
                it.purposes = purposes.to_vec();
                it.valid_from = begins;
            })
        };
        let target = |begins| of(newer(begins), vec![active(21, 11), active(22, 12)], CaseState::Preparing);
        let change = written(&SignConsent(signature()), &target(TODAY), &at(COORDINATOR));
        let written = change.records().iter().find_map(|record| {
            let Record::Consent(it) = record else { return None };
            (it.id == id(21)).then(|| it.body.clone())
        });
        let earlier = written.unwrap_or_else(|| active(21, 11).body);
        assert_eq!(earlier.state.status(), status, "{name}");
        let narrowed = earlier.narrowed.iter().flat_map(|part| part.purposes.clone());
        assert_eq!(narrowed.collect::<Vec<_>>(), taken_back, "{name}");
        assert!(case_in(&change).is_none(), "{name}: the case does not rest");
        let later = SignConsent(signature()).decide(&target(day(2026, 6, 1)), &at(COORDINATOR));
        let code = (!taken_back.is_empty()).then_some(Code::ConsentReplacesInPart);
        assert_eq!(later.err().map(|it| it.code), code, "{name}, from June");
    }
}

#[test]
fn f1_11_consent_runs_out_on_the_case_s_own_clock() {
    let last = |day| of(active(21, 11).amended(|it| it.valid_until = day), vec![], CaseState::Preparing);
    let service = at(Principal::Service);
    let today = ExpireConsent.decide(&EndingConsent(last(TODAY)), &service);
    assert!(matches!(today, Ok(Decision::Unchanged)));
    let change = written(&ExpireConsent, &EndingConsent(last(day(2026, 2, 1))), &service);
    assert_eq!(case_in(&change).map(|case| case.state.status()), Some(CaseStatus::OnHold));
}

#[test]
fn f1_11_a_request_names_a_period_of_at_most_two_years_and_children_of_the_family() {
    let request = |valid_from, valid_until, children: &[u128]| RequestConsent {
        person_id: id(11),
        purposes: vec![Purpose::Participate],
        agencies: vec![],
        categories: vec![],
        children: children.iter().map(|child| id(*child)).collect(),
        valid_from,
        valid_until,
        statement_version: "1".to_owned(),
        language: "mi".to_owned(),
        explained_by: None,
    };
    let draft = ConsentDraft { file: file(CaseState::AwaitingConsent), agencies: vec![], explained_by: None };
    let rows = [
        (request(TODAY, day(2028, 2, 2), &[13]), None),
        (request(TODAY, day(2028, 2, 3), &[13]), Some(Code::ConsentPeriodInvalid)),
        (request(TODAY, day(2026, 2, 1), &[13]), Some(Code::ConsentPeriodInvalid)),
        (request(day(2025, 1, 1), day(2026, 2, 1), &[13]), Some(Code::ConsentPeriodInvalid)),
        (request(TODAY, TODAY, &[12]), Some(Code::SignatoryWithoutStanding)),
        (request(TODAY, TODAY, &[99]), Some(Code::SignatoryWithoutStanding)),
    ];
    for (command, wanted) in rows {
        let code = command.decide(&draft, &at(COORDINATOR)).err().map(|refusal| refusal.code);
        assert_eq!(code, wanted);
    }
}

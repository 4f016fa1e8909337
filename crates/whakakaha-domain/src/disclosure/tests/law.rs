//! What the law demands: one ground, one disclosure, and the family is told (scenario 10).

use super::*;
use crate::consent::ConsentState;

fn approve(file: &DisclosureFile) -> DisclosureFile {
    after(&ApproveDisclosure, file, &by_coordinator())
}

fn except(code: NoticeException, review_on: Option<&str>) -> ExceptNotice {
    ExceptNotice { person: id(CHILD), code, reason: "because".to_owned(), review_on: review_on.map(day) }
}

#[test]
fn each_guard_of_a_demand() {
    let with = |basis| Proposal { basis: Some(basis), ..demanded() };
    let consulted = |person_id, on: &str| {
        let outcome = "agrees".to_owned();
        with(BasisDraft {
            consultation: Some(Consultation::Consulted { person_id, on: day(on), outcome }),
            ..basis()
        })
    };
    let cases = [
        (Proposal { basis: None, ..demanded() }, Code::BasisIncomplete),
        (with(BasisDraft { consultation: None, ..basis() }), Code::BasisIncomplete),
        (with(BasisDraft { privilege: Privilege::Privileged, ..basis() }), Code::DisclosurePrivileged),
        (consulted(id(CHILD), "2026-03-03"), Code::DateInFuture),
        (consulted(id(999), "2026-03-02"), Code::PersonNotMember),
        (Proposal { necessity: None, ..demanded() }, Code::NecessityMissing),
        (with(BasisDraft { supervisor: Some(told_of(70, now())), ..basis() }), Code::BasisIncomplete),
        (Proposal { ground: LegalGround::S66C, ..demanded() }, Code::NotChildProtection),
    ];
    for (proposal, expected) in cases {
        assert_eq!(code(&ProposeDisclosure(proposal), &proposing(), &by_teacher()), Some(expected));
    }
    let used = ProposalFile { ground_used: true, ..proposing() };
    assert_eq!(code(&ProposeDisclosure(demanded()), &used, &by_teacher()), Some(Code::GroundUsed));
    assert_eq!(basis().reference(), "ot 2026/17", "however it is written");
}

fn told_of(worker_id: u128, at: DateTime<Utc>) -> SupervisorTold {
    SupervisorTold { worker_id: id(worker_id), at }
}

/// Oranga Tamariki Act, section 66C: among child welfare and protection agencies alone.
#[test]
fn section_66c_is_for_those_who_protect_children() {
    let shared = || Proposal { ground: LegalGround::S66C, ..demanded() };
    let protecting = |agencies: &[u128]| ProposalFile {
        child_protection: agencies.iter().map(|it| id(*it)).collect(),
        ..proposing()
    };
    let propose = |proposal, file: &ProposalFile| code(&ProposeDisclosure(proposal), file, &by_teacher());
    assert_eq!(propose(shared(), &protecting(&[SCHOOL])), Some(Code::NotChildProtection));
    assert_eq!(propose(shared(), &protecting(&[HEALTH])), Some(Code::NotChildProtection));
    assert_eq!(propose(shared(), &protecting(&[SCHOOL, HEALTH])), None);
    let to_member = Proposal { recipients: vec![NamedRecipient::FamilyMember(id(MOTHER))], ..shared() };
    assert_eq!(propose(to_member, &protecting(&[SCHOOL, HEALTH])), Some(Code::NotChildProtection));
    let to_worker = Proposal { recipients: vec![NamedRecipient::Worker(id(70))], ..shared() };
    assert_eq!(propose(to_worker, &protecting(&[SCHOOL, HEALTH])), None, "a worker of such an agency");
}

/// Where a threat leaves no time to ask, a supervisor is told before.
#[test]
fn a_supervisor_is_told_of_a_serious_threat() {
    let supervisor = worker(72, SCHOOL);
    let gone = worker(73, SCHOOL).amended(|it| it.ended_on = Some(day("2026-02-01")));
    let mut file = proposing();
    file.workers.extend([supervisor, gone, worker(TEACHER, SCHOOL)]);
    let threat = |ground, supervisor| Proposal {
        ground,
        basis: Some(BasisDraft { supervisor, ..basis() }),
        ..demanded()
    };
    for ground in [LegalGround::SeriousThreat, LegalGround::FamilyViolenceAct] {
        for (supervisor, expected) in [
            (None, Some(Code::BasisIncomplete)),
            (Some(told_of(72, now() + TimeDelta::minutes(1))), Some(Code::DateInFuture)),
            (Some(told_of(999, now())), Some(Code::ReferenceUnknown)),
            (Some(told_of(70, now())), Some(Code::ReferenceUnknown)),
            (Some(told_of(73, now())), Some(Code::ToldSupervisorNotPossible)),
            (Some(told_of(TEACHER, now())), Some(Code::ToldSupervisorNotPossible)),
            (Some(told_of(72, now())), None),
        ] {
            let proposal = threat(ground, supervisor);
            assert_eq!(code(&ProposeDisclosure(proposal), &file, &by_teacher()), expected, "{supervisor:?}");
        }
    }
}

#[test]
fn a_demand_needs_no_consent_and_is_stopped_by_no_restriction() {
    let mut silent = proposing();
    silent.case.consents =
        vec![consent(&[]).amended(|it| it.state = ConsentState::Refused { on: day("2026-03-01") })];
    let made = change(&ProposeDisclosure(demanded()), &silent, &by_teacher());
    let proposed = file(written!(made, Disclosure)[0].clone());
    assert_eq!(code(&ApproveDisclosure, &proposed, &by_teacher()), Some(Code::ApproverIsAuthor));
    let mut approved = approve(&proposed);
    approved.restrictions = kept_from(HEALTH);
    approved.case.consents.clear();
    let disclosed = after(&DiscloseItem, &approved, &by_teacher());
    assert_eq!(disclosed.item.verdicts[0].reason, DisclosureReason::Statutory);
    let objected = after(
        &AnswerDisclosure { answer: ItemAnswer::Object, evidence: evidence() },
        &disclosed,
        &by_coordinator(),
    );
    assert_eq!(objected.item.status, DisclosureStatus::Disclosed, "on record, and it goes on");
    assert_eq!(objected.item.answers.len(), 1);
}

#[test]
fn the_family_is_told_of_a_demand_in_time() {
    let disclosed = after(&DiscloseItem, &approve(&file(item_of(demanded()))), &by_teacher());
    let due = disclosed.item.notice_due_at().unwrap();
    assert_eq!(due, now() + TimeDelta::days(NOTICE_WITHIN_DAYS));
    assert!(disclosed.item.notices_at(due).all(|it| it.overdue && it.status == NoticeStatus::Due));
    let told = told(&disclosed, &by_coordinator());
    assert_eq!((told.item.status, told.item.notice_due_at()), (DisclosureStatus::Disclosed, None));
    assert!(told.item.notices_at(due).all(|it| !it.overdue && it.status == NoticeStatus::Given));
    assert_eq!(
        code(&give(MOTHER, &[&told]), &noticing(&[&told]), &by_coordinator()),
        Some(Code::NothingToTell)
    );
    let late = except(NoticeException::AlreadyAware, None);
    assert_eq!(code(&late, &told, &by_coordinator()), Some(Code::NothingToTell));
}

#[test]
fn a_delay_is_bounded_and_ends_by_itself() {
    let proposed = file(item_of(demanded()));
    for (exception, expected) in [
        (except(NoticeException::Unsafe, None), Some(Code::DelayOutOfBounds)),
        (except(NoticeException::Unsafe, Some("2026-03-02")), Some(Code::DelayOutOfBounds)),
        (except(NoticeException::Unsafe, Some("2026-06-01")), Some(Code::DelayOutOfBounds)),
        (except(NoticeException::AlreadyAware, Some("2026-03-09")), Some(Code::DelayOutOfBounds)),
        (
            ExceptNotice { person: id(999), ..except(NoticeException::AlreadyAware, None) },
            Some(Code::PersonNotConcerned),
        ),
        (except(NoticeException::Unsafe, Some("2026-03-09")), None),
        (except(NoticeException::NotPracticable, None), None),
    ] {
        assert_eq!(code(&exception, &proposed, &by_teacher()), expected);
    }
    let consented = approved();
    let exception = except(NoticeException::AlreadyAware, None);
    assert_eq!(code(&exception, &consented, &by_teacher()), Some(Code::ExceptionNotPossible));
    let delayed = after(&except(NoticeException::Unsafe, Some("2026-03-09")), &proposed, &by_teacher());
    let disclosed = after(&DiscloseItem, &approve(&delayed), &by_teacher());
    let end = disclosed.item.family_from.unwrap();
    assert_eq!(end, "2026-03-09T11:00:00Z".parse::<DateTime<Utc>>().unwrap(), "midnight after the review");
    let stands = |at| disclosed.item.notices_at(at).map(|it| it.status).next().unwrap();
    assert_eq!((stands(now()), stands(end)), (NoticeStatus::Exception, NoticeStatus::Due));
    assert_eq!(disclosed.item.notice_due_at(), Some(end));
    let told = told(&disclosed, &by_coordinator());
    assert_eq!(told.item.family_from, Some(now()), "who is told sees it");
}

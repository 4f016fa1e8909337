//! The way of an item with the family's consent.

use super::*;
use crate::correction::{Correctable, CorrectionAbout, CorrectionState};

#[test]
fn an_item_says_what_for_whom_and_why_f1_15() {
    let item = item_of(proposal());
    assert_eq!(
        (item.status, item.from_agency_id, item.author_id),
        (DisclosureStatus::Proposed, id(SCHOOL), id(TEACHER))
    );
    assert_eq!(item.family_from, None, "the family is shown nothing that nobody has decided");
}

fn to(recipient: NamedRecipient) -> Proposal {
    Proposal { recipients: vec![recipient], ..proposal() }
}

#[test]
fn each_guard_of_a_proposal() {
    let cases = [
        (Proposal { necessity: None, ..proposal() }, Code::NecessityMissing),
        (Proposal { necessity: Some("  ".to_owned()), ..proposal() }, Code::NecessityMissing),
        (Proposal { meeting: None, ..proposal() }, Code::DisclosureMeetingMissing),
        (Proposal { subjects: vec![], ..proposal() }, Code::SubjectsMissing),
        (Proposal { subjects: vec![id(999)], ..proposal() }, Code::PersonNotMember),
        (Proposal { recipients: vec![], ..proposal() }, Code::RecipientsMissing),
        (to(NamedRecipient::Agency(id(999))), Code::ReferenceUnknown),
        (to(NamedRecipient::Agency(id(SCHOOL))), Code::RecipientIsSource),
        (to(NamedRecipient::Worker(id(999))), Code::ReferenceUnknown),
        (to(NamedRecipient::FamilyMember(id(999))), Code::PersonNotMember),
        (Proposal { basis: Some(basis()), ..proposal() }, Code::BasisIncomplete),
    ];
    for (proposal, expected) in cases {
        assert_eq!(code(&ProposeDisclosure(proposal), &proposing(), &by_teacher()), Some(expected));
    }
    let unknown = ProposalFile { meeting: None, ..proposing() };
    assert_eq!(code(&ProposeDisclosure(proposal()), &unknown, &by_teacher()), Some(Code::ReferenceUnknown));
    for state in [
        MeetingState::Cancelled { reason: String::new() },
        MeetingState::HeldWithoutFamily { on: day("2026-03-02") },
    ] {
        let over = ProposalFile { meeting: Some(meeting(state)), ..proposing() };
        assert_eq!(
            code(&ProposeDisclosure(proposal()), &over, &by_teacher()),
            Some(Code::DisclosureMeetingOver)
        );
    }
    let kept = ProposalFile { hidden: [id::<Person>(CHILD).uuid()].into(), ..proposing() };
    assert_eq!(code(&ProposeDisclosure(proposal()), &kept, &by_teacher()), Some(Code::PersonNotMember));
    assert_eq!(
        code(&ProposeDisclosure(demanded()), &kept, &by_teacher()),
        None,
        "no restriction stops the law"
    );
    let mut silent = proposing();
    silent.case.consents.clear();
    assert_eq!(code(&ProposeDisclosure(proposal()), &silent, &by_teacher()), Some(Code::ConsentInsufficient));
}

#[test]
fn recipients_are_named_once() {
    let twice = Proposal {
        recipients: vec![
            NamedRecipient::Agency(id(HEALTH)),
            NamedRecipient::Agency(id(HEALTH)),
            NamedRecipient::Worker(id(70)),
            NamedRecipient::FamilyMember(id(MOTHER)),
        ],
        ..proposal()
    };
    assert_eq!(item_of(twice).recipients.len(), 3);
    let mut gone = proposing();
    gone.workers = vec![worker(70, HEALTH).amended(|it| it.ended_on = Some(day("2026-02-01")))];
    let to_gone = ProposeDisclosure(to(NamedRecipient::Worker(id(70))));
    assert_eq!(code(&to_gone, &gone, &by_teacher()), Some(Code::WorkerEnded));
}

#[test]
fn a_notice_has_the_six_elements_in_writing_f1_16() {
    let made = change(&give(MOTHER, &[&approved()]), &noticing(&[&approved()]), &by_coordinator());
    let notice = written!(made, DisclosureNotice)[0];
    let line = &notice.lines[0];
    assert_eq!((line.what.as_str(), line.from.as_str()), ("Misses two days a week", "School"));
    assert!(!line.purpose.is_empty() && !line.necessity.is_empty() && line.to.len() == 1);
    assert!(line.ground.contains("consent") && notice.rights.contains("corrected"));
    assert_eq!((notice.told_by, notice.person_id), (id(COORDINATOR), id(MOTHER)));
    let item = written!(made, Disclosure)[0];
    assert_eq!(item.status, DisclosureStatus::Notified);
    assert_eq!(item.available_from, Some(now() + TimeDelta::hours(48)));
}

/// F0-35: nobody is told in a way that is not safe for them; what they read in their own account is.
#[test]
fn a_notice_respects_what_is_safe_f0_35() {
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let given = |channel, from, until| {
        let mut file = noticing(&[&approved()]);
        let mother = file.case.members.iter_mut().find(|it| it.person.id == id(MOTHER)).unwrap();
        mother.person.body.safe_contact = Some(crate::safety::SafeContact {
            channels: vec![crate::contact::ContactChannel::InPerson],
            hours: vec![crate::safety::SafeHours { from: time(from), until: time(until) }],
            voicemail: false,
            preview: false,
        });
        code(&GiveNotice { channel, ..give(MOTHER, &[&approved()]) }, &file, &by_coordinator())
    };
    // It is midday.
    let cases = [
        (NoticeChannel::InPerson, 9, 15, None),
        (NoticeChannel::InPerson, 13, 15, Some(Code::HourUnsafe)),
        (NoticeChannel::Letter, 9, 15, Some(Code::ChannelUnsafe)),
        (NoticeChannel::Email, 9, 15, Some(Code::ChannelUnsafe)),
        (NoticeChannel::Message, 9, 15, Some(Code::ChannelUnsafe)),
        (NoticeChannel::Online, 13, 15, None),
    ];
    for (channel, from, until, expected) in cases {
        assert_eq!(given(channel, from, until), expected, "{channel:?}");
    }
}

#[test]
fn each_guard_of_a_notice() {
    let at = by_coordinator();
    let (approved, notified) = (approved(), notified());
    assert_eq!(
        code(&give(CHILD, &[&approved]), &noticing(&[&approved]), &at),
        Some(Code::PersonNotConcerned)
    );
    assert_eq!(code(&give(999, &[&approved]), &noticing(&[&approved]), &at), Some(Code::PersonNotConcerned));
    assert_eq!(code(&give(MOTHER, &[&approved]), &noticing(&[]), &at), Some(Code::ReferenceUnknown));
    assert_eq!(
        code(&give(MOTHER, &[&notified]), &noticing(&[&notified]), &at),
        Some(Code::DisclosureNotInState)
    );
    let proposed = file(item_of(proposal()));
    assert_eq!(
        code(&give(MOTHER, &[&proposed]), &noticing(&[&proposed]), &at),
        Some(Code::DisclosureNotInState)
    );
    let mut kept = noticing(&[&approved]);
    kept.hidden = [approved.item.id].into();
    assert_eq!(code(&give(MOTHER, &[&approved]), &kept, &at), Some(Code::PersonNotConcerned));
    let late = later(&at, TimeDelta::days(6));
    assert_eq!(
        code(&give(MOTHER, &[&approved]), &noticing(&[&approved]), &late),
        Some(Code::DisclosureMeetingOver)
    );
}

#[test]
fn an_item_goes_after_the_time_to_answer_and_before_the_meeting_is_over() {
    let notified = notified();
    assert_eq!(code(&DiscloseItem, &approved(), &by_teacher()), Some(Code::NoticeMissing));
    assert_eq!(code(&DiscloseItem, &notified, &by_teacher()), Some(Code::NoticePeriodRunning));
    assert_eq!(code(&DiscloseItem, &notified, &by_coordinator()), Some(Code::DisclosureOfOthers));
    let over = later(&by_teacher(), TimeDelta::days(6));
    assert_eq!(code(&DiscloseItem, &notified, &over), Some(Code::DisclosureMeetingOver));
    let disclosed = after(&DiscloseItem, &notified, &in_time());
    assert_eq!(disclosed.item.status, DisclosureStatus::Disclosed);
    let verdict = &disclosed.item.verdicts[0];
    assert_eq!((verdict.reason, verdict.evidence.len()), (DisclosureReason::Consented, 2));
}

#[test]
fn what_the_family_decided_is_told_to_those_who_may_know() {
    let mut unnamed = notified();
    unnamed.case.consents = vec![consent(&[SCHOOL])];
    assert_eq!(code(&DiscloseItem, &unnamed, &in_time()), Some(Code::DisclosureNotPossible));
    unnamed.case.assignments.push(holds(Role::KeyContact, SCHOOL, Some(TEACHER)));
    assert_eq!(code(&DiscloseItem, &unnamed, &in_time()), Some(Code::ConsentNotCovering));
    let mut kept = notified();
    kept.restrictions = kept_from(HEALTH);
    assert_eq!(code(&DiscloseItem, &kept, &in_time()), Some(Code::DisclosureNotPossible));
    kept.case.assignments.push(holds(Role::KeyContact, SCHOOL, Some(TEACHER)));
    assert_eq!(code(&DiscloseItem, &kept, &in_time()), Some(Code::DisclosureRestricted));
    kept.restrictions = kept_from(OTHERS);
    assert_eq!(code(&DiscloseItem, &kept, &in_time()), None, "it is kept from somebody else");
}

#[test]
fn one_no_of_the_family_keeps_an_item_back() {
    let say = |answer| AnswerDisclosure { answer, evidence: evidence() };
    for (answer, before, expected) in [
        (ItemAnswer::Agree, notified(), DisclosureStatus::Notified),
        (ItemAnswer::Object, approved(), DisclosureStatus::Withheld),
        (ItemAnswer::Confidential, notified(), DisclosureStatus::Withheld),
        (ItemAnswer::Object, after(&DiscloseItem, &notified(), &in_time()), DisclosureStatus::Recalled),
    ] {
        let answered = after(&say(answer), &before, &by_coordinator());
        assert_eq!(answered.item.status, expected);
        let goes = code(&DiscloseItem, &answered, &in_time()).is_none();
        assert_eq!(goes, answer == ItemAnswer::Agree);
    }
    let unproven = AnswerDisclosure { answer: ItemAnswer::Agree, evidence: None };
    assert_eq!(code(&unproven, &notified(), &by_coordinator()), Some(Code::FamilyDecisionMissing));
}

#[test]
fn whom_it_does_not_concern_does_not_decide() {
    let mut of_mother = notified();
    of_mother.item = of_mother.item.amended(|it| it.subjects = vec![id(MOTHER)]);
    let other = crate::decision::Evidence { decided_by: id(CHILD), ..evidence().unwrap() };
    let answer = AnswerDisclosure { answer: ItemAnswer::Agree, evidence: Some(other) };
    assert_eq!(code(&answer, &of_mother, &by_coordinator()), Some(Code::PersonNotConcerned));
}

/// The mother asks for a correction.
fn asked() -> Entity<crate::correction::Correction> {
    let about = CorrectionAbout { kind: Correctable::Disclosure, id: uuid::Uuid::nil() };
    let (wrong, wanted) = ("two days".to_owned(), "one day".to_owned());
    let (person_id, requested_at, source) = (id(MOTHER), now(), Some(id(SCHOOL)));
    let state = CorrectionState::Requested;
    let request = crate::correction::Correction {
        case_id: id(100),
        person_id,
        about,
        wrong,
        wanted,
        requested_at,
        source,
        parts: Vec::new(),
        state,
    };
    Entity::new(id(400), request)
}

#[test]
fn an_item_is_corrected_recalled_and_withheld_by_its_agency() {
    let disclosed = after(&DiscloseItem, &notified(), &in_time());
    let correct = CorrectDisclosure { summary: "One day".to_owned(), reason: "miscounted".to_owned() };
    let disputed = |asked| DisputedItem { file: after(&DiscloseItem, &notified(), &in_time()), asked };
    assert_eq!(code(&correct, &disputed(vec![asked()]), &by_coordinator()), Some(Code::DisclosureOfOthers));
    assert_eq!(code(&correct, &disputed(Vec::new()), &by_teacher()), Some(Code::CorrectionNotAsked));
    let made = change(&correct, &disputed(vec![asked()]), &by_teacher());
    let corrected = written!(made, Disclosure)[0].clone();
    assert_eq!((corrected.status, corrected.corrections.len()), (DisclosureStatus::Corrected, 1));
    let answered = &written!(made, Correction)[0];
    assert_eq!(answered.state.answer().map(|it| it.words.as_str()), Some("miscounted"));
    let recall = RecallDisclosure { reason: "wrong".to_owned() };
    assert_eq!(after(&recall, &file(corrected), &by_teacher()).item.status, DisclosureStatus::Recalled);
    assert_eq!(code(&recall, &notified(), &by_teacher()), Some(Code::DisclosureNotInState));
    let withhold = WithholdDisclosure { reason: "not needed".to_owned() };
    assert_eq!(code(&withhold, &notified(), &by_coordinator()), Some(Code::DisclosureOfOthers));
    assert_eq!(after(&withhold, &notified(), &by_teacher()).item.status, DisclosureStatus::Withheld);
    assert_eq!(code(&withhold, &disclosed, &by_teacher()), Some(Code::DisclosureNotInState));
}

#[test]
fn an_item_waits_for_advice_f1_18() {
    let ask = RequestAdvice { role: AdviserRole::Lawyer, question: "May we?".to_owned() };
    let wanted = |adviser| AdviceWanted { file: file(item_of(proposal())), adviser, waiting: None };
    assert_eq!(code(&ask, &wanted(None), &by_teacher()), Some(Code::ReferenceUnknown));
    let author = wanted(Some(worker(TEACHER, SCHOOL)));
    assert_eq!(code(&ask, &author, &by_teacher()), Some(Code::AdviserNotPossible));
    let gone = worker(70, OTHERS).amended(|it| it.ended_on = Some(day("2026-02-01")));
    assert_eq!(code(&ask, &wanted(Some(gone)), &by_teacher()), Some(Code::AdviserNotPossible));
    for (role, agency, possible) in [
        (AdviserRole::Supervisor, SCHOOL, true),
        (AdviserRole::PracticeLeader, SCHOOL, true),
        (AdviserRole::Lawyer, SCHOOL, true),
        (AdviserRole::Supervisor, OTHERS, false),
        (AdviserRole::PracticeLeader, OTHERS, false),
        (AdviserRole::Lawyer, OTHERS, true),
        (AdviserRole::Lawyer, HEALTH, false),
    ] {
        let ask = RequestAdvice { role, question: "May we?".to_owned() };
        let refused = code(&ask, &wanted(Some(worker(70, agency))), &by_teacher());
        assert_eq!(refused, (!possible).then_some(Code::AdviserNotPossible), "{role:?} {agency}");
    }
    let lawyer = wanted(Some(worker(70, OTHERS)));
    assert_eq!(code(&ask, &lawyer, &by_coordinator()), Some(Code::DisclosureOfOthers));
    let made = change(&ask, &lawyer, &by_teacher());
    let (request, item) = (written!(made, AdviceRequest)[0].clone(), written!(made, Disclosure)[0].clone());
    assert!(request.is_privileged());
    assert_eq!(
        code(&ApproveDisclosure, &file(item.clone()), &by_teacher()),
        Some(Code::DisclosureNotInState)
    );
    let answer = AnswerAdvice { position: AdvicePosition::ShareLess, text: "leave out".to_owned() };
    let mut asked = AdviceFile { request, item };
    let made = change(&answer, &asked, &by_coordinator());
    asked.request = written!(made, AdviceRequest)[0].clone();
    assert_eq!(written!(made, Disclosure)[0].status, DisclosureStatus::Proposed);
    assert_eq!(code(&answer, &asked, &by_coordinator()), Some(Code::AdviceAnswered));
}

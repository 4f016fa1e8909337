use super::*;
use crate::filed::sample::{
    by_coordinator, by_mother, by_nurse, change, code, evidence, file, refusal, unchanged, written,
};

fn convene(kind: MeetingKind, at: &str) -> ConveneMeeting {
    let starts_at_local = at.parse().unwrap();
    ConveneMeeting {
        kind,
        agenda: Vec::new(),
        starts_at_local,
        minutes: 90,
        venue: venue(),
        session_of: None,
    }
}

#[test]
fn each_guard_of_convening() {
    use MeetingKind::{Extraordinary, First};
    let later = "2026-03-19T18:30:00";
    let state = |n: usize| states().into_iter().nth(n).unwrap();
    let with = |case: CaseFile, meetings: Vec<Entity<Meeting>>| CaseMeetings { case, meetings };
    let cases = [
        (
            convene(First, later),
            with(file(CaseState::AwaitingConsent), vec![]),
            Some(Code::ConsentInsufficient),
        ),
        (convene(First, later), with(without_consent(preparing()), vec![]), Some(Code::ConsentInsufficient)),
        (convene(First, "2026-03-02T11:59:00"), with(preparing(), vec![]), Some(Code::MeetingInPast)),
        (convene(First, "2026-03-02T12:01:00"), with(preparing(), vec![]), None),
        (convene(First, later), with(preparing(), vec![meeting(First, state(3))]), Some(Code::MeetingOpen)),
        (
            convene(First, later),
            with(preparing(), vec![meeting(First, state(5))]),
            Some(Code::FirstMeetingHeld),
        ),
        (convene(First, later), with(preparing(), vec![meeting(First, state(6))]), None),
        (convene(Extraordinary, later), with(preparing(), vec![]), Some(Code::FirstMeetingMissing)),
        (convene(Extraordinary, later), with(preparing(), vec![meeting(First, state(5))]), None),
    ];
    for (n, (command, target, expected)) in cases.iter().enumerate() {
        assert_eq!(code(command, target, &by_coordinator()), *expected, "case {n}");
    }
}

/// Scenario 7: people who must not meet come to separate sessions of the same meeting.
#[test]
fn a_meeting_is_held_in_sessions_beside_one_another() {
    use MeetingKind::{Extraordinary, First};
    let session =
        |kind, of| ConveneMeeting { session_of: Some(id(of)), ..convene(kind, "2026-03-19T20:30:00") };
    let with = |meetings| CaseMeetings { case: preparing(), meetings };
    let state = |n: usize| states().into_iter().nth(n).unwrap();
    let beside = |n: u128, of: Option<u128>| {
        let mut other = Entity::new(id(n), meeting(First, MeetingState::Preparing).body);
        other.body.session_of = of.map(id);
        other
    };
    let cases = [
        (session(First, 400), with(vec![meeting(First, MeetingState::Preparing)]), None),
        (session(First, 400), with(vec![meeting(First, MeetingState::Confirmed)]), None),
        (session(First, 400), with(vec![meeting(First, state(4))]), Some(Code::SessionUnknown)),
        (session(First, 400), with(vec![meeting(First, state(5))]), Some(Code::SessionUnknown)),
        (session(First, 9), with(vec![meeting(First, MeetingState::Preparing)]), Some(Code::SessionUnknown)),
        (
            session(Extraordinary, 400),
            with(vec![meeting(First, MeetingState::Preparing)]),
            Some(Code::SessionUnknown),
        ),
        (session(First, 400), with(vec![beside(400, None), beside(401, Some(400))]), None),
        (
            session(First, 401),
            with(vec![beside(400, None), beside(401, Some(400))]),
            Some(Code::SessionUnknown),
        ),
        (session(First, 400), with(vec![beside(400, None), beside(402, None)]), Some(Code::MeetingOpen)),
    ];
    for (n, (command, target, expected)) in cases.iter().enumerate() {
        assert_eq!(code(command, target, &by_coordinator()), *expected, "case {n}");
    }
    let convened = change(&session(First, 400), &cases[0].1, &by_coordinator());
    assert_eq!(written!(convened, Meeting)[0].session_of, Some(id(400)));
}

/// F0-21: a session is neither convened nor moved to the time and place of another. Only the coordinator is told why.
#[test]
fn no_session_is_at_the_time_and_place_of_another() {
    let first = meeting(MeetingKind::First, MeetingState::Preparing);
    let at = |time: &str, name: &str, address: Option<&str>| {
        let venue = Venue { name: name.to_owned(), address: address.map(str::to_owned), ..venue() };
        ConveneMeeting { session_of: Some(id(400)), venue, ..convene(MeetingKind::First, time) }
    };
    let mut addressed = first.clone();
    addressed.body.venue.address = Some("451 Te Atatū Road".to_owned());
    let met = Some(Code::SessionsMeet);
    let cases = [
        (at("2026-03-19T18:30:00", "Hoani Waititi Marae", None), &first, met),
        (at("2026-03-19T19:59:00", "hoani  waititi marae ", None), &first, met),
        (at("2026-03-19T17:01:00", "Hoani Waititi Marae", None), &first, met),
        (at("2026-03-19T20:00:00", "Hoani Waititi Marae", None), &first, None),
        (at("2026-03-19T17:00:00", "Hoani Waititi Marae", None), &first, None),
        (at("2026-03-19T18:30:00", "Library", None), &first, None),
        (at("2026-03-19T18:30:00", "Library", Some("451 te atatū road")), &first, None),
        (at("2026-03-19T18:30:00", "The marae", Some("451 te atatū road")), &addressed, met),
    ];
    for (n, (command, other, expected)) in cases.iter().enumerate() {
        let target = CaseMeetings { case: preparing(), meetings: vec![(*other).clone()] };
        assert_eq!(code(command, &target, &by_coordinator()), *expected, "{n}");
        let others = expected.map(|_| Code::CoordinatorFirst);
        assert_eq!(code(command, &target, &by_nurse()), others, "{n}");
    }
    let mut moved = held(MeetingState::Preparing, InvitationState::FamilyApproved);
    moved.sessions = vec![moved.meeting.clone(), Entity::new(id(401), first.body)];
    moved.sessions[1].body.session_of = Some(id(400));
    moved.sessions[1].body.starts_at_local = "2026-03-19T20:30:00".parse().unwrap();
    let later = RescheduleMeeting { starts_at_local: "2026-03-19T19:30:00".parse().unwrap(), minutes: None };
    assert_eq!(code(&later, &moved, &by_coordinator()), met);
    moved.sessions[1].body.session_of = None;
    assert_eq!(code(&later, &moved, &by_coordinator()), None, "another meeting");
}

#[test]
fn evenings_and_weekends_will_do_and_the_agenda_has_a_default_f0_09_f0_48() {
    let target = CaseMeetings { case: preparing(), meetings: Vec::new() };
    let saturday = convene(MeetingKind::First, "2026-03-21T19:30:00");
    let convened = change(&saturday, &target, &by_coordinator());
    let [meeting] = written!(convened, Meeting)[..] else { panic!() };
    assert_eq!(meeting.agenda[0].body.text, "Welcome and introductions");
    assert_eq!(meeting.agenda.len(), 4);
    assert_eq!(status(meeting), MeetingStatus::Preparing);
}

#[test]
fn what_changes_loses_its_approval_f0_46() {
    let approved = held(MeetingState::FamilyApproved, InvitationState::FamilyApproved);
    let plan = |agenda: &str, minutes, name: &str| ChangeMeeting {
        agenda: vec![point(agenda)],
        starts_at_local: evening(),
        minutes,
        venue: Venue { name: name.to_owned(), ..venue() },
    };
    let marae = "Hoani Waititi Marae";
    let cases = [
        (plan("Mihi", 90, marae), Aspect::Agenda),
        (plan("Welcome", 60, marae), Aspect::Time),
        (plan("Welcome", 90, "Library"), Aspect::Venue),
    ];
    for (command, lost) in cases {
        let changed = change(&command, &approved, &by_coordinator());
        let [meeting] = written!(changed, Meeting)[..] else { panic!() };
        assert_eq!(status(meeting), MeetingStatus::Preparing);
        assert_eq!(meeting.approvals.len(), 3);
        assert!(meeting.approvals.iter().all(|it| it.aspect != lost));
    }
    assert!(unchanged(&plan("Welcome", 90, marae), &approved, &by_coordinator()));
    let sent = held(MeetingState::Invited, InvitationState::Sent);
    let refused = refusal(&plan("Mihi", 90, marae), &sent, &by_coordinator()).unwrap();
    assert_eq!(refused.code, Code::MeetingNotInState);
    assert!(refused.allowed.unwrap().contains(&"meeting.reschedule"));
}

#[test]
fn the_four_approvals_together_approve_the_meeting_f0_46() {
    let mut file = held(MeetingState::Preparing, InvitationState::FamilyApproved);
    for (n, aspect) in Aspect::ALL.iter().enumerate() {
        let approve = ApproveMeeting { aspects: vec![*aspect], evidence: None };
        let approved = change(&approve, &file, &by_mother());
        file.meeting = written!(approved, Meeting)[0].clone();
        let expected = if n == 3 { MeetingStatus::FamilyApproved } else { MeetingStatus::Preparing };
        assert_eq!(status(&file.meeting), expected);
    }
}

#[test]
fn each_guard_of_approving() {
    let all = |evidence| ApproveMeeting { aspects: Aspect::ALL.to_vec(), evidence };
    let ready = || held(MeetingState::Preparing, InvitationState::FamilyApproved);
    let cases: [Guard<MeetingFile>; 7] = [
        (|it| it.case.consents.clear(), Code::ConsentInsufficient),
        (|it| it.has_profile = false, Code::ProfileMissing),
        (|it| it.case.case.body.key_issues = None, Code::KeyIssuesMissing),
        (|it| it.case.case.body.confidentiality = None, Code::ConfidentialityNotAsked),
        (|it| it.invitations[1].body.state = InvitationState::Proposed, Code::InvitationUndecided),
        (|it| it.invitations[0].body.state = InvitationState::FamilyDeclined, Code::NobodyInvited),
        (|it| it.invitations[1].body.state = InvitationState::FamilyDeclined, Code::NobodyInvited),
    ];
    for (spoil, expected) in cases {
        let mut target = ready();
        spoil(&mut target);
        assert_eq!(code(&all(evidence()), &target, &by_coordinator()), Some(expected));
    }
    assert_eq!(code(&all(None), &ready(), &by_coordinator()), Some(Code::FamilyDecisionMissing));
    assert_eq!(code(&all(evidence()), &ready(), &by_coordinator()), None);
    let mut later = ready();
    later.has_profile = false;
    later.meeting.body.kind = MeetingKind::Review;
    assert_eq!(code(&all(None), &later, &by_mother()), None);
}

/// F0-21: who is kept from whoever approves neither stops them nor is approved with the list.
#[test]
fn the_list_is_approved_as_the_caller_sees_it() {
    let all = ApproveMeeting { aspects: Aspect::ALL.to_vec(), evidence: None };
    let mut target = held(MeetingState::Preparing, InvitationState::FamilyApproved);
    invite_father(&mut target, InvitationState::Proposed);
    assert_eq!(code(&all, &target, &by_mother()), Some(Code::InvitationUndecided));
    target.case.kept_back = [id(FATHER)].into();
    assert_eq!(code(&all, &target, &by_mother()), None);
    let propose = ProposeInvitation(Proposal::FamilyMember(id(FATHER)));
    let proposed = Invitable { meeting: target.clone(), worker: None };
    assert_eq!(code(&propose, &proposed, &by_mother()), Some(Code::PersonNotMember));
    target.meeting.body.state = MeetingState::FamilyApproved;
    target.case.kept_back.clear();
    let invitation = target.invitations[2].clone();
    let approve = ApproveInvitation { evidence: None };
    let approved = change(&approve, &InvitationFile { meeting: target, invitation }, &by_mother());
    assert_eq!(status(written!(approved, Meeting)[0]), MeetingStatus::Preparing);
}

#[test]
fn single_aspects_are_approved_before_the_homework_is_done() {
    let mut target = held(MeetingState::Preparing, InvitationState::Proposed);
    target.has_profile = false;
    let venue = ApproveMeeting { aspects: vec![Aspect::Venue], evidence: None };
    assert_eq!(code(&venue, &target, &by_mother()), None);
    let people = ApproveMeeting { aspects: vec![Aspect::Participants], evidence: None };
    assert_eq!(code(&people, &target, &by_mother()), Some(Code::InvitationUndecided));
}

#[test]
fn another_time_is_approved_anew_and_invitations_go_out_again() {
    let file = held(MeetingState::Confirmed, InvitationState::Accepted);
    let to = |at: &str| RescheduleMeeting { starts_at_local: at.parse().unwrap(), minutes: None };
    assert_eq!(code(&to("2026-03-01T18:30:00"), &file, &by_coordinator()), Some(Code::MeetingInPast));
    let moved = change(&to("2026-03-26T18:30:00"), &file, &by_coordinator());
    let [meeting] = written!(moved, Meeting)[..] else { panic!() };
    assert_eq!(
        (status(meeting), meeting.minutes, meeting.approvals.len()),
        (MeetingStatus::Preparing, 90, 3)
    );
    let back = written!(moved, Invitation);
    assert_eq!(back.len(), 2);
    assert!(back.iter().all(|it| it.state == InvitationState::FamilyApproved));
}

/// R19: what was never sent is moved unnoticed.
#[test]
fn whoever_was_invited_is_told_of_another_time_by_a_higher_number_r19() {
    use MeetingState::{Confirmed, FamilyApproved, Invited, Preparing};
    let revised = |state: MeetingState| {
        let file = held(state, InvitationState::Accepted);
        let later = "2026-03-26T18:30:00".parse().unwrap();
        let moved =
            change(&RescheduleMeeting { starts_at_local: later, minutes: None }, &file, &by_coordinator());
        written!(moved, Meeting)[0].revision()
    };
    assert_eq!([Preparing, FamilyApproved, Invited, Confirmed].map(revised), [0, 0, 1, 1]);
    let off = CancelMeeting { reason: "a tangi".to_owned() };
    let cancelled = change(&off, &held(Confirmed, InvitationState::Accepted), &by_coordinator());
    assert_eq!(written!(cancelled, Meeting)[0].revision(), 1);
}

#[test]
fn a_closed_case_has_no_meetings() {
    let mut file = held(MeetingState::Preparing, InvitationState::FamilyApproved);
    file.case.case.body.state = serde_json::from_str(
        r#"{"status":"closed","reason":"goals_met","on":"2026-02-20","outcome":"met","independence":"independent","note":null,"decision":null}"#,
    )
    .unwrap();
    let cancel = CancelMeeting { reason: "closed".to_owned() };
    assert_eq!(code(&cancel, &file, &by_coordinator()), Some(Code::CaseClosed));
}

/// F0-44: the family may go without a part of the homework; nobody else decides that.
#[test]
fn the_family_goes_without_what_it_waives_f0_44() {
    use crate::case::PreparationItem::{KeyIssues, Profile};
    let all = ApproveMeeting { aspects: Aspect::ALL.to_vec(), evidence: None };
    let rows = [
        (vec![], Some(Code::ProfileMissing)),
        (vec![Profile], Some(Code::KeyIssuesMissing)),
        (vec![KeyIssues], Some(Code::ProfileMissing)),
        (vec![Profile, KeyIssues], None),
    ];
    for (items, expected) in rows {
        let mut file = held(MeetingState::Preparing, InvitationState::FamilyApproved);
        file.has_profile = false;
        file.case.case.body.key_issues = None;
        file.case.case.body.waivers = items
            .iter()
            .map(|item| crate::case::PreparationWaiver { item: *item, decision: decision() })
            .collect();
        assert_eq!(code(&all, &file, &by_mother()), expected, "{items:?}");
    }
}

/// F1-17: whoever writes by chance what is kept from them adds a point of their own, and does not take the other's place.
#[test]
fn a_point_in_the_words_of_one_that_is_kept_is_another_f1_17() {
    let mut file = held(MeetingState::Preparing, InvitationState::FamilyApproved);
    let kept = file.meeting.agenda[0].id;
    file.kept_points.insert(kept.uuid());
    let venue = file.meeting.venue.clone();
    let wish =
        ChangeMeeting { agenda: vec![point("Welcome")], starts_at_local: evening(), minutes: 90, venue };
    let changed = change(&wish, &file, &by_coordinator());
    let ids: Vec<_> = written!(changed, Meeting)[0].agenda.iter().map(|it| it.id).collect();
    assert!(ids.len() == 2 && ids[0] == kept && ids[1] != kept);
}

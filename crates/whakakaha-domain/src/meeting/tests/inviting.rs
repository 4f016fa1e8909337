use super::{packs::dispatch, *};
use crate::{
    assignment::Involvement,
    command::Moment,
    facilitator::{Facilitator, Training},
    filed::sample::{
        COORDINATOR, MOTHER, OTHERS, SCHOOL, TEACHER, TRUST, by_coordinator, by_mother, by_nurse, change,
        code, consent, evidence, holds, refusal, unchanged, worker, written,
    },
};

fn teacher() -> Invitee {
    Invitee::Worker { worker_id: id(TEACHER), agency_id: id(SCHOOL) }
}

#[test]
fn whoever_is_added_takes_the_approval_of_the_list_away_f1_14() {
    let target = Invitable {
        meeting: held(MeetingState::FamilyApproved, InvitationState::FamilyApproved),
        worker: Some(worker(TEACHER, SCHOOL)),
    };
    let proposed = change(&ProposeInvitation(Proposal::Worker(id(TEACHER))), &target, &by_coordinator());
    let [invitation] = written!(proposed, Invitation)[..] else { panic!() };
    assert!(invitation.invitee == teacher() && invitation.state == InvitationState::Proposed);
    let [meeting] = written!(proposed, Meeting)[..] else { panic!() };
    assert_eq!(status(meeting), MeetingStatus::Preparing);
    assert!(meeting.approvals.iter().all(|it| it.aspect != Aspect::Participants));
}

#[test]
fn each_guard_of_proposing() {
    let at = |state, worker| Invitable { meeting: held(state, InvitationState::FamilyApproved), worker };
    let of = |proposal| ProposeInvitation(proposal);
    let gone = worker(TEACHER, SCHOOL).amended(|it| it.ended_on = Some(day(TODAY)));
    let cases = [
        (Proposal::Worker(id(TEACHER)), at(MeetingState::InProgress, None), Code::MeetingNotInState),
        (Proposal::Worker(id(TEACHER)), at(MeetingState::Preparing, None), Code::ReferenceUnknown),
        (Proposal::Worker(id(TEACHER)), at(MeetingState::Preparing, Some(gone)), Code::WorkerEnded),
        (Proposal::FamilyMember(id(999)), at(MeetingState::Preparing, None), Code::PersonNotMember),
        (Proposal::FamilyMember(id(MOTHER)), at(MeetingState::Preparing, None), Code::InvitedAlready),
        (
            Proposal::Worker(id(NURSE)),
            at(MeetingState::Preparing, Some(worker(NURSE, HEALTH))),
            Code::InvitedAlready,
        ),
    ];
    for (proposal, target, expected) in cases {
        assert_eq!(code(&of(proposal), &target, &by_coordinator()), Some(expected));
    }
    let aunty = of(Proposal::SupportPerson("Aunty Hēni".to_owned()));
    assert_eq!(code(&aunty, &at(MeetingState::Preparing, None), &by_mother()), None);
}

fn on_invitation(meeting: MeetingState, state: InvitationState) -> InvitationFile {
    let meeting = held(meeting, state);
    let invitation = meeting.invitations[1].clone();
    InvitationFile { meeting, invitation }
}

#[test]
fn the_family_decides_about_each_person_f1_14() {
    use InvitationState::{Accepted, FamilyApproved, FamilyDeclined, Proposed, Revoked, Sent};
    let approve = ApproveInvitation { evidence: None };
    let refuse = RefuseInvitation { evidence: None };
    let decided = |change: &crate::command::Change| written!(change, Invitation)[0].state;
    let proposed = on_invitation(MeetingState::Preparing, Proposed);
    assert_eq!(decided(&change(&approve, &proposed, &by_mother())), FamilyApproved);
    assert_eq!(decided(&change(&refuse, &proposed, &by_mother())), FamilyDeclined);
    assert_eq!(code(&approve, &proposed, &by_coordinator()), Some(Code::FamilyDecisionMissing));
    let declined = on_invitation(MeetingState::Preparing, FamilyDeclined);
    assert_eq!(decided(&change(&approve, &declined, &by_mother())), FamilyApproved);
    assert!(unchanged(&refuse, &declined, &by_mother()));
    for sent in [Sent, Accepted] {
        let out = on_invitation(MeetingState::Confirmed, sent);
        assert_eq!(decided(&change(&refuse, &out, &by_mother())), Revoked);
        assert_eq!(code(&approve, &out, &by_mother()), Some(Code::InvitationNotInState));
    }
    let running = on_invitation(MeetingState::InProgress, Accepted);
    assert_eq!(code(&refuse, &running, &by_mother()), Some(Code::MeetingNotInState));
}

#[test]
fn an_agency_that_knows_only_by_the_invitation_forgets_with_it() {
    let mut out = on_invitation(MeetingState::Invited, InvitationState::Sent);
    let joined = |involvement| {
        holds(Role::Participant, HEALTH, Some(NURSE)).amended(|it| it.involvement = Some(involvement))
    };
    for (involvement, ended) in [(Involvement::New, 1), (Involvement::Existing, 0)] {
        out.meeting.case.assignments = vec![joined(involvement)];
        let revoked = change(&RefuseInvitation { evidence: None }, &out, &by_mother());
        assert_eq!(written!(revoked, Assignment).len(), ended);
    }
}

#[test]
fn invitations_go_out_and_the_invited_take_part_f0_47() {
    let mut file = held(MeetingState::FamilyApproved, InvitationState::FamilyApproved);
    let coordinator = Invitee::Worker { worker_id: id(COORDINATOR), agency_id: id(TRUST) };
    file.invitations.push(invitation(503, coordinator, InvitationState::FamilyApproved));
    file.invitations.push(invitation(504, teacher(), InvitationState::FamilyDeclined));
    let sent = change(&SendInvitations, &dispatch(&file), &by_coordinator());
    assert_eq!(status(written!(sent, Meeting)[0]), MeetingStatus::Invited);
    let invitations = written!(sent, Invitation);
    assert!(invitations.len() == 3 && invitations.iter().all(|it| it.state == InvitationState::Sent));
    let [joining] = written!(sent, Assignment)[..] else { panic!() };
    assert_eq!((joining.worker_id, joining.role), (Some(id(NURSE)), Role::Participant));
    file.case.assignments.push(joining.clone());
    assert!(written!(change(&SendInvitations, &dispatch(&file), &by_coordinator()), Assignment).is_empty());
}

#[test]
fn each_guard_of_sending() {
    let cases: [Guard<MeetingFile>; 5] = [
        (|it| it.meeting.body.state = MeetingState::Preparing, Code::MeetingNotInState),
        (|it| it.case.consents.clear(), Code::ConsentInsufficient),
        (|it| it.invitations[0].body.state = InvitationState::FamilyDeclined, Code::NobodyInvited),
        (|it| it.case.consents = vec![consent(&[SCHOOL])], Code::AgencyNotNamed),
        (|it| it.meeting.body.facilitation = Some(facilitation(OTHERS)), Code::FacilitatorUntrained),
    ];
    for (spoil, expected) in cases {
        let mut target = held(MeetingState::FamilyApproved, InvitationState::FamilyApproved);
        spoil(&mut target);
        assert_eq!(code(&SendInvitations, &dispatch(&target), &by_coordinator()), Some(expected));
    }
}

pub(super) fn facilitation(agency: u128) -> Facilitation {
    Facilitation {
        facilitator_id: id(600),
        worker_id: id(13),
        agency_id: id(agency),
        independence_declared_at: DateTime::UNIX_EPOCH,
    }
}

pub(super) fn registered(expires_on: Option<&str>) -> Entity<Facilitator> {
    let course = "Facilitating".to_owned();
    let training = Training { course, completed_on: day("2025-06-14"), expires_on: expires_on.map(day) };
    Entity::new(id(600), Facilitator { worker_id: id(13), training: vec![training], active: true })
}

fn appointment(expires_on: Option<&str>, agency: u128) -> Appointment {
    let meeting = held(MeetingState::Preparing, InvitationState::FamilyApproved);
    Appointment { meeting, wanted: Some((registered(expires_on), worker(13, agency))) }
}

fn appoint() -> AppointFacilitator {
    AppointFacilitator { independence_declared: true, evidence: evidence() }
}

#[test]
fn a_facilitator_is_trained_on_the_day_and_independent_f0_20_f0_38() {
    let mut unknown = appointment(None, OTHERS);
    unknown.wanted = None;
    let mut taking_part = appointment(None, SCHOOL);
    taking_part.meeting.case.assignments.push(holds(Role::Participant, SCHOOL, Some(TEACHER)));
    let mut key_contact = appointment(None, OTHERS);
    key_contact.meeting.case.assignments.push(holds(Role::KeyContact, SCHOOL, Some(13)));
    let mut under_way = appointment(None, OTHERS);
    under_way.meeting.meeting.body.state = MeetingState::InProgress;
    let cases = [
        (unknown, Code::ReferenceUnknown),
        (appointment(Some("2026-03-18"), OTHERS), Code::FacilitatorUntrained),
        (appointment(None, HEALTH), Code::FacilitatorNotIndependent),
        (taking_part, Code::FacilitatorNotIndependent),
        (key_contact, Code::FacilitatorNotIndependent),
        (under_way, Code::MeetingNotInState),
    ];
    for (target, expected) in cases {
        assert_eq!(code(&appoint(), &target, &by_coordinator()), Some(expected));
    }
    let ready = appointment(Some("2026-03-19"), OTHERS);
    let undeclared = AppointFacilitator { independence_declared: false, ..appoint() };
    let refused = refusal(&undeclared, &ready, &by_coordinator()).unwrap();
    assert_eq!(refused.pointer.as_deref(), Some("#/independence_declared"));
    let unagreed = AppointFacilitator { evidence: None, ..appoint() };
    assert_eq!(code(&unagreed, &ready, &by_coordinator()), Some(Code::FamilyDecisionMissing));
}

#[test]
fn a_facilitator_sees_the_case_and_one_replaced_no_longer() {
    let mut target = appointment(None, OTHERS);
    target.meeting.case.assignments.push(holds(Role::Facilitator, OTHERS, Some(14)));
    let appointed = change(&appoint(), &target, &by_coordinator());
    let [ended, begun] = written!(appointed, Assignment)[..] else { panic!() };
    assert_eq!((ended.worker_id, ended.ended_on), (Some(id(14)), Some(day(TODAY))));
    assert_eq!((begun.worker_id, begun.role, begun.ended_on), (Some(id(13)), Role::Facilitator, None));
}

#[test]
fn the_invited_answer_until_the_meeting_starts() {
    let answer = AnswerInvitation { answer: Answer::Tentative, reason: Some("shift work".to_owned()) };
    let cases = [
        (MeetingState::Invited, InvitationState::Sent, None),
        (MeetingState::Confirmed, InvitationState::Declined, None),
        (MeetingState::InProgress, InvitationState::Sent, Some(Code::MeetingNotInState)),
        (MeetingState::Invited, InvitationState::Revoked, Some(Code::InvitationNotInState)),
        (MeetingState::Preparing, InvitationState::Proposed, Some(Code::InvitationNotInState)),
    ];
    for (meeting, state, expected) in cases {
        assert_eq!(code(&answer, &on_invitation(meeting, state), &by_coordinator()), expected);
    }
}

/// F0-21: a pair of which one does not come stops nothing.
#[test]
fn two_people_who_must_not_meet_are_not_sent_invitations_to_the_same_meeting_f0_21() {
    use InvitationState::{Accepted, FamilyApproved, FamilyDeclined, Revoked};
    for (state, expected) in
        [(FamilyApproved, Some(Code::NoContact)), (FamilyDeclined, None), (Revoked, None)]
    {
        let mut file = held(MeetingState::FamilyApproved, FamilyApproved);
        file.apart = vec![(id(FATHER), id(MOTHER))];
        invite_father(&mut file, state);
        assert_eq!(code(&SendInvitations, &dispatch(&file), &by_coordinator()), expected, "{state:?}");
    }
    let mut later = held(MeetingState::Confirmed, Accepted);
    later.apart = vec![(id(FATHER), id(MOTHER))];
    invite_father(&mut later, FamilyApproved);
    assert_eq!(code(&SendInvitations, &dispatch(&later), &by_coordinator()), Some(Code::NoContact));
}

/// F0-21: at no step do two people who must not meet come together. The coordinator is told why; for everybody
/// else the answer is the same as where somebody on the list has left the family.
#[test]
fn no_step_brings_two_people_together_who_must_not_meet_f0_21() {
    use InvitationState::{Accepted, FamilyApproved, Proposed, Sent};
    type Step = fn(&MeetingFile, &Moment) -> Option<Code>;
    let steps: [(&str, MeetingState, InvitationState, Step); 7] = [
        ("propose", MeetingState::Preparing, Proposed, |file, at| {
            let mut before = file.clone();
            before.invitations.retain(|it| it.id != id(503));
            let target = Invitable { meeting: before, worker: None };
            code(&ProposeInvitation(Proposal::FamilyMember(id(FATHER))), &target, at)
        }),
        ("approve", MeetingState::Preparing, Proposed, |file, at| {
            let target = InvitationFile { meeting: file.clone(), invitation: file.invitations[2].clone() };
            code(&ApproveInvitation { evidence: evidence() }, &target, at)
        }),
        ("answer", MeetingState::Invited, Sent, |file, at| {
            let target = InvitationFile { meeting: file.clone(), invitation: file.invitations[2].clone() };
            code(&AnswerInvitation { answer: Answer::Accepted, reason: None }, &target, at)
        }),
        ("change", MeetingState::Preparing, FamilyApproved, |file, at| {
            let (agenda, venue) = (vec![point("Mihi")], file.meeting.venue.clone());
            code(&ChangeMeeting { agenda, starts_at_local: evening(), minutes: 45, venue }, file, at)
        }),
        ("confirm", MeetingState::Invited, Accepted, |file, at| code(&ConfirmMeeting, file, at)),
        ("reschedule", MeetingState::Confirmed, Accepted, |file, at| {
            code(&RescheduleMeeting { starts_at_local: evening(), minutes: None }, file, at)
        }),
        ("send", MeetingState::FamilyApproved, FamilyApproved, |file, at| {
            code(&SendInvitations, &dispatch(file), at)
        }),
    ];
    for (name, state, invited, step) in steps {
        let mut file = held(state, if invited == Proposed { FamilyApproved } else { Accepted });
        if name == "send" {
            file.invitations.iter_mut().for_each(|it| it.body.state = FamilyApproved);
        }
        invite_father(&mut file, invited);
        assert_eq!(step(&file, &by_coordinator()), None, "{name}");
        let mut left = file.clone();
        left.apart = vec![(id(FATHER), id(MOTHER))];
        assert_eq!(step(&left, &by_coordinator()), Some(Code::NoContact), "{name}");
        assert_eq!(step(&left, &by_nurse()), Some(Code::CoordinatorFirst), "{name}");
        if name != "propose" {
            let gone = file.case.members.iter_mut().find(|it| it.person.id == id(FATHER)).unwrap();
            gone.membership.body.ended_on = Some(day(TODAY));
            assert_eq!(step(&file, &by_coordinator()), Some(Code::InviteeLeft), "{name}");
            assert_eq!(step(&file, &by_nurse()), Some(Code::CoordinatorFirst), "{name}");
        }
    }
}

/// Whoever must not come may say so.
#[test]
fn to_decline_is_always_possible_f0_21() {
    let mut file = held(MeetingState::Invited, InvitationState::Accepted);
    invite_father(&mut file, InvitationState::Sent);
    file.apart = vec![(id(FATHER), id(MOTHER))];
    let target = InvitationFile { invitation: file.invitations[2].clone(), meeting: file };
    let no = AnswerInvitation { answer: Answer::Declined, reason: None };
    assert_eq!(code(&no, &target, &by_nurse()), None);
}

/// F0-43: a substitute is a new person, whom the family approves and who is invited alone.
#[test]
fn a_substitute_is_proposed_approved_and_sent_alone_f0_43() {
    for state in [MeetingState::Invited, MeetingState::Confirmed] {
        let status_before = state.status();
        let mut file = held(state, InvitationState::Accepted);
        assert_eq!(code(&SendInvitations, &dispatch(&file), &by_coordinator()), Some(Code::NothingToSend));
        let target = Invitable { meeting: file, worker: Some(worker(TEACHER, SCHOOL)) };
        let proposed = change(&ProposeInvitation(Proposal::Worker(id(TEACHER))), &target, &by_coordinator());
        assert!(written!(proposed, Meeting).is_empty(), "what the family approved stays");
        file = target.meeting;
        file.invitations.push(written!(proposed, Invitation)[0].clone());
        assert_eq!(code(&SendInvitations, &dispatch(&file), &by_coordinator()), Some(Code::NothingToSend));
        let invitation = file.invitations[2].clone();
        let asked = InvitationFile { meeting: file, invitation };
        let approved = change(&ApproveInvitation { evidence: None }, &asked, &by_mother());
        assert!(written!(approved, Meeting).is_empty());
        file = asked.meeting;
        file.invitations[2] = written!(approved, Invitation)[0].clone();
        let sent = change(&SendInvitations, &dispatch(&file), &by_coordinator());
        let [alone] = written!(sent, Invitation)[..] else { panic!() };
        assert!(alone.invitee == teacher() && alone.state == InvitationState::Sent);
        assert!(written!(sent, Meeting).is_empty() && status(&file.meeting) == status_before);
        assert_eq!(written!(sent, Assignment)[0].worker_id, Some(id(TEACHER)));
    }
}

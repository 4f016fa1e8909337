use super::*;
use crate::{
    filed::sample::{OTHERS, SCHOOL, TEACHER, by_coordinator, by_nurse, change, code, written},
    machine::Machine,
};

#[test]
fn a_meeting_is_confirmed_and_started_in_order() {
    for (n, state) in states().into_iter().enumerate() {
        let file = held(state, InvitationState::Accepted);
        assert_eq!(code(&ConfirmMeeting, &file, &by_coordinator()).is_none(), n == 2);
        assert_eq!(code(&StartMeeting, &file, &by_coordinator()).is_none(), n == 3);
    }
}

#[test]
fn a_consent_taken_back_stops_the_start() {
    let mut file = held(MeetingState::Confirmed, InvitationState::Accepted);
    file.case = without_consent(file.case);
    assert_eq!(code(&StartMeeting, &file, &by_coordinator()), Some(Code::ConsentInsufficient));
}

/// F0-21, scenario 7: a pair recorded after the invitations went out stops the start, and only the coordinator
/// is told why.
#[test]
fn two_people_who_must_not_meet_by_now_stop_the_start_f0_21() {
    use InvitationState::{Accepted, Declined, Revoked, Sent, Tentative};
    let stops = |state| matches!(state, Sent | Accepted | Tentative);
    for state in [Sent, Accepted, Tentative, Declined, Revoked] {
        let mut file = held(MeetingState::Confirmed, Accepted);
        invite_father(&mut file, state);
        assert_eq!(code(&StartMeeting, &file, &by_coordinator()), None);
        file.apart = vec![(id(FATHER), id(MOTHER))];
        let by = |at| code(&StartMeeting, &file, &at);
        assert_eq!(by(by_coordinator()), stops(state).then_some(Code::NoContact), "{state:?}");
        assert_eq!(by(by_nurse()), stops(state).then_some(Code::CoordinatorFirst), "{state:?}");
    }
}

#[test]
fn a_meeting_is_called_off_until_it_starts_and_invitations_are_taken_back() {
    let cancel = CancelMeeting { reason: "illness".to_owned() };
    for (n, state) in states().into_iter().enumerate() {
        let file = held(state, InvitationState::Accepted);
        assert_eq!(code(&cancel, &file, &by_coordinator()).is_none(), n < 4, "state {n}");
    }
    let mut file = held(MeetingState::Invited, InvitationState::Sent);
    file.invitations[1].body.state = InvitationState::FamilyDeclined;
    let cancelled = change(&cancel, &file, &by_coordinator());
    let [revoked] = written!(cancelled, Invitation)[..] else { panic!() };
    assert_eq!(revoked.state, InvitationState::Revoked);
}

#[test]
fn a_meeting_that_is_over_stays_as_it_is() {
    for state in [
        MeetingStatus::Completed,
        MeetingStatus::HeldWithoutFamily,
        MeetingStatus::Cancelled,
        MeetingStatus::Adjourned,
    ] {
        assert!(state.allowed().is_empty());
    }
}

#[test]
fn a_meeting_that_has_begun_can_be_broken_off() {
    let adjourn = AdjournMeeting { reason: "an earthquake".to_owned() };
    for state in states() {
        let begun = matches!(state, MeetingState::InProgress);
        let file = held(state, InvitationState::Accepted);
        assert_eq!(code(&adjourn, &file, &by_coordinator()).is_none(), begun);
    }
    let file = held(MeetingState::InProgress, InvitationState::Accepted);
    let adjourned = change(&adjourn, &file, &by_coordinator());
    let MeetingState::Adjourned { on, .. } = &written!(adjourned, Meeting)[0].state else { panic!() };
    assert_eq!(*on, day(TODAY));
    assert!(written!(adjourned, Case).is_empty() && written!(adjourned, Invitation).is_empty());
}

#[test]
fn a_meeting_is_confirmed_when_somebody_of_the_family_comes() {
    let mut file = held(MeetingState::Invited, InvitationState::Accepted);
    for answer in [InvitationState::Sent, InvitationState::Tentative, InvitationState::Declined] {
        file.invitations[0].body.state = answer;
        assert_eq!(code(&ConfirmMeeting, &file, &by_coordinator()), Some(Code::FamilyNotComing));
    }
    file.invitations.remove(0);
    assert_eq!(code(&ConfirmMeeting, &file, &by_coordinator()), Some(Code::FamilyNotComing));
}

/// Model 4: fewer than two agencies warn and stop nothing.
#[test]
fn what_is_worth_a_thought_is_a_warning() {
    use MeetingWarning::{AgencyPremises, FewAgencies, NoFamily, Unanswered};
    let teacher = Invitee::Worker { worker_id: id(TEACHER), agency_id: id(SCHOOL) };
    let one = held(MeetingState::Invited, InvitationState::Accepted);
    let mut two = held(MeetingState::Confirmed, InvitationState::Accepted);
    two.invitations.push(invitation(503, teacher, InvitationState::Accepted));
    let mut waiting = held(MeetingState::Invited, InvitationState::Sent);
    waiting.meeting.body.venue.neutrality = Neutrality::AgencyPremises;
    let mut early = held(MeetingState::Preparing, InvitationState::Proposed);
    early.meeting.body.venue.neutrality = Neutrality::AgencyPremises;
    let rows = [
        (&one, None, vec![FewAgencies]),
        (&two, None, vec![]),
        (&two, Some(id(TEACHER)), vec![FewAgencies]),
        (&waiting, None, vec![NoFamily, FewAgencies, Unanswered, AgencyPremises]),
        (&early, None, vec![AgencyPremises]),
        (&held(MeetingState::InProgress, InvitationState::Sent), None, vec![]),
    ];
    for (n, (file, coordinator, expected)) in rows.iter().enumerate() {
        assert_eq!(warnings(&file.meeting, &file.invitations, *coordinator), *expected, "row {n}");
    }
}

/// F0-38: who is not independent any more does not run the meeting.
#[test]
fn the_facilitator_is_looked_at_once_more_at_the_start_f0_38() {
    let with = |agency: u128, training: bool| {
        let mut file = held(MeetingState::Confirmed, InvitationState::Accepted);
        file.meeting.body.facilitation = Some(super::inviting::facilitation(agency));
        file.facilitator = training.then(|| super::inviting::registered(None));
        code(&StartMeeting, &file, &by_coordinator())
    };
    assert_eq!(with(OTHERS, true), None);
    assert_eq!(with(OTHERS, false), Some(Code::FacilitatorUntrained));
    assert_eq!(with(HEALTH, true), Some(Code::FacilitatorNotIndependent));
}

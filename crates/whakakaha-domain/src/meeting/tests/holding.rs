use super::*;
use crate::{
    filed::sample::{by_coordinator, change, code, written},
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
    for state in [MeetingStatus::Completed, MeetingStatus::HeldWithoutFamily, MeetingStatus::Cancelled] {
        assert!(state.allowed().is_empty());
    }
}

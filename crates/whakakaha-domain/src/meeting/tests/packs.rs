//! What the invited are given (F0-39).

use uuid::Uuid;

use super::*;
use crate::{
    filed::sample::{by_coordinator, change, written},
    plan::Recipient,
    profile::{ProfileEntry, ProfileKind},
    restriction::{Audience, Concealment, Confidences, Reach, Restriction, Topic, Withheld},
};

/// A meeting with a profile of one dream and one strength of the mother's.
pub(super) fn dispatch(file: &MeetingFile) -> Dispatch {
    let said = |n, kind, said_by: Option<u128>| {
        let body = ProfileEntry {
            case_id: id(5),
            kind,
            text: "our words".to_owned(),
            said_by: said_by.map(id),
            recorded_by: None,
            domain: None,
            decision: None,
            removed_at: None,
            removal: None,
        };
        Entity::new(id(n), body)
    };
    let entries = vec![said(71, ProfileKind::Dream, None), said(72, ProfileKind::Strength, Some(MOTHER))];
    Dispatch { meeting: file.clone(), entries, confidences: Confidences::default() }
}

/// F0-39: the family's words come first, and each is given what is not kept from them.
#[test]
fn everybody_who_is_invited_is_given_a_pack_of_their_own_f0_39() {
    let mut file = held(MeetingState::FamilyApproved, InvitationState::FamilyApproved);
    file.case.case.body.key_issues = Some(KeyIssues { entries: vec![id(71), id(72)], decision: decision() });
    file.meeting.body.facilitation = None;
    let mut dispatch = dispatch(&file);
    let topic =
        Topic { item: Uuid::from_u128(72), topic: Uuid::from_u128(72), author: Uuid::from_u128(MOTHER) };
    dispatch.confidences.topics.push(topic);
    let body = Restriction {
        case_id: id(5),
        withheld: Withheld::ProfileEntry(id(72)),
        reach: Reach::HiddenFrom,
        audiences: vec![Audience::Worker { worker_id: id(NURSE), agency_id: id(HEALTH) }],
        in_plan: Concealment::Omit,
        decision: decision(),
        lifted_at: None,
        lifting: None,
    };
    dispatch.confidences.restrictions.push(Entity::new(id(73), body));
    let sent = change(&SendInvitations, &dispatch, &by_coordinator());
    let packs = written!(sent, MeetingPack);
    let given = |recipient| {
        let pack = packs.iter().find(|it| it.recipient == recipient).unwrap();
        let profile: Vec<_> = pack.profile.iter().map(|it| it.id).collect();
        (profile, pack.key_issues.clone(), pack.agenda.len())
    };
    assert_eq!(packs.len(), 2);
    let mothers = (vec![id(72), id(71)], vec![id(71), id(72)], 1);
    assert_eq!(given(Recipient::FamilyMember(id(MOTHER))), mothers);
    assert_eq!(given(Recipient::Worker(id(NURSE))), (vec![id(71)], vec![id(71)], 1));
}

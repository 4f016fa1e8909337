//! Roles on a case, as tables.

use super::{Role::*, *};
use crate::{
    actor::Principal,
    case::{CaseFile, CaseState, sample::*},
    command::Command,
    entity::Entity,
    record::Record,
    refusal::Code,
};

const MET: CaseState = CaseState::Active { since: TODAY };

/// Agencies 100 and 101 take part, the latter with worker 3; 101 leads.
fn running() -> CaseFile {
    let assignments = vec![
        role(31, Participant, 100, None),
        role(32, Participant, 101, Some(3)),
        role(33, LeadAgency, 101, None),
    ];
    CaseFile { assignments, ..agreed(MET) }
}

fn worker(n: u128, agency: u128) -> Entity<Worker> {
    let name = "W".to_owned();
    let profession = "P".to_owned();
    stored(
        n,
        Worker {
            agency_id: id(agency),
            name,
            profession,
            email: None,
            phone: Some("09 555 0100".to_owned()),
            ended_on: None,
        },
    )
}

fn give(role: Role, agency: u128, worker: Option<u128>) -> AssignRole {
    let worker_id = worker.map(id);
    AssignRole { role, agency_id: id(agency), worker_id, involvement: None, family_decision: None }
}

fn candidate(file: CaseFile, worker: Option<Entity<Worker>>) -> RoleCandidate {
    RoleCandidate {
        file,
        agency_known: true,
        worker,
        excluded: false,
        unseen: std::collections::BTreeSet::new(),
    }
}

#[test]
fn f0_24_who_can_hold_which_role() {
    let ana = at(Principal::Family(id(11)));
    let rows = [
        (give(Coordinator, 100, Some(2)), Some(worker(2, 100)), Some(Code::RoleUnassignable)),
        (give(Facilitator, 100, Some(2)), Some(worker(2, 100)), Some(Code::RoleUnassignable)),
        (give(KeyContact, 100, None), None, Some(Code::WorkerMissing)),
        (give(KeyContact, 100, Some(2)), None, Some(Code::ReferenceUnknown)),
        (give(KeyContact, 100, Some(2)), Some(worker(2, 101)), Some(Code::WorkerNotOfAgency)),
        (give(KeyContact, 102, Some(2)), Some(worker(2, 102)), Some(Code::AgencyNotParticipating)),
        (give(LeadWorker, 100, Some(2)), Some(worker(2, 100)), Some(Code::LeadAgencyFirst)),
        (give(LeadAgency, 101, None), None, Some(Code::RoleHeldAlready)),
        (give(Participant, 101, Some(3)), Some(worker(3, 101)), Some(Code::RoleHeldAlready)),
        (give(KeyContact, 100, Some(2)), Some(worker(2, 100)), None),
        (give(LeadWorker, 101, Some(3)), Some(worker(3, 101)), None),
        (give(Participant, 102, None), None, None),
    ];
    for (command, worker, wanted) in rows {
        let role = command.role;
        let code = command.decide(&candidate(running(), worker), &ana).err().map(|refusal| refusal.code);
        assert_eq!(code, wanted, "{role:?}");
    }
}

#[test]
fn f0_14_a_new_agency_and_the_key_contact_are_the_family_s_choice() {
    let worker_calls = at(COORDINATOR);
    let contact = candidate(running(), Some(worker(2, 100)));
    assert_eq!(
        refused(&give(KeyContact, 100, Some(2)), &contact, &worker_calls),
        Code::FamilyDecisionMissing
    );
    let agency = candidate(running(), None);
    assert_eq!(refused(&give(Participant, 102, None), &agency, &worker_calls), Code::FamilyDecisionMissing);
    let known = AssignRole { involvement: Some(Involvement::Existing), ..give(Participant, 102, None) };
    assert!(known.decide(&agency, &worker_calls).is_ok());
}

#[test]
fn f1_11_before_consent_only_participants_are_named() {
    let file = CaseFile { consents: vec![], ..running() };
    let ana = at(Principal::Family(id(11)));
    assert_eq!(
        refused(&give(LeadAgency, 100, None), &candidate(file.clone(), None), &ana),
        Code::ConsentInsufficient
    );
    let participant = give(Participant, 102, None);
    let waiting = CaseFile { case: case(CaseState::AwaitingConsent), ..file.clone() };
    assert!(participant.decide(&candidate(waiting, None), &ana).is_ok());
    assert_eq!(refused(&participant, &candidate(file, None), &ana), Code::ConsentInsufficient, "taken back");
}

/// F1-21: with another lead agency its lead worker goes too, and both stay in history.
#[test]
fn f1_21_a_new_lead_agency_brings_a_new_lead_worker() {
    let mut file = running();
    file.assignments.push(role(34, LeadWorker, 101, Some(3)));
    let ana = at(Principal::Family(id(11)));
    let change = written(&give(LeadAgency, 100, None), &candidate(file, None), &ana);
    let ended = |record: &&Record| matches!(record, Record::Assignment(it) if it.ended_on.is_some());
    assert_eq!(change.records().iter().filter(ended).count(), 2);
}

#[test]
fn f0_24_nobody_leaves_a_gap() {
    let end = EndAssignment { ended_on: TODAY };
    let target = |n: usize, file: CaseFile| {
        let assignment = file.assignments[n].clone();
        AssignmentFile { assignment, file }
    };
    let before = CaseFile { case: case(CaseState::Preparing), ..running() };
    assert_eq!(refused(&end, &target(2, running()), &at(COORDINATOR)), Code::HolderStillNeeded);
    assert_eq!(refused(&end, &target(1, running()), &at(COORDINATOR)), Code::HolderStillNeeded);
    assert!(end.decide(&target(2, before), &at(COORDINATOR)).is_ok());
    let mut closing = running();
    let reason = crate::case::CloseReason::GoalsMet;
    closing.case.body.state = CaseState::Closing { reason, note: None, since: TODAY };
    assert_eq!(refused(&end, &target(2, closing), &at(COORDINATOR)), Code::HolderStillNeeded);
    assert!(end.decide(&target(0, running()), &at(COORDINATOR)).is_ok());
    let early = EndAssignment { ended_on: day(2026, 1, 1) };
    assert_eq!(refused(&early, &target(0, running()), &at(COORDINATOR)), Code::EndBeforeStart);
    let ahead = EndAssignment { ended_on: day(2026, 3, 1) };
    assert_eq!(refused(&ahead, &target(0, running()), &at(COORDINATOR)), Code::DateInFuture);
}

/// F1-17, F1-21: whoever leads sees every action.
#[test]
fn f1_21_an_agency_from_which_an_action_is_hidden_cannot_lead() {
    let ana = at(Principal::Family(id(11)));
    let kept_out = |file| RoleCandidate { excluded: true, ..candidate(file, None) };
    assert_eq!(refused(&give(LeadAgency, 100, None), &kept_out(running()), &ana), Code::LeadNotPossible);
    assert!(give(Participant, 102, None).decide(&kept_out(running()), &ana).is_ok());
}

/// F0-21: an agency that is not shown to whoever gives a role is given it as one that holds none.
#[test]
fn roles_are_given_by_what_the_caller_sees() {
    let ana = at(Principal::Family(id(11)));
    let unseen = |worker| RoleCandidate { unseen: [id(31), id(32)].into(), ..candidate(running(), worker) };
    for agency in [100, 101, 102] {
        let answer = give(LeadAgency, agency, None).decide(&unseen(None), &ana).map(drop);
        assert_eq!(answer.unwrap_err().code, Code::AgencyNotParticipating, "{agency}");
        assert!(give(Participant, agency, None).decide(&unseen(None), &ana).is_ok(), "{agency}");
    }
    let seen = candidate(running(), None);
    assert_eq!(refused(&give(Participant, 100, None), &seen, &ana), Code::RoleHeldAlready);
}

/// F0-24: a key contact can be reached.
#[test]
fn f0_24_a_key_contact_has_a_channel() {
    let ana = at(Principal::Family(id(11)));
    let with = |email: Option<&str>, phone: Option<&str>| {
        let channels = worker(2, 100).amended(|it| {
            it.email = email.map(str::to_owned);
            it.phone = phone.map(str::to_owned);
        });
        give(KeyContact, 100, Some(2)).decide(&candidate(running(), Some(channels)), &ana).err()
    };
    assert_eq!(with(None, None).map(|it| it.code), Some(Code::KeyContactUnreachable));
    assert!(with(Some("sione@example.org"), None).is_none() && with(None, Some("09 555")).is_none());
}

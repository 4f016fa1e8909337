use chrono::TimeDelta;

use super::{
    ClientAtDoor, CodesAtDoor, EndSession, LoginAtDoor, Presence, Proven, RefreshSession, Session,
    SessionHolder, SignOutPerson, StartForClient, StartForPerson, StartForWorker,
};
use crate::{
    actor::{Scope, Scopes},
    calendar_link::tests::link,
    client::{
        ClientDetails, ClientProof,
        tests::{agency, client, details},
    },
    command::{Command, Decision},
    entity::Entity,
    login::{
        CodeHolder, Login,
        tests::{code, person, spoken, worker},
    },
    period::tests::{at, id, refused, verdict},
    record::Record,
    refusal::Code,
};

fn door(details: ClientDetails) -> ClientAtDoor {
    ClientAtDoor { client: client(details), agency: agency(), worker: None, assertion_used: false }
}

fn knock(scopes: Option<&str>) -> StartForClient {
    StartForClient {
        proven: Proven::Assertion { kid: "one".to_owned(), assertion: "a".to_owned() },
        worker: None,
        scopes: scopes.map(Scopes::parse),
        bound_to: None,
    }
}

/// The session that a command begins.
fn begun<C: Command>(command: &C, target: &C::Target) -> Session {
    let Decision::Change(change) = command.decide(target, &at()).unwrap() else {
        panic!("nothing is written")
    };
    let session = change
        .into_records()
        .into_iter()
        .find_map(|record| if let Record::Session(session) = record { Some(session.body) } else { None });
    session.unwrap()
}

#[test]
fn r25_a_program_that_proves_who_it_is_comes_in_for_its_agency() {
    let all = [Scope::IntegrationRead, Scope::IntegrationWrite, Scope::CaseLead, Scope::ReportRead];
    let open = door(details(&all));
    let table = [
        (None, SessionHolder::Agency(id(2)), "integration.read integration.write"),
        (Some("integration.read"), SessionHolder::Agency(id(2)), "integration.read"),
        (Some("report.read"), SessionHolder::Reporter, "report.read"),
    ];
    for (asked, holder, scopes) in table {
        let session = begun(&knock(asked), &open);
        assert_eq!((session.holder, session.scopes.claim().as_str()), (holder, scopes), "{asked:?}");
        assert_eq!(session.ends_at, at().now + TimeDelta::minutes(10));
    }
    for asked in ["case.lead", "integration.read report.read", "directory.edit"] {
        assert_eq!(verdict(&knock(Some(asked)), &open), refused(Code::ScopeNotAllowed, ""), "{asked}");
    }
}

#[test]
fn r25_whatever_does_not_fit_keeps_a_program_out() {
    let usual = || details(&[Scope::IntegrationRead]);
    let disabled = {
        let mut door = door(usual());
        door.client.body.disabled_at = Some(at().now);
        door
    };
    let suspended = {
        let mut door = door(usual());
        door.agency.body.suspended_at = Some(at().now);
        door
    };
    let replayed = ClientAtDoor { assertion_used: true, ..door(usual()) };
    let other_key = door(ClientDetails { proof: ClientProof::Keys(Vec::new()), ..usual() });
    let with_secret = door(ClientDetails { proof: ClientProof::Secret("5e".to_owned()), ..usual() });
    let bound = door(ClientDetails { bound_tokens: true, ..usual() });
    let table = [
        (disabled, Code::ClientDisabled),
        (suspended, Code::AgencySuspended),
        (replayed, Code::AssertionUsed),
        (other_key, Code::ClientProofInvalid),
        (with_secret, Code::ClientProofInvalid),
        (bound, Code::PossessionMissing),
    ];
    for (door, code) in table {
        assert_eq!(verdict(&knock(None), &door), refused(code, ""));
    }
}

#[test]
fn a_program_acts_for_the_workers_of_its_own_agency_alone() {
    let may = ClientDetails { for_workers: true, ..details(&[Scope::IntegrationRead, Scope::CaseLead]) };
    let colleague = worker().amended(|it| it.agency_id = id(2));
    let with = |details: ClientDetails, worker| ClientAtDoor { worker: Some(worker), ..door(details) };
    let asked = StartForClient { worker: Some(colleague.id), ..knock(None) };
    let session = begun(&asked, &with(may.clone(), colleague.clone()));
    assert_eq!(session.holder, SessionHolder::Worker(colleague.id));
    assert_eq!(session.scopes.claim(), "case.lead");
    let stranger = colleague.amended(|it| it.agency_id = id(3));
    let former = colleague.amended(|it| it.ended_on = Some(at().now.date_naive()));
    let may_not = ClientDetails { for_workers: false, ..may.clone() };
    let unknown = ClientAtDoor { worker: None, ..door(may.clone()) };
    for door in [with(may.clone(), stranger), with(may, former), with(may_not, colleague), unknown] {
        assert_eq!(verdict(&asked, &door), refused(Code::NotForWorkers, ""));
    }
}

#[test]
fn a_code_lets_one_member_of_the_family_in_once() {
    let person = CodeHolder::Person(id(5));
    let with =
        |text: &str| StartForPerson { code_sha256: spoken(text).sha256, refresh_sha256: "next".to_owned() };
    let door = CodesAtDoor(vec![code(person, "7MFB-9RMP-X2VD")]);
    let session = begun(&with("7MFB-9RMP-X2VD"), &door);
    assert_eq!(
        (session.holder, session.scopes.claim().as_str()),
        (SessionHolder::Person(id(5)), "family.self")
    );
    assert_eq!(session.ends_at, at().now + TimeDelta::hours(24));
    let Ok(Decision::Kept(change, refusal)) = with("7MFB-9RMP-X2V0").decide(&door, &at()) else {
        panic!("the failure is not kept")
    };
    assert_eq!(refusal.code, Code::CodeInvalid);
    let Record::LoginCode(failed) = change.into_records().remove(0) else { panic!("another thing") };
    assert_eq!(failed.failures, 1);
    let used = CodesAtDoor(vec![door.0[0].amended(|it| it.used_at = Some(at().now))]);
    assert_eq!(verdict(&with("7MFB-9RMP-X2VD"), &used), refused(Code::CodeInvalid, ""));
    let invitation = code(CodeHolder::Worker(id(5), Scopes::default()), "7MFB-9RMP-X2VD");
    assert_eq!(
        verdict(&with("7MFB-9RMP-X2VD"), &CodesAtDoor(vec![invitation])),
        refused(Code::CodeInvalid, "")
    );
}

#[test]
fn a_worker_links_the_login_of_their_organisation_once_and_comes_with_it_afterwards() {
    let known = worker();
    let scopes = Scopes::parse("case.lead case.participate");
    let come = |code: Option<&str>, scopes: Option<&str>| StartForWorker {
        issuer: "https://login.example.nz".to_owned(),
        subject: "248289761001".to_owned(),
        code_sha256: code.map(|text| spoken(text).sha256),
        scopes: scopes.map(Scopes::parse),
    };
    let workers = || vec![(worker(), agency())];
    let invited = LoginAtDoor {
        login: None,
        codes: vec![code(CodeHolder::Worker(known.id, scopes), "7MFB-9RMP-X2VD")],
        workers: workers(),
    };
    assert_eq!(verdict(&come(Some("7MFB-9RMP-X2VD"), None), &invited), Ok(3));
    assert_eq!(verdict(&come(None, None), &invited), refused(Code::LoginUnknown, ""));
    assert_eq!(verdict(&come(Some("7MFB-9RMP-X2V0"), None), &invited), refused(Code::CodeInvalid, ""));
    let login = Login {
        worker_id: known.id,
        issuer: String::new(),
        subject: String::new(),
        scopes,
        linked_at: at().now,
        ended_at: None,
    };
    let known =
        |workers| LoginAtDoor { login: Some(Entity::new(id(9), login.clone())), codes: Vec::new(), workers };
    let session = begun(&come(None, Some("case.lead")), &known(workers()));
    assert_eq!(
        (session.holder, session.scopes.claim().as_str()),
        (SessionHolder::Worker(worker().id), "case.lead")
    );
    assert_eq!(
        verdict(&come(Some("7MFB-9RMP-X2VD"), None), &known(workers())),
        refused(Code::LoginLinked, "")
    );
    assert_eq!(
        verdict(&come(None, Some("agency.admin")), &known(workers())),
        refused(Code::ScopeNotAllowed, "")
    );
    let mut left = workers();
    left[0].0.body.ended_on = Some(at().now.date_naive());
    assert_eq!(verdict(&come(None, None), &known(left)), refused(Code::WorkerEnded, ""));
    let mut suspended = workers();
    suspended[0].1.body.suspended_at = Some(at().now);
    assert_eq!(verdict(&come(None, None), &known(suspended)), refused(Code::AgencySuspended, ""));
}

fn lasting() -> Entity<Session> {
    Entity::new(
        id(8),
        Session {
            holder: SessionHolder::Person(id(5)),
            client_id: None,
            scopes: Scopes::default(),
            started_at: at().now,
            ends_at: at().now + TimeDelta::hours(1),
            ended_at: None,
            refresh_sha256: Some("one".to_owned()),
            assertion: None,
            bound_to: None,
        },
    )
}

/// RFC 9700, 4.14.2: a refresh token that comes twice is in two hands.
#[test]
fn a_session_goes_on_with_its_last_secret_and_is_over_with_an_earlier_one() {
    let refresh = |presented: &str| RefreshSession {
        presented_sha256: presented.to_owned(),
        next_sha256: "two".to_owned(),
    };
    assert_eq!(verdict(&refresh("one"), &lasting()), Ok(1));
    let Ok(Decision::Kept(change, _)) = refresh("zero").decide(&lasting(), &at()) else { panic!("goes on") };
    let Record::Session(session) = change.into_records().remove(0) else { panic!("another thing") };
    assert!(session.ended_at.is_some());
    let table = [
        lasting().amended(|it| it.ended_at = Some(at().now)),
        lasting().amended(|it| it.ends_at = at().now),
        lasting().amended(|it| it.refresh_sha256 = None),
    ];
    for over in table {
        assert_eq!(verdict(&refresh("one"), &over), refused(Code::SessionOver, ""));
    }
}

#[test]
fn whoever_is_signed_out_has_no_session_and_no_code() {
    assert_eq!(verdict(&EndSession, &lasting()), Ok(1));
    assert_eq!(verdict(&EndSession, &lasting().amended(|it| it.ended_at = Some(at().now))), Ok(0));
    let person = person();
    let holder = CodeHolder::Person(person.id);
    let there = Presence {
        person,
        sessions: vec![lasting(), lasting().amended(|it| it.ends_at = at().now)],
        codes: vec![code(holder, "7MFB-9RMP-X2VD")],
        calendar_links: vec![link()],
    };
    assert_eq!(verdict(&SignOutPerson, &there), Ok(3));
    let only_link = Presence { sessions: Vec::new(), codes: Vec::new(), ..there };
    assert_eq!(verdict(&SignOutPerson, &only_link), Ok(1));
    assert_eq!(verdict(&SignOutPerson, &Presence { calendar_links: Vec::new(), ..only_link }), Ok(0));
}

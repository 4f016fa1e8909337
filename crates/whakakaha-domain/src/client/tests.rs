use super::{ChangeClient, Client, ClientDetails, ClientProof, DisableClient, PublicKey, RegisterClient};
use crate::{
    actor::{Scope, Scopes},
    agency::{Agency, AgencyKind, Sector},
    code::CodeList,
    command::{Command, Decision, Moment},
    entity::Entity,
    period::tests::{at, id, refused, verdict},
    refusal::Code,
};

pub(crate) fn details(scopes: &[Scope]) -> ClientDetails {
    ClientDetails {
        name: "nightly sync".to_owned(),
        proof: ClientProof::Keys(vec![PublicKey { kid: "one".to_owned(), jwk: serde_json::Value::Null }]),
        scopes: scopes.iter().copied().collect(),
        for_workers: false,
        bound_tokens: false,
    }
}

pub(crate) fn agency() -> Entity<Agency> {
    let body = Agency {
        name: "Waitākere Health".to_owned(),
        kind: AgencyKind::Community,
        sector: Sector::Health,
        commitment: None,
        parent: None,
        address: None,
        child_protection: false,
        suspended_at: None,
    };
    Entity::new(id(2), body)
}

pub(crate) fn client(details: ClientDetails) -> Entity<Client> {
    Entity::new(id(1), Client { agency_id: id(2), details, disabled_at: None })
}

fn by(scopes: &[Scope]) -> Moment {
    let mut at = at();
    at.actor.scopes = scopes.iter().copied().collect();
    at
}

/// Nobody hands on what is not theirs.
#[test]
fn scopes_are_handed_on_by_whoever_has_them() {
    use Scope::*;
    let table: [(&[Scope], &[Scope], bool); 8] = [
        (&[AgencyAdmin], &[IntegrationRead, IntegrationWrite, CaseLead], true),
        (&[AgencyAdmin], &[AgencyAdmin], true),
        (&[AgencyAdmin], &[PrivacyOfficer], false),
        (&[AgencyAdmin], &[CaseBreakGlass], false),
        (&[DirectoryEdit], &[AgencyAdmin, PrivacyOfficer, ReportRead, CaseBreakGlass], true),
        (&[DirectoryEdit], &[SystemAdmin], false),
        (&[DirectoryEdit, SystemAdmin], &[SystemAdmin, DirectoryEdit], true),
        (&[DirectoryEdit], &[FamilySelf], false),
    ];
    let agency = agency();
    for (own, wanted, fits) in table {
        let wanting = ClientDetails { for_workers: true, ..details(wanted) };
        let decision = RegisterClient(wanting).decide(&agency, &by(own));
        assert_eq!(decision.is_ok(), fits, "{own:?} hands on {wanted:?}");
    }
}

/// What could never give it a token is refused while there is somebody to read it.
#[test]
fn a_program_that_acts_for_nobody_has_no_scopes_of_people() {
    use Scope::*;
    let known = client(details(&[IntegrationRead]));
    let keeper = by(&[DirectoryEdit]);
    for &scope in Scope::ALL.iter().filter(|scope| keeper.actor.scopes.may_hand_on(**scope)) {
        let of_programs = [IntegrationRead, IntegrationWrite, ReportRead].contains(&scope);
        for for_workers in [false, true] {
            let wanted = ClientDetails { for_workers, ..details(&[IntegrationRead, scope]) };
            let refusal = ChangeClient(wanted).decide(&known, &keeper).err();
            let expected = (!of_programs && !for_workers).then_some(Code::ScopeForWorkers);
            assert_eq!(refusal.map(|it| it.code), expected, "{scope:?}");
        }
    }
}

#[test]
fn a_program_has_a_key() {
    let keyless =
        ClientDetails { proof: ClientProof::Keys(Vec::new()), ..details(&[Scope::IntegrationRead]) };
    assert_eq!(
        verdict(&ChangeClient(keyless.clone()), &client(details(&[]))),
        refused(Code::ClientKeyMissing, "#/keys")
    );
    let secret = ClientProof::Secret("5e".to_owned());
    let demonstrated = client(ClientDetails { proof: secret.clone(), ..keyless.clone() });
    let Decision::Change(change) = ChangeClient(keyless).decide(&demonstrated, &at()).unwrap() else {
        panic!("nothing is written")
    };
    let crate::record::Record::Client(kept) = change.into_records().remove(0) else {
        panic!("another thing")
    };
    assert_eq!(kept.details.proof, secret, "a secret stays where no keys are named");
}

#[test]
fn a_program_is_disabled_once_and_not_changed_afterwards() {
    let enabled = client(details(&[Scope::IntegrationRead]));
    assert_eq!(verdict(&DisableClient, &enabled), Ok(1));
    let disabled = enabled.amended(|it| it.disabled_at = Some(at().now));
    assert_eq!(verdict(&DisableClient, &disabled), Ok(0));
    let changed = ChangeClient(details(&[Scope::IntegrationRead]));
    assert_eq!(verdict(&changed, &disabled), refused(Code::ClientDisabled, ""));
}

#[test]
fn a_set_of_scopes_is_written_as_it_is_read() {
    let claim = "case.lead integration.read privacy.officer";
    assert_eq!(Scopes::parse(claim).claim(), claim);
    assert!(Scopes::parse("case.lead").within(Scopes::parse(claim)));
    assert!(!Scopes::parse("case.lead agency.admin").within(Scopes::parse(claim)));
    assert_eq!(
        Scopes::parse(claim).without(Scopes::parse("case.lead")).claim(),
        "integration.read privacy.officer"
    );
}

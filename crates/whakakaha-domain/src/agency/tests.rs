use super::{Agency, AgencyKind, AgencyLineage, AgencyPlace, ChangeAgency, CreateAgency, Sector};
use crate::{
    entity::Entity,
    ids::Id,
    period::tests::{id, refused, verdict},
    refusal::Code,
};

fn agency(parent: Option<Id<Agency>>) -> Agency {
    let name = "Trust".to_owned();
    Agency {
        suspended_at: None,
        name,
        kind: AgencyKind::Community,
        sector: Sector::Health,
        commitment: None,
        parent,
        address: None,
        child_protection: false,
    }
}

#[test]
fn a_new_agency_belongs_to_one_that_exists() {
    assert_eq!(verdict(&CreateAgency(agency(None)), &AgencyPlace { parent_known: true }), Ok(1));
    assert_eq!(
        verdict(&CreateAgency(agency(Some(id(9)))), &AgencyPlace { parent_known: false }),
        refused(Code::ReferenceUnknown, "#/parent_id")
    );
}

#[test]
fn an_agency_never_belongs_to_itself() {
    let table = [
        (None, vec![], Ok(1)),
        (Some(id(2)), vec![id(2), id(3)], Ok(1)),
        (Some(id(2)), vec![], refused(Code::ReferenceUnknown, "#/parent_id")),
        (Some(id(1)), vec![id(1)], refused(Code::AgencyParentLoop, "#/parent_id")),
        (Some(id(2)), vec![id(2), id(1)], refused(Code::AgencyParentLoop, "#/parent_id")),
    ];
    for (parent, wanted, expected) in table {
        let lineage = AgencyLineage { agency: Entity::new(id(1), agency(None)), wanted };
        assert_eq!(verdict(&ChangeAgency(agency(parent)), &lineage), expected);
    }
}

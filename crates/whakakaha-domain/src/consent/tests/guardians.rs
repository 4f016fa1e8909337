//! Whose word for a child counts, by what is on record.

use super::*;

/// Who is, or was, on record as a guardian of the child.
fn recorded(records: &[(u128, bool)]) -> Vec<Guardian> {
    let guardian = |(guardian, ended): &(u128, bool)| {
        let (guardian, ended) = (id(*guardian), *ended);
        Guardian { guardian, child: id(13), ended }
    };
    records.iter().map(guardian).collect()
}

/// Model 3.3: who is a guardian today, by what is on record of a child.
#[test]
fn model_3_3_whoever_was_on_record_as_a_guardian_is_none_any_more() {
    let on_record = |records: &[(u128, bool)], left: bool| {
        let mut file = agreed_on(vec![]);
        file.guardians = recorded(records);
        if left {
            let his = file.members.iter_mut().find(|it| it.person.id == id(12)).unwrap();
            his.membership = his.membership.amended(|it| it.ended_on = Some(TODAY));
        }
        [11, 12].map(|person| file.guards_on_record(id(person), id(13)))
    };
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(on_record(&[], false), [None, None]);
    assert_eq!(on_record(&[(11, false)], false), [yes, no]);
    assert_eq!(on_record(&[(11, true)], false), [no, None]);
    assert_eq!(on_record(&[(11, true), (12, false)], false), [no, yes]);
    assert_eq!(on_record(&[(11, true), (11, false)], false), [yes, no], "in another way still");
    assert_eq!(on_record(&[(12, false)], true), [None, no], "he has left the family");
}

/// Model 3.3: whose word for a child counts.
#[test]
fn model_3_3_a_child_is_covered_by_its_guardians_alone() {
    let state = |records: &[(u128, bool)]| {
        let mut file = agreed_on(vec![active(21, 11), active(22, 12).amended(|it| it.children.clear())]);
        file.guardians = recorded(records);
        state::standing(&file, Purpose::Participate, None, TODAY).state
    };
    assert_eq!(state(&[]), Sum::Sufficient);
    assert_eq!(state(&[(11, false)]), Sum::Sufficient);
    assert_eq!(state(&[(12, false)]), Sum::Partial, "the other is on record, and has not agreed for it");
    assert_eq!(state(&[(11, true)]), Sum::Partial, "who agreed for it is its guardian no longer");
}

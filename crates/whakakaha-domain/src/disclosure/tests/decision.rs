//! The decision itself, as a table and for all facts.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::code::CodeList;

/// Everything that a disclosure with consent needs.
fn facts() -> Facts {
    Facts {
        approved: true,
        necessary: true,
        statutory: false,
        objected: false,
        restrictions: Vec::new(),
        consented: true,
        category_covered: true,
        subjects_covered: true,
        consents: vec![Uuid::from_u128(1)],
        notified: Notified::Until(now()),
        notices: vec![Uuid::from_u128(2)],
        meeting_to_come: true,
    }
}

#[test]
fn whatever_is_missing_denies() {
    use DisclosureReason as Why;
    let kept = vec![Uuid::from_u128(3)];
    let table = [
        (facts(), Why::Consented),
        (Facts { approved: false, ..facts() }, Why::NotApproved),
        (Facts { necessary: false, ..facts() }, Why::NotNecessary),
        (Facts { objected: true, ..facts() }, Why::Objected),
        (Facts { restrictions: kept.clone(), ..facts() }, Why::Restricted),
        (Facts { consented: false, ..facts() }, Why::ConsentInsufficient),
        (Facts { category_covered: false, ..facts() }, Why::CategoryNotCovered),
        (Facts { subjects_covered: false, ..facts() }, Why::SubjectNotCovered),
        (Facts { meeting_to_come: false, ..facts() }, Why::MeetingOver),
        (Facts { notified: Notified::No, ..facts() }, Why::NoticeMissing),
        (
            Facts { notified: Notified::Until(now() + TimeDelta::seconds(1)), ..facts() },
            Why::NoticePeriodRunning,
        ),
        (Facts { statutory: true, consented: false, restrictions: kept, ..facts() }, Why::Statutory),
        (Facts { statutory: true, approved: false, ..facts() }, Why::NotApproved),
        (Facts { statutory: true, necessary: false, ..facts() }, Why::NotNecessary),
    ];
    for (facts, expected) in table {
        assert_eq!(may_disclose(&facts, now()).0, expected, "{facts:?}");
    }
    assert_eq!(may_disclose(&facts(), now()).1, [Uuid::from_u128(1), Uuid::from_u128(2)]);
}

#[test]
fn only_those_who_may_know_are_told_what_the_family_decided() {
    for reason in DisclosureReason::ALL {
        let (told, untold) = (reason.refusal(true), reason.refusal(false));
        let open = [Code::NoticeMissing, Code::NoticePeriodRunning, Code::DisclosureMeetingOver];
        assert!(untold == Code::DisclosureNotPossible || (untold == told && open.contains(&told)));
    }
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let flags = prop::array::uniform9(any::<bool>());
    (flags, 0_u8..3).prop_map(|(flags, notified)| {
        let [approved, necessary, statutory, objected, kept, consented, category, subjects, to_come] = flags;
        Facts {
            approved,
            necessary,
            statutory,
            objected,
            restrictions: kept.then(|| Uuid::from_u128(3)).into_iter().collect(),
            consented,
            category_covered: category,
            subjects_covered: subjects,
            notified: match notified {
                0 => Notified::No,
                1 => Notified::Until(now() + TimeDelta::seconds(1)),
                _ => Notified::Until(now()),
            },
            meeting_to_come: to_come,
            ..facts()
        }
    })
}

proptest! {
    /// An independent statement of the rule: everything that the family has a say in, or the law.
    #[test]
    fn nothing_goes_without_everything_that_it_needs(facts in any_facts()) {
        let family = !facts.objected
            && facts.restrictions.is_empty()
            && facts.consented
            && facts.category_covered
            && facts.subjects_covered
            && facts.meeting_to_come
            && facts.notified == Notified::Until(now());
        let expected = facts.approved && facts.necessary && (facts.statutory || family);
        let (reason, evidence) = may_disclose(&facts, now());
        prop_assert_eq!(reason.allows(), expected);
        prop_assert_eq!(reason == DisclosureReason::Consented, expected && !facts.statutory);
        prop_assert_eq!(reason == DisclosureReason::Consented, evidence.len() == 2);
    }
}

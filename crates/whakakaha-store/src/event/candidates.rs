//! Everything that there is of a case, and the agencies that might read some of it. Whether they may is asked of each thing.

use diesel::prelude::*;
use whakakaha_domain::{
    assignment::Role,
    code::CodeList,
    event::{Resource, Thing},
};

use crate::{
    dialect::{Conn, Key},
    error::Failure,
    schema::{
        actions, assignments, cases, correction_notices, corrections, disclosure_recipients, disclosures,
        invitations, meetings, memberships, needs, plan_versions, profile_entries, recalls, relationships,
        reviews, statements,
    },
};

/// The agencies that take part or took part, and those that received something.
pub(super) fn agencies(conn: &mut Conn, case: Key) -> Result<Vec<Key>, Failure> {
    let mut agencies: Vec<Key> = assignments::table
        .filter(assignments::case_id.eq(case))
        .filter(assignments::role.eq(Role::Participant.code()))
        .select(assignments::agency_id)
        .load(conn)?;
    let recipients = disclosure_recipients::table
        .inner_join(disclosures::table.on(disclosures::id.eq(disclosure_recipients::disclosure_id)))
        .filter(disclosures::case_id.eq(case))
        .filter(disclosure_recipients::agency_id.is_not_null())
        .select(disclosure_recipients::agency_id.assume_not_null());
    agencies.extend(recipients.load::<Key>(conn)?);
    agencies.sort_unstable();
    agencies.dedup();
    Ok(agencies)
}

/// Everything that has an address of its own, the case first.
pub(super) fn things(conn: &mut Conn, case: Key) -> Result<Vec<Thing>, Failure> {
    let mut things = vec![(Resource::Case, case.0)];
    things.extend(of_family(conn, case)?);
    for resource in Resource::ALL {
        things.extend(of_case(conn, *resource, case)?.into_iter().map(|id| (*resource, id.0)));
    }
    Ok(things)
}

macro_rules! ids {
    ($conn:expr, $case:expr, $table:ident) => {
        $table::table.filter($table::case_id.eq($case)).select($table::id).load::<Key>($conn)?
    };
}

fn of_case(conn: &mut Conn, resource: Resource, case: Key) -> Result<Vec<Key>, Failure> {
    Ok(match resource {
        Resource::Case
        | Resource::Family
        | Resource::Person
        | Resource::Membership
        | Resource::Relationship => Vec::new(),
        Resource::Assignment => ids!(conn, case, assignments),
        Resource::ProfileEntry => ids!(conn, case, profile_entries),
        Resource::Need => ids!(conn, case, needs),
        Resource::Meeting => ids!(conn, case, meetings),
        Resource::Invitation => ids!(conn, case, invitations),
        Resource::PlanVersion => ids!(conn, case, plan_versions),
        Resource::Action => ids!(conn, case, actions),
        Resource::Review => ids!(conn, case, reviews),
        Resource::Statement => ids!(conn, case, statements),
        Resource::Correction => ids!(conn, case, corrections),
        Resource::CorrectionNotice => ids!(conn, case, correction_notices),
        Resource::Disclosure => ids!(conn, case, disclosures),
        Resource::Recall => ids!(conn, case, recalls),
    })
}

/// The family of the case, whoever belongs or belonged to it, and how they are related.
fn of_family(conn: &mut Conn, case: Key) -> Result<Vec<Thing>, Failure> {
    let family: Key = cases::table.find(case).select(cases::family_id).first(conn)?;
    let members = memberships::table
        .filter(memberships::family_id.eq(family))
        .select((memberships::id, memberships::person_id))
        .load::<(Key, Key)>(conn)?;
    let mut people: Vec<Key> = members.iter().map(|(_, person)| *person).collect();
    people.sort_unstable();
    people.dedup();
    let of_them = relationships::table.select(relationships::id);
    let mut related: Vec<Key> = of_them.filter(relationships::person_id.eq_any(&people)).load(conn)?;
    related.extend(of_them.filter(relationships::of_person_id.eq_any(&people)).load::<Key>(conn)?);
    let all = [(Resource::Family, vec![family]), (Resource::Person, people)].into_iter().chain([
        (Resource::Membership, members.into_iter().map(|(id, _)| id).collect()),
        (Resource::Relationship, related),
    ]);
    Ok(all.flat_map(|(resource, ids)| ids.into_iter().map(move |id| (resource, id.0))).collect())
}

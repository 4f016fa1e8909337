//! How far the family's preparation has come.

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    case::{Case, CaseFile, FamilyDecision, KeyIssues},
    code::CodeList,
    ids::Id,
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    profile::{Preparation, ProfileKind},
};

use super::entry::known;
use crate::{
    access::{About, Recorded},
    case,
    dialect::key,
    error::Failure,
    hidden::hidden_in,
    mention::recorders,
    schema::profile_entries,
    unit::{Door, Find, Found, Read},
};

impl Find for Preparation {
    type Key = Id<Case>;

    /// For those who prepare the meeting; agencies that take part have no part in it.
    fn find(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, case)? else { return Ok(None) };
        let file = found.thing;
        let standing = if prepares(&found.standing) { found.standing } else { Standing::default() };
        let entries = counts(door, *case)?;
        let key_issues = match file.case.key_issues.clone() {
            Some(issues) => {
                let known = known(door, *case, &issues.entries)?;
                let entries = issues.entries.into_iter().filter(|entry| known.contains(entry)).collect();
                Some(KeyIssues { entries, decision: issues.decision })
            }
            None => None,
        };
        let consent_sufficient = file.consents_on(file.case.today(door.viewer.now));
        let thing = Self { case: file.case, consent_sufficient, entries, key_issues };
        Ok(Some(Found { thing, standing, version: found.version }))
    }
}

impl Recorded for Preparation {
    const ABOUT: About<Self> = About::Case(|it| it.case.id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        Some(decisions(self).map(|it| &mut it.decided_by).collect())
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(recorders(decisions(self)).collect())
    }
}

impl Read for Preparation {
    const OPERATION: Operation = Operation::ReadProfile;
}

fn decisions(preparation: &mut Preparation) -> impl Iterator<Item = &mut FamilyDecision> {
    let issues = preparation.key_issues.as_mut().map(|it| &mut it.decision);
    let case = &mut preparation.case.body;
    let answer = case.confidentiality.as_mut().map(|it| &mut it.decision);
    case.waivers.iter_mut().map(|it| &mut it.decision).chain(issues).chain(answer)
}

fn prepares(standing: &Standing) -> bool {
    standing.has_any(&Relation::INNER) || standing.has(Relation::Facilitator)
}

/// How many entries each list has, without those that are hidden from the caller.
fn counts(door: &mut Door<'_>, case: Id<Case>) -> Result<Vec<(ProfileKind, u32)>, Failure> {
    let reader = case::reader_of(door, case)?;
    let kinds = profile_entries::table
        .filter(profile_entries::case_id.eq(key(case)))
        .filter(profile_entries::removed.eq(false))
        .filter(profile_entries::id.ne_all(hidden_in(key(case), reader)))
        .select(profile_entries::kind)
        .load::<String>(door.conn)?;
    let count = |kind: ProfileKind| kinds.iter().filter(|it| *it == kind.code()).count();
    Ok(ProfileKind::ALL.iter().map(|kind| (*kind, u32::try_from(count(*kind)).unwrap_or(u32::MAX))).collect())
}

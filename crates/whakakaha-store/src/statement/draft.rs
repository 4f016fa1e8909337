//! Where a statement is to be made.

use diesel::{dsl::exists, prelude::*, select};
use whakakaha_domain::{
    case::Case,
    entity::Entity,
    ids::Id,
    person::Person,
    statement::{Statement, StatementAbout, StatementDraft, StatementTopic},
};

use crate::{
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    safety::is_kept_away,
    schema::{meetings, plan_versions, reviews, statements},
    unit::{Door, Find, Found},
};

/// A case, and what a statement on it names.
#[derive(Clone, Copy)]
pub struct NewStatement {
    /// The case.
    pub case: Id<Case>,
    /// What it is about.
    pub about: Option<StatementAbout>,
    /// What it replaces.
    pub replaces: Option<Id<Statement>>,
}

impl Find for StatementDraft {
    type Key = NewStatement;

    fn find(door: &mut Door<'_>, wanted: &NewStatement) -> Result<Option<Found<Self>>, Failure> {
        let Some(author) = door.viewer.actor.principal.person() else { return Ok(None) };
        let Some(standing) = case::standing(door, wanted.case)? else { return Ok(None) };
        let Some(case) = case::visible_case(door, wanted.case)? else { return Ok(None) };
        let about_known = match wanted.about {
            Some(about) => belongs(door.conn, about, key(case.id))? && is_shown(door, about)?,
            None => false,
        };
        let earlier = match wanted.replaces {
            Some(replaced) => earlier(door.conn, replaced, (case.id, author))?,
            None => None,
        };
        let version = case.version;
        Ok(Some(Found { thing: Self { case, author, about_known, earlier }, standing, version }))
    }
}

/// Whether the author may know of the meeting, if it is about one.
fn is_shown(door: &mut Door<'_>, about: StatementAbout) -> Result<bool, Failure> {
    Ok(about.kind != StatementTopic::Meeting || !is_kept_away(door, Id::new(about.id))?)
}

/// Whether a thing belongs to a case, whose family knows of all its meetings, plans and reviews.
fn belongs(conn: &mut Conn, about: StatementAbout, case: Key) -> Result<bool, Failure> {
    let id = Key(about.id);
    let belongs = match about.kind {
        StatementTopic::Meeting => {
            select(exists(meetings::table.find(id).filter(meetings::case_id.eq(case)))).get_result(conn)
        }
        StatementTopic::PlanVersion => {
            select(exists(plan_versions::table.find(id).filter(plan_versions::case_id.eq(case))))
                .get_result(conn)
        }
        StatementTopic::Review => {
            select(exists(reviews::table.find(id).filter(reviews::case_id.eq(case)))).get_result(conn)
        }
    };
    Ok(belongs?)
}

/// A statement of the same person on the same case, and whether another has replaced it.
fn earlier(
    conn: &mut Conn,
    id: Id<Statement>,
    (case, author): (Id<Case>, Id<Person>),
) -> Result<Option<(Entity<Statement>, bool)>, Failure> {
    let row = statements::table
        .find(key(id))
        .filter(statements::case_id.eq(key(case)))
        .filter(statements::person_id.eq(key(author)))
        .select((statements::id, statements::version, statements::body))
        .first::<Row<Statement>>(conn)
        .optional()?;
    let Some(Row(statement)) = row else { return Ok(None) };
    let later = statements::table.filter(statements::replaces_id.eq(key(id)));
    let replaced = select(exists(later)).get_result(conn)?;
    Ok(Some((statement, replaced)))
}

//! What members of a family said in their own words: to whom it was said, and to its author wherever they belong.

mod draft;

use std::collections::BTreeMap;

use diesel::{dsl::not, prelude::*};
use whakakaha_domain::{
    actor::Principal,
    case::Case,
    code::CodeList,
    entity::{Entity, Version},
    ids::Id,
    meeting::Meeting,
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    statement::{Statement, StatementAudience, StatementTopic},
};

pub use draft::NewStatement;

use crate::{
    access::{About, Recorded, oneself},
    case,
    dialect::{Db, Key, key},
    error::Failure,
    hidden::is_kept_back,
    page::{Page, PageRequest, Position},
    plan::sent_to,
    record::Row,
    schema::{people, plan_renderings, statements},
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

/// A statement with the name of its author.
pub struct StatementSheet {
    /// The statement.
    pub statement: Entity<Statement>,
    /// The name of who made it.
    pub author: String,
    /// The later one that replaced it, where the reader may know of that.
    pub replaced_by: Option<Id<Statement>>,
}

/// The statements that are wanted.
#[derive(Clone, Copy)]
pub enum StatementsOf {
    /// Those on a case.
    Case(Id<Case>),
    /// The caller's own, on whatever case.
    Oneself,
}

type Statements = statements::BoxedQuery<'static, Db>;

/// How somebody reads statements.
enum Reading {
    /// As their author.
    Own(Id<Person>),
    /// By how they stand to the case.
    OfCase(Id<Case>, Standing),
}

/// Those who are told what is not for everybody.
const TRUSTED: [Relation; 2] = [Relation::Coordinator, Relation::KeyContact];

impl Reading {
    /// The statements that somebody may read. What is said of a version of the plan that an agency was not sent is
    /// not for that agency; what is said by somebody who is kept from a reader is not for that reader.
    fn statements(&self, viewer: &Viewer) -> Statements {
        let (case, standing) = match self {
            Self::Own(person) => {
                return statements::table.filter(statements::person_id.eq(key(*person))).into_boxed();
            }
            Self::OfCase(case, standing) => (*case, standing),
        };
        let mut query = statements::table.filter(statements::case_id.eq(key(case))).into_boxed();
        let reader = case::reader(viewer, standing);
        let author = Key(reader.own());
        if !standing.has_any(&TRUSTED) {
            let to_all = statements::audience.eq(StatementAudience::Everybody.code());
            query = query.filter(to_all.or(statements::person_id.eq(author)));
        }
        query = query.filter(not(is_kept_back!(reader, statements::person_id)));
        if viewer.actor.principal.agency().is_some() && !standing.has_any(&Relation::INNER) {
            let sent = plan_renderings::table
                .filter(plan_renderings::case_id.eq(key(case)))
                .filter(sent_to(reader))
                .select(plan_renderings::plan_version_id.nullable());
            let of_plan = statements::plan_version_id;
            query = query.filter(of_plan.is_null().or(of_plan.eq_any(sent)));
        }
        query
    }

    /// Adds the names of the authors, and which later statement replaced each: two statements, however many.
    fn sheets(
        &self,
        door: &mut Door<'_>,
        found: Vec<Entity<Statement>>,
    ) -> Result<Vec<StatementSheet>, Failure> {
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let authors: Vec<Key> = found.iter().map(|it| key(it.person_id)).collect();
        let names = people::table
            .filter(people::id.eq_any(authors))
            .select((people::id, people::version, people::body))
            .load::<Row<Person>>(door.conn)?;
        let names: BTreeMap<Id<Person>, String> =
            names.into_iter().map(|Row(person)| (person.id, person.body.name)).collect();
        let ids: Vec<Key> = found.iter().map(|it| key(it.id)).collect();
        let later = self
            .statements(door.viewer)
            .filter(statements::replaces_id.eq_any(ids.into_iter().map(Some).collect::<Vec<_>>()))
            .select((statements::replaces_id, statements::id))
            .load::<(Option<Key>, Key)>(door.conn)?;
        let later: BTreeMap<Option<Key>, Key> = later.into_iter().collect();
        let sheet = |statement: Entity<Statement>| StatementSheet {
            author: names.get(&statement.person_id).cloned().unwrap_or_default(),
            replaced_by: later.get(&Some(key(statement.id))).map(|id| id.id()),
            statement,
        };
        Ok(found.into_iter().map(sheet).collect())
    }
}

impl Find for StatementSheet {
    type Key = Id<Statement>;

    fn find(door: &mut Door<'_>, id: &Id<Statement>) -> Result<Option<Found<Self>>, Failure> {
        let of = statements::table
            .find(key(*id))
            .select((statements::case_id, statements::person_id))
            .first::<(Key, Key)>(door.conn)
            .optional()?;
        let Some((case, author)) = of else { return Ok(None) };
        let (reading, standing) = if door.viewer.actor.principal == Principal::Family(author.id()) {
            (Reading::Own(author.id()), oneself(door))
        } else {
            let Some(standing) = case::standing(door, case.id())? else { return Ok(None) };
            (Reading::OfCase(case.id(), standing.clone()), standing)
        };
        let row = reading
            .statements(door.viewer)
            .filter(statements::id.eq(key(*id)))
            .select((statements::id, statements::version, statements::body))
            .first::<Row<Statement>>(door.conn)
            .optional()?;
        let Some(Row(statement)) = row else { return Ok(None) };
        let sheet = reading.sheets(door, vec![statement])?.pop();
        Ok(sheet.map(|thing| Found { version: thing.version(), thing, standing }))
    }
}

impl StatementSheet {
    /// The version of what is read: a statement never changes, but it is replaced once.
    fn version(&self) -> Version {
        self.statement.version + Version::from(self.replaced_by.is_some())
    }
}

impl Recorded for StatementSheet {
    const ABOUT: About<Self> = About::Case(|it| it.statement.case_id);

    fn meeting(&self) -> Option<Id<Meeting>> {
        let about = self.statement.about.filter(|it| it.kind == StatementTopic::Meeting);
        about.map(|it| Id::new(it.id))
    }

    fn without_meeting(&mut self) {
        self.statement.body.about = None;
    }
}

impl Read for StatementSheet {
    const OPERATION: Operation = Operation::ReadStatements;
}

impl List for StatementSheet {
    const OPERATION: Operation = Operation::ReadStatements;
    type Filter = StatementsOf;

    fn standing(door: &mut Door<'_>, of: &StatementsOf) -> Result<Option<Standing>, Failure> {
        match of {
            StatementsOf::Case(case) => case::standing(door, *case),
            StatementsOf::Oneself => Ok(Some(oneself(door))),
        }
    }

    fn page(door: &mut Door<'_>, of: &StatementsOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reading = match (of, door.viewer.actor.principal) {
            (StatementsOf::Oneself, Principal::Family(person)) => Reading::Own(person),
            (StatementsOf::Oneself, _) => return Err(Failure::Absent),
            (StatementsOf::Case(case), _) => {
                Reading::OfCase(*case, case::standing(door, *case)?.unwrap_or_default())
            }
        };
        let rows = reading
            .statements(door.viewer)
            .filter(statements::id.gt(Key(page.after_id())))
            .order(statements::id)
            .limit(page.fetch())
            .select((statements::id, statements::version, statements::body))
            .load::<Row<Statement>>(door.conn)?;
        let items = reading.sheets(door, Row::entities(rows))?;
        Ok(Page::cut(items, page, |item: &Self| Position {
            sort: String::new(),
            id: item.statement.id.uuid(),
        }))
    }
}

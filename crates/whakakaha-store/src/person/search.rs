//! The search for people, by the beginnings of the words of a name, by birth date, by identifier.

use chrono::NaiveDate;
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use whakakaha_domain::{
    consent::InformationCategory,
    entity::Entity,
    operation::Operation,
    person::{ExternalIdentifier, Person, fold},
    policy::{Relation, Standing},
    restriction::Reader,
};

use super::kinds::{is_kind_kept, known_by_name_alone};
use crate::{
    access::{About, Recorded},
    dialect::{Db, Key, key},
    directory::coordinator::own_regions,
    error::Failure,
    hidden::is_kept_back,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::{name_words, people, person_identifiers},
    unit::{Door, List},
};

/// Who is looked for. What is not said does not matter.
#[derive(Clone)]
pub struct Search {
    /// Each word of it begins a word of the person's name; macrons and capitals do not matter.
    pub name: Option<String>,
    /// Birth date.
    pub born_on: Option<NaiveDate>,
    /// What an agency calls them.
    pub identifier: Option<ExternalIdentifier>,
}

/// A person in a list.
pub struct PersonItem(pub Entity<Person>);

impl Recorded for PersonItem {
    const ABOUT: About<Self> = About::Person(|it| it.0.id);
}

impl List for PersonItem {
    const OPERATION: Operation = Operation::SearchPeople;
    type Filter = Search;

    /// Coordinators search; among the people of which regions is in the query.
    fn standing(door: &mut Door<'_>, _: &Search) -> Result<Option<Standing>, Failure> {
        let regions = own_regions(door.viewer).limit(1).load::<Key>(door.conn)?;
        Ok(Some(door.standing(regions.first().map(|_| Relation::RegionCoordinator))))
    }

    fn page(door: &mut Door<'_>, search: &Search, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let Some(worker) = door.viewer.actor.principal.worker() else { return Err(Failure::Absent) };
        let reader = Reader::OfRegion(worker);
        let rows = search.query(door, page, reader).load::<Row<Person>>(door.conn)?;
        let unknown = known_by_name_alone(door.conn, rows.iter().map(|Row(it)| it.id), reader)?;
        let items = rows.into_iter().map(|Row(mut person)| {
            if unknown.contains(&person.id) {
                person.body.leave_out(InformationCategory::Identity);
            }
            Self(person)
        });
        let items = items.collect();
        Ok(Page::cut(items, page, |item: &Self| Position { sort: String::new(), id: item.0.id.uuid() }))
    }
}

type People<'a> = diesel::dsl::IntoBoxed<
    'a,
    diesel::dsl::Select<people::table, (people::id, people::version, people::body)>,
    Db,
>;

impl Search {
    fn query<'a>(&self, door: &Door<'_>, page: &PageRequest, reader: Reader) -> People<'a> {
        let mut query = people::table
            .select((people::id, people::version, people::body))
            .into_boxed()
            .filter(people::region_id.eq_any(own_regions(door.viewer)))
            .filter(not(is_kept_back!(reader, people::id)))
            .filter(people::id.gt(Key(page.after_id())))
            .order(people::id)
            .limit(page.fetch());
        if self.born_on.is_some() || self.identifier.is_some() {
            query = query.filter(not(is_kind_kept!(reader, InformationCategory::Identity)));
        }
        if let Some(day) = self.born_on {
            query = query.filter(people::born_on.eq(day));
        }
        for (from, to) in self.ranges() {
            query = query.filter(exists(
                name_words::table
                    .filter(name_words::person_id.eq(people::id))
                    .filter(name_words::word.ge(from))
                    .filter(name_words::word.lt(to)),
            ));
        }
        if let Some(identifier) = &self.identifier {
            query = query.filter(exists(
                person_identifiers::table
                    .filter(person_identifiers::person_id.eq(people::id))
                    .filter(person_identifiers::agency_id.eq(key(identifier.agency_id)))
                    .filter(person_identifiers::system.eq(identifier.system.clone()))
                    .filter(person_identifiers::value.eq(identifier.value.clone())),
            ));
        }
        query
    }

    /// From each word to the last that begins with it, so that an index serves it.
    fn ranges(&self) -> Vec<(String, String)> {
        let Some(name) = &self.name else { return Vec::new() };
        let words = fold(name);
        if words.is_empty() {
            // A name without a word names nobody.
            return vec![(String::new(), String::new())];
        }
        words.into_iter().map(|word| (word.clone(), format!("{word}{}", char::MAX))).collect()
    }
}

//! What an entry of the profile said before, oldest first. Whoever may read the entry may read it, but for
//! what it said while it was hidden from them.

use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    policy::Standing,
    profile::{ProfileEntry, ProfileWording},
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::was_kept_back,
    mention::recorders,
    page::{Page, PageRequest},
    record::Row,
    schema::profile_wordings,
    unit::{Door, Find, List},
};

/// The earlier wordings of this entry.
#[derive(Clone, Copy)]
pub struct WordingsOf(pub Id<ProfileEntry>);

impl Recorded for Entity<ProfileWording> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        Some(vec![&mut self.body.decision.decided_by])
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let ProfileWording { recorded_by, decision, .. } = &mut self.body;
        let recorded = recorded_by.as_mut().map(Id::uuid_mut);
        Some(recorders([decision]).chain(recorded).collect())
    }
}

impl List for Entity<ProfileWording> {
    const OPERATION: Operation = Operation::ReadProfile;
    type Filter = WordingsOf;

    fn standing(door: &mut Door<'_>, of: &WordingsOf) -> Result<Option<Standing>, Failure> {
        Ok(<Entity<ProfileEntry>>::find(door, &of.0)?.map(|found| found.standing))
    }

    fn page(door: &mut Door<'_>, of: &WordingsOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let standing = Self::standing(door, of)?.unwrap_or_default();
        let reader = case::reader(door.viewer, &standing);
        let then_hidden =
            was_kept_back!(reader, key(of.0), (profile_wordings::id, profile_wordings::case_id));
        let rows = profile_wordings::table
            .filter(profile_wordings::entry_id.eq(key(of.0)))
            .filter(not(then_hidden))
            .filter(profile_wordings::id.gt(Key(page.after_id())))
            .order(profile_wordings::id)
            .limit(page.fetch())
            .select((profile_wordings::id, profile_wordings::version, profile_wordings::body))
            .load::<Row<ProfileWording>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

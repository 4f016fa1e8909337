//! What an entry of the profile said before, oldest first. Whoever may read the entry may read it.

use diesel::prelude::*;
use whakakaha_domain::{
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::Standing,
    profile::{ProfileEntry, ProfileWording},
};

use crate::{
    access::{About, Recorded},
    dialect::{Key, key},
    error::Failure,
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
}

impl List for Entity<ProfileWording> {
    const OPERATION: Operation = Operation::ReadProfile;
    type Filter = WordingsOf;

    fn standing(door: &mut Door<'_>, of: &WordingsOf) -> Result<Option<Standing>, Failure> {
        Ok(<Entity<ProfileEntry>>::find(door, &of.0)?.map(|found| found.standing))
    }

    fn page(door: &mut Door<'_>, of: &WordingsOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = profile_wordings::table
            .filter(profile_wordings::entry_id.eq(key(of.0)))
            .filter(profile_wordings::id.gt(Key(page.after_id())))
            .order(profile_wordings::id)
            .limit(page.fetch())
            .select((profile_wordings::id, profile_wordings::version, profile_wordings::body))
            .load::<Row<ProfileWording>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

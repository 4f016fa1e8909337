//! Reviews: who may know of one, and the sweep that finds which are due or missed.

mod sweep;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    case::Case,
    entity::Entity,
    ids::Id,
    meeting::Meeting,
    operation::Operation,
    policy::Standing,
    review::{Review, ReviewFile, ReviewState},
};

pub use sweep::sweep_reviews;

use crate::{
    access::{About, Recorded},
    action::actions_of,
    case::{self, kept_members, load_file},
    dialect::{Conn, Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::{cases, meetings, reviews},
    unit::{Door, Find, Found, List, Read},
};

/// All reviews of a case.
pub(crate) fn reviews_of(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<Review>>, Failure> {
    let rows = reviews::table
        .filter(reviews::case_id.eq(key(case)))
        .order((reviews::due_on, reviews::id))
        .select((reviews::id, reviews::version, reviews::body))
        .load::<Row<Review>>(conn)?;
    Ok(Row::entities(rows))
}

/// A review that the caller may know of.
struct Known {
    review: Entity<Review>,
    case: Entity<Case>,
    standing: Standing,
}

/// A review with its case, if the caller may know of it. The service itself knows of all.
fn review(door: &mut Door<'_>, id: Id<Review>) -> Result<Option<Known>, Failure> {
    let row = reviews::table
        .inner_join(cases::table.on(cases::id.eq(reviews::case_id)))
        .filter(reviews::id.eq(key(id)))
        .select(((reviews::id, reviews::version, reviews::body), (cases::id, cases::version, cases::body)))
        .first::<(Row<Review>, Row<Case>)>(door.conn)
        .optional()?;
    let Some((Row(review), Row(case))) = row else { return Ok(None) };
    let standing = if door.viewer.actor.principal == Principal::Service {
        Some(door.standing([]))
    } else {
        case::standing(door, case.id)?
    };
    let Some(standing) = standing else { return Ok(None) };
    Ok(Some(Known { review, case, standing }))
}

impl Find for Entity<Review> {
    type Key = Id<Review>;

    fn find(door: &mut Door<'_>, id: &Id<Review>) -> Result<Option<Found<Self>>, Failure> {
        let found = review(door, *id)?;
        Ok(found.map(|Known { review, standing, .. }| Found {
            version: review.version,
            thing: review,
            standing,
        }))
    }
}

impl Recorded for Entity<Review> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn meeting(&self) -> Option<Id<Meeting>> {
        if let ReviewState::Completed(result) = &self.state { result.meeting_id } else { None }
    }

    fn without_meeting(&mut self) {
        if let ReviewState::Completed(result) = &mut self.body.state {
            result.meeting_id = None;
        }
    }

    fn parts(&self) -> Option<Vec<Uuid>> {
        Some(vec![self.id.uuid()])
    }

    /// What the family says about the plan; that it was reviewed is no secret.
    fn without_parts(&mut self, kept: &BTreeSet<Uuid>) {
        if let ReviewState::Completed(result) = &mut self.body.state
            && kept.contains(&self.id.uuid())
        {
            result.family_view = None;
        }
    }
}

impl Read for Entity<Review> {
    const OPERATION: Operation = Operation::ReadReview;
}

impl Find for ReviewFile {
    type Key = Id<Review>;

    fn find(door: &mut Door<'_>, id: &Id<Review>) -> Result<Option<Found<Self>>, Failure> {
        let Some(Known { review, case, standing }) = review(door, *id)? else { return Ok(None) };
        let mut file = load_file(door.conn, case)?;
        let reader = case::reader(door.viewer, &standing);
        file.kept_back = kept_members(door.conn, file.case.family_id, reader)?;
        let case = &file.case;
        let meetings = meetings::table
            .filter(meetings::case_id.eq(key(case.id)))
            .select(meetings::id)
            .load::<Key>(door.conn)?;
        let version = review.version;
        let thing = Self {
            reviews: reviews_of(door.conn, case.id)?,
            actions: actions_of(door.conn, case.id)?,
            meetings: meetings.into_iter().map(Key::id).collect(),
            case: file,
            review,
        };
        Ok(Some(Found { thing, standing, version }))
    }
}

/// The reviews of this case, by due date.
#[derive(Clone, Copy)]
pub struct ReviewsOf(pub Id<Case>);

impl List for Entity<Review> {
    const OPERATION: Operation = Operation::ReadReview;
    type Filter = ReviewsOf;

    fn standing(door: &mut Door<'_>, wanted: &ReviewsOf) -> Result<Option<Standing>, Failure> {
        case::standing(door, wanted.0)
    }

    fn page(door: &mut Door<'_>, wanted: &ReviewsOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let mut query = reviews::table
            .filter(reviews::case_id.eq(key(wanted.0)))
            .order((reviews::due_on, reviews::id))
            .limit(page.fetch())
            .select((reviews::id, reviews::version, reviews::body))
            .into_boxed();
        if let Some(after) = &page.after {
            let day = after.sort.parse::<NaiveDate>().map_err(|_| Failure::Cursor)?;
            let later = reviews::due_on.gt(day);
            query = query.filter(later.or(reviews::due_on.eq(day).and(reviews::id.gt(Key(after.id)))));
        }
        let items = Row::entities(query.load(door.conn)?);
        Ok(Page::cut(items, page, |item: &Self| Position {
            sort: item.due_on.to_string(),
            id: item.id.uuid(),
        }))
    }
}

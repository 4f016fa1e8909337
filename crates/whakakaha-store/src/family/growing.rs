//! Children who grow up: found and marked by the service itself.

use std::ops::RangeInclusive;

use chrono::{Months, NaiveDate, TimeDelta};
use diesel::{prelude::*, sql_types::Bool};
use whakakaha_domain::{
    actor::Principal,
    calendar::Zone,
    ids::Id,
    membership::{ComeOfAge, GrowingUp, Member, Membership},
    operation::Operation,
    person::ADULT_AGE,
    policy::Standing,
};

use super::{member::member, open_case};
use crate::{
    access::{About, Recorded},
    db::{Db, Execution},
    dialect::Key,
    error::Failure,
    page::{Page, PageRequest, Position},
    schema::{cases, memberships, people},
    sweep::{Candidate, sweep},
    unit::{Door, Find, Found, List},
};

/// Notices who has become old enough to consent for themselves, or an adult, each in a transaction of its own,
/// and says how many. `executions` makes executions by the service itself.
pub async fn notice_who_comes_of_age(
    db: &Db,
    executions: impl Fn() -> Execution + Sync,
) -> Result<usize, Failure> {
    let mut noticed = 0;
    for age in CONSENT_AGES {
        noticed += sweep::<Growing, _>(db, &executions, age, || ComeOfAge).await?;
    }
    Ok(noticed)
}

/// A child of a family with an open case who has had a birthday that counts.
struct Growing {
    membership: Id<Membership>,
    born_on: NaiveDate,
    person: Key,
}

impl Candidate<GrowingUp> for Growing {
    fn key(&self) -> Id<Membership> {
        self.membership
    }
}

impl Recorded for Growing {
    const ABOUT: About<Self> = About::Nobody;
}

/// The ages from which young people can be said to consent for themselves.
const CONSENT_AGES: RangeInclusive<u32> = 12..=ADULT_AGE;

/// How long after a birthday it is looked for: the service may have been away.
const LOOKED_FOR: TimeDelta = TimeDelta::days(62);

impl List for Growing {
    const OPERATION: Operation = Operation::ComeOfAge;
    type Filter = u32;

    fn standing(door: &mut Door<'_>, _: &u32) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing([])))
    }

    fn page(door: &mut Door<'_>, age: &u32, page: &PageRequest) -> Result<Page<Self>, Failure> {
        // The day begins first on the Chatham Islands; the rule looks at the case's own clock.
        let today = Zone::latest_today(door.viewer.now);
        let last_born = today.checked_sub_months(Months::new(12 * age)).unwrap_or(today);
        let first_born = last_born - LOOKED_FOR;
        let is_adult = *age >= ADULT_AGE;
        let at_this_age = i32::try_from(*age).unwrap_or(i32::MAX);
        let too_young = memberships::speaks.eq(false).and(cases::consent_age.eq(at_this_age));
        let mut query = people::table
            .inner_join(memberships::table.on(memberships::person_id.eq(people::id)))
            .inner_join(cases::table.on(cases::family_id.eq(memberships::family_id)))
            .filter(memberships::is_child)
            .filter(memberships::ended_on.is_null())
            .filter(cases::is_open)
            .filter(people::born_on.between(first_born, last_born).assume_not_null())
            .filter(too_young.or(is_adult.into_sql::<Bool>()))
            .order((people::born_on, people::id))
            .limit(page.fetch())
            .select((memberships::id, people::born_on.assume_not_null(), people::id))
            .into_boxed();
        if let Some(after) = &page.after {
            let day = after.sort.parse::<NaiveDate>().map_err(|_| Failure::Cursor)?;
            let later = people::born_on.gt(day).assume_not_null();
            let same = people::born_on.eq(day).assume_not_null().and(people::id.gt(Key(after.id)));
            query = query.filter(later.or(same));
        }
        let rows = query.load::<(Key, NaiveDate, Key)>(door.conn)?;
        let growing =
            |(id, born_on, person): (Key, NaiveDate, Key)| Self { membership: id.id(), born_on, person };
        Ok(Page::cut(rows.into_iter().map(growing).collect(), page, |it: &Self| Position {
            sort: it.born_on.to_string(),
            id: it.person.0,
        }))
    }
}

impl Find for GrowingUp {
    type Key = Id<Membership>;

    fn find(door: &mut Door<'_>, id: &Id<Membership>) -> Result<Option<Found<Self>>, Failure> {
        let found = if door.viewer.actor.principal == Principal::Service {
            let standing = door.standing([]);
            member(door.conn, *id)?.map(|thing| Found { version: thing.membership.version, thing, standing })
        } else {
            Member::find(door, id)?
        };
        let Some(found) = found else { return Ok(None) };
        let open_case = open_case(door.conn, found.thing.membership.family_id)?;
        Ok(Some(found.map(|member| Self { member, open_case })))
    }
}

//! Invented desks and cases, as many as wanted, to measure with. Nothing here is a rule: a case is made
//! as it is some weeks after its first meeting, without the way there.

mod desk;
mod family;
mod promises;
#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate};

use crate::{
    action::Action,
    agency::Agency,
    calendar::{Anniversary, Zone},
    case::{Case, CaseFile, CaseState, Eligibility, Preferences},
    command::{Change, Moment},
    consent::state::standings,
    entity::Entity,
    ids::Id,
    record::Record,
    region::Region,
    worker::Worker,
};

pub use desk::desk;

/// A coordinator with the agencies of a place, who share their cases.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The region.
    pub region: Id<Region>,
    /// The agencies: the coordinator's first, then those that take part.
    pub agencies: [Id<Agency>; 4],
    /// A worker of each, in the same order.
    pub workers: [Id<Worker>; 4],
}

impl Desk {
    /// Whose desk it is.
    #[must_use]
    pub const fn coordinator(&self) -> Id<Worker> {
        let [coordinator, ..] = self.workers;
        coordinator
    }

    /// Who leads the work on its cases.
    #[must_use]
    pub const fn lead(&self) -> Id<Worker> {
        let [_, lead, ..] = self.workers;
        lead
    }
}

/// A case that was made.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    /// The case.
    pub case: Id<Case>,
    /// A commitment of the agency that leads it.
    pub action: Id<Action>,
}

/// One execution that makes things: ids come one after the other.
struct Hand<'a> {
    at: &'a Moment,
    today: NaiveDate,
    made: u32,
}

impl<'a> Hand<'a> {
    fn new(at: &'a Moment) -> Self {
        Self { at, today: Zone::Auckland.today(at.now), made: 0 }
    }

    fn id<T>(&mut self) -> Id<T> {
        self.made += 1;
        self.at.id(self.made)
    }

    fn new_thing<T>(&mut self, body: T) -> Entity<T> {
        Entity::new(self.id(), body)
    }

    fn day(&self, from_today: u64) -> NaiveDate {
        self.today.checked_add_days(Days::new(from_today)).unwrap_or(NaiveDate::MAX)
    }

    fn ago(&self, days: u64) -> NaiveDate {
        self.today.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
    }
}

/// The `n`th case of a desk: a family of five, consent of both parents for every agency, a plan in force
/// with two goals and six commitments, and the next review within three months.
#[must_use]
pub fn case(desk: &Desk, n: u32, at: &Moment) -> (Made, Change) {
    let mut hand = Hand::new(at);
    let (family, members) = family::family(desk, n, &mut hand);
    let review_on = hand.day(7 + u64::from(n % 90));
    let body = body(desk, family.id, review_on, &mut hand);
    let case = hand.new_thing(body);
    let consents = family::consents(desk, case.id, &members, &mut hand);
    let assignments = family::assignments(desk, case.id, &mut hand);
    let file = CaseFile {
        case,
        members,
        consents,
        assignments,
        guardians: Vec::new(),
        kept_back: std::collections::BTreeSet::new(),
    };
    let promises = promises::promises(desk, &file, review_on, &mut hand);
    let made = Made { case: file.case.id, action: promises.first() };
    let state = Record::ConsentStandings(standings(&file, hand.today));
    let people = file.members.iter().map(|member| member.person.clone());
    let memberships = file.members.iter().map(|member| member.membership.clone());
    let change = Change::of(file.case.id)
        .in_case(file.case.id)
        .put_all(people)
        .put(family)
        .put_all(memberships)
        .put(file.case.clone())
        .put_all(file.consents.clone())
        .put(state)
        .put_all(file.assignments.clone());
    (made, promises.put_into(change))
}

fn body(
    desk: &Desk,
    family_id: Id<crate::family::Family>,
    review_on: NaiveDate,
    hand: &mut Hand<'_>,
) -> Case {
    Case {
        family_id,
        region_id: desk.region,
        zone: Zone::Auckland,
        anniversary: Anniversary::Auckland,
        consent_age: crate::region::CONSENT_AGE,
        intake_id: hand.id(),
        previous_case_id: None,
        episode: 1,
        opened_on: hand.ago(60),
        eligibility: Eligibility { dependent_children: 3, needs: 2, agencies: 3, override_reason: None },
        offer: crate::intake::Offer::accepted(hand.ago(61)),
        preferences: Preferences {
            tikanga: vec!["karakia".to_owned(), "kai".to_owned()],
            support_people: Vec::new(),
            availability: Some("after six in the evening".to_owned()),
            notes: None,
            contact_every_days: None,
        },
        key_issues: None,
        waivers: Vec::new(),
        confidentiality: None,
        resolutions: Vec::new(),
        next_review_on: Some(review_on),
        state: CaseState::Active { since: hand.ago(30) },
    }
}

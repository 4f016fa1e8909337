//! What each caller may read of an item.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    case::Case,
    disclosure::{Disclosure, DisclosureEndReason, FamilyAnswer, ItemAnswer, Recipient},
    entity::{Entity, Version},
    ids::Id,
    meeting::Meeting,
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
};

use super::known::{ItemCondition, coordinated, inside, known, received, restriction_exists};
use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    mention::recorders,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::disclosures,
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

/// As what somebody looks at an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onlooker {
    /// A worker or the system of the agency that has it, or the coordinator.
    Inside,
    /// A member of the family whom it concerns.
    Family,
    /// Somebody to whom it was disclosed.
    Recipient,
    /// Somebody who is asked for advice on it.
    Adviser,
}

/// An item as far as the caller may know it.
#[derive(Clone)]
pub struct DisclosureSheet {
    /// The item; for recipients and advisers without what is not theirs to know.
    pub item: Entity<Disclosure>,
    /// As what the caller looks at it.
    pub onlooker: Onlooker,
    /// Whether the family keeps what it is about from somebody, for whoever decides about a demand of the law.
    pub restriction_exists: bool,
    /// When it is looked at.
    pub now: DateTime<Utc>,
    version: Version,
}

/// An item, whether the caller sees it from the inside, coordinates its case, received it, and whether a
/// restriction is about the same.
pub(super) type Seen = (Row<Disclosure>, bool, bool, bool, bool);

/// As what the caller looks at an item.
fn onlooker((_, inside, _, received, _): &Seen, viewer: &Viewer) -> Onlooker {
    match (inside, received, viewer.actor.principal) {
        (true, _, Principal::Family(_)) => Onlooker::Family,
        (true, _, _) => Onlooker::Inside,
        (false, true, _) => Onlooker::Recipient,
        (false, false, _) => Onlooker::Adviser,
    }
}

/// An item that the caller may know of, with everything on record, and how the caller stands to it.
pub(super) fn sight(door: &mut Door<'_>, id: Id<Disclosure>) -> Result<Option<(Seen, Standing)>, Failure> {
    let row = disclosures::table
        .filter(disclosures::id.eq(key(id)))
        .filter(known(door.viewer))
        .select(columns(door.viewer))
        .first::<Seen>(door.conn)
        .optional()?;
    let Some(seen) = row else { return Ok(None) };
    let standing = match onlooker(&seen, door.viewer) {
        Onlooker::Inside => case::standing(door, seen.0.0.case_id)?.unwrap_or_default(),
        Onlooker::Family => door.standing([Relation::FamilyMember]),
        Onlooker::Recipient => door.standing([Relation::Recipient]),
        Onlooker::Adviser => door.standing([Relation::Adviser]),
    };
    Ok(Some((seen, standing)))
}

/// The columns of what is [`Seen`].
type Columns = (
    (disclosures::id, disclosures::version, disclosures::body),
    ItemCondition,
    ItemCondition,
    ItemCondition,
    ItemCondition,
);

pub(super) fn columns(viewer: &Viewer) -> Columns {
    let item = (disclosures::id, disclosures::version, disclosures::body);
    (item, inside(viewer), coordinated(viewer), received(viewer), restriction_exists(viewer))
}

impl DisclosureSheet {
    pub(super) fn of(seen: Seen, viewer: &Viewer) -> Self {
        let version = visible_version(&seen, viewer);
        let onlooker = onlooker(&seen, viewer);
        let (Row(item), _, coordinated, _, restricted) = seen;
        let status = item.status_for(viewer.actor.principal.agency());
        let restriction_exists = restricted && onlooker == Onlooker::Inside && item.ground.is_statutory();
        let item = match onlooker {
            Onlooker::Inside if coordinated => item.amended(|it| it.status = status),
            Onlooker::Inside => item.amended(|it| {
                it.answers.clear();
                it.status = status;
                without_evidence(it);
            }),
            Onlooker::Family => for_family(&item, viewer),
            Onlooker::Recipient => for_recipient(&item, viewer),
            Onlooker::Adviser => item.amended(|it| {
                without_the_familys(it);
                it.notices.clear();
            }),
        };
        Self { item, onlooker, restriction_exists, now: viewer.now, version }
    }

    /// The version that the caller can tell from others: what it may not see changes nothing for it.
    pub(super) const fn version(&self) -> Version {
        self.version
    }
}

/// The version of an item that an onlooker can tell from others. A recipient knows of corrections alone; everybody else
/// but the coordinator of no answer that they are not shown, unless it ended the way of the item; the family, and a
/// coordinator of another agency, not of advice, which may be privileged.
pub(super) fn visible_version(seen: &Seen, viewer: &Viewer) -> Version {
    let (Row(item), _, coordinated, ..) = seen;
    let number = |count: usize| Version::try_from(count).unwrap_or(0);
    let unseen = |own: &dyn Fn(&FamilyAnswer) -> bool| {
        let quiet = |it: &&FamilyAnswer| it.answer == ItemAnswer::Agree || item.ground.is_statutory();
        number(item.answers.iter().filter(quiet).filter(|it| !own(it)).count())
    };
    let is_own = viewer.actor.principal.agency() == Some(item.from_agency_id);
    match onlooker(seen, viewer) {
        Onlooker::Inside if *coordinated && is_own => item.version,
        Onlooker::Inside if *coordinated => item.version - item.advised,
        Onlooker::Family => {
            let own = |it: &FamilyAnswer| viewer.actor.principal == Principal::Family(it.decision.decided_by);
            item.version - unseen(&own) - item.advised
        }
        Onlooker::Inside | Onlooker::Adviser => item.version - unseen(&|_| false),
        Onlooker::Recipient => number(item.corrections.len()).saturating_add(1),
    }
}

/// The item as a member of the family sees it: nobody else's answer, neither in what proves a decision nor in why it
/// ended, and not why telling was not safe.
fn for_family(item: &Entity<Disclosure>, viewer: &Viewer) -> Entity<Disclosure> {
    let own = |decided_by| viewer.actor.principal == Principal::Family(decided_by);
    item.amended(|it| {
        it.answers.retain(|answer| own(answer.decision.decided_by));
        if it.answers.iter().all(|answer| answer.answer == ItemAnswer::Agree) {
            it.ending.iter_mut().for_each(|it| (it.reason, it.note) = (DisclosureEndReason::NotTold, None));
        }
        without_evidence(it);
        without_reasons(it);
    })
}

/// The item without the consents and notices on which decisions rest: each is somebody's own.
fn without_evidence(item: &mut Disclosure) {
    item.verdicts.iter_mut().for_each(|it| it.evidence.clear());
}

/// The item without the reasons why somebody was not told.
fn without_reasons(item: &mut Disclosure) {
    item.notices.iter_mut().filter_map(|it| it.exception.as_mut()).for_each(|it| it.reason.clear());
}

/// The item without what the family said, and how it was decided.
fn without_the_familys(item: &mut Disclosure) {
    item.answers.clear();
    item.verdicts.clear();
}

/// The item as a recipient has it: no other recipient, no earlier wording, and of the notices, which bind it as
/// well (principle 3A), where they stand.
fn for_recipient(item: &Entity<Disclosure>, viewer: &Viewer) -> Entity<Disclosure> {
    let principal = viewer.actor.principal;
    let own = |it: &Recipient| match (it, principal) {
        (Recipient::Agency { agency_id }, _) => Some(*agency_id) == principal.agency(),
        (Recipient::Worker { worker_id, .. }, _) => Some(*worker_id) == principal.worker(),
        (Recipient::FamilyMember { person_id }, Principal::Family(person)) => *person_id == person,
        (Recipient::FamilyMember { .. }, _) => false,
    };
    item.amended(|it| {
        without_the_familys(it);
        it.recipients.retain(own);
        it.corrections.iter_mut().for_each(|it| it.was.clear());
        without_reasons(it);
    })
}

impl Find for DisclosureSheet {
    type Key = Id<Disclosure>;

    fn find(door: &mut Door<'_>, id: &Id<Disclosure>) -> Result<Option<Found<Self>>, Failure> {
        let Some((seen, standing)) = sight(door, *id)? else { return Ok(None) };
        let thing = Self::of(seen, door.viewer);
        Ok(Some(Found { version: thing.version(), thing, standing }))
    }
}

impl Recorded for DisclosureSheet {
    const ABOUT: About<Self> = About::Case(|it| it.item.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        Some(self.item.body.answers.iter_mut().map(|it| &mut it.decision.decided_by).collect())
    }

    fn meeting(&self) -> Option<Id<Meeting>> {
        self.item.meeting_id
    }

    fn without_meeting(&mut self) {
        self.item.body.meeting_id = None;
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let Disclosure { author_id, approval, answers, .. } = &mut self.item.body;
        let approved = approval.as_mut().map(|it| it.approved_by.uuid_mut());
        let recorded = recorders(answers.iter_mut().map(|it| &mut it.decision));
        Some([author_id.uuid_mut()].into_iter().chain(approved).chain(recorded).collect())
    }
}

impl Read for DisclosureSheet {
    const OPERATION: Operation = Operation::ReadDisclosure;
}

/// Which items are wanted.
#[derive(Clone, Copy)]
pub struct DisclosureFilter {
    /// Of which case.
    pub case: Id<Case>,
}

impl List for DisclosureSheet {
    const OPERATION: Operation = Operation::ReadDisclosure;
    type Filter = DisclosureFilter;

    fn standing(door: &mut Door<'_>, filter: &DisclosureFilter) -> Result<Option<Standing>, Failure> {
        case::standing(door, filter.case)
    }

    fn page(
        door: &mut Door<'_>,
        filter: &DisclosureFilter,
        page: &PageRequest,
    ) -> Result<Page<Self>, Failure> {
        let rows = disclosures::table
            .filter(disclosures::case_id.eq(key(filter.case)))
            .filter(disclosures::id.gt(Key(page.after_id())))
            .filter(known(door.viewer))
            .order(disclosures::id)
            .limit(page.fetch())
            .select(columns(door.viewer))
            .load::<Seen>(door.conn)?;
        let items = rows.into_iter().map(|seen| Self::of(seen, door.viewer)).collect();
        Ok(Page::cut(items, page, Self::position))
    }
}

impl DisclosureSheet {
    /// Its place in a list.
    pub(super) fn position(&self) -> Position {
        Position { sort: String::new(), id: self.item.id.uuid() }
    }
}

//! What agencies are told of things that they have: for the agency, as long as it may know of the thing; and for whoever
//! asked, the coordinator, and the agency whose item it is, with who has taken note. What a member of the family is told
//! of an item that they received is theirs alone.

use std::collections::BTreeSet;

use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_types::Bool,
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    assignment::Role,
    code::CodeList,
    correction::{Correctable, Correction, CorrectionNotice},
    disclosure::Disclosure,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
    restriction::Reader,
};

use crate::{
    access::{About, Recorded, oneself},
    case::{coordinated_by, held_by, taken_part_in_by},
    dialect::{Db, Key, key},
    disclosure::{DisclosureSheet, Onlooker, received_items},
    error::Failure,
    hidden::{is_kept_back, withheld},
    page::{Page, PageRequest},
    record::Row,
    schema::{assignments, correction_notices, disclosures, item_topics},
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

/// The notices that are wanted.
#[derive(Clone, Copy)]
pub enum NoticesOf {
    /// Those to the caller's own agency: all of them, or those of which it has taken note or not.
    Agency {
        /// Whether it has taken note.
        acknowledged: Option<bool>,
    },
    /// Those to the caller, a member of the family: all of them, or those of which they have taken note or not.
    Oneself {
        /// Whether they have taken note.
        acknowledged: Option<bool>,
    },
    /// Those that came of a request.
    Correction(Id<Correction>),
    /// Those about an item.
    Item(Id<Disclosure>),
}

type NoticeCondition = Box<dyn BoxableExpression<correction_notices::table, Db, SqlType = Bool>>;

/// Which notices to the caller, or to its agency, the caller may know of, but for those about items, which go to whoever
/// received the item.
fn known(viewer: &Viewer) -> NoticeCondition {
    let of_item = correction_notices::kind.eq(Correctable::Disclosure.code());
    let of_all = correction_notices::kind.eq_any(Correctable::OF_AGENCIES.map(CodeList::code));
    let open = is_open_to(viewer.reader());
    let to_agency = |agency| correction_notices::agency_id.eq(key(agency)).assume_not_null();
    match viewer.actor.principal {
        Principal::Worker { worker, agency } => {
            let own = to_agency(agency);
            let held =
                || held_by(viewer, worker).filter(assignments::case_id.eq(correction_notices::case_id));
            let leading = held().filter(assignments::role.eq(Role::LeadWorker.code()));
            let on_case = of_all.and(exists(held())).or(exists(leading));
            Box::new(own.and(of_item.or(on_case.and(open))))
        }
        Principal::System(agency) => {
            let own = to_agency(agency);
            let part =
                taken_part_in_by(viewer, agency).filter(assignments::case_id.eq(correction_notices::case_id));
            Box::new(own.and(of_item.or(of_all.and(exists(part)).and(open))))
        }
        Principal::Family(person) => {
            let own = correction_notices::member_id.eq(key(person)).assume_not_null();
            Box::new(own.and(of_item).and(open))
        }
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => {
            Box::new(correction_notices::id.is_null().assume_not_null())
        }
    }
}

/// Whether neither the thing nor whoever asked is kept from whoever reads.
fn is_open_to(reader: Reader) -> NoticeCondition {
    let hidden = withheld(reader).filter(item_topics::item_id.eq(correction_notices::about_id));
    let of_part =
        withheld(reader).filter(item_topics::item_id.nullable().eq(correction_notices::correction_id));
    let hidden = exists(hidden).or(exists(of_part));
    let open = not(hidden).and(not(is_kept_back!(reader, correction_notices::about_id)));
    let asked = not(is_kept_back!(reader, correction_notices::person_id)).assume_not_null();
    Box::new(open.and(asked).assume_not_null())
}

/// Which of these things are items that the caller has received.
fn received(door: &mut Door<'_>, notices: &[Entity<CorrectionNotice>]) -> Result<BTreeSet<Key>, Failure> {
    let items = notices.iter().filter(|it| it.about.kind == Correctable::Disclosure);
    let items: Vec<Key> = items.map(|it| Key(it.about.id)).collect();
    if items.is_empty() {
        return Ok(BTreeSet::new());
    }
    let received = disclosures::table
        .filter(disclosures::id.eq_any(items))
        .filter(received_items(door.viewer))
        .select(disclosures::id);
    Ok(received.load::<Key>(door.conn)?.into_iter().collect())
}

/// Those of the notices that the caller may know of.
fn without_items_kept(
    door: &mut Door<'_>,
    mut notices: Vec<Entity<CorrectionNotice>>,
) -> Result<Vec<Entity<CorrectionNotice>>, Failure> {
    let received = received(door, &notices)?;
    notices.retain(|it| it.about.kind != Correctable::Disclosure || received.contains(&Key(it.about.id)));
    Ok(notices)
}

/// How a caller stands to what they, or their agency, are told.
fn standing(door: &Door<'_>) -> Standing {
    match door.viewer.actor.principal {
        Principal::Worker { .. } | Principal::Family(_) => door.standing([Relation::Recipient]),
        Principal::System(_) => door.standing([Relation::System, Relation::SystemWriter]),
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => {
            Standing::default()
        }
    }
}

impl Find for Entity<CorrectionNotice> {
    type Key = Id<CorrectionNotice>;

    fn find(door: &mut Door<'_>, id: &Id<CorrectionNotice>) -> Result<Option<Found<Self>>, Failure> {
        let found = correction_notices::table
            .filter(correction_notices::id.eq(key(*id)))
            .filter(known(door.viewer))
            .select((correction_notices::id, correction_notices::version, correction_notices::body))
            .load::<Row<CorrectionNotice>>(door.conn)?;
        let own = without_items_kept(door, Row::entities(found))?.into_iter().next();
        let standing = standing(door);
        match own {
            Some(thing) => Ok(Some(Found { version: thing.version, thing, standing })),
            None => coordinated(door, *id),
        }
    }
}

/// A notice to whatever agency, for whoever coordinates the case.
fn coordinated(
    door: &mut Door<'_>,
    id: Id<CorrectionNotice>,
) -> Result<Option<Found<Entity<CorrectionNotice>>>, Failure> {
    let Some(worker) = door.viewer.actor.principal.worker() else { return Ok(None) };
    let coordinating =
        coordinated_by(door.viewer, worker).filter(assignments::case_id.eq(correction_notices::case_id));
    let row = correction_notices::table
        .filter(correction_notices::id.eq(key(id)))
        .filter(correction_notices::member_id.is_null())
        .filter(exists(coordinating))
        .filter(is_open_to(Reader::Coordinator(worker)))
        .select((correction_notices::id, correction_notices::version, correction_notices::body))
        .first::<Row<CorrectionNotice>>(door.conn)
        .optional()?;
    let standing = door.standing([Relation::Coordinator]);
    Ok(row.map(|Row(thing)| Found { version: thing.version, thing, standing }))
}

impl Recorded for Entity<CorrectionNotice> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let by = self.body.acknowledgement.as_mut().and_then(|it| it.by.as_mut());
        Some(by.map(Id::uuid_mut).into_iter().collect())
    }
}

impl Read for Entity<CorrectionNotice> {
    const OPERATION: Operation = Operation::ReadCorrectionNotices;
}

impl List for Entity<CorrectionNotice> {
    const OPERATION: Operation = Operation::ReadCorrectionNotices;
    type Filter = NoticesOf;

    fn standing(door: &mut Door<'_>, of: &NoticesOf) -> Result<Option<Standing>, Failure> {
        match of {
            NoticesOf::Agency { .. } => {
                let for_agency = door.viewer.actor.principal.agency().map(|_| standing(door));
                Ok(Some(for_agency.unwrap_or_default()))
            }
            NoticesOf::Oneself { .. } => Ok(Some(oneself(door))),
            NoticesOf::Correction(id) => {
                let Some(found) = <Entity<Correction>>::find(door, id)? else { return Ok(None) };
                if door.viewer.actor.principal == Principal::Family(found.thing.person_id) {
                    return Ok(Some(oneself(door)));
                }
                Ok(found.standing.has(Relation::Coordinator).then_some(found.standing))
            }
            NoticesOf::Item(id) => {
                let found = DisclosureSheet::find(door, id)?;
                let inside = |it: &Found<DisclosureSheet>| {
                    matches!(it.thing.onlooker, Onlooker::Inside | Onlooker::Family)
                };
                Ok(found.filter(inside).map(|found| found.standing))
            }
        }
    }

    fn page(door: &mut Door<'_>, of: &NoticesOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        match of {
            NoticesOf::Agency { acknowledged } | NoticesOf::Oneself { acknowledged } => {
                to_caller(door, *acknowledged, page)
            }
            NoticesOf::Correction(id) => {
                let of_request = correction_notices::correction_id.assume_not_null().eq(key(*id));
                of_thing(door, Box::new(of_request), page)
            }
            NoticesOf::Item(id) => {
                let own = correction_notices::correction_id.is_null();
                of_thing(door, Box::new(correction_notices::about_id.eq(key(*id)).and(own)), page)
            }
        }
    }
}

/// The notices about a thing to agencies, but for those of which the caller may not know.
fn of_thing(
    door: &mut Door<'_>,
    wanted: NoticeCondition,
    page: &PageRequest,
) -> Result<Page<Entity<CorrectionNotice>>, Failure> {
    let reader = door.viewer.reader();
    let rows = correction_notices::table
        .filter(wanted)
        .filter(correction_notices::member_id.is_null())
        .filter(not(is_kept_back!(reader, correction_notices::agency_id)))
        .filter(correction_notices::id.gt(Key(page.after_id())))
        .order(correction_notices::id)
        .limit(page.fetch())
        .select((correction_notices::id, correction_notices::version, correction_notices::body))
        .load::<Row<CorrectionNotice>>(door.conn)?;
    Ok(Page::by_id(Row::entities(rows), page))
}

/// Notices about items that the caller has not received, or may not read any more, are passed over.
fn to_caller(
    door: &mut Door<'_>,
    acknowledged: Option<bool>,
    page: &PageRequest,
) -> Result<Page<Entity<CorrectionNotice>>, Failure> {
    let mut found = Vec::new();
    let mut after = Key(page.after_id());
    loop {
        let mut query = correction_notices::table
            .filter(known(door.viewer))
            .filter(correction_notices::id.gt(after))
            .order(correction_notices::id)
            .limit(page.fetch())
            .select((correction_notices::id, correction_notices::version, correction_notices::body))
            .into_boxed();
        if let Some(acknowledged) = acknowledged {
            query = query.filter(correction_notices::acknowledged.eq(acknowledged));
        }
        let rows = Row::entities(query.load::<Row<CorrectionNotice>>(door.conn)?);
        let last = rows.last().map(|it| key(it.id)).filter(|_| rows.len() > usize::from(page.limit));
        found.extend(without_items_kept(door, rows)?);
        match last {
            Some(last) if found.len() <= usize::from(page.limit) => after = last,
            _ => return Ok(Page::by_id(found, page)),
        }
    }
}

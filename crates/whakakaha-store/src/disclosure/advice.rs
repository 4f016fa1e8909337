//! Advice on items: for whoever is asked, and for the agency that asks; what is not privileged also for the coordinator
//! and for the family, once it is given: a question without an answer would tell the others which item waits for a lawyer.

use diesel::{
    dsl::{exists, not},
    expression::BoxableExpression,
    prelude::*,
    sql_types::Bool,
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    disclosure::{AdviceRequest, Disclosure},
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
};

use super::{
    known::advised,
    sheet::{DisclosureSheet, Onlooker},
};
use crate::{
    access::{About, Recorded},
    case::{coordinated_by, held_by},
    dialect::{Db, Key, key},
    error::Failure,
    hidden::withheld,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::{advice_requests, assignments, disclosures, item_topics},
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

type AdviceCondition = Box<dyn BoxableExpression<advice_requests::table, Db, SqlType = Bool>>;

/// Which questions the caller may know of, about an item that it may know of.
fn known(viewer: &Viewer) -> AdviceCondition {
    match viewer.actor.principal {
        Principal::Worker { worker, agency } => {
            let asking = held_by(viewer, worker)
                .filter(assignments::case_id.eq(advice_requests::case_id))
                .filter(advice_requests::agency_id.eq(key(agency)));
            let coordinating =
                coordinated_by(viewer, worker).filter(assignments::case_id.eq(advice_requests::case_id));
            let open = given().and(exists(coordinating));
            Box::new(asked(viewer).or(exists(asking)).or(open))
        }
        Principal::Family(_) => Box::new(given()),
        Principal::System(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => never(),
    }
}

/// Advice that is given, and is not privileged.
#[diesel::dsl::auto_type]
fn given() -> _ {
    not(advice_requests::privileged).and(advice_requests::answered.eq(true))
}

/// The questions that the caller is asked.
fn asked(viewer: &Viewer) -> AdviceCondition {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } if Relation::Adviser.counts_with(viewer.actor.scopes) => {
            let kept =
                withheld(viewer.reader()).filter(item_topics::item_id.eq(advice_requests::disclosure_id));
            let item = disclosures::table
                .filter(disclosures::id.eq(advice_requests::disclosure_id))
                .filter(advised(viewer));
            let still = not(advice_requests::replaced).and(exists(item)).and(not(exists(kept)));
            Box::new(advice_requests::adviser_id.eq(key(worker)).and(still))
        }
        Principal::Worker { .. }
        | Principal::Family(_)
        | Principal::System(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => never(),
    }
}

fn never() -> AdviceCondition {
    Box::new(advice_requests::id.is_null().assume_not_null())
}

/// How the caller stands to the advice on an item that it may know of; `None` to a recipient, for whom there
/// is none.
fn standing(door: &mut Door<'_>, item: Id<Disclosure>) -> Result<Option<Standing>, Failure> {
    let found = DisclosureSheet::find(door, &item)?;
    Ok(found.filter(|it| it.thing.onlooker != Onlooker::Recipient).map(|it| it.standing))
}

impl Find for Entity<AdviceRequest> {
    type Key = Id<AdviceRequest>;

    fn find(door: &mut Door<'_>, id: &Id<AdviceRequest>) -> Result<Option<Found<Self>>, Failure> {
        let row = advice_requests::table
            .filter(advice_requests::id.eq(key(*id)))
            .filter(known(door.viewer))
            .select((advice_requests::id, advice_requests::version, advice_requests::body))
            .first::<Row<AdviceRequest>>(door.conn)
            .optional()?;
        let Some(Row(thing)) = row else { return Ok(None) };
        let Some(of_item) = standing(door, thing.disclosure_id)? else { return Ok(None) };
        let adviser = Some(thing.adviser_id) == door.viewer.actor.principal.worker();
        let relations = Relation::ON_CASES.into_iter().filter(|relation| of_item.has(*relation));
        let standing = door.standing(relations.chain(adviser.then_some(Relation::Adviser)));
        Ok(Some(Found { version: thing.version, thing, standing }))
    }
}

impl Recorded for Entity<AdviceRequest> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let AdviceRequest { adviser_id, asked_by, agency_id, .. } = &mut self.body;
        Some(vec![adviser_id.uuid_mut(), asked_by.uuid_mut(), agency_id.uuid_mut()])
    }
}

impl Read for Entity<AdviceRequest> {
    const OPERATION: Operation = Operation::ReadAdvice;
}

/// The questions about an item.
#[derive(Clone, Copy)]
pub struct AdviceOn(pub Id<Disclosure>);

impl List for Entity<AdviceRequest> {
    const OPERATION: Operation = Operation::ReadAdvice;
    type Filter = AdviceOn;

    fn standing(door: &mut Door<'_>, item: &AdviceOn) -> Result<Option<Standing>, Failure> {
        standing(door, item.0)
    }

    fn page(door: &mut Door<'_>, item: &AdviceOn, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = advice_requests::table
            .filter(advice_requests::disclosure_id.eq(key(item.0)))
            .filter(advice_requests::id.gt(Key(page.after_id())))
            .filter(known(door.viewer))
            .order(advice_requests::id)
            .limit(page.fetch())
            .select((advice_requests::id, advice_requests::version, advice_requests::body))
            .load::<Row<AdviceRequest>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

/// A question that waits for the caller's advice.
pub struct AdviceInbox(pub Entity<AdviceRequest>);

impl Recorded for AdviceInbox {
    const ABOUT: About<Self> = About::Case(|it| it.0.case_id);
}

impl List for AdviceInbox {
    const OPERATION: Operation = Operation::ReadAdviceAsked;
    type Filter = ();

    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        let worker = door.viewer.actor.principal.worker();
        Ok(Some(door.standing(worker.map(|_| Relation::Adviser))))
    }

    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = advice_requests::table
            .filter(advice_requests::id.gt(Key(page.after_id())))
            .filter(asked(door.viewer))
            .filter(not(advice_requests::answered))
            .order(advice_requests::id)
            .limit(page.fetch())
            .select((advice_requests::id, advice_requests::version, advice_requests::body))
            .load::<Row<AdviceRequest>>(door.conn)?;
        let items = rows.into_iter().map(|Row(request)| Self(request)).collect();
        Ok(Page::cut(items, page, |it: &Self| Position { sort: String::new(), id: it.0.id.uuid() }))
    }
}

//! Notices: for whoever was told, whoever told them, and the coordinator.

use diesel::{
    dsl::{exists, not},
    expression::BoxableExpression,
    prelude::*,
    sql_types::Bool,
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal, case::Case, disclosure::DisclosureNotice, entity::Entity, ids::Id,
    operation::Operation, policy::Standing, restriction::Reader,
};

use crate::{
    access::{About, Recorded},
    case::{self, coordinated_by},
    dialect::{Db, Key, key},
    error::Failure,
    hidden::keeping_from,
    page::{Page, PageRequest},
    record::Row,
    schema::{assignments, disclosure_notices, restrictions},
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

type NoticeCondition = Box<dyn BoxableExpression<disclosure_notices::table, Db, SqlType = Bool>>;

/// Which notices the caller may know of, in a case that it may know of.
fn known(viewer: &Viewer) -> NoticeCondition {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => {
            let coordinates =
                coordinated_by(viewer, worker).filter(assignments::case_id.eq(disclosure_notices::case_id));
            let kept = keeping_from(Reader::Coordinator(worker))
                .filter(restrictions::case_id.eq(disclosure_notices::case_id))
                .filter(restrictions::topic_id.eq(disclosure_notices::person_id));
            let coordinating = exists(coordinates).and(not(exists(kept)));
            Box::new(disclosure_notices::told_by.eq(key(worker)).or(coordinating))
        }
        Principal::Family(person) => Box::new(disclosure_notices::person_id.eq(key(person))),
        Principal::System(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => Box::new(disclosure_notices::id.is_null().assume_not_null()),
    }
}

impl Find for Entity<DisclosureNotice> {
    type Key = Id<DisclosureNotice>;

    fn find(door: &mut Door<'_>, id: &Id<DisclosureNotice>) -> Result<Option<Found<Self>>, Failure> {
        let row = disclosure_notices::table
            .filter(disclosure_notices::id.eq(key(*id)))
            .filter(known(door.viewer))
            .select((disclosure_notices::id, disclosure_notices::version, disclosure_notices::body))
            .first::<Row<DisclosureNotice>>(door.conn)
            .optional()?;
        let Some(Row(thing)) = row else { return Ok(None) };
        let standing = case::standing(door, thing.case_id)?;
        Ok(standing.map(|standing| Found { version: thing.version, thing, standing }))
    }
}

impl Recorded for Entity<DisclosureNotice> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(vec![self.body.told_by.uuid_mut()])
    }
}

impl Read for Entity<DisclosureNotice> {
    const OPERATION: Operation = Operation::ReadNotices;
}

/// The notices of a case.
#[derive(Clone, Copy)]
pub struct NoticesOf(pub Id<Case>);

impl List for Entity<DisclosureNotice> {
    const OPERATION: Operation = Operation::ReadNotices;
    type Filter = NoticesOf;

    fn standing(door: &mut Door<'_>, case: &NoticesOf) -> Result<Option<Standing>, Failure> {
        case::standing(door, case.0)
    }

    fn page(door: &mut Door<'_>, case: &NoticesOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = disclosure_notices::table
            .filter(disclosure_notices::case_id.eq(key(case.0)))
            .filter(disclosure_notices::id.gt(Key(page.after_id())))
            .filter(known(door.viewer))
            .order(disclosure_notices::id)
            .limit(page.fetch())
            .select((disclosure_notices::id, disclosure_notices::version, disclosure_notices::body))
            .load::<Row<DisclosureNotice>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

//! What agencies were shown, and are asked to let go of: for the agency, for whoever took the consent back, for the
//! coordinator, and for the privacy officer where the agency has not answered in time.

mod overdue;
mod shown;

use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_types::{Bool, Nullable},
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    code::CodeList,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
    recall::{Recall, RecallStatus},
    restriction::Reader,
};

pub use overdue::escalate_recalls;
pub(crate) use shown::shown;

use crate::{
    access::{About, Recorded},
    case::coordinated_by,
    dialect::{Db, Key, key},
    error::Failure,
    hidden::is_kept_back,
    page::{Page, PageRequest},
    record::Row,
    schema::{assignments, recalls},
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

type Condition = Box<dyn BoxableExpression<recalls::table, Db, SqlType = Nullable<Bool>>>;

/// By which relations the caller may know of recalls, and of which. All of it is asked in the query.
fn known(viewer: &Viewer) -> Vec<(Vec<Relation>, Condition)> {
    let of_agency = |agency| -> Condition { Box::new(recalls::agency_id.eq(key(agency)).nullable()) };
    let all: Vec<(Vec<Relation>, Condition)> = match viewer.actor.principal {
        Principal::Worker { worker, agency } => {
            let on_case = assignments::table
                .filter(assignments::case_id.eq(recalls::case_id))
                .filter(assignments::worker_id.eq(key(worker)))
                .filter(assignments::agency_id.eq(key(agency)));
            let own = recalls::agency_id.eq(key(agency)).and(exists(on_case));
            let reader = Reader::Coordinator(worker);
            let kept =
                is_kept_back!(reader, recalls::agency_id).or(is_kept_back!(reader, recalls::person_id));
            let coordinated =
                coordinated_by(viewer, worker).filter(assignments::case_id.eq(recalls::case_id));
            let late = recalls::status.eq(RecallStatus::Escalated.code());
            vec![
                (vec![Relation::AgencyAdmin], of_agency(agency)),
                (vec![Relation::Recipient], Box::new(own.nullable())),
                (vec![Relation::Coordinator], Box::new(exists(coordinated).nullable().and(not(kept)))),
                (vec![Relation::PrivacyOfficer], Box::new(late.nullable())),
            ]
        }
        Principal::System(agency) => {
            vec![(vec![Relation::System, Relation::SystemWriter], of_agency(agency))]
        }
        Principal::Family(person) => {
            vec![(vec![Relation::Oneself], Box::new(recalls::person_id.eq(key(person))))]
        }
        Principal::Service => vec![(vec![Relation::Service], Box::new(recalls::id.is_not_null().nullable()))],
        Principal::Reporter | Principal::Administrator | Principal::Public => Vec::new(),
    };
    let counts = |relations: &[Relation]| relations.iter().any(|it| it.counts_with(viewer.actor.scopes));
    all.into_iter().filter(|(relations, _)| counts(relations)).collect()
}

/// What holds of no recall.
fn never() -> Condition {
    Box::new(recalls::id.eq(Key(Uuid::nil())).nullable())
}

impl Find for Entity<Recall> {
    type Key = Id<Recall>;

    fn find(door: &mut Door<'_>, id: &Id<Recall>) -> Result<Option<Found<Self>>, Failure> {
        let mut relations = Vec::new();
        let mut found = None;
        for (by, condition) in known(door.viewer) {
            let row = recalls::table
                .filter(recalls::id.eq(key(*id)))
                .filter(condition)
                .select((recalls::id, recalls::version, recalls::body))
                .first::<Row<Recall>>(door.conn)
                .optional()?;
            if let Some(Row(recall)) = row {
                relations.extend(by);
                found = Some(recall);
            }
        }
        let standing = door.standing(relations);
        Ok(found.map(|thing| Found { version: thing.version, thing, standing }))
    }
}

impl Recorded for Entity<Recall> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let by = self.body.answer.as_mut().and_then(|it| it.by.as_mut());
        Some(by.map(Id::uuid_mut).into_iter().collect())
    }
}

impl Read for Entity<Recall> {
    const OPERATION: Operation = Operation::ReadRecalls;
}

/// Which recalls are wanted: all, or those that stand somewhere.
#[derive(Clone, Copy)]
pub struct RecallFilter {
    /// Where they stand.
    pub status: Option<RecallStatus>,
}

impl List for Entity<Recall> {
    const OPERATION: Operation = Operation::ReadRecalls;
    type Filter = RecallFilter;

    fn standing(door: &mut Door<'_>, _: &RecallFilter) -> Result<Option<Standing>, Failure> {
        let relations = known(door.viewer).into_iter().flat_map(|(relations, _)| relations);
        Ok(Some(door.standing(relations)))
    }

    fn page(door: &mut Door<'_>, wanted: &RecallFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let own = known(door.viewer).into_iter().map(|(_, condition)| condition);
        let own = own.reduce(|one, other| Box::new(one.or(other))).unwrap_or_else(never);
        let mut query = recalls::table
            .filter(own)
            .filter(recalls::id.gt(Key(page.after_id())))
            .order(recalls::id)
            .limit(page.fetch())
            .select((recalls::id, recalls::version, recalls::body))
            .into_boxed();
        if let Some(status) = wanted.status {
            query = query.filter(recalls::status.eq(status.code()));
        }
        Ok(Page::by_id(Row::entities(query.load::<Row<Recall>>(door.conn)?), page))
    }
}

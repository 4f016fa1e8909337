//! What is measured with: many invented cases, and the store alone, without network, token and JSON of
//! answers. The cases are written like all others, with audit entry and event; only several to a
//! transaction, and without asking anybody. For an empty database that is thrown away afterwards.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    action::{ActionFile, ActionStatus, ReportProgress},
    case::Case,
    command::{Change, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    sample::{self, Desk},
};

use crate::{
    audit::{self, Act},
    case::{CaseDetail, CaseFilter, CaseItem},
    db::{self, Db, Execution},
    dialect::{Conn, key},
    error::Failure,
    idempotency::{Answer, Request},
    page::{PageRequest, Position},
    record::Row,
    schema::cases,
    unit::ReadUnit,
};

/// How many cases a desk has: what a coordinator might have open.
const ON_A_DESK: u32 = 100;
/// How many cases are written in one transaction.
const AT_ONCE: u32 = 200;

/// Somebody with a case on their desk.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The worker who leads the work on the case.
    pub worker: Uuid,
    /// The case.
    pub case: Uuid,
    /// A commitment of the worker's agency.
    pub action: Uuid,
}

/// Writes so many cases; each moment is that of one more change. Answers where they are.
pub fn load(db: &Db, cases: u32, mut moment: impl FnMut() -> Moment) -> Result<Vec<Target>, Failure> {
    let mut targets = Vec::new();
    let mut desk = None;
    for first in (0..cases).step_by(AT_ONCE as usize) {
        let batch = first..cases.min(first + AT_ONCE);
        let made = db.with_writer(|conn| {
            conn.begin_write()?;
            let made = batch.map(|n| open(conn, n, &mut desk, &mut moment)).collect::<Result<Vec<_>, _>>();
            db::end(conn, made)
        });
        targets.extend(made?);
    }
    db.with_writer(|conn| Ok(conn.settle()?))?;
    Ok(targets)
}

fn open(
    conn: &mut Conn,
    n: u32,
    desk: &mut Option<Desk>,
    moment: &mut impl FnMut() -> Moment,
) -> Result<Target, Failure> {
    if n.is_multiple_of(ON_A_DESK) {
        let at = moment();
        let (made, change) = sample::desk(n / ON_A_DESK, &at);
        write(conn, Operation::CreateRegion, &at, &change)?;
        *desk = Some(made);
    }
    let desk = desk.as_ref().ok_or_else(|| Failure::Bug("a case without a desk".into()))?;
    let at = moment();
    let (made, change) = sample::case(desk, n, &at);
    write(conn, Operation::AcceptIntake, &at, &change)?;
    Ok(Target { worker: desk.lead().uuid(), case: made.case.uuid(), action: made.action.uuid() })
}

fn write(conn: &mut Conn, operation: Operation, at: &Moment, change: &Change) -> Result<(), Failure> {
    audit::write(conn, &Act { operation, at, request_id: "measure" }, change)
}

/// What is done again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// The bare row of a case, by its id: the floor.
    Row,
    /// One case with all that belongs to it.
    Case,
    /// The first and the second page of the worker's open cases, in turn.
    Cases,
    /// A report of progress, with the answer kept for a repetition.
    Progress,
}

/// Does it on one connection until the time is up; answers how long each took. An execution is that of the
/// worker with this id.
pub fn alone(
    db: &Db,
    probe: Probe,
    targets: &[Target],
    lasting: Duration,
    execution: impl Fn(Uuid) -> Execution,
) -> Result<Vec<Duration>, Failure> {
    let work = |conn: &mut Conn| {
        let began = Instant::now();
        let mut took = Vec::new();
        for target in targets.iter().cycle().take_while(|_| began.elapsed() < lasting) {
            let execution = || execution(target.worker);
            match probe {
                Probe::Row => timed(&mut took, || row(conn, target))?,
                Probe::Case => timed(&mut took, || case(conn, target, &execution()))?,
                Probe::Cases => {
                    let next = timed(&mut took, || page(conn, &execution(), None))?;
                    timed(&mut took, || page(conn, &execution(), next))?;
                }
                Probe::Progress => timed(&mut took, || progress(conn, target, &execution()))?,
            }
        }
        Ok(took)
    };
    if probe == Probe::Progress { db.with_writer(work) } else { db.with_reader(work) }
}

fn timed<T>(took: &mut Vec<Duration>, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let start = Instant::now();
    let done = work();
    took.push(start.elapsed());
    done
}

fn row(conn: &mut Conn, target: &Target) -> Result<(), Failure> {
    let case: Row<Case> = cases::table
        .find(key(Id::<Case>::new(target.case)))
        .select((cases::id, cases::version, cases::body))
        .first(conn)?;
    let _: Entity<Case> = case.0;
    Ok(())
}

/// A look as the service does it: with its record, which here has a commit of its own.
fn look<T>(
    conn: &mut Conn,
    execution: &Execution,
    work: impl Fn(&mut ReadUnit<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let done = db::reading(conn, execution, work)?;
    conn.add(done.record.as_slice())?;
    done.outcome
}

fn case(conn: &mut Conn, target: &Target, execution: &Execution) -> Result<(), Failure> {
    look(conn, execution, |unit| unit.read::<CaseDetail>(&Id::new(target.case)).map(drop))
}

fn page(
    conn: &mut Conn,
    execution: &Execution,
    after: Option<Position>,
) -> Result<Option<Position>, Failure> {
    let page = PageRequest { limit: 50, after };
    let filter = CaseFilter { open: Some(true), updated_since: None };
    look(conn, execution, |unit| Ok(unit.list::<CaseItem>(&filter, &page)?.into_inner().next))
}

fn progress(conn: &mut Conn, target: &Target, execution: &Execution) -> Result<(), Failure> {
    let action = Id::new(target.action);
    let report = ReportProgress {
        status: ActionStatus::InProgress,
        percent: Some(50),
        note: Some("on the way".to_owned()),
        blocked: None,
    };
    let request = Request {
        client: "measure".to_owned(),
        route: format!("POST /v1/actions/{}/progress", target.action),
        key: execution.change_id.to_string(),
        hash: whakakaha_domain::digest::sha256(target.action.as_bytes()),
    };
    // As long as the answer that the service keeps.
    let answer = Answer { status: 200, headers: Vec::new(), body: "x".repeat(600) };
    let done = db::writing(conn, execution, Instant::now(), |unit| {
        let _never_sent_before = unit.recall::<ReportProgress>(&request, &action)?;
        let written = unit.execute::<ReportProgress>(&action, &report, None)?;
        unit.read::<ActionFile>(&action)?;
        unit.remember(&request, written.subject, &answer)
    })?;
    done.outcome
}

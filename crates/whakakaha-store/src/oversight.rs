//! Both logs as the privacy officer reads them: who did what, when, to which case, and who was refused; never what
//! any of it says.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    access::{AccessOutcome, CallerKind},
    agency::Agency,
    break_glass::BreakGlassGrant,
    case::Case,
    code::CodeList,
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
    worker::Worker,
};

use crate::{
    access::{About, Recorded, Subject, subjects_in},
    case::first_change_at,
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    schema::{access_log, access_subjects, audit_log},
    unit::{Door, List},
};

/// Who did something, by ids.
pub struct Doer {
    /// What kind of caller it was.
    pub kind: CallerKind,
    /// Which one: a worker, a person, an agency.
    pub id: Option<Uuid>,
    /// The program that called on its behalf.
    pub client: String,
    /// The request.
    pub request_id: String,
}

impl Doer {
    fn of(kind: &str, id: Option<Key>, client: String, request_id: String) -> Result<Self, Failure> {
        let kind = CallerKind::parse(kind).ok_or_else(|| Failure::Bug("an unknown kind of caller".into()))?;
        Ok(Self { kind, id: id.map(|id| id.0), client, request_id })
    }
}

/// One look, or an attempt that was refused.
pub struct AccessRecord {
    /// Which one.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub doer: Doer,
    /// For which agency.
    pub agency: Option<Id<Agency>>,
    /// By which operation.
    pub operation: String,
    /// The thing that the request named.
    pub target: Option<Uuid>,
    /// What came of it.
    pub outcome: AccessOutcome,
    /// Whom something was told about.
    pub seen: Vec<Subject>,
    /// The break-glass grant by which it was shown.
    pub grant: Option<Id<BreakGlassGrant>>,
}

/// Which looks are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccessRecordFilter {
    /// From this instant on.
    pub since: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// Only those that were refused, or only the others.
    pub denied: Option<bool>,
    /// With this outcome.
    pub outcome: Option<AccessOutcome>,
    /// By this worker.
    pub worker: Option<Id<Worker>>,
    /// For this agency.
    pub agency: Option<Id<Agency>>,
    /// About this case.
    pub case: Option<Id<Case>>,
    /// By this break-glass grant.
    pub grant: Option<Id<BreakGlassGrant>>,
}

/// The privacy officer is somebody: a worker of some agency, whom the token lets oversee.
fn officer(door: &Door<'_>) -> Standing {
    let is_worker = door.viewer.actor.principal.worker().is_some();
    door.standing(is_worker.then_some(Relation::PrivacyOfficer))
}

impl Recorded for AccessRecord {
    const ABOUT: About<Self> = About::Several(|it| it.seen.clone());
}

impl List for AccessRecord {
    const OPERATION: Operation = Operation::OverseeAccesses;
    type Filter = AccessRecordFilter;

    fn standing(door: &mut Door<'_>, _: &AccessRecordFilter) -> Result<Option<Standing>, Failure> {
        Ok(Some(officer(door)))
    }

    fn page(
        door: &mut Door<'_>,
        wanted: &AccessRecordFilter,
        page: &PageRequest,
    ) -> Result<Page<Self>, Failure> {
        let mut query = wanted.query();
        if let Some(after) = &page.after {
            query = query.filter(access_log::id.lt(Key(after.id)));
        }
        let rows = query
            .order(access_log::id.desc())
            .limit(page.fetch())
            .select((
                (access_log::id, access_log::occurred_at, access_log::agency_id, access_log::target_id),
                (access_log::actor_kind, access_log::actor_id, access_log::client, access_log::request_id),
                (access_log::operation, access_log::outcome, access_log::seen, access_log::grant_id),
            ))
            .load::<LookRow>(door.conn)?;
        let items = rows.into_iter().map(Self::of).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::cut(items, page, |item: &Self| Position { sort: String::new(), id: item.id }))
    }
}

type LookRow = (
    (Key, NaiveDateTime, Option<Key>, Option<Key>),
    (String, Option<Key>, String, String),
    (String, String, String, Option<Key>),
);

impl AccessRecord {
    fn of(
        ((id, at, agency, target), (kind, actor, client, request), what): LookRow,
    ) -> Result<Self, Failure> {
        let (operation, outcome, seen, grant) = what;
        let outcome = AccessOutcome::parse(&outcome);
        Ok(Self {
            id: id.0,
            at: at.and_utc(),
            doer: Doer::of(&kind, actor, client, request)?,
            agency: agency.map(Key::id),
            operation,
            target: target.map(|it| it.0),
            outcome: outcome.ok_or_else(|| Failure::Bug("an unknown outcome of a look".into()))?,
            seen: subjects_in(&seen),
            grant: grant.map(Key::id),
        })
    }
}

impl AccessRecordFilter {
    fn query(&self) -> access_log::BoxedQuery<'static, crate::dialect::Db> {
        use access_log::dsl;
        let mut query = access_log::table.into_boxed();
        if let Some(since) = self.since {
            query = query.filter(dsl::id.ge(first_change_at(since)));
        }
        if let Some(until) = self.until {
            query = query.filter(dsl::id.lt(first_change_at(until)));
        }
        let denied = AccessOutcome::DENIED.map(CodeList::code);
        query = match self.denied {
            Some(true) => query.filter(dsl::outcome.eq_any(denied)),
            Some(false) => query.filter(dsl::outcome.ne_all(denied)),
            None => query,
        };
        if let Some(outcome) = self.outcome {
            query = query.filter(dsl::outcome.eq(outcome.code()));
        }
        if let Some(worker) = self.worker {
            query = query.filter(dsl::actor_id.eq(key(worker)));
        }
        if let Some(agency) = self.agency {
            query = query.filter(dsl::agency_id.eq(key(agency)));
        }
        if let Some(grant) = self.grant {
            query = query.filter(dsl::grant_id.eq(key(grant)));
        }
        if let Some(case) = self.case {
            let about = access_subjects::table.filter(access_subjects::subject_id.eq(key(case)));
            query = query.filter(dsl::id.eq_any(about.select(access_subjects::record_id)));
        }
        query
    }
}

/// One change.
pub struct ChangeRecord {
    /// Which one.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub doer: Doer,
    /// By which operation.
    pub operation: String,
    /// What kind of thing was changed.
    pub subject_kind: String,
    /// Which one.
    pub subject: Uuid,
    /// The case to which it belongs.
    pub case: Option<Id<Case>>,
}

/// Which changes are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChangeRecordFilter {
    /// From this instant on.
    pub since: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// By this worker.
    pub worker: Option<Id<Worker>>,
    /// Of this case.
    pub case: Option<Id<Case>>,
}

impl Recorded for ChangeRecord {
    const ABOUT: About<Self> = About::Several(|it| {
        it.case.map(|case| Subject { kind: "case", id: case.uuid() }).into_iter().collect()
    });
}

impl List for ChangeRecord {
    const OPERATION: Operation = Operation::OverseeChanges;
    type Filter = ChangeRecordFilter;

    fn standing(door: &mut Door<'_>, _: &ChangeRecordFilter) -> Result<Option<Standing>, Failure> {
        Ok(Some(officer(door)))
    }

    fn page(
        door: &mut Door<'_>,
        wanted: &ChangeRecordFilter,
        page: &PageRequest,
    ) -> Result<Page<Self>, Failure> {
        use audit_log::dsl;
        let mut query = audit_log::table.into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(dsl::change_id.lt(Key(after.id)));
        }
        if let Some(since) = wanted.since {
            query = query.filter(dsl::change_id.ge(first_change_at(since)));
        }
        if let Some(until) = wanted.until {
            query = query.filter(dsl::change_id.lt(first_change_at(until)));
        }
        if let Some(worker) = wanted.worker {
            query = query.filter(dsl::actor_id.eq(key(worker)));
        }
        if let Some(case) = wanted.case {
            query = query.filter(dsl::chain_id.eq(key(case)));
        }
        let rows = query
            .order(dsl::change_id.desc())
            .limit(page.fetch())
            .select((
                (dsl::change_id, dsl::occurred_at, dsl::operation),
                (dsl::actor_kind, dsl::actor_id, dsl::client, dsl::request_id),
                (dsl::subject_kind, dsl::subject_id, dsl::case_id),
            ))
            .load::<ChangeRow>(door.conn)?;
        let items = rows.into_iter().map(Self::of).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::cut(items, page, |item: &Self| Position { sort: String::new(), id: item.id }))
    }
}

type ChangeRow =
    ((Key, NaiveDateTime, String), (String, Option<Key>, String, String), (String, Key, Option<Key>));

impl ChangeRecord {
    fn of(((id, at, operation), (kind, actor, client, request), what): ChangeRow) -> Result<Self, Failure> {
        let (subject_kind, subject, case) = what;
        let doer = Doer::of(&kind, actor, client, request)?;
        let case = case.map(Key::id);
        Ok(Self { id: id.0, at: at.and_utc(), doer, operation, subject_kind, subject: subject.0, case })
    }
}

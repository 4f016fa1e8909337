//! A case with what is settled before it ends.

use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use whakakaha_domain::{
    action::{Action, ActionStatus},
    case::{Case, CaseEnding},
    code::CodeList,
    entity::Entity,
    final_report::FinalReportStatus,
    ids::Id,
    meeting::{Invitation, InvitationState, Meeting},
    plan::{PlanStatus, PlanVersion},
    review::{Review, ReviewStatus},
};

use super::case_file;
use crate::{
    dialect::{Conn, key},
    error::Failure,
    meeting::open_meetings,
    recall::shown,
    record::Row,
    schema::{actions, final_reports, invitations, plan_versions, reviews},
    unit::{Door, Find, Found},
};

impl Find for CaseEnding {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = case_file(door, *case)? else { return Ok(None) };
        let actions = open_actions(door.conn, *case)?;
        let reviews = open_reviews(door.conn, *case)?;
        let meetings = open_meetings(door.conn, *case)?;
        let invitations = invitations_out(door.conn, &meetings)?;
        let accepted = final_reports::table
            .filter(final_reports::case_id.eq(key(*case)))
            .filter(final_reports::status.eq(FinalReportStatus::Accepted.code()));
        let report_accepted = select(exists(accepted)).get_result(door.conn)?;
        let plans = open_plans(door.conn, *case)?;
        let shown = shown(door.conn, &found.thing)?;
        let ending =
            |file| Self { file, actions, reviews, meetings, invitations, plans, report_accepted, shown };
        Ok(Some(found.map(ending)))
    }
}

fn open_actions(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<Action>>, Failure> {
    let open = ActionStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.code());
    let rows = actions::table
        .filter(actions::case_id.eq(key(case)))
        .filter(actions::status.eq_any(open.collect::<Vec<_>>()))
        .order(actions::id)
        .select((actions::id, actions::version, actions::body))
        .load::<Row<Action>>(conn)?;
    Ok(Row::entities(rows))
}

fn open_reviews(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<Review>>, Failure> {
    let over = [ReviewStatus::Completed.code(), ReviewStatus::Dropped.code()];
    let rows = reviews::table
        .filter(reviews::case_id.eq(key(case)))
        .filter(reviews::status.ne_all(over))
        .order(reviews::id)
        .select((reviews::id, reviews::version, reviews::body))
        .load::<Row<Review>>(conn)?;
    Ok(Row::entities(rows))
}

fn open_plans(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<PlanVersion>>, Failure> {
    let open = [PlanStatus::Draft.code(), PlanStatus::Circulated.code()];
    let rows = plan_versions::table
        .filter(plan_versions::case_id.eq(key(case)))
        .filter(plan_versions::status.eq_any(open))
        .order(plan_versions::id)
        .select((plan_versions::id, plan_versions::version, plan_versions::body))
        .load::<Row<PlanVersion>>(conn)?;
    Ok(Row::entities(rows))
}

fn invitations_out(conn: &mut Conn, to: &[Entity<Meeting>]) -> Result<Vec<Entity<Invitation>>, Failure> {
    let rows = invitations::table
        .filter(invitations::meeting_id.eq_any(to.iter().map(|meeting| key(meeting.id))))
        .filter(invitations::state.eq_any(InvitationState::OUT.map(CodeList::code)))
        .order(invitations::id)
        .select((invitations::id, invitations::version, invitations::body))
        .load::<Row<Invitation>>(conn)?;
    Ok(Row::entities(rows))
}

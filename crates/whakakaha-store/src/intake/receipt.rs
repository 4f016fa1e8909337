//! What whoever asked is told: that the request came in, and by when the first meeting is due.

use chrono::NaiveDate;
use diesel::prelude::*;
use whakakaha_domain::{
    code::CodeList,
    ids::Id,
    intake::{Intake, IntakeStatus},
    operation::Operation,
    policy::Relation,
};

use crate::{
    access::{About, Recorded},
    dialect::key,
    error::Failure,
    record::Row,
    schema::intakes,
    unit::{Door, Find, Found, Read},
};

/// Proof of a request that nobody has looked at yet. Says nothing of what the request says.
pub struct IntakeReceipt {
    /// The request.
    pub id: Id<Intake>,
    /// Where it stands.
    pub status: IntakeStatus,
    /// The day of the request.
    pub received_on: NaiveDate,
    /// The last day for the first meeting.
    pub first_meeting_due_on: NaiveDate,
}

impl Find for IntakeReceipt {
    type Key = Id<Intake>;

    fn find(door: &mut Door<'_>, id: &Id<Intake>) -> Result<Option<Found<Self>>, Failure> {
        let row = intakes::table
            .find(key(*id))
            .filter(intakes::status.eq(IntakeStatus::Received.code()))
            .select((intakes::id, intakes::version, intakes::body))
            .first::<Row<Intake>>(door.conn)
            .optional()?;
        let standing = door.standing([Relation::Anyone]);
        Ok(row.map(|Row(intake)| {
            let thing = Self {
                id: intake.id,
                status: intake.state.status(),
                received_on: intake.received_on,
                first_meeting_due_on: intake.first_meeting_due_on,
            };
            Found { thing, standing, version: intake.version }
        }))
    }
}

impl Recorded for IntakeReceipt {
    const ABOUT: About<Self> = About::Intake(|it| it.id);
}

impl Read for IntakeReceipt {
    const OPERATION: Operation = Operation::ReceiveIntake;
}

//! What the invited were given: each reads their own.

use std::collections::BTreeSet;

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    entity::Entity,
    ids::Id,
    meeting::{Dispatch, Meeting, MeetingFile, MeetingPack},
    operation::Operation,
    person::Person,
    plan::Recipient,
};

use super::sight;
use crate::{
    access::{About, Recorded},
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::{confidences, hidden},
    plan::entries_of,
    record::Row,
    schema::{meeting_packs, profile_entries},
    unit::{Door, Find, Found, Read},
};

impl Find for Dispatch {
    type Key = Id<Meeting>;

    fn find(door: &mut Door<'_>, id: &Id<Meeting>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = MeetingFile::find(door, id)? else { return Ok(None) };
        let case = found.thing.case.case.id;
        let entries = entries_of(door.conn, case)?;
        let confidences = confidences(door.conn, case)?;
        Ok(Some(found.map(|meeting| Self { meeting, entries, confidences })))
    }
}

impl Find for Entity<MeetingPack> {
    type Key = Id<Meeting>;

    /// The last that the caller was given for the meeting, without what the family removed from its profile or has kept
    /// from the caller since.
    fn find(door: &mut Door<'_>, meeting: &Id<Meeting>) -> Result<Option<Found<Self>>, Failure> {
        let Some(recipient) = recipient(door.viewer.actor.principal) else { return Ok(None) };
        let Some(sight) = sight(door, *meeting)? else { return Ok(None) };
        let (kind, id) = recipient.name();
        let row = meeting_packs::table
            .filter(meeting_packs::meeting_id.eq(key(*meeting)))
            .filter(meeting_packs::recipient_id.eq(Key(id)))
            .filter(meeting_packs::recipient_kind.eq(kind))
            .order(meeting_packs::id.desc())
            .select((meeting_packs::id, meeting_packs::version, meeting_packs::body))
            .first::<Row<MeetingPack>>(door.conn)
            .optional()?;
        let Some(Row(mut pack)) = row else { return Ok(None) };
        let reader = case::reader(door.viewer, &sight.standing);
        let kept = hidden(door.conn, pack.case_id, reader)?;
        let removed = removed(door.conn, &pack)?;
        let MeetingPack { profile, key_issues, .. } = &mut pack.body;
        let is_known = |id: Uuid| !kept.contains(&id) && !removed.contains(&Key(id));
        profile.retain(|it| is_known(it.id.uuid()));
        key_issues.retain(|it| is_known(it.uuid()));
        Ok(Some(Found { version: pack.version, thing: pack, standing: sight.standing }))
    }
}

/// The caller, as packs name those who got them.
const fn recipient(principal: Principal) -> Option<Recipient> {
    match principal {
        Principal::Worker { worker, .. } => Some(Recipient::Worker(worker)),
        Principal::Family(person) => Some(Recipient::FamilyMember(person)),
        Principal::System(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => None,
    }
}

/// The entries in a pack that the family took out of its profile afterwards.
fn removed(conn: &mut Conn, pack: &MeetingPack) -> Result<BTreeSet<Key>, Failure> {
    let entries: Vec<Key> = pack.profile.iter().map(|it| key(it.id)).collect();
    let removed = profile_entries::table
        .filter(profile_entries::id.eq_any(entries))
        .filter(profile_entries::removed)
        .select(profile_entries::id)
        .load::<Key>(conn)?;
    Ok(removed.into_iter().collect())
}

impl Recorded for Entity<MeetingPack> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        Some(self.body.profile.iter_mut().filter_map(|it| it.said_by.as_mut()).collect())
    }

    fn parts(&self) -> Option<Vec<Uuid>> {
        Some(self.agenda.iter().map(|it| it.id.uuid()).collect())
    }

    fn without_parts(&mut self, kept: &BTreeSet<Uuid>) {
        self.body.agenda.retain(|it| !kept.contains(&it.id.uuid()));
    }
}

impl Read for Entity<MeetingPack> {
    const OPERATION: Operation = Operation::ReadPack;
}

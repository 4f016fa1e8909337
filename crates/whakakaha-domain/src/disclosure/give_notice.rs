//! Telling a member of the family what is about to be shared.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use uuid::Uuid;

use super::{
    Disclosure, DisclosureNotice, DisclosureStatus, Ground, NoticeChannel, NoticeLine, NoticeStatus, RIGHTS,
    Recipient, StatutoryBasis,
    facts::{concerns, stands_for},
};
use crate::{
    case::CaseFile,
    code::CodeList,
    command::{Change, Command, Decision, Moment},
    contact::ContactChannel,
    entity::Entity,
    ids::Id,
    machine::Machine,
    meeting::Meeting,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal, ensure},
    safety::{Attempt, ensure_safe},
};

/// Tells one member of the family in writing which items are about to be shared: what, by whom, to whom, why
/// and on which ground (F1-16). An item that comes later needs a notice of its own.
pub struct GiveNotice {
    /// Who is told.
    pub person: Id<Person>,
    /// The items.
    pub items: Vec<Id<Disclosure>>,
    /// How they are told.
    pub channel: NoticeChannel,
    /// Where those of the agencies can be reached of which the directory does not say it, or what else there is to
    /// say about that.
    pub addresses: Option<String>,
    /// How long the family has to answer, before an item may be disclosed.
    pub period: TimeDelta,
}

/// A case with the items of which somebody is to be told.
pub struct NoticeFile {
    /// The case.
    pub case: CaseFile,
    /// Those of the items named that the caller may know of.
    pub items: Vec<NoticeItem>,
    /// Those of them that a restriction keeps from the person.
    pub hidden: BTreeSet<Id<Disclosure>>,
    /// The names of agencies and workers in them.
    pub names: BTreeMap<Uuid, String>,
    /// Where the agencies in them can be reached, as far as the directory says it.
    pub addresses: BTreeMap<Uuid, String>,
}

/// An item with its meeting.
pub struct NoticeItem {
    /// The item.
    pub item: Entity<Disclosure>,
    /// The meeting for which it is shared.
    pub meeting: Option<Entity<Meeting>>,
}

impl Command for GiveNotice {
    type Target = NoticeFile;
    const OPERATION: Operation = Operation::GiveNotice;

    fn decide(&self, file: &NoticeFile, at: &Moment) -> Result<Decision, Refusal> {
        let told_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        self.ensure_safe(file, at)?;
        let notice_id = at.id(0);
        let mut lines = Vec::new();
        let mut told = Vec::new();
        for (index, id) in self.items.iter().enumerate() {
            let found = file.items.iter().find(|it| it.item.id == *id);
            let found =
                found.ok_or_else(|| Refusal::at(Code::ReferenceUnknown, format!("#/disclosures/{index}")))?;
            ensure(file.case.case.is_open() || found.item.ground.is_statutory(), Code::CaseClosed)?;
            self.ensure_due(file, found, at)?;
            if told.iter().all(|it: &Entity<Disclosure>| it.id != *id) {
                lines.push(file.line(&found.item));
                told.push(self.told(file, &found.item, notice_id, at));
            }
        }
        let addresses = self.addresses(file, &told)?;
        let notice = DisclosureNotice {
            case_id: file.case.case.id,
            person_id: self.person,
            told_by,
            channel: self.channel,
            told_at: at.now,
            addresses,
            lines,
            rights: RIGHTS.to_owned(),
        };
        let notice = Entity::new(notice_id, notice);
        Ok(Change::of(notice.id).in_case(file.case.case.id).put(notice).put_all(told).into())
    }
}

impl GiveNotice {
    /// Refuses a way or an hour that is not safe for the person (F0-35). What they read in their own account
    /// reaches nobody else.
    fn ensure_safe(&self, file: &NoticeFile, at: &Moment) -> Result<(), Refusal> {
        let channel = match self.channel {
            NoticeChannel::InPerson => ContactChannel::InPerson,
            NoticeChannel::Letter => ContactChannel::Letter,
            NoticeChannel::Email => ContactChannel::Email,
            NoticeChannel::Message => ContactChannel::Message,
            NoticeChannel::Online => return Ok(()),
        };
        let Some(member) = file.case.members.iter().find(|it| it.person.id == self.person) else {
            return Ok(());
        };
        let time = Some(file.case.case.zone.wall_clock(at.now).time());
        // A notice that is sent says all that it has to say.
        ensure_safe(&member.person, Attempt { channel, time, message_left: false, previewed: Some(true) })
    }

    /// Refuses what does not concern the person, comes too late, or was told before.
    fn ensure_due(&self, file: &NoticeFile, found: &NoticeItem, at: &Moment) -> Result<(), Refusal> {
        let item = &found.item;
        item.status.after(Self::OPERATION)?;
        let concerned = concerns(&file.case, &item.subjects, self.person);
        ensure(concerned && !file.hidden.contains(&item.id), Code::PersonNotConcerned)?;
        let past = found.meeting.as_ref().is_some_and(|it| it.is_past(file.case.case.zone, at.now));
        ensure(!past || item.ground.is_statutory(), Code::DisclosureMeetingOver)?;
        let due = item
            .notices
            .iter()
            .any(|it| it.notice_id.is_none() && stands_for(&file.case, self.person, it.person_id));
        ensure(due, Code::NothingToTell)
    }

    /// Where each agency that has or receives one of the items can be reached (element four of principle 3A): as the
    /// directory says it, and as whoever tells the family says it.
    fn addresses(&self, file: &NoticeFile, told: &[Entity<Disclosure>]) -> Result<String, Refusal> {
        let of_item = |it: &Entity<Disclosure>| {
            let recipients = it.recipients.iter().filter_map(|it| it.agency());
            recipients.chain([it.from_agency_id]).map(Id::uuid).collect::<Vec<_>>()
        };
        let agencies: BTreeSet<Uuid> = told.iter().flat_map(of_item).collect();
        let mut lines = Vec::new();
        for agency in agencies {
            match file.addresses.get(&agency) {
                Some(address) => lines.push(format!("{}: {address}", file.name(agency))),
                None if self.addresses.is_none() => {
                    return Err(Refusal::at(Code::AddressMissing, "#/addresses"));
                }
                None => {}
            }
        }
        lines.sort();
        lines.extend(self.addresses.clone());
        Ok(lines.join("\n"))
    }

    /// The item once the person was told. When everybody was, the time to answer begins.
    fn told(
        &self,
        file: &NoticeFile,
        item: &Entity<Disclosure>,
        notice: Id<DisclosureNotice>,
        at: &Moment,
    ) -> Entity<Disclosure> {
        item.amended(|it| {
            for person in &mut it.notices {
                if person.notice_id.is_none() && stands_for(&file.case, self.person, person.person_id) {
                    person.notice_id = Some(notice);
                    person.told_at = Some(at.now);
                }
            }
            let complete = it.notices.iter().all(|it| it.status(at.now) == NoticeStatus::Given);
            if complete && it.status == DisclosureStatus::Approved {
                it.status = DisclosureStatus::Notified;
                it.available_from = Some(at.now + self.period);
            }
            let from = it.told_from(at.now);
            it.family_from = Some(it.family_from.map_or(from, |before| before.min(from)));
        })
    }
}

impl NoticeFile {
    fn line(&self, item: &Entity<Disclosure>) -> NoticeLine {
        NoticeLine::of(item, |id| self.name(id))
    }

    /// The name of a member of the family, an agency or a worker.
    fn name(&self, id: Uuid) -> String {
        let member = self.case.members.iter().find(|it| it.person.id.uuid() == id);
        let member = member.map(|it| it.person.name.clone());
        member.or_else(|| self.names.get(&id).cloned()).unwrap_or_default()
    }
}

impl NoticeLine {
    /// An item as a notice words it, with the names of people, agencies and workers.
    #[must_use]
    pub fn of(item: &Entity<Disclosure>, name: impl Fn(Uuid) -> String) -> Self {
        let recipient = |recipient: &Recipient| match recipient {
            Recipient::Worker { worker_id, agency_id } => {
                format!("{}, {}", name(worker_id.uuid()), name(agency_id.uuid()))
            }
            Recipient::Agency { .. } | Recipient::FamilyMember { .. } => name(recipient.id()),
        };
        Self {
            disclosure_id: item.id,
            about: item.subjects.iter().map(|it| name(it.uuid())).collect(),
            category: item.category,
            what: item.summary.clone(),
            from: name(item.from_agency_id.uuid()),
            to: item.recipients.iter().map(recipient).collect(),
            purpose: item.purpose.clone(),
            necessity: item.necessity.clone(),
            ground: authority(&item.ground, name),
        }
    }
}

/// The legal authority in words: element five of principle 3A.
fn authority(ground: &Ground, name: impl Fn(Uuid) -> String) -> String {
    let meaning = ground.legal().meaning().trim();
    match ground.basis() {
        Some(StatutoryBasis { agency_id, requester, request_ref, .. }) => {
            format!("{meaning} Asked for by {}, {requester} ({request_ref}).", name(agency_id.uuid()))
        }
        None => meaning.to_owned(),
    }
}

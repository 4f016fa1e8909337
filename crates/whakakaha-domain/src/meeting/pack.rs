//! What the invited are given before a meeting: the family's own words first (F0-39).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{AgendaPoint, Meeting, send_invitations::Dispatch};
use crate::{
    case::Case,
    code::CodeList,
    command::Moment,
    ids::Id,
    intake::Domain,
    person::Person,
    plan::Recipient,
    profile::{ProfileEntry, ProfileKind},
    restriction::{Part, Reader},
};

/// What one of the invited was given when their invitation went out: without what was kept from them then. Never changed
/// afterwards; what has been kept from them since, they do not read any more.
#[derive(Clone, Serialize, Deserialize)]
pub struct MeetingPack {
    /// The case.
    pub case_id: Id<Case>,
    /// The meeting.
    pub meeting_id: Id<Meeting>,
    /// Who got it.
    pub recipient: Recipient,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// The family's profile: strengths, issues, priorities, dreams, each in the order in which they were said.
    pub profile: Vec<PackEntry>,
    /// Which of these are the key issues, in the family's order.
    pub key_issues: Vec<Id<ProfileEntry>>,
    /// What is to be talked about, in order.
    pub agenda: Vec<Part<AgendaPoint>>,
}

/// An entry of the family's profile, as it read then.
#[derive(Clone, Serialize, Deserialize)]
pub struct PackEntry {
    /// The entry.
    pub id: Id<ProfileEntry>,
    /// In which list it stands.
    pub kind: ProfileKind,
    /// The family's words, verbatim.
    pub text: String,
    /// Whose words they are; none: the family's together.
    pub said_by: Option<Id<Person>>,
    /// The domain that it concerns.
    pub domain: Option<Domain>,
}

impl MeetingPack {
    /// What a reader is given.
    pub(super) fn of(dispatch: &Dispatch, (recipient, reader): (Recipient, Reader), at: &Moment) -> Self {
        let file = &dispatch.meeting;
        let hidden = dispatch.confidences.hidden_from(reader, &file.case, file.today(at)).items;
        let is_known = |id: &Id<ProfileEntry>| !hidden.contains(&id.uuid());
        let entries = || dispatch.entries.iter().filter(|it| is_known(&it.id));
        let of_kind = |kind| entries().filter(move |it| it.kind == kind);
        let profile = ProfileKind::ALL.iter().flat_map(|kind| of_kind(*kind));
        let key_issues = file.case.case.key_issues.iter().flat_map(|it| &it.entries);
        let agenda = file.meeting.agenda.iter().filter(|it| !hidden.contains(&it.id.uuid()));
        Self {
            case_id: file.case.case.id,
            meeting_id: file.meeting.id,
            recipient,
            sent_at: at.now,
            profile: profile.map(|entry| PackEntry::of(entry.id, entry)).collect(),
            key_issues: key_issues.copied().filter(|id| entries().any(|it| it.id == *id)).collect(),
            agenda: agenda.cloned().collect(),
        }
    }
}

impl PackEntry {
    fn of(id: Id<ProfileEntry>, entry: &ProfileEntry) -> Self {
        Self { id, kind: entry.kind, text: entry.text.clone(), said_by: entry.said_by, domain: entry.domain }
    }
}

//! What each thing is about, so that a restriction on a kind of information or on a person finds it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{About, Withheld};
use crate::{
    action::{Owner, Supporter},
    case::Case,
    consent::{InformationCategory, state::Held},
    contact::Contact,
    correction::Correction,
    disclosure::{Disclosure, Recipient},
    ids::Id,
    intake::Domain,
    meeting::{Meeting, MeetingState},
    need::Need,
    person::Person,
    plan::{Goal, PlanState, PlanVersion, PlannedAction},
    profile::ProfileEntry,
    record::Record,
    review::ReviewState,
};

/// What concerns nobody in particular concerns the family.
pub const FAMILY: Uuid = Uuid::from_u128(0xff);

/// Whether a topic is a person, given that it is not the thing itself.
#[must_use]
pub fn is_person(topic: Uuid) -> bool {
    topic > FAMILY
}

impl Held {
    /// What a thing must be about to be held back.
    #[must_use]
    pub const fn topic(self) -> Uuid {
        match self {
            Self::Category(category) => category.topic(),
            Self::Person(id) => id.uuid(),
            Self::Family => FAMILY,
        }
    }
}

/// A thing that restrictions can find, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemTopics {
    /// The case.
    pub case_id: Id<Case>,
    /// The thing.
    pub item: Uuid,
    /// What it is about: itself, kinds of information, people.
    pub topics: BTreeSet<Uuid>,
    /// Things of the case whose kinds of information and people it shares.
    pub serves: BTreeSet<Uuid>,
    /// The agencies and workers who promised it, share it or wrote it down: it concerns nobody of the family by that.
    pub agents: BTreeSet<Uuid>,
}

impl Withheld {
    /// What a thing must be about for this to hide it.
    #[must_use]
    pub const fn topic(self) -> Uuid {
        match self {
            Self::ProfileEntry(id) => id.uuid(),
            Self::Need(id) => id.uuid(),
            Self::Action(id) => id.uuid(),
            Self::Category(category) => category.topic(),
            Self::Person(id) => id.uuid(),
        }
    }

    /// The thing, where it is one.
    #[must_use]
    pub const fn item(self) -> Option<Uuid> {
        match self {
            Self::ProfileEntry(_) | Self::Need(_) | Self::Action(_) => Some(self.topic()),
            Self::Category(_) | Self::Person(_) => None,
        }
    }
}

impl InformationCategory {
    /// A small number, which no thing and no person has as its id.
    pub(super) const fn topic(self) -> Uuid {
        Uuid::from_u128(self as u128 + 1)
    }
}

impl Domain {
    /// The kind of information that is talked about in this domain.
    #[must_use]
    pub const fn category(self) -> InformationCategory {
        match self {
            Self::FamilySocialRelationships => InformationCategory::FamilyLife,
            Self::Health => InformationCategory::Health,
            Self::Education => InformationCategory::Education,
            Self::LivingConditions => InformationCategory::Housing,
            Self::HouseholdEconomy => InformationCategory::Income,
        }
    }
}

/// The things in a record that restrictions can find. Commitments in follow-up are those of the plan, and a
/// version that was sent says what it said as a draft.
#[must_use]
pub fn items(record: &Record) -> Vec<ItemTopics> {
    if let Record::ProfileEntry(entry) = record {
        vec![entry_topics(entry.id, entry)]
    } else if let Record::Need(need) = record {
        vec![need_topics(need.id, need)]
    } else if let Record::PlanVersion(version) = record
        && (version.version == 0 || matches!(version.state, PlanState::Draft))
    {
        plan_topics(version)
    } else if let Record::Disclosure(item) = record
        && item.version == 0
    {
        vec![disclosure_topics(item.id, item)]
    } else if let Record::Contact(contact) = record {
        vec![contact_topics(contact.id, contact)]
    } else if let Record::Meeting(meeting) = record {
        minuted(meeting)
    } else if let Record::Correction(asked) = record
        && !asked.parts.is_empty()
    {
        vec![asked_topics(asked.id, asked)]
    } else {
        reported(record).into_iter().collect()
    }
}

/// What is talked about at a meeting, where that is said to be about somebody or something in particular, and what is
/// decided there.
fn minuted(meeting: &Meeting) -> Vec<ItemTopics> {
    let points = meeting.agenda.iter().filter(|it| !it.body.about.is_empty());
    let points = points.map(|it| (it.id.uuid(), &it.body.about));
    let decided: &[_] =
        if let MeetingState::Completed(outcome) = &meeting.state { &outcome.decisions } else { &[] };
    let decided = decided.iter().map(|it| (it.id.uuid(), &it.body.about));
    points.chain(decided).map(|(id, about)| words(meeting.case_id, id, about)).collect()
}

/// What is reported: to the coordinator, at the end, and what the family says at a review.
fn reported(record: &Record) -> Option<ItemTopics> {
    if let Record::ProgressReport(report) = record {
        Some(words(report.case_id, report.id.uuid(), &report.about))
    } else if let Record::FinalReport(report) = record {
        Some(words(report.case_id, report.id.uuid(), &report.about))
    } else if let Record::Review(review) = record
        && let ReviewState::Completed(result) = &review.state
    {
        Some(words(review.case_id, review.id.uuid(), &result.about))
    } else {
        None
    }
}

/// What is asked to be corrected of a thing that has parts, and may be about any of them.
fn asked_topics(id: Id<Correction>, asked: &Correction) -> ItemTopics {
    let serves = asked.parts.iter().copied().collect();
    let (topics, agents) = ([id.uuid()].into(), BTreeSet::new());
    ItemTopics { case_id: asked.case_id, item: id.uuid(), topics, serves, agents }
}

/// Words that are about what their author says.
fn words(case_id: Id<Case>, item: Uuid, about: &About) -> ItemTopics {
    let topics = [item].into_iter().chain(about.topics()).collect();
    ItemTopics { case_id, item, topics, serves: BTreeSet::new(), agents: BTreeSet::new() }
}

/// An item of information, which is about the same for good: from whom one of its people is kept, who is to receive it
/// or whom it is about, the item is kept as well.
fn disclosure_topics(id: Id<Disclosure>, item: &Disclosure) -> ItemTopics {
    let agents =
        [item.from_agency_id.uuid()].into_iter().chain(item.recipients.iter().flat_map(receiving)).collect();
    let receiving = item.recipients.iter().filter_map(|it| it.member());
    let people = item.subjects.iter().copied().chain(receiving).map(Id::uuid);
    let topics = [id.uuid(), item.category.topic()].into_iter().chain(people).collect();
    ItemTopics { case_id: item.case_id, item: id.uuid(), topics, serves: BTreeSet::new(), agents }
}

/// The agency and the worker to whom an item goes.
fn receiving(recipient: &Recipient) -> Vec<Uuid> {
    match *recipient {
        Recipient::Agency { agency_id } => vec![agency_id.uuid()],
        Recipient::Worker { worker_id, agency_id } => vec![worker_id.uuid(), agency_id.uuid()],
        Recipient::FamilyMember { .. } => Vec::new(),
    }
}

/// A contact with the family, and with whom it was.
fn contact_topics(id: Id<Contact>, contact: &Contact) -> ItemTopics {
    let agents = [contact.recorded_by.uuid()].into();
    let topics = topics(id.uuid(), None, contact.person_id);
    ItemTopics { case_id: contact.case_id, item: id.uuid(), topics, serves: BTreeSet::new(), agents }
}

fn topics(
    item: Uuid,
    domain: Option<Domain>,
    people: impl IntoIterator<Item = Id<Person>>,
) -> BTreeSet<Uuid> {
    let category = domain.map(|domain| domain.category().topic());
    [item].into_iter().chain(category).chain(people.into_iter().map(Id::uuid)).collect()
}

fn entry_topics(id: Id<ProfileEntry>, entry: &ProfileEntry) -> ItemTopics {
    let agents = BTreeSet::new();
    let topics = topics(id.uuid(), entry.domain, entry.said_by);
    ItemTopics { case_id: entry.case_id, item: id.uuid(), topics, serves: BTreeSet::new(), agents }
}

fn need_topics(id: Id<Need>, need: &Need) -> ItemTopics {
    let agents = BTreeSet::new();
    let topics = topics(id.uuid(), Some(need.domain), need.person_id);
    ItemTopics { case_id: need.case_id, item: id.uuid(), topics, serves: BTreeSet::new(), agents }
}

/// The goals and actions of a version: each shares what the needs and priorities are about that it serves.
fn plan_topics(version: &PlanVersion) -> Vec<ItemTopics> {
    let content = &version.content;
    let of_goal = |goal: &Goal| {
        let topics = topics(goal.id.uuid(), Some(goal.domain), []);
        ItemTopics {
            case_id: version.case_id,
            item: goal.id.uuid(),
            topics,
            serves: served(goal),
            agents: BTreeSet::new(),
        }
    };
    let of_action = |action: &PlannedAction| {
        let goal = content.goal(action.goal_id);
        let topics = topics(action.id.uuid(), goal.map(|it| it.domain), people(action));
        let serves = goal.map(served).unwrap_or_default();
        ItemTopics {
            case_id: version.case_id,
            item: action.id.uuid(),
            topics,
            serves,
            agents: agents(action),
        }
    };
    content.goals.iter().map(of_goal).chain(content.actions.iter().map(of_action)).collect()
}

fn served(goal: &Goal) -> BTreeSet<Uuid> {
    let entries = goal.priorities.iter().map(|id| id.uuid());
    entries.chain(goal.needs.iter().map(|id| id.uuid())).collect()
}

/// The agency and the workers who promised an action, or help with it.
fn agents(action: &PlannedAction) -> BTreeSet<Uuid> {
    let owner = match action.owner {
        Owner::Agency { agency_id, worker_id } => {
            [Some(agency_id.uuid()), worker_id.map(Id::uuid)].into_iter().flatten().collect()
        }
        Owner::FamilyMember { .. } | Owner::Family => Vec::new(),
    };
    let supporter = match action.supported_by {
        Some(Supporter::Worker { worker_id, .. }) => Some(worker_id.uuid()),
        Some(Supporter::FamilyMember { .. }) | None => None,
    };
    owner.into_iter().chain(supporter).collect()
}

fn people(action: &PlannedAction) -> Vec<Id<Person>> {
    let owner = match action.owner {
        Owner::FamilyMember { person_id } => Some(person_id),
        Owner::Agency { .. } | Owner::Family => None,
    };
    let supporter = match action.supported_by {
        Some(Supporter::FamilyMember { person_id }) => Some(person_id),
        Some(Supporter::Worker { .. }) | None => None,
    };
    owner.into_iter().chain(supporter).collect()
}

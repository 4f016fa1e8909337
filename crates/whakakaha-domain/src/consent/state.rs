//! What the consents of a family's people add up to, per purpose and agency (model 3.3). Default deny.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Consent, ConsentState, InformationCategory, Purpose, speaks_for};
use crate::{
    agency::Agency,
    case::{Case, CaseFile},
    code::{CodeList, code_list},
    entity::Entity,
    ids::Id,
    membership::Member,
    person::Person,
};

code_list! {
    /// What the consents of a family add up to for one purpose and one agency.
    FamilyConsent {
        /// Nobody has answered.
        None = "none",
        /// Somebody has a consent to sign; nobody has signed.
        Pending = "pending",
        /// Everybody whose signature is required has signed.
        Sufficient = "sufficient",
        /// Some have signed, some have not answered, or a child is not covered.
        Partial = "partial",
        /// Somebody agrees and somebody objects.
        Conflicting = "conflicting",
        /// It was given and taken back.
        Withdrawn = "withdrawn",
    }
}

/// The consent of a family for one purpose and one agency, kept beside the consents so that every
/// query can ask it. Recomputed in the transaction of every change that it depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentStanding {
    /// The case.
    pub case_id: Id<Case>,
    /// What for.
    pub purpose: Purpose,
    /// With which agency; none: the purpose as such, whoever is asked.
    pub agency_id: Option<Id<Agency>>,
    /// What it adds up to.
    pub state: FamilyConsent,
    /// Whether it opens anything: everybody agrees, or those who agree go on without those who object.
    pub opens: bool,
    /// What is held back although it opens: what concerns those who object and the children of whom they are
    /// guardians, what concerns the family as a whole then, and kinds of information that somebody does not
    /// share with the agency.
    pub held: BTreeSet<Held>,
    /// The instant from which it no longer holds without being computed again: a midnight where the
    /// family lives.
    pub ends_at: DateTime<Utc>,
}

impl ConsentStanding {
    /// Whether what it holds back is held back from agencies: it is about taking part, or sharing with one.
    #[must_use]
    pub const fn opens_to_agencies(&self) -> bool {
        matches!(
            (self.purpose, self.agency_id),
            (Purpose::Participate, None) | (Purpose::ShareWithAgencies, Some(_))
        )
    }
}

code_list! {
    /// What consents can hold back from agencies.
    HeldKind {
        /// A kind of information.
        Category = "category",
        /// A person, with everything that concerns them.
        Person = "person",
        /// What concerns nobody in particular, and so the family as a whole.
        Family = "family",
    }
}

impl Held {
    /// The kind of it.
    #[must_use]
    pub const fn kind(self) -> HeldKind {
        match self {
            Self::Category(_) => HeldKind::Category,
            Self::Person(_) => HeldKind::Person,
            Self::Family => HeldKind::Family,
        }
    }
}

/// What is held back from agencies by consents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// A kind of information.
    Category(InformationCategory),
    /// A person.
    Person(Id<Person>),
    /// What concerns nobody in particular.
    Family,
}

/// One person's answer for one purpose and one agency, the weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    Silent,
    Pending,
    No,
    TakenBack,
    Yes,
}

/// What the consents add up to, for every purpose and every agency that any of them names.
#[must_use]
pub fn standings(file: &CaseFile, today: NaiveDate) -> Vec<ConsentStanding> {
    let mut rows = Vec::new();
    for purpose in purposes(file) {
        rows.push(standing(file, purpose, None, today));
        rows.extend(agencies(file).into_iter().map(|agency| standing(file, purpose, Some(agency), today)));
    }
    rows
}

/// What the consents add up to for one purpose and one agency, or for the purpose as such.
#[must_use]
pub fn standing(
    file: &CaseFile,
    purpose: Purpose,
    agency: Option<Id<Agency>>,
    today: NaiveDate,
) -> ConsentStanding {
    let sum = Sum::of(file, (purpose, agency), today);
    ConsentStanding {
        case_id: file.case.id,
        purpose,
        agency_id: agency,
        state: sum.state,
        opens: sum.opens,
        held: sum.held,
        ends_at: file.case.zone.end_of(last_day(file, purpose, agency, today)),
    }
}

/// What is held back from an agency today: because somebody objects to taking part, or to sharing with it.
#[must_use]
pub fn held_from(file: &CaseFile, agency: Id<Agency>, today: NaiveDate) -> BTreeSet<Held> {
    let taking_part = standing(file, Purpose::Participate, None, today).held;
    &taking_part | &standing(file, Purpose::ShareWithAgencies, Some(agency), today).held
}

/// What answers add up to.
struct Sum {
    state: FamilyConsent,
    opens: bool,
    held: BTreeSet<Held>,
}

impl Sum {
    fn of(file: &CaseFile, (purpose, agency): (Purpose, Option<Id<Agency>>), today: NaiveDate) -> Self {
        let answered = |member| -> (&Member, Answer) {
            (member, answer(file, member.person.id, purpose, agency, today))
        };
        let answers: Vec<(&Member, Answer)> = required_signatories(file).map(answered).collect();
        let covered = |child: Id<Person>| is_covered(file, child, purpose, agency, today);
        let all: Vec<Answer> = answers.iter().map(|(_, answer)| *answer).collect();
        let state = combine(&all, children(file).all(covered));
        let objecting: Vec<&Member> = answers.iter().filter(|it| it.1.objects()).map(|it| it.0).collect();
        let guarded = |child: &Id<Person>| objecting.iter().any(|member| guards(file, member, *child));
        let rest = || answers.iter().filter(|it| !it.1.objects());
        let rest_goes_on = state == FamilyConsent::Conflicting
            && rest().all(|it| it.1 == Answer::Yes)
            && rest().any(|it| it.0.membership.role.is_participating_adult())
            && children(file).filter(|child| !guarded(child)).all(covered);
        let opens = state == FamilyConsent::Sufficient || rest_goes_on;
        let mut held = BTreeSet::new();
        if rest_goes_on {
            held.extend(objecting.iter().map(|member| Held::Person(member.person.id)));
            held.extend(children(file).filter(guarded).map(Held::Person));
            held.insert(Held::Family);
        }
        if let (true, Purpose::ShareWithAgencies, Some(agency)) = (opens, purpose, agency) {
            let agreeing = rest().map(|it| it.0.person.id);
            held.extend(
                agreeing.flat_map(|person| unshared(file, person, agency, today)).map(Held::Category),
            );
        }
        Self { state, opens, held }
    }
}

impl Answer {
    const fn objects(self) -> bool {
        matches!(self, Self::No | Self::TakenBack)
    }
}

/// The kinds of information that a person who agrees does not share with an agency.
fn unshared(
    file: &CaseFile,
    person: Id<Person>,
    agency: Id<Agency>,
    today: NaiveDate,
) -> impl Iterator<Item = InformationCategory> {
    let shares = move |category: InformationCategory| {
        file.consents.iter().any(|consent| {
            consent.person_id == person
                && consent.holds_on(today)
                && covers(consent, Purpose::ShareWithAgencies, Some(agency))
                && consent.covers_category(category)
        })
    };
    InformationCategory::ALL.iter().copied().filter(move |category| !shares(*category))
}

/// Whether somebody is a guardian of a child: by what is on record of the child, else by the role in the family.
/// Not where the coordinator has recorded how a disagreement about the child was resolved.
fn guards(file: &CaseFile, member: &Member, child: Id<Person>) -> bool {
    if is_resolved(file, child) {
        return false;
    }
    file.guards_on_record(member.person.id, child).unwrap_or_else(|| member.membership.role.is_guardian())
}

/// Whether the coordinator has recorded how a disagreement about a child was resolved.
fn is_resolved(file: &CaseFile, child: Id<Person>) -> bool {
    file.case.resolutions.iter().any(|it| it.child_id == child)
}

/// Who must sign: the adults who take part, guardians among them, and young people judged to
/// understand enough (model 3.3).
pub fn required_signatories(file: &CaseFile) -> impl Iterator<Item = &Member> {
    file.members.iter().filter(|member| {
        let membership = &member.membership;
        membership.is_present()
            && (membership.role.is_participating_adult()
                || (membership.role.is_child() && membership.consents_for_self))
    })
}

fn children(file: &CaseFile) -> impl Iterator<Item = Id<Person>> {
    file.members
        .iter()
        .filter(|member| {
            let membership = &member.membership;
            membership.is_present() && membership.role.is_child() && !membership.consents_for_self
        })
        .map(|member| member.person.id)
}

fn combine(answers: &[Answer], children_covered: bool) -> FamilyConsent {
    let some = |wanted: Answer| answers.contains(&wanted);
    let objects = some(Answer::No) || some(Answer::TakenBack);
    if some(Answer::Yes) {
        return match (objects, answers.iter().all(|answer| *answer == Answer::Yes) && children_covered) {
            (true, _) => FamilyConsent::Conflicting,
            (false, true) => FamilyConsent::Sufficient,
            (false, false) => FamilyConsent::Partial,
        };
    }
    if some(Answer::TakenBack) {
        FamilyConsent::Withdrawn
    } else if some(Answer::Pending) {
        FamilyConsent::Pending
    } else {
        FamilyConsent::None
    }
}

fn covers(consent: &Consent, purpose: Purpose, agency: Option<Id<Agency>>) -> bool {
    consent.covers_purpose(purpose) && agency.is_none_or(|agency| consent.covers_agency(agency))
}

/// A person's answer: the strongest that their papers give, from the last one on that they signed. What they
/// said before that is settled by it, also where it has run out since.
fn answer(
    file: &CaseFile,
    person: Id<Person>,
    purpose: Purpose,
    agency: Option<Id<Agency>>,
    today: NaiveDate,
) -> Answer {
    let named = |consent: &&Entity<Consent>| {
        consent.person_id == person
            && consent.purposes.contains(&purpose)
            && agency.is_none_or(|agency| consent.agencies.contains(&agency))
    };
    let papers: Vec<_> = file.consents.iter().filter(named).collect();
    let says = |consent: &&Entity<Consent>| said(consent, purpose, agency, today);
    if papers.iter().any(|consent| says(consent) == Answer::Yes) {
        return Answer::Yes;
    }
    let last_signed = papers.iter().rposition(|consent| consent.state.was_signed()).unwrap_or(0);
    papers.iter().skip(last_signed).map(says).max().unwrap_or(Answer::Silent)
}

/// What a paper says about something that it names.
fn said(consent: &Consent, purpose: Purpose, agency: Option<Id<Agency>>, today: NaiveDate) -> Answer {
    match &consent.state {
        ConsentState::PendingSignature => Answer::Pending,
        ConsentState::Refused { .. } => Answer::No,
        ConsentState::Active(_) if !consent.holds_on(today) => Answer::Silent,
        ConsentState::Active(_) if covers(consent, purpose, agency) => Answer::Yes,
        ConsentState::Active(_) | ConsentState::Withdrawn { .. } => Answer::TakenBack,
        ConsentState::Expired { .. }
        | ConsentState::Superseded { .. }
        | ConsentState::EnteredInError { .. } => Answer::Silent,
    }
}

/// The consents of those who still belong to the family: whoever left speaks for nobody in it.
fn of_members(file: &CaseFile) -> impl Iterator<Item = &Entity<Consent>> {
    let belongs = |consent: &&Entity<Consent>| {
        let theirs = |member: &Member| member.person.id == consent.person_id;
        file.members.iter().any(|member| theirs(member) && member.membership.is_present())
    };
    file.consents.iter().filter(belongs)
}

/// Whether the consent of somebody who speaks for the child holds and covers it; of anybody who has signed for it where
/// the coordinator has recorded how a disagreement about the child was resolved.
fn is_covered(
    file: &CaseFile,
    child: Id<Person>,
    purpose: Purpose,
    agency: Option<Id<Agency>>,
    today: NaiveDate,
) -> bool {
    let resolved = is_resolved(file, child);
    let speaks = |person| {
        let mut members = file.members.iter().filter(|it| it.membership.is_present());
        members.any(|it| it.person.id == person && speaks_for(file, it, child))
    };
    of_members(file).any(|consent| {
        consent.holds_on(today)
            && consent.children.contains(&child)
            && covers(consent, purpose, agency)
            && (resolved || speaks(consent.person_id))
    })
}

/// The last day before a consent that counts now runs out, or a pending period begins.
fn last_day(file: &CaseFile, purpose: Purpose, agency: Option<Id<Agency>>, today: NaiveDate) -> NaiveDate {
    of_members(file)
        .filter(|consent| {
            matches!(consent.state, ConsentState::Active(_)) && covers(consent, purpose, agency)
        })
        .map(|consent| {
            if consent.valid_from > today {
                consent.valid_from.pred_opt().unwrap_or(today)
            } else {
                consent.valid_until
            }
        })
        .chain(birthdays_ahead(file, today))
        .filter(|last| *last >= today)
        .min()
        .unwrap_or(FAR_AHEAD)
}

/// The last days on which children are too young to answer for themselves.
fn birthdays_ahead(file: &CaseFile, today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let children = file.members.iter().filter(|member| {
        member.membership.is_present()
            && member.membership.role.is_child()
            && !member.membership.consents_for_self
    });
    children.filter_map(move |child| child.grows_up_on(file.case.consent_age, today)?.pred_opt())
}

/// Later than any consent, and a year that both databases can store.
const FAR_AHEAD: NaiveDate = match NaiveDate::from_ymd_opt(9998, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

fn purposes(file: &CaseFile) -> Vec<Purpose> {
    distinct(file.consents.iter().flat_map(|consent| consent.purposes.iter().copied()))
}

fn agencies(file: &CaseFile) -> Vec<Id<Agency>> {
    distinct(file.consents.iter().flat_map(|consent| consent.agencies.iter().copied()))
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<BTreeSet<T>>().into_iter().collect()
}

//! What the consents of a family's people add up to, per purpose and agency (model 3.3). Default deny.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Consent, ConsentState, InformationCategory, Purpose};
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
    /// Kinds of information that everybody agrees to, each for themselves and for the children.
    pub categories: Vec<InformationCategory>,
    /// The instant from which it no longer holds without being computed again: a midnight where the
    /// family lives.
    pub ends_at: DateTime<Utc>,
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
    let signatories: Vec<&Member> = required_signatories(file).collect();
    let answers: Vec<Answer> =
        signatories.iter().map(|member| answer(file, member.person.id, purpose, agency, today)).collect();
    let covered = children(file).all(|child| is_covered(file, child, purpose, agency, today));
    ConsentStanding {
        case_id: file.case.id,
        purpose,
        agency_id: agency,
        state: combine(&answers, covered),
        categories: categories(file, purpose, agency, today),
        ends_at: midnight_after(file, last_day(file, purpose, agency, today)),
    }
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

/// Whether a guardian's consent that holds covers the child.
fn is_covered(
    file: &CaseFile,
    child: Id<Person>,
    purpose: Purpose,
    agency: Option<Id<Agency>>,
    today: NaiveDate,
) -> bool {
    of_members(file).any(|consent| {
        consent.holds_on(today) && consent.children.contains(&child) && covers(consent, purpose, agency)
    })
}

/// The kinds of information that a consent that holds covers for everybody who signs and for every child.
fn categories(
    file: &CaseFile,
    purpose: Purpose,
    agency: Option<Id<Agency>>,
    today: NaiveDate,
) -> Vec<InformationCategory> {
    let counting = |category: InformationCategory| {
        of_members(file).filter(move |consent| {
            consent.holds_on(today)
                && covers(consent, purpose, agency)
                && consent.categories.contains(&category)
        })
    };
    let everybody = |category: &InformationCategory| {
        required_signatories(file)
            .all(|member| counting(*category).any(|consent| consent.person_id == member.person.id))
            && children(file)
                .all(|child| counting(*category).any(|consent| consent.children.contains(&child)))
    };
    InformationCategory::ALL.iter().copied().filter(everybody).collect()
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
        .filter(|last| *last >= today)
        .min()
        .unwrap_or(FAR_AHEAD)
}

fn midnight_after(file: &CaseFile, last: NaiveDate) -> DateTime<Utc> {
    file.case.zone.local(last.succ_opt().unwrap_or(last).and_time(NaiveTime::MIN))
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
    items.collect::<std::collections::BTreeSet<T>>().into_iter().collect()
}

//! Writing down what a person is asked to agree to, before they sign.

use chrono::{Months, NaiveDate};

use super::{Consent, ConsentState, InformationCategory, Purpose, settle};
use crate::{
    agency::Agency,
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Asks a person for consent.
pub struct RequestConsent {
    /// Who is asked.
    pub person_id: Id<Person>,
    /// What for.
    pub purposes: Vec<Purpose>,
    /// With which agencies.
    pub agencies: Vec<Id<Agency>>,
    /// Kinds of information.
    pub categories: Vec<InformationCategory>,
    /// Children for whom the person is asked.
    pub children: Vec<Id<Person>>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_until: NaiveDate,
    /// Which wording of the statement was explained.
    pub statement_version: String,
    /// In which language.
    pub language: String,
    /// Who explained it; none: the caller.
    pub explained_by: Option<Id<Worker>>,
}

/// A case with what a new consent refers to.
pub struct ConsentDraft {
    /// The case.
    pub file: CaseFile,
    /// Those of the agencies named that exist.
    pub agencies: Vec<Id<Agency>>,
    /// The worker named, if they exist.
    pub explained_by: Option<Id<Worker>>,
}

impl Command for RequestConsent {
    type Target = ConsentDraft;
    const OPERATION: Operation = Operation::RequestConsent;

    fn decide(&self, draft: &ConsentDraft, at: &Moment) -> Result<Decision, Refusal> {
        let file = &draft.file;
        let today = file.case.today(at.now);
        ensure(file.case.is_open(), Code::CaseClosed)?;
        self.ensure_agencies_known(draft)?;
        self.ensure_period(today)?;
        let named =
            if self.explained_by.is_some() { draft.explained_by } else { at.actor.principal.worker() };
        let explained_by = named.ok_or_else(|| Refusal::at(Code::ReferenceUnknown, "#/explained_by"))?;
        let consent = Entity::new(at.id(0), self.consent(file, explained_by));
        consent.ensure_standing(file, today)?;
        let change = Change::of(consent.id).in_case(file.case.id);
        Ok(change.put_all(settle(file, &[consent], at)).into())
    }
}

impl RequestConsent {
    fn ensure_agencies_known(&self, draft: &ConsentDraft) -> Result<(), Refusal> {
        match self.agencies.iter().position(|agency| !draft.agencies.contains(agency)) {
            Some(index) => Err(Refusal::at(Code::ReferenceUnknown, format!("#/agencies/{index}"))),
            None => Ok(()),
        }
    }

    fn ensure_period(&self, today: NaiveDate) -> Result<(), Refusal> {
        let latest = self.valid_from.checked_add_months(LONGEST).unwrap_or(self.valid_from);
        let fits = self.valid_from <= self.valid_until && self.valid_until <= latest;
        if fits && self.valid_until >= today {
            return Ok(());
        }
        Err(Refusal::at(Code::ConsentPeriodInvalid, "#/expires_on"))
    }

    fn consent(&self, file: &CaseFile, explained_by: Id<Worker>) -> Consent {
        Consent {
            case_id: file.case.id,
            person_id: self.person_id,
            purposes: self.purposes.clone(),
            agencies: self.agencies.clone(),
            categories: self.categories.clone(),
            children: self.children.clone(),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            statement_version: self.statement_version.clone(),
            language: self.language.clone(),
            explained_by,
            narrowed: Vec::new(),
            warned_days: None,
            state: ConsentState::PendingSignature,
        }
    }
}

/// A consent is asked for again after two years at the latest.
const LONGEST: Months = Months::new(24);

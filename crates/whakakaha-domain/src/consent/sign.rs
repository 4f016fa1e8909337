//! Signing: written evidence makes a consent active, and replaces the person's earlier one (F1-11).

use chrono::NaiveDate;

use super::{Consent, ConsentFile, ConsentState, Signature, settle};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Signs a consent.
pub struct SignConsent(pub Signature);

impl Command for SignConsent {
    type Target = ConsentFile;
    const OPERATION: Operation = Operation::SignConsent;

    fn decide(&self, target: &ConsentFile, at: &Moment) -> Result<Decision, Refusal> {
        let ConsentFile { consent, file } = target;
        target.ensure_own(at)?;
        consent.state.status().after(Operation::SignConsent)?;
        ensure(file.case.is_open(), Code::CaseClosed)?;
        let today = file.case.today(at.now);
        self.ensure_evidence(today)?;
        ensure(consent.valid_until >= today, Code::ConsentPeriodInvalid)?;
        consent.ensure_standing(file, today)?;
        let signed = consent.amended(|it| it.state = ConsentState::Active(self.0.clone()));
        let mut changed = replaced(target, today);
        changed.push(signed);
        Ok(Change::of(consent.id).in_case(file.case.id).put_all(settle(file, &changed, at)).into())
    }
}

impl SignConsent {
    fn ensure_evidence(&self, today: NaiveDate) -> Result<(), Refusal> {
        let Signature { signed_on, evidence_sha256, witness, .. } = &self.0;
        let is_hash = evidence_sha256.len() == 64
            && evidence_sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let missing = |pointer| Err(Refusal::at(Code::ConsentEvidenceMissing, pointer));
        match () {
            () if !is_hash => missing("#/evidence_sha256"),
            () if *signed_on > today => missing("#/signed_on"),
            () if witness.is_empty() => missing("#/witness"),
            () => Ok(()),
        }
    }
}

/// The person's earlier consents: replaced at once, or from the day on which the new one begins.
fn replaced(target: &ConsentFile, today: NaiveDate) -> Vec<Entity<Consent>> {
    let newer = &target.consent;
    let day_before = newer.valid_from.pred_opt().filter(|last| *last >= today);
    let earlier = target.file.consents.iter().filter(|it| it.person_id == newer.person_id);
    earlier.filter_map(|earlier| replace(earlier, newer.id, day_before)).collect()
}

fn replace(earlier: &Entity<Consent>, by: Id<Consent>, last: Option<NaiveDate>) -> Option<Entity<Consent>> {
    let ConsentState::Active(signature) = &earlier.state else { return None };
    let signature = signature.clone();
    Some(match last {
        Some(last) => earlier.amended(|it| it.valid_until = it.valid_until.min(last)),
        None => earlier.amended(|it| it.state = ConsentState::Superseded { signature, by }),
    })
}

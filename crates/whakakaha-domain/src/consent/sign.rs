//! Signing: written evidence makes a consent active, and replaces what the person signed before for the
//! same purposes (F1-11).

use chrono::NaiveDate;

use super::{Consent, ConsentFile, ConsentState, Narrowing, Purpose, Signature, is_sha256};
use crate::{
    command::{Command, Decision, Moment},
    entity::Entity,
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
        let ConsentFile { consent, file, .. } = target;
        target.ensure_own(at)?;
        consent.state.status().after(Operation::SignConsent)?;
        ensure(file.case.is_open(), Code::CaseClosed)?;
        let today = file.case.today(at.now);
        self.ensure_evidence(today)?;
        ensure(consent.valid_until >= today, Code::ConsentPeriodInvalid)?;
        consent.ensure_standing(file, today)?;
        let signed = consent.amended(|it| it.state = ConsentState::Active(self.0.clone()));
        let mut changed = replaced(target, at)?;
        changed.push(signed);
        Ok(target.settled(&changed, at).into())
    }
}

impl SignConsent {
    fn ensure_evidence(&self, today: NaiveDate) -> Result<(), Refusal> {
        let Signature { signed_on, evidence_sha256, witness, .. } = &self.0;
        let is_hash = is_sha256(evidence_sha256);
        let missing = |pointer| Err(Refusal::at(Code::ConsentEvidenceMissing, pointer));
        match () {
            () if !is_hash => missing("#/evidence_sha256"),
            () if *signed_on > today => missing("#/signed_on"),
            () if witness.is_empty() => missing("#/witness"),
            () => Ok(()),
        }
    }
}

/// The person's earlier consents for the same purposes: replaced at once, or from the day on which the new
/// one begins. What they were for beside that stays, and consents for other purposes stay as they are.
fn replaced(target: &ConsentFile, at: &Moment) -> Result<Vec<Entity<Consent>>, Refusal> {
    let newer = &target.consent;
    let earlier = target.file.consents.iter().filter(|it| it.person_id == newer.person_id);
    let signed = earlier.filter_map(|it| match &it.state {
        ConsentState::Active(signature) => Some((it, signature)),
        ConsentState::PendingSignature
        | ConsentState::Refused { .. }
        | ConsentState::Withdrawn { .. }
        | ConsentState::Expired { .. }
        | ConsentState::Superseded { .. }
        | ConsentState::EnteredInError { .. } => None,
    });
    let today = target.file.case.today(at.now);
    let changed = signed.map(|(earlier, signature)| replace(earlier, signature, newer, (today, at)));
    changed.filter_map(Result::transpose).collect()
}

/// The earlier consent beside the newer one; none where it stays as it is.
fn replace(
    earlier: &Entity<Consent>,
    signature: &Signature,
    newer: &Entity<Consent>,
    (today, at): (NaiveDate, &Moment),
) -> Result<Option<Entity<Consent>>, Refusal> {
    let held = earlier.purposes.iter().copied().filter(|purpose| earlier.covers_purpose(*purpose));
    let (same, other): (Vec<Purpose>, Vec<Purpose>) =
        held.partition(|purpose| newer.purposes.contains(purpose));
    if same.is_empty() {
        return Ok(None);
    }
    let last = newer.valid_from.pred_opt().filter(|last| *last >= today);
    let less = match last {
        Some(_) if !other.is_empty() => return Err(Code::ConsentReplacesInPart.into()),
        Some(last) => earlier.amended(|it| it.valid_until = it.valid_until.min(last)),
        None if other.is_empty() => earlier.amended(|it| {
            it.state = ConsentState::Superseded { signature: signature.clone(), by: newer.id };
        }),
        None => earlier.amended(|it| {
            let channel = "a newer consent".to_owned();
            let (agencies, categories) = (Vec::new(), Vec::new());
            it.narrowed.push(Narrowing { purposes: same, agencies, categories, at: at.now, channel });
        }),
    };
    Ok(Some(less))
}

//! Taking a consent back, all of it or a part: at once, for no reason, and never refused (F0-06).

use super::{Consent, ConsentFile, ConsentState, InformationCategory, Narrowing, Purpose, Signature};
use crate::{
    agency::Agency,
    command::{Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Takes a consent back. Names what is taken back; naming nothing takes back all of it.
pub struct WithdrawConsent {
    /// Purposes taken back.
    pub purposes: Vec<Purpose>,
    /// Agencies taken back.
    pub agencies: Vec<Id<Agency>>,
    /// Kinds of information taken back.
    pub categories: Vec<InformationCategory>,
    /// How the person told.
    pub channel: String,
}

impl Command for WithdrawConsent {
    type Target = ConsentFile;
    const OPERATION: Operation = Operation::WithdrawConsent;

    fn decide(&self, target: &ConsentFile, at: &Moment) -> Result<Decision, Refusal> {
        let consent = &target.consent;
        target.ensure_own(at)?;
        let signature = match &consent.state {
            ConsentState::Active(signature) => signature,
            // It opens nothing any more: what was asked for holds.
            ConsentState::Withdrawn { .. }
            | ConsentState::Expired { .. }
            | ConsentState::Superseded { .. }
            | ConsentState::EnteredInError { .. } => return Ok(Decision::Unchanged),
            ConsentState::PendingSignature | ConsentState::Refused { .. } => {
                consent.state.status().after(Operation::WithdrawConsent)?;
                return Ok(Decision::Unchanged);
            }
        };
        self.ensure_held(consent)?;
        let Some(less) = self.less(consent, signature, at) else { return Ok(Decision::Unchanged) };
        Ok(target.settled(&[less], at).into())
    }
}

impl WithdrawConsent {
    fn ensure_held(&self, consent: &Consent) -> Result<(), Refusal> {
        let purpose = self.purposes.iter().position(|it| !consent.purposes.contains(it));
        let agency = self.agencies.iter().position(|it| !consent.agencies.contains(it));
        let category = self.categories.iter().position(|it| !consent.categories.contains(it));
        let members = [("purposes", purpose), ("agencies", agency), ("categories", category)];
        match members.into_iter().find_map(|(member, index)| Some((member, index?))) {
            Some((member, index)) => Err(Refusal::at(Code::ConsentNotHeld, format!("#/{member}/{index}"))),
            None => Ok(()),
        }
    }

    /// The consent without what is taken back; none where that was taken back before.
    fn less(&self, consent: &Entity<Consent>, signature: &Signature, at: &Moment) -> Option<Entity<Consent>> {
        let part = Narrowing {
            purposes: self.purposes.clone(),
            agencies: self.agencies.clone(),
            categories: self.categories.clone(),
            at: at.now,
            channel: self.channel.clone(),
        };
        let everything = self.purposes.is_empty() && self.agencies.is_empty() && self.categories.is_empty();
        let held = self.purposes.iter().any(|it| consent.covers_purpose(*it))
            || self.agencies.iter().any(|it| consent.covers_agency(*it))
            || self.categories.iter().any(|it| consent.covers_category(*it));
        if !(everything || held) {
            return None;
        }
        let narrower = consent.amended(|it| it.narrowed.push(part));
        let left = narrower.purposes.iter().any(|purpose| narrower.covers_purpose(*purpose));
        if left && !everything {
            return Some(narrower);
        }
        Some(consent.withdrawn(signature, &self.channel, at))
    }
}

impl Entity<Consent> {
    /// The consent as taken back now.
    pub(crate) fn withdrawn(&self, signature: &Signature, channel: &str, at: &Moment) -> Self {
        let signature = signature.clone();
        let channel = channel.to_owned();
        self.amended(|it| it.state = ConsentState::Withdrawn { signature, at: at.now, channel })
    }
}

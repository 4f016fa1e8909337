//! Sending a version to its parties: frozen, rendered for each agency, bound to hashes (F0-27).

use std::collections::BTreeSet;

use super::{
    Answer, Circulation, Party, PartyResponse, PlanFile, PlanRendering, PlanState, PlanStatus, PlanVersion,
    Verdict,
    file::ensure_active,
    readiness::{self, participants},
};
use crate::{
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Freezes a draft and sends it to the parties.
pub struct CirculatePlan;

impl Command for CirculatePlan {
    type Target = PlanFile;
    const OPERATION: Operation = Operation::CirculatePlan;

    fn decide(&self, plan: &PlanFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_active(&plan.file, at)?;
        plan.version.state.status().after(Operation::CirculatePlan)?;
        let (lead_agency_id, key_contact_id) = readiness::check(plan, at)?;
        let renderings = renderings(plan, lead_agency_id, at);
        let circulation = Circulation {
            at: at.now,
            lead_agency_id,
            key_contact_id,
            content_hash: plan.content().hash(),
            parties: parties(plan, &renderings, at),
        };
        let version = plan.version.amended(|it| it.state = PlanState::Circulated(circulation));
        Ok(Change::of(version.id)
            .in_case(plan.file.case.id)
            .put_all(outdated(plan))
            .put(version)
            .put_all(renderings)
            .into())
    }
}

/// Versions that wait for answers: nobody can answer them any more.
fn outdated(plan: &PlanFile) -> impl Iterator<Item = Entity<PlanVersion>> {
    let waiting = plan.others().filter(|other| other.state.status() == PlanStatus::Circulated);
    waiting.filter_map(|other| {
        let circulation = other.state.circulation()?.clone();
        Some(other.amended(|it| it.state = PlanState::Superseded { circulation, by: plan.version.id }))
    })
}

/// What each agency that takes part is sent.
fn renderings(plan: &PlanFile, lead: Id<Agency>, at: &Moment) -> Vec<Entity<PlanRendering>> {
    let agencies: BTreeSet<Id<Agency>> = participants(&plan.file).map(|it| it.agency_id).collect();
    let rendering = |agency_id| {
        let content = plan.content().sent_to(agency_id, lead, &plan.hidden_from(agency_id));
        PlanRendering {
            case_id: plan.file.case.id,
            plan_version_id: plan.version.id,
            agency_id,
            rendering_hash: content.hash(),
            content,
        }
    };
    (0..).zip(agencies).map(|(n, agency)| Entity::new(at.id(n), rendering(agency))).collect()
}

/// The family, and every agency that owns an action.
fn parties(plan: &PlanFile, renderings: &[Entity<PlanRendering>], at: &Moment) -> Vec<PartyResponse> {
    let asked = |party, hash: &String, answer| PartyResponse {
        party,
        rendering_hash: hash.clone(),
        answer,
        late: Vec::new(),
    };
    let agencies = renderings.iter().filter_map(|rendering| {
        let party = Party::Agency { agency_id: rendering.agency_id };
        let hash = &rendering.rendering_hash;
        let answer = || carried_over(plan, party, hash, at);
        plan.content().has_action_of(party).then(|| asked(party, hash, answer()))
    });
    [asked(Party::Family, &plan.content().hash(), None)].into_iter().chain(agencies).collect()
}

/// The answer of an agency that agreed to the version before, where nothing that it can see has changed.
/// Never the family's.
fn carried_over(plan: &PlanFile, party: Party, hash: &str, at: &Moment) -> Option<Answer> {
    let before = plan.others().next()?.state.circulation()?;
    let agreed = before.parties.iter().find(|response| response.party == party)?;
    (agreed.agrees() && agreed.rendering_hash == hash).then_some(Answer {
        verdict: Verdict::CarriedOver,
        comment: None,
        at: at.now,
        worker_id: None,
        family_decision: None,
    })
}

//! Sending a version to its parties: frozen, rendered for each recipient, bound to hashes (F0-27).

use std::collections::BTreeSet;

use super::{
    Answer, Circulation, Party, PartyResponse, PlanContent, PlanFile, PlanRendering, PlanState, PlanStatus,
    PlanVersion, Recipient, Verdict,
    file::ensure_active,
    readiness::{self, participants},
};
use crate::{
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    machine::Machine,
    membership::Member,
    operation::Operation,
    refusal::Refusal,
    restriction::Reader,
    worker::Worker,
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

/// What each agency that takes part is sent; what its systems and workers and the members of the family are
/// sent, where that is something else.
fn renderings(plan: &PlanFile, lead: Id<Agency>, at: &Moment) -> Vec<Entity<PlanRendering>> {
    let agencies: BTreeSet<Id<Agency>> = participants(&plan.file).map(|it| it.agency_id).collect();
    let sent = agencies.iter().map(|agency| {
        let content = plan.content().sent_to(*agency, lead, &plan.hidden_from(Reader::Agency(*agency)));
        (Recipient::Agency(*agency), content)
    });
    let in_person = in_person(plan, &agencies, lead);
    let renderings = sent.chain(in_person).map(|(recipient, content)| PlanRendering {
        case_id: plan.file.case.id,
        plan_version_id: plan.version.id,
        recipient,
        rendering_hash: content.hash(),
        content,
    });
    (0..).zip(renderings).map(|(n, rendering)| Entity::new(at.id(n), rendering)).collect()
}

/// What is sent to systems, workers and members of the family in person, because something else is hidden
/// from them than from their agency or from the family.
fn in_person(
    plan: &PlanFile,
    agencies: &BTreeSet<Id<Agency>>,
    lead: Id<Agency>,
) -> Vec<(Recipient, PlanContent)> {
    let of_agency = |recipient, reader, agency: Id<Agency>| {
        let hidden = plan.hidden_from(reader);
        let differs = hidden != plan.hidden_from(Reader::Agency(agency));
        differs.then(|| (recipient, plan.content().sent_to(agency, lead, &hidden)))
    };
    let systems =
        agencies.iter().map(|agency| of_agency(Recipient::System(*agency), Reader::System(*agency), *agency));
    let workers: BTreeSet<(Id<Worker>, Id<Agency>)> =
        plan.file.at_work().filter(|(_, agency)| agencies.contains(agency)).collect();
    let workers = workers
        .into_iter()
        .map(|(id, agency)| of_agency(Recipient::Worker(id), Reader::Worker(id, agency), agency));
    let speaks =
        |member: &&Member| member.membership.is_present() && member.membership.speaks_for_themselves();
    let members = plan.file.members.iter().filter(speaks).map(|member| {
        let hidden = plan.hidden_from(Reader::FamilyMember(member.person.id));
        let recipient = Recipient::FamilyMember(member.person.id);
        (!hidden.items.is_empty()).then(|| (recipient, plan.content().rendered(&hidden)))
    });
    systems.chain(workers).chain(members).flatten().collect()
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
        let Recipient::Agency(agency_id) = rendering.recipient else { return None };
        let party = Party::Agency { agency_id };
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

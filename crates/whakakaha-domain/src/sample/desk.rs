//! A desk: a region, its agencies, a worker of each, and the coordinator's registration.

use super::{Desk, Hand};
use crate::{
    agency::{Agency, AgencyKind, Sector},
    calendar::{Anniversary, Zone},
    command::{Change, Moment},
    coordinator::{Coordinator, PublicContact},
    region::Region,
    worker::Worker,
};

const AGENCIES: [(&str, AgencyKind, Sector); 4] = [
    ("Coordination", AgencyKind::Community, Sector::SocialService),
    ("Family Support", AgencyKind::Community, Sector::SocialService),
    ("School", AgencyKind::Government, Sector::Education),
    ("Health", AgencyKind::Government, Sector::Health),
];

/// The `n`th desk.
#[must_use]
pub fn desk(n: u32, at: &Moment) -> (Desk, Change) {
    let mut hand = Hand::new(at);
    let region = hand.new_thing(Region {
        code: format!("measured-{}", at.change_id),
        name_mi: format!("Rohe {n}"),
        name_en: format!("District {n}"),
        parent: None,
        zone: Zone::Auckland,
        anniversary: Anniversary::Auckland,
        consent_age: crate::region::CONSENT_AGE,
        places: Vec::new(),
    });
    let agencies = AGENCIES.map(|(name, kind, sector)| {
        let name = format!("{name} {n}");
        hand.new_thing(Agency {
            suspended_at: None,
            name,
            kind,
            sector,
            commitment: None,
            parent: None,
            address: None,
            child_protection: false,
        })
    });
    let agency_ids = agencies.each_ref().map(|agency| agency.id);
    let workers = agency_ids.map(|agency_id| {
        hand.new_thing(Worker {
            agency_id,
            name: format!("Mere Tāmati {n}"),
            profession: "social worker".to_owned(),
            email: None,
            phone: Some("09 000 0000".to_owned()),
            ended_on: None,
        })
    });
    let desk = Desk { region: region.id, agencies: agency_ids, workers: workers.each_ref().map(|it| it.id) };
    let contact = PublicContact { name: format!("Mere Tāmati {n}"), phone: None, email: None };
    let started_on = hand.ago(400);
    let registration = hand.new_thing(Coordinator {
        worker_id: desk.coordinator(),
        region_id: desk.region,
        contact,
        started_on,
        ended_on: None,
    });
    let change = Change::of(region.id).put(region).put_all(agencies).put_all(workers).put(registration);
    (desk, change)
}

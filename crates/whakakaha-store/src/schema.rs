//! The tables, as diesel sees them. The migrations make them, in both databases.

mod case;
mod directory;
mod disclosure;
mod family;
mod identity;
mod log;
mod oversight;
mod own;
mod plan;
mod preparation;
mod safety;
mod webhook;

use diesel::allow_tables_to_appear_in_same_query;

pub(crate) use case::{
    assignments, case_outlines, cases, consent_holds, consent_standings, consents, contacts, desks,
    final_reports, intakes, progress_reports,
};
pub(crate) use directory::{agencies, coordinators, facilitators, regions, workers};
pub(crate) use disclosure::{
    advice_requests, disclosure_notices, disclosure_recipients, disclosure_subjects, disclosures,
};
pub(crate) use family::{families, memberships, name_words, people, person_identifiers, relationships};
pub(crate) use identity::{calendar_links, clients, login_codes, logins, sessions};
pub(crate) use log::{
    access_log, access_subjects, audit_heads, audit_log, case_things, departures, holdings, idempotency_keys,
    leases, outbox, unrelayed,
};
pub(crate) use oversight::break_glass_grants;
pub(crate) use own::{correction_notices, corrections, recalls, statements};
pub(crate) use plan::{actions, follow_up_checks, plan_renderings, plan_versions, progress_updates, reviews};
pub(crate) use preparation::{
    invitations, item_topics, meeting_packs, meetings, needs, profile_entries, profile_wordings,
    restriction_names, restrictions,
};
pub(crate) use safety::safety_alerts;
pub(crate) use webhook::{deliveries, delivery_attempts, mails, webhooks};

allow_tables_to_appear_in_same_query!(
    outbox,
    audit_log,
    audit_heads,
    regions,
    agencies,
    workers,
    coordinators,
    facilitators,
    clients,
    login_codes,
    logins,
    sessions,
    calendar_links,
    people,
    families,
    memberships,
    relationships,
    intakes,
    cases,
    assignments,
    desks,
    consents,
    profile_entries,
    profile_wordings,
    needs,
    restrictions,
    restriction_names,
    item_topics,
    meetings,
    invitations,
    meeting_packs,
    plan_versions,
    plan_renderings,
    actions,
    progress_updates,
    follow_up_checks,
    reviews,
    final_reports,
    contacts,
    progress_reports,
    consent_standings,
    consent_holds,
    case_outlines,
    name_words,
    person_identifiers,
    idempotency_keys,
    departures,
    access_log,
    access_subjects,
    case_things,
    statements,
    corrections,
    correction_notices,
    recalls,
    disclosures,
    disclosure_subjects,
    disclosure_recipients,
    disclosure_notices,
    advice_requests,
    safety_alerts,
    break_glass_grants,
    unrelayed,
    holdings,
    leases,
    webhooks,
    deliveries,
    delivery_attempts,
    mails,
);

CREATE TABLE outbox (
    change_id BLOB PRIMARY KEY NOT NULL,
    event TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    case_id BLOB,
    sequence INTEGER NOT NULL,
    occurred_at TIMESTAMP NOT NULL
);
CREATE INDEX outbox_case_id_sequence_idx ON outbox (case_id, sequence);

CREATE TABLE audit_log (
    change_id BLOB PRIMARY KEY NOT NULL REFERENCES outbox(change_id),
    chain_id BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    operation TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    client TEXT NOT NULL,
    request_id TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    case_id BLOB,
    occurred_at TIMESTAMP NOT NULL,
    records TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE UNIQUE INDEX audit_log_chain_id_sequence_key ON audit_log (chain_id, sequence);

CREATE TABLE audit_heads (
    chain_id BLOB PRIMARY KEY NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE regions (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    code TEXT NOT NULL,
    parent_id BLOB REFERENCES regions(id),
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX regions_code_key ON regions (code);

CREATE TABLE agencies (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    name TEXT NOT NULL,
    parent_id BLOB REFERENCES agencies(id),
    suspended BOOLEAN NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE workers (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    ended_on DATE,
    body TEXT NOT NULL
);
CREATE INDEX workers_agency_id_id_idx ON workers (agency_id, id);

CREATE TABLE coordinators (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    worker_id BLOB NOT NULL REFERENCES workers(id),
    region_id BLOB NOT NULL REFERENCES regions(id),
    ended_on DATE,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX coordinators_worker_id_region_id_current_key ON coordinators (worker_id, region_id) WHERE ended_on is null;
CREATE INDEX coordinators_region_id_id_idx ON coordinators (region_id, id);

CREATE TABLE facilitators (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    worker_id BLOB NOT NULL REFERENCES workers(id),
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX facilitators_worker_id_key ON facilitators (worker_id);

CREATE TABLE people (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    region_id BLOB NOT NULL REFERENCES regions(id),
    born_on DATE,
    body TEXT NOT NULL
);
CREATE INDEX people_region_id_id_idx ON people (region_id, id);
CREATE INDEX people_born_on_id_idx ON people (born_on, id);
CREATE INDEX people_region_id_born_on_id_idx ON people (region_id, born_on, id);

CREATE TABLE clients (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    disabled BOOLEAN NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX clients_agency_id_id_idx ON clients (agency_id, id);

CREATE TABLE login_codes (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    person_id BLOB REFERENCES people(id),
    worker_id BLOB REFERENCES workers(id),
    beginning TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX login_codes_person_id_id_idx ON login_codes (person_id, id);
CREATE INDEX login_codes_beginning_expires_at_idx ON login_codes (beginning, expires_at);

CREATE TABLE logins (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    worker_id BLOB NOT NULL REFERENCES workers(id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    ended BOOLEAN NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX logins_issuer_subject_current_key ON logins (issuer, subject) WHERE not ended;
CREATE INDEX logins_worker_id_id_idx ON logins (worker_id, id);

CREATE TABLE sessions (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    client_id BLOB REFERENCES clients(id),
    worker_id BLOB REFERENCES workers(id),
    person_id BLOB REFERENCES people(id),
    assertion TEXT,
    ends_at TIMESTAMP NOT NULL,
    ended BOOLEAN NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX sessions_assertion_key ON sessions (assertion);
CREATE INDEX sessions_worker_id_ends_at_idx ON sessions (worker_id, ends_at);
CREATE INDEX sessions_person_id_ends_at_idx ON sessions (person_id, ends_at);

CREATE TABLE calendar_links (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    worker_id BLOB REFERENCES workers(id),
    person_id BLOB REFERENCES people(id),
    client_id BLOB REFERENCES clients(id),
    sha256 TEXT NOT NULL,
    ended BOOLEAN NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX calendar_links_sha256_key ON calendar_links (sha256);
CREATE INDEX calendar_links_worker_id_id_idx ON calendar_links (worker_id, id);
CREATE INDEX calendar_links_person_id_id_idx ON calendar_links (person_id, id);

CREATE TABLE families (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    region_id BLOB NOT NULL REFERENCES regions(id),
    body TEXT NOT NULL
);
CREATE INDEX families_region_id_id_idx ON families (region_id, id);

CREATE TABLE memberships (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    family_id BLOB NOT NULL REFERENCES families(id),
    person_id BLOB NOT NULL REFERENCES people(id),
    speaks BOOLEAN NOT NULL,
    is_child BOOLEAN NOT NULL,
    ended_on DATE,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX memberships_family_id_person_id_current_key ON memberships (family_id, person_id) WHERE ended_on is null;
CREATE INDEX memberships_family_id_id_idx ON memberships (family_id, id);
CREATE INDEX memberships_person_id_family_id_idx ON memberships (person_id, family_id);

CREATE TABLE relationships (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    person_id BLOB NOT NULL REFERENCES people(id),
    of_person_id BLOB NOT NULL REFERENCES people(id),
    kind TEXT NOT NULL,
    ended_on DATE,
    body TEXT NOT NULL
);
CREATE INDEX relationships_person_id_id_idx ON relationships (person_id, id);
CREATE INDEX relationships_of_person_id_id_idx ON relationships (of_person_id, id);

CREATE TABLE intakes (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    region_id BLOB NOT NULL REFERENCES regions(id),
    asked_by BLOB REFERENCES people(id),
    status TEXT NOT NULL,
    received_on DATE NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX intakes_asked_by_id_idx ON intakes (asked_by, id);
CREATE INDEX intakes_region_id_received_on_id_idx ON intakes (region_id, received_on, id);
CREATE INDEX intakes_region_id_status_received_on_id_idx ON intakes (region_id, status, received_on, id);

CREATE TABLE cases (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    family_id BLOB NOT NULL REFERENCES families(id),
    region_id BLOB NOT NULL REFERENCES regions(id),
    status TEXT NOT NULL,
    consent_age INTEGER NOT NULL,
    is_open BOOLEAN NOT NULL,
    next_review_on DATE NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX cases_family_id_current_key ON cases (family_id) WHERE is_open;
CREATE INDEX cases_family_id_id_idx ON cases (family_id, id);

CREATE TABLE assignments (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    role TEXT NOT NULL,
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    worker_id BLOB REFERENCES workers(id),
    given_by BLOB REFERENCES people(id),
    ended_on DATE,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX assignments_case_id_role_current_key ON assignments (case_id, role) WHERE ended_on is null and role in ('coordinator', 'lead_agency', 'lead_worker', 'key_contact');
CREATE INDEX assignments_case_id_id_idx ON assignments (case_id, id);
CREATE INDEX assignments_worker_id_case_id_ended_on_idx ON assignments (worker_id, case_id, ended_on);
CREATE INDEX assignments_agency_id_case_id_ended_on_idx ON assignments (agency_id, case_id, ended_on);

-- Whose desk a case lies on, or once lay: an order in which to look, no permission.
CREATE TABLE desks (
    holder_id BLOB NOT NULL,
    case_id BLOB NOT NULL REFERENCES cases(id),
    is_open BOOLEAN NOT NULL,
    next_review_on DATE NOT NULL,
    PRIMARY KEY (holder_id, case_id)
);
CREATE INDEX desks_case_id_idx ON desks (case_id);
CREATE INDEX desks_holder_id_next_review_on_case_id_idx ON desks (holder_id, next_review_on, case_id);
CREATE INDEX desks_holder_id_is_open_next_review_on_case_id_idx ON desks (holder_id, is_open, next_review_on, case_id);

-- What everybody on a case sees of it, with the change that made it so.
CREATE TABLE case_outlines (
    case_id BLOB PRIMARY KEY NOT NULL REFERENCES cases(id),
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    content TEXT NOT NULL
);

CREATE TABLE consents (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    person_id BLOB NOT NULL REFERENCES people(id),
    status TEXT NOT NULL,
    valid_until DATE NOT NULL,
    warn_on DATE NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX consents_case_id_id_idx ON consents (case_id, id);
CREATE INDEX consents_person_id_id_idx ON consents (person_id, id);
CREATE INDEX consents_status_valid_until_idx ON consents (status, valid_until);

CREATE TABLE profile_entries (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    kind TEXT NOT NULL,
    removed BOOLEAN NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX profile_entries_case_id_id_idx ON profile_entries (case_id, id);

CREATE TABLE profile_wordings (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    entry_id BLOB NOT NULL REFERENCES profile_entries(id),
    body TEXT NOT NULL
);
CREATE INDEX profile_wordings_entry_id_id_idx ON profile_wordings (entry_id, id);
CREATE INDEX profile_wordings_case_id_id_idx ON profile_wordings (case_id, id);

CREATE TABLE needs (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    body TEXT NOT NULL
);
CREATE INDEX needs_case_id_id_idx ON needs (case_id, id);

-- Safety alerts. What they keep from whom is among the restrictions.
CREATE TABLE safety_alerts (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    person_id BLOB NOT NULL REFERENCES people(id),
    protected_id BLOB REFERENCES people(id),
    is_open BOOLEAN NOT NULL,
    ends_on DATE,
    body TEXT NOT NULL
);
CREATE INDEX safety_alerts_case_id_id_idx ON safety_alerts (case_id, id);
CREATE INDEX safety_alerts_person_id_protected_id_idx ON safety_alerts (person_id, protected_id);
CREATE INDEX safety_alerts_is_open_ends_on_id_idx ON safety_alerts (is_open, ends_on, id);

CREATE TABLE restrictions (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    topic_id BLOB NOT NULL,
    known_only BOOLEAN NOT NULL,
    spares_coordinator BOOLEAN NOT NULL,
    lifted BOOLEAN NOT NULL,
    alert_id BLOB REFERENCES safety_alerts(id),
    body TEXT NOT NULL
);
CREATE INDEX restrictions_alert_id_id_idx ON restrictions (alert_id, id);
CREATE INDEX restrictions_case_id_id_idx ON restrictions (case_id, id);
CREATE INDEX restrictions_topic_id_case_id_idx ON restrictions (topic_id, case_id);

-- Those whom a restriction names: who may not know, or who alone may.
CREATE TABLE restriction_names (
    restriction_id BLOB NOT NULL REFERENCES restrictions(id),
    kind TEXT NOT NULL,
    name_id BLOB NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (restriction_id, kind, name_id)
);

-- What each thing of a case is about: itself, kinds of information, people. Restrictions find it by that.
CREATE TABLE item_topics (
    item_id BLOB NOT NULL,
    topic_id BLOB NOT NULL,
    case_id BLOB NOT NULL REFERENCES cases(id),
    author_id BLOB NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (item_id, topic_id)
);
CREATE INDEX item_topics_case_id_topic_id_idx ON item_topics (case_id, topic_id);

CREATE TABLE meetings (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    status TEXT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX meetings_case_id_id_idx ON meetings (case_id, id);

CREATE TABLE invitations (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    meeting_id BLOB NOT NULL REFERENCES meetings(id),
    worker_id BLOB REFERENCES workers(id),
    person_id BLOB REFERENCES people(id),
    state TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX invitations_meeting_id_id_idx ON invitations (meeting_id, id);
CREATE INDEX invitations_worker_id_state_idx ON invitations (worker_id, state);
CREATE INDEX invitations_person_id_id_idx ON invitations (person_id, id);
CREATE INDEX invitations_case_id_id_idx ON invitations (case_id, id);

CREATE TABLE meeting_packs (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    meeting_id BLOB NOT NULL REFERENCES meetings(id),
    recipient_kind TEXT NOT NULL,
    recipient_id BLOB NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX meeting_packs_meeting_id_recipient_id_id_idx ON meeting_packs (meeting_id, recipient_id, id);
CREATE INDEX meeting_packs_case_id_id_idx ON meeting_packs (case_id, id);

CREATE TABLE plan_versions (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    number INTEGER NOT NULL,
    status TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX plan_versions_case_id_id_idx ON plan_versions (case_id, id);
CREATE UNIQUE INDEX plan_versions_case_id_number_key ON plan_versions (case_id, number);
CREATE UNIQUE INDEX plan_versions_case_id_status_current_key ON plan_versions (case_id, status) WHERE status in ('draft', 'current');

CREATE TABLE plan_renderings (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    plan_version_id BLOB NOT NULL REFERENCES plan_versions(id),
    recipient_kind TEXT NOT NULL,
    recipient_id BLOB NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX plan_renderings_plan_version_id_recipient_id_recipient_kind_key ON plan_renderings (plan_version_id, recipient_id, recipient_kind);
CREATE INDEX plan_renderings_case_id_id_idx ON plan_renderings (case_id, id);

CREATE TABLE actions (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    owner_agency_id BLOB REFERENCES agencies(id),
    status TEXT NOT NULL,
    due_on DATE NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX actions_case_id_due_on_id_idx ON actions (case_id, due_on, id);
CREATE INDEX actions_owner_agency_id_status_due_on_idx ON actions (owner_agency_id, status, due_on);

CREATE TABLE progress_updates (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    action_id BLOB NOT NULL REFERENCES actions(id),
    body TEXT NOT NULL
);
CREATE INDEX progress_updates_action_id_id_idx ON progress_updates (action_id, id);
CREATE INDEX progress_updates_case_id_id_idx ON progress_updates (case_id, id);

CREATE TABLE follow_up_checks (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    action_id BLOB NOT NULL REFERENCES actions(id),
    body TEXT NOT NULL
);
CREATE INDEX follow_up_checks_action_id_id_idx ON follow_up_checks (action_id, id);
CREATE INDEX follow_up_checks_case_id_id_idx ON follow_up_checks (case_id, id);

CREATE TABLE reviews (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    status TEXT NOT NULL,
    due_on DATE NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX reviews_case_id_due_on_id_idx ON reviews (case_id, due_on, id);
CREATE INDEX reviews_status_due_on_idx ON reviews (status, due_on);

CREATE TABLE final_reports (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    status TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX final_reports_case_id_id_idx ON final_reports (case_id, id);

CREATE TABLE contacts (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    reached BOOLEAN NOT NULL,
    happened_on DATE NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX contacts_case_id_id_idx ON contacts (case_id, id);
CREATE INDEX contacts_case_id_reached_happened_on_idx ON contacts (case_id, reached, happened_on);

CREATE TABLE progress_reports (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    submitted_on DATE NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX progress_reports_case_id_id_idx ON progress_reports (case_id, id);
CREATE INDEX progress_reports_case_id_submitted_on_idx ON progress_reports (case_id, submitted_on);

-- Items of information on their way from one agency to others, whom they are about and who receives them.
CREATE TABLE disclosures (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    from_agency_id BLOB NOT NULL REFERENCES agencies(id),
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    statutory BOOLEAN NOT NULL,
    request_ref TEXT,
    family_from TIMESTAMP NOT NULL,
    notice_due_at TIMESTAMP,
    body TEXT NOT NULL
);
CREATE INDEX disclosures_case_id_id_idx ON disclosures (case_id, id);
CREATE UNIQUE INDEX disclosures_request_ref_case_id_key ON disclosures (request_ref, case_id);

CREATE TABLE disclosure_subjects (
    disclosure_id BLOB NOT NULL REFERENCES disclosures(id),
    person_id BLOB NOT NULL REFERENCES people(id),
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (disclosure_id, person_id)
);

CREATE TABLE disclosure_recipients (
    disclosure_id BLOB NOT NULL REFERENCES disclosures(id),
    recipient_id BLOB NOT NULL,
    agency_id BLOB REFERENCES agencies(id),
    worker_id BLOB REFERENCES workers(id),
    person_id BLOB REFERENCES people(id),
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (disclosure_id, recipient_id)
);

CREATE TABLE disclosure_notices (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    person_id BLOB NOT NULL REFERENCES people(id),
    told_by BLOB NOT NULL REFERENCES workers(id),
    body TEXT NOT NULL
);
CREATE INDEX disclosure_notices_case_id_id_idx ON disclosure_notices (case_id, id);

CREATE TABLE advice_requests (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    disclosure_id BLOB NOT NULL REFERENCES disclosures(id),
    adviser_id BLOB NOT NULL REFERENCES workers(id),
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    privileged BOOLEAN NOT NULL,
    answered BOOLEAN NOT NULL,
    replaced BOOLEAN NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX advice_requests_disclosure_id_id_idx ON advice_requests (disclosure_id, id);
CREATE INDEX advice_requests_adviser_id_id_idx ON advice_requests (adviser_id, id);

CREATE TABLE consent_standings (
    case_id BLOB NOT NULL REFERENCES cases(id),
    purpose TEXT NOT NULL,
    agency_id BLOB NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    opens BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    PRIMARY KEY (case_id, purpose, agency_id)
);

-- What consents hold back from an agency, or with a nil id from all: people, kinds of information, the whole family; and
-- what they held back, until the change that ended it.
CREATE TABLE consent_holds (
    case_id BLOB NOT NULL REFERENCES cases(id),
    agency_id BLOB NOT NULL,
    topic_id BLOB NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    ended_by BLOB REFERENCES audit_log(change_id),
    PRIMARY KEY (case_id, agency_id, topic_id, change_id)
);
CREATE INDEX consent_holds_topic_id_agency_id_idx ON consent_holds (topic_id, agency_id);

CREATE TABLE name_words (
    word TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people(id),
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (word, person_id)
);
CREATE INDEX name_words_person_id_idx ON name_words (person_id);

CREATE TABLE person_identifiers (
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    system TEXT NOT NULL,
    value TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people(id),
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (agency_id, system, value)
);
CREATE INDEX person_identifiers_person_id_idx ON person_identifiers (person_id);

CREATE TABLE idempotency_keys (
    client TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    operation TEXT,
    seen TEXT,
    subject_id BLOB,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (client, route, key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

-- Agencies to which a case was open until this change.
CREATE TABLE departures (
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    PRIMARY KEY (change_id, agency_id)
);
CREATE INDEX departures_agency_id_change_id_idx ON departures (agency_id, change_id);

-- Changes at which the relay has not looked yet.
CREATE TABLE unrelayed (
    change_id BLOB PRIMARY KEY NOT NULL REFERENCES outbox(change_id)
);

-- What each agency's system was told last of each thing of a case: what it was told of it then, and from when on it
-- was told of the thing at all.
CREATE TABLE holdings (
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    resource TEXT NOT NULL,
    thing_id BLOB NOT NULL,
    event_id BLOB NOT NULL,
    happening TEXT NOT NULL,
    etag TEXT NOT NULL,
    told_at TIMESTAMP NOT NULL,
    since TIMESTAMP NOT NULL,
    PRIMARY KEY (agency_id, case_id, resource, thing_id)
);
CREATE UNIQUE INDEX holdings_agency_id_told_at_key ON holdings (agency_id, told_at);
CREATE INDEX holdings_happening_told_at_idx ON holdings (happening, told_at);

-- Where agencies are told what happens.
CREATE TABLE webhooks (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    status TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX webhooks_agency_id_id_idx ON webhooks (agency_id, id);

-- What was sent to a webhook of each thing last, or is to be sent; of no thing: a test.
CREATE TABLE deliveries (
    id BLOB PRIMARY KEY NOT NULL,
    webhook_id BLOB NOT NULL REFERENCES webhooks(id),
    case_id BLOB REFERENCES cases(id),
    resource TEXT,
    thing_id BLOB,
    event_id BLOB NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at TIMESTAMP NOT NULL,
    made_at TIMESTAMP NOT NULL,
    told BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX deliveries_webhook_id_case_id_resource_thing_id_key ON deliveries (webhook_id, case_id, resource, thing_id);
CREATE INDEX deliveries_webhook_id_id_idx ON deliveries (webhook_id, id);
CREATE INDEX deliveries_status_due_at_idx ON deliveries (status, due_at);

-- What came of each attempt to deliver.
CREATE TABLE delivery_attempts (
    delivery_id BLOB NOT NULL REFERENCES deliveries(id),
    attempted_at TIMESTAMP NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER,
    elapsed_ms INTEGER NOT NULL,
    PRIMARY KEY (delivery_id, attempted_at)
);
CREATE INDEX delivery_attempts_attempted_at_idx ON delivery_attempts (attempted_at);

-- What is to be written to agencies by e-mail, or was within three days: that nothing is sent to a webhook any more.
CREATE TABLE mails (
    id BLOB PRIMARY KEY NOT NULL,
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    webhook_id BLOB NOT NULL REFERENCES webhooks(id),
    made_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP
);
CREATE INDEX mails_agency_id_made_at_idx ON mails (agency_id, made_at);
CREATE INDEX mails_due_at_idx ON mails (due_at);
CREATE INDEX mails_made_at_idx ON mails (made_at);

-- Who does what only one process is to do at a time, and until when.
CREATE TABLE leases (
    name TEXT PRIMARY KEY NOT NULL,
    holder_id BLOB NOT NULL,
    ends_at TIMESTAMP NOT NULL
);

-- What was shown to whom. The ids are in the order of time.
CREATE TABLE access_log (
    id BLOB PRIMARY KEY NOT NULL,
    occurred_at TIMESTAMP NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    agency_id BLOB,
    client TEXT NOT NULL,
    request_id TEXT NOT NULL,
    operation TEXT NOT NULL,
    target_id BLOB,
    outcome TEXT NOT NULL,
    seen TEXT NOT NULL,
    concerned_id BLOB,
    grant_id BLOB
) WITHOUT ROWID;

-- Whom the entries of the access log, and those of the audit log by agencies, are about, newest last: what a family
-- and a privacy officer ask for.
CREATE TABLE access_subjects (
    subject_id BLOB NOT NULL,
    record_id BLOB NOT NULL,
    agency_id BLOB NOT NULL,
    PRIMARY KEY (subject_id, record_id)
) WITHOUT ROWID;

CREATE TRIGGER access_log_subjects AFTER INSERT ON access_log
BEGIN
    INSERT INTO access_subjects (subject_id, record_id, agency_id)
    SELECT unhex(replace(value ->> '$.id', '-', '')), NEW.id, coalesce(NEW.agency_id, zeroblob(16)) FROM json_each(NEW.seen)
    UNION ALL SELECT NEW.concerned_id, NEW.id, coalesce(NEW.agency_id, zeroblob(16))
    WHERE NEW.concerned_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM json_each(NEW.seen) WHERE unhex(replace(value ->> '$.id', '-', '')) = NEW.concerned_id
    );
END;

-- What members of a family say in their own words.
CREATE TABLE statements (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    person_id BLOB NOT NULL REFERENCES people(id),
    audience TEXT NOT NULL,
    plan_version_id BLOB REFERENCES plan_versions(id),
    replaces_id BLOB REFERENCES statements(id),
    body TEXT NOT NULL
);
CREATE INDEX statements_case_id_id_idx ON statements (case_id, id);
CREATE INDEX statements_person_id_id_idx ON statements (person_id, id);
CREATE UNIQUE INDEX statements_replaces_id_key ON statements (replaces_id);

-- What members of a family ask to be corrected.
CREATE TABLE corrections (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    person_id BLOB NOT NULL REFERENCES people(id),
    status TEXT NOT NULL,
    kind TEXT NOT NULL,
    about_id BLOB NOT NULL,
    source_id BLOB REFERENCES agencies(id),
    body TEXT NOT NULL
);
CREATE INDEX corrections_case_id_id_idx ON corrections (case_id, id);
CREATE INDEX corrections_person_id_id_idx ON corrections (person_id, id);

-- Cases opened to a worker in an emergency.
CREATE TABLE break_glass_grants (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    worker_id BLOB NOT NULL REFERENCES workers(id),
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    part TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    review_due_at TIMESTAMP NOT NULL,
    revoked BOOLEAN NOT NULL,
    reviewed BOOLEAN NOT NULL,
    outcome TEXT,
    body TEXT NOT NULL
);
CREATE INDEX break_glass_grants_worker_id_case_id_idx ON break_glass_grants (worker_id, case_id);
CREATE INDEX break_glass_grants_case_id_id_idx ON break_glass_grants (case_id, id);

-- What agencies are told of things that they have: corrected, or with a statement that goes with them.
CREATE TABLE correction_notices (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    agency_id BLOB REFERENCES agencies(id),
    member_id BLOB REFERENCES people(id),
    correction_id BLOB REFERENCES corrections(id),
    person_id BLOB REFERENCES people(id),
    kind TEXT NOT NULL,
    about_id BLOB NOT NULL,
    acknowledged BOOLEAN NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX correction_notices_agency_id_id_idx ON correction_notices (agency_id, id);
CREATE INDEX correction_notices_member_id_id_idx ON correction_notices (member_id, id);
CREATE INDEX correction_notices_correction_id_id_idx ON correction_notices (correction_id, id);
CREATE INDEX correction_notices_case_id_id_idx ON correction_notices (case_id, id);
CREATE INDEX correction_notices_about_id_id_idx ON correction_notices (about_id, id);
CREATE INDEX corrections_about_id_id_idx ON corrections (about_id, id);

-- What agencies were shown and are asked to let go of, because a consent was taken back.
CREATE TABLE recalls (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    change_id BLOB NOT NULL REFERENCES audit_log(change_id),
    case_id BLOB NOT NULL REFERENCES cases(id),
    agency_id BLOB NOT NULL REFERENCES agencies(id),
    person_id BLOB REFERENCES people(id),
    status TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX recalls_agency_id_id_idx ON recalls (agency_id, id);
CREATE INDEX recalls_person_id_id_idx ON recalls (person_id, id);
CREATE INDEX recalls_case_id_id_idx ON recalls (case_id, id);
CREATE INDEX recalls_status_id_idx ON recalls (status, id);

-- To which case a thing belongs, whatever it is.
CREATE VIEW case_things AS
SELECT id, case_id FROM assignments
UNION ALL SELECT id, case_id FROM consents
UNION ALL SELECT id, case_id FROM profile_entries
UNION ALL SELECT id, case_id FROM profile_wordings
UNION ALL SELECT id, case_id FROM needs
UNION ALL SELECT id, case_id FROM restrictions
UNION ALL SELECT id, case_id FROM meetings
UNION ALL SELECT id, case_id FROM invitations
UNION ALL SELECT id, case_id FROM meeting_packs
UNION ALL SELECT id, case_id FROM plan_versions
UNION ALL SELECT id, case_id FROM plan_renderings
UNION ALL SELECT id, case_id FROM actions
UNION ALL SELECT id, case_id FROM progress_updates
UNION ALL SELECT id, case_id FROM follow_up_checks
UNION ALL SELECT id, case_id FROM reviews
UNION ALL SELECT id, case_id FROM final_reports
UNION ALL SELECT id, case_id FROM contacts
UNION ALL SELECT id, case_id FROM progress_reports
UNION ALL SELECT id, case_id FROM statements
UNION ALL SELECT id, case_id FROM corrections
UNION ALL SELECT id, case_id FROM disclosures
UNION ALL SELECT id, case_id FROM disclosure_notices
UNION ALL SELECT id, case_id FROM advice_requests
UNION ALL SELECT id, case_id FROM safety_alerts
UNION ALL SELECT id, case_id FROM break_glass_grants
UNION ALL SELECT id, case_id FROM correction_notices
UNION ALL SELECT id, case_id FROM recalls;

-- Every update belongs to a change of its own.
CREATE TRIGGER regions_new_change BEFORE UPDATE ON regions WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: regions'); END;
CREATE TRIGGER agencies_new_change BEFORE UPDATE ON agencies WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: agencies'); END;
CREATE TRIGGER workers_new_change BEFORE UPDATE ON workers WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: workers'); END;
CREATE TRIGGER clients_new_change BEFORE UPDATE ON clients WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: clients'); END;
CREATE TRIGGER login_codes_new_change BEFORE UPDATE ON login_codes WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: login_codes'); END;
CREATE TRIGGER logins_new_change BEFORE UPDATE ON logins WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: logins'); END;
CREATE TRIGGER sessions_new_change BEFORE UPDATE ON sessions WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: sessions'); END;
CREATE TRIGGER calendar_links_new_change BEFORE UPDATE ON calendar_links WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: calendar_links'); END;
CREATE TRIGGER coordinators_new_change BEFORE UPDATE ON coordinators WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: coordinators'); END;
CREATE TRIGGER facilitators_new_change BEFORE UPDATE ON facilitators WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: facilitators'); END;
CREATE TRIGGER people_new_change BEFORE UPDATE ON people WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: people'); END;
CREATE TRIGGER families_new_change BEFORE UPDATE ON families WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: families'); END;
CREATE TRIGGER memberships_new_change BEFORE UPDATE ON memberships WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: memberships'); END;
CREATE TRIGGER relationships_new_change BEFORE UPDATE ON relationships WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: relationships'); END;
CREATE TRIGGER intakes_new_change BEFORE UPDATE ON intakes WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: intakes'); END;
CREATE TRIGGER cases_new_change BEFORE UPDATE ON cases WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: cases'); END;
CREATE TRIGGER assignments_new_change BEFORE UPDATE ON assignments WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: assignments'); END;
CREATE TRIGGER consents_new_change BEFORE UPDATE ON consents WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: consents'); END;
CREATE TRIGGER profile_entries_new_change BEFORE UPDATE ON profile_entries WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: profile_entries'); END;
CREATE TRIGGER needs_new_change BEFORE UPDATE ON needs WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: needs'); END;
CREATE TRIGGER restrictions_new_change BEFORE UPDATE ON restrictions WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: restrictions'); END;
CREATE TRIGGER meetings_new_change BEFORE UPDATE ON meetings WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: meetings'); END;
CREATE TRIGGER invitations_new_change BEFORE UPDATE ON invitations WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: invitations'); END;
CREATE TRIGGER plan_versions_new_change BEFORE UPDATE ON plan_versions WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: plan_versions'); END;
CREATE TRIGGER plan_renderings_new_change BEFORE UPDATE ON plan_renderings WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: plan_renderings'); END;
CREATE TRIGGER actions_new_change BEFORE UPDATE ON actions WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: actions'); END;
CREATE TRIGGER progress_updates_new_change BEFORE UPDATE ON progress_updates WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: progress_updates'); END;
CREATE TRIGGER follow_up_checks_new_change BEFORE UPDATE ON follow_up_checks WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: follow_up_checks'); END;
CREATE TRIGGER reviews_new_change BEFORE UPDATE ON reviews WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: reviews'); END;
CREATE TRIGGER final_reports_new_change BEFORE UPDATE ON final_reports WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: final_reports'); END;

CREATE TRIGGER corrections_new_change BEFORE UPDATE ON corrections WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: corrections'); END;

-- What is written once stays.
CREATE TRIGGER disclosures_new_change BEFORE UPDATE ON disclosures WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: disclosures'); END;
CREATE TRIGGER recalls_new_change BEFORE UPDATE ON recalls WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: recalls'); END;
CREATE TRIGGER correction_notices_new_change BEFORE UPDATE ON correction_notices WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: correction_notices'); END;
CREATE TRIGGER advice_requests_new_change BEFORE UPDATE ON advice_requests WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: advice_requests'); END;
CREATE TRIGGER safety_alerts_new_change BEFORE UPDATE ON safety_alerts WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: safety_alerts'); END;
CREATE TRIGGER webhooks_new_change BEFORE UPDATE ON webhooks WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: webhooks'); END;
CREATE TRIGGER break_glass_grants_new_change BEFORE UPDATE ON break_glass_grants WHEN NEW.change_id = OLD.change_id
BEGIN SELECT RAISE(ABORT, 'an update needs a change of its own: break_glass_grants'); END;
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: audit_log'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: audit_log'); END;
CREATE TRIGGER outbox_no_update BEFORE UPDATE ON outbox
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: outbox'); END;
CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: outbox'); END;
CREATE TRIGGER progress_updates_no_update BEFORE UPDATE ON progress_updates
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: progress_updates'); END;
CREATE TRIGGER progress_updates_no_delete BEFORE DELETE ON progress_updates
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: progress_updates'); END;
CREATE TRIGGER follow_up_checks_no_update BEFORE UPDATE ON follow_up_checks
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: follow_up_checks'); END;
CREATE TRIGGER follow_up_checks_no_delete BEFORE DELETE ON follow_up_checks
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: follow_up_checks'); END;
CREATE TRIGGER departures_no_update BEFORE UPDATE ON departures
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: departures'); END;
CREATE TRIGGER departures_no_delete BEFORE DELETE ON departures
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: departures'); END;
CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: access_log'); END;
CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: access_log'); END;
CREATE TRIGGER profile_wordings_no_update BEFORE UPDATE ON profile_wordings
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: profile_wordings'); END;
CREATE TRIGGER profile_wordings_no_delete BEFORE DELETE ON profile_wordings
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: profile_wordings'); END;
CREATE TRIGGER contacts_no_update BEFORE UPDATE ON contacts
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: contacts'); END;
CREATE TRIGGER contacts_no_delete BEFORE DELETE ON contacts
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: contacts'); END;
CREATE TRIGGER progress_reports_no_update BEFORE UPDATE ON progress_reports
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: progress_reports'); END;
CREATE TRIGGER progress_reports_no_delete BEFORE DELETE ON progress_reports
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: progress_reports'); END;
CREATE TRIGGER access_subjects_no_update BEFORE UPDATE ON access_subjects
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: access_subjects'); END;
CREATE TRIGGER access_subjects_no_delete BEFORE DELETE ON access_subjects
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: access_subjects'); END;
CREATE TRIGGER meeting_packs_no_update BEFORE UPDATE ON meeting_packs
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: meeting_packs'); END;
CREATE TRIGGER meeting_packs_no_delete BEFORE DELETE ON meeting_packs
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: meeting_packs'); END;
CREATE TRIGGER statements_no_update BEFORE UPDATE ON statements
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: statements'); END;
CREATE TRIGGER statements_no_delete BEFORE DELETE ON statements
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: statements'); END;
CREATE TRIGGER disclosure_subjects_no_update BEFORE UPDATE ON disclosure_subjects
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: disclosure_subjects'); END;
CREATE TRIGGER disclosure_subjects_no_delete BEFORE DELETE ON disclosure_subjects
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: disclosure_subjects'); END;
CREATE TRIGGER disclosure_recipients_no_update BEFORE UPDATE ON disclosure_recipients
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: disclosure_recipients'); END;
CREATE TRIGGER disclosure_recipients_no_delete BEFORE DELETE ON disclosure_recipients
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: disclosure_recipients'); END;
CREATE TRIGGER disclosure_notices_no_update BEFORE UPDATE ON disclosure_notices
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: disclosure_notices'); END;
CREATE TRIGGER disclosure_notices_no_delete BEFORE DELETE ON disclosure_notices
BEGIN SELECT RAISE(ABORT, 'rows are only ever added here: disclosure_notices'); END;

CREATE TABLE outbox (
    change_id uuid PRIMARY KEY NOT NULL,
    event text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    case_id uuid,
    sequence integer NOT NULL,
    occurred_at timestamp NOT NULL
);
CREATE INDEX outbox_case_id_sequence_idx ON outbox (case_id, sequence);

CREATE TABLE audit_log (
    change_id uuid PRIMARY KEY NOT NULL REFERENCES outbox(change_id),
    chain_id uuid NOT NULL,
    sequence integer NOT NULL,
    operation text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    client text NOT NULL,
    request_id text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    case_id uuid,
    occurred_at timestamp NOT NULL,
    records text NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL
);
CREATE UNIQUE INDEX audit_log_chain_id_sequence_key ON audit_log (chain_id, sequence);

CREATE TABLE audit_heads (
    chain_id uuid PRIMARY KEY NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    sequence integer NOT NULL,
    hash text NOT NULL
);

CREATE TABLE regions (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    code text NOT NULL,
    parent_id uuid REFERENCES regions(id),
    body text NOT NULL
);
CREATE UNIQUE INDEX regions_code_key ON regions (code);

CREATE TABLE agencies (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    name text NOT NULL,
    parent_id uuid REFERENCES agencies(id),
    suspended boolean NOT NULL,
    body text NOT NULL
);

CREATE TABLE workers (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    agency_id uuid NOT NULL REFERENCES agencies(id),
    ended_on date,
    body text NOT NULL
);
CREATE INDEX workers_agency_id_id_idx ON workers (agency_id, id);

CREATE TABLE coordinators (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    worker_id uuid NOT NULL REFERENCES workers(id),
    region_id uuid NOT NULL REFERENCES regions(id),
    ended_on date,
    body text NOT NULL
);
CREATE UNIQUE INDEX coordinators_worker_id_region_id_current_key ON coordinators (worker_id, region_id) WHERE ended_on is null;
CREATE INDEX coordinators_region_id_id_idx ON coordinators (region_id, id);

CREATE TABLE facilitators (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    worker_id uuid NOT NULL REFERENCES workers(id),
    body text NOT NULL
);
CREATE UNIQUE INDEX facilitators_worker_id_key ON facilitators (worker_id);

CREATE TABLE people (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    region_id uuid NOT NULL REFERENCES regions(id),
    born_on DATE,
    body text NOT NULL
);
CREATE INDEX people_region_id_id_idx ON people (region_id, id);
CREATE INDEX people_born_on_id_idx ON people (born_on, id);
CREATE INDEX people_region_id_born_on_id_idx ON people (region_id, born_on, id);

CREATE TABLE clients (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    agency_id uuid NOT NULL REFERENCES agencies(id),
    disabled boolean NOT NULL,
    body text NOT NULL
);
CREATE INDEX clients_agency_id_id_idx ON clients (agency_id, id);

CREATE TABLE login_codes (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    person_id uuid REFERENCES people(id),
    worker_id uuid REFERENCES workers(id),
    beginning text NOT NULL,
    expires_at timestamp NOT NULL,
    body text NOT NULL
);
CREATE INDEX login_codes_person_id_id_idx ON login_codes (person_id, id);
CREATE INDEX login_codes_beginning_expires_at_idx ON login_codes (beginning, expires_at);

CREATE TABLE logins (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    worker_id uuid NOT NULL REFERENCES workers(id),
    issuer text NOT NULL,
    subject text NOT NULL,
    ended boolean NOT NULL,
    body text NOT NULL
);
CREATE UNIQUE INDEX logins_issuer_subject_current_key ON logins (issuer, subject) WHERE not ended;
CREATE INDEX logins_worker_id_id_idx ON logins (worker_id, id);

CREATE TABLE sessions (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    client_id uuid REFERENCES clients(id),
    worker_id uuid REFERENCES workers(id),
    person_id uuid REFERENCES people(id),
    assertion text,
    ends_at timestamp NOT NULL,
    ended boolean NOT NULL,
    body text NOT NULL
);
CREATE UNIQUE INDEX sessions_assertion_key ON sessions (assertion);
CREATE INDEX sessions_worker_id_ends_at_idx ON sessions (worker_id, ends_at);
CREATE INDEX sessions_person_id_ends_at_idx ON sessions (person_id, ends_at);

CREATE TABLE calendar_links (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    worker_id uuid REFERENCES workers(id),
    person_id uuid REFERENCES people(id),
    client_id uuid REFERENCES clients(id),
    sha256 text NOT NULL,
    ended boolean NOT NULL,
    body text NOT NULL
);
CREATE UNIQUE INDEX calendar_links_sha256_key ON calendar_links (sha256);
CREATE INDEX calendar_links_worker_id_id_idx ON calendar_links (worker_id, id);
CREATE INDEX calendar_links_person_id_id_idx ON calendar_links (person_id, id);

CREATE TABLE families (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    region_id uuid NOT NULL REFERENCES regions(id),
    body text NOT NULL
);
CREATE INDEX families_region_id_id_idx ON families (region_id, id);

CREATE TABLE memberships (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    family_id uuid NOT NULL REFERENCES families(id),
    person_id uuid NOT NULL REFERENCES people(id),
    speaks boolean NOT NULL,
    is_child boolean NOT NULL,
    ended_on date,
    body text NOT NULL
);
CREATE UNIQUE INDEX memberships_family_id_person_id_current_key ON memberships (family_id, person_id) WHERE ended_on is null;
CREATE INDEX memberships_family_id_id_idx ON memberships (family_id, id);
CREATE INDEX memberships_person_id_family_id_idx ON memberships (person_id, family_id);

CREATE TABLE relationships (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    person_id uuid NOT NULL REFERENCES people(id),
    of_person_id uuid NOT NULL REFERENCES people(id),
    kind TEXT NOT NULL,
    ended_on date,
    body text NOT NULL
);
CREATE INDEX relationships_person_id_id_idx ON relationships (person_id, id);
CREATE INDEX relationships_of_person_id_id_idx ON relationships (of_person_id, id);

CREATE TABLE intakes (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    region_id uuid NOT NULL REFERENCES regions(id),
    asked_by uuid REFERENCES people(id),
    status text NOT NULL,
    received_on date NOT NULL,
    body text NOT NULL
);
CREATE INDEX intakes_asked_by_id_idx ON intakes (asked_by, id);
CREATE INDEX intakes_region_id_received_on_id_idx ON intakes (region_id, received_on, id);
CREATE INDEX intakes_region_id_status_received_on_id_idx ON intakes (region_id, status, received_on, id);

CREATE TABLE cases (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    family_id uuid NOT NULL REFERENCES families(id),
    region_id uuid NOT NULL REFERENCES regions(id),
    status text NOT NULL,
    consent_age integer NOT NULL,
    is_open boolean NOT NULL,
    next_review_on date NOT NULL,
    body text NOT NULL
);
CREATE UNIQUE INDEX cases_family_id_current_key ON cases (family_id) WHERE is_open;
CREATE INDEX cases_family_id_id_idx ON cases (family_id, id);

CREATE TABLE assignments (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    role text NOT NULL,
    agency_id uuid NOT NULL REFERENCES agencies(id),
    worker_id uuid REFERENCES workers(id),
    given_by uuid REFERENCES people(id),
    ended_on date,
    body text NOT NULL
);
CREATE UNIQUE INDEX assignments_case_id_role_current_key ON assignments (case_id, role) WHERE ended_on is null and role in ('coordinator', 'lead_agency', 'lead_worker', 'key_contact');
CREATE INDEX assignments_case_id_id_idx ON assignments (case_id, id);
CREATE INDEX assignments_worker_id_case_id_ended_on_idx ON assignments (worker_id, case_id, ended_on);
CREATE INDEX assignments_agency_id_case_id_ended_on_idx ON assignments (agency_id, case_id, ended_on);

-- Whose desk a case lies on, or once lay: an order in which to look, no permission.
CREATE TABLE desks (
    holder_id uuid NOT NULL,
    case_id uuid NOT NULL REFERENCES cases(id),
    is_open boolean NOT NULL,
    next_review_on date NOT NULL,
    PRIMARY KEY (holder_id, case_id)
);
CREATE INDEX desks_case_id_idx ON desks (case_id);
CREATE INDEX desks_holder_id_next_review_on_case_id_idx ON desks (holder_id, next_review_on, case_id);
CREATE INDEX desks_holder_id_is_open_next_review_on_case_id_idx ON desks (holder_id, is_open, next_review_on, case_id);

-- What everybody on a case sees of it, with the change that made it so.
CREATE TABLE case_outlines (
    case_id uuid PRIMARY KEY NOT NULL REFERENCES cases(id),
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    content text NOT NULL
);

CREATE TABLE consents (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    person_id uuid NOT NULL REFERENCES people(id),
    status text NOT NULL,
    valid_until date NOT NULL,
    warn_on date NOT NULL,
    body text NOT NULL
);
CREATE INDEX consents_case_id_id_idx ON consents (case_id, id);
CREATE INDEX consents_person_id_id_idx ON consents (person_id, id);
CREATE INDEX consents_status_valid_until_idx ON consents (status, valid_until);

CREATE TABLE profile_entries (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    kind text NOT NULL,
    removed boolean NOT NULL,
    body text NOT NULL
);
CREATE INDEX profile_entries_case_id_id_idx ON profile_entries (case_id, id);

CREATE TABLE profile_wordings (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    entry_id uuid NOT NULL REFERENCES profile_entries(id),
    body text NOT NULL
);
CREATE INDEX profile_wordings_entry_id_id_idx ON profile_wordings (entry_id, id);
CREATE INDEX profile_wordings_case_id_id_idx ON profile_wordings (case_id, id);

CREATE TABLE needs (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    body text NOT NULL
);
CREATE INDEX needs_case_id_id_idx ON needs (case_id, id);

-- Safety alerts. What they keep from whom is among the restrictions.
CREATE TABLE safety_alerts (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    person_id uuid NOT NULL REFERENCES people(id),
    protected_id uuid REFERENCES people(id),
    is_open boolean NOT NULL,
    ends_on date,
    body text NOT NULL
);
CREATE INDEX safety_alerts_case_id_id_idx ON safety_alerts (case_id, id);
CREATE INDEX safety_alerts_person_id_protected_id_idx ON safety_alerts (person_id, protected_id);
CREATE INDEX safety_alerts_is_open_ends_on_id_idx ON safety_alerts (is_open, ends_on, id);

CREATE TABLE restrictions (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    topic_id uuid NOT NULL,
    known_only boolean NOT NULL,
    spares_coordinator boolean NOT NULL,
    lifted boolean NOT NULL,
    alert_id uuid REFERENCES safety_alerts(id),
    body text NOT NULL
);
CREATE INDEX restrictions_alert_id_id_idx ON restrictions (alert_id, id);
CREATE INDEX restrictions_case_id_id_idx ON restrictions (case_id, id);
CREATE INDEX restrictions_topic_id_case_id_idx ON restrictions (topic_id, case_id);

-- Those whom a restriction names: who may not know, or who alone may.
CREATE TABLE restriction_names (
    restriction_id uuid NOT NULL REFERENCES restrictions(id),
    kind text NOT NULL,
    name_id uuid NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (restriction_id, kind, name_id)
);

-- What each thing of a case is about: itself, kinds of information, people. Restrictions find it by that.
CREATE TABLE item_topics (
    item_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    case_id uuid NOT NULL REFERENCES cases(id),
    author_id uuid NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (item_id, topic_id)
);
CREATE INDEX item_topics_case_id_topic_id_idx ON item_topics (case_id, topic_id);

CREATE TABLE meetings (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    status text NOT NULL,
    starts_at timestamp NOT NULL,
    body text NOT NULL
);
CREATE INDEX meetings_case_id_id_idx ON meetings (case_id, id);

CREATE TABLE invitations (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    meeting_id uuid NOT NULL REFERENCES meetings(id),
    worker_id uuid REFERENCES workers(id),
    person_id uuid REFERENCES people(id),
    state text NOT NULL,
    body text NOT NULL
);
CREATE INDEX invitations_meeting_id_id_idx ON invitations (meeting_id, id);
CREATE INDEX invitations_worker_id_state_idx ON invitations (worker_id, state);
CREATE INDEX invitations_person_id_id_idx ON invitations (person_id, id);
CREATE INDEX invitations_case_id_id_idx ON invitations (case_id, id);

CREATE TABLE meeting_packs (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    meeting_id uuid NOT NULL REFERENCES meetings(id),
    recipient_kind text NOT NULL,
    recipient_id uuid NOT NULL,
    body text NOT NULL
);
CREATE INDEX meeting_packs_meeting_id_recipient_id_id_idx ON meeting_packs (meeting_id, recipient_id, id);
CREATE INDEX meeting_packs_case_id_id_idx ON meeting_packs (case_id, id);

CREATE TABLE plan_versions (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    number integer NOT NULL,
    status text NOT NULL,
    body text NOT NULL
);
CREATE INDEX plan_versions_case_id_id_idx ON plan_versions (case_id, id);
CREATE UNIQUE INDEX plan_versions_case_id_number_key ON plan_versions (case_id, number);
CREATE UNIQUE INDEX plan_versions_case_id_status_current_key ON plan_versions (case_id, status) WHERE status in ('draft', 'current');

CREATE TABLE plan_renderings (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    plan_version_id uuid NOT NULL REFERENCES plan_versions(id),
    recipient_kind text NOT NULL,
    recipient_id uuid NOT NULL,
    body text NOT NULL
);
CREATE UNIQUE INDEX plan_renderings_plan_version_id_recipient_id_recipient_kind_key ON plan_renderings (plan_version_id, recipient_id, recipient_kind);
CREATE INDEX plan_renderings_case_id_id_idx ON plan_renderings (case_id, id);

CREATE TABLE actions (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    owner_agency_id uuid REFERENCES agencies(id),
    status text NOT NULL,
    due_on date NOT NULL,
    body text NOT NULL
);
CREATE INDEX actions_case_id_due_on_id_idx ON actions (case_id, due_on, id);
CREATE INDEX actions_owner_agency_id_status_due_on_idx ON actions (owner_agency_id, status, due_on);

CREATE TABLE progress_updates (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    action_id uuid NOT NULL REFERENCES actions(id),
    body text NOT NULL
);
CREATE INDEX progress_updates_action_id_id_idx ON progress_updates (action_id, id);
CREATE INDEX progress_updates_case_id_id_idx ON progress_updates (case_id, id);

CREATE TABLE follow_up_checks (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    action_id uuid NOT NULL REFERENCES actions(id),
    body text NOT NULL
);
CREATE INDEX follow_up_checks_action_id_id_idx ON follow_up_checks (action_id, id);
CREATE INDEX follow_up_checks_case_id_id_idx ON follow_up_checks (case_id, id);

CREATE TABLE reviews (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    status text NOT NULL,
    due_on date NOT NULL,
    body text NOT NULL
);
CREATE INDEX reviews_case_id_due_on_id_idx ON reviews (case_id, due_on, id);
CREATE INDEX reviews_status_due_on_idx ON reviews (status, due_on);

CREATE TABLE final_reports (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    status text NOT NULL,
    body text NOT NULL
);
CREATE INDEX final_reports_case_id_id_idx ON final_reports (case_id, id);

CREATE TABLE contacts (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    reached boolean NOT NULL,
    happened_on date NOT NULL,
    body text NOT NULL
);
CREATE INDEX contacts_case_id_id_idx ON contacts (case_id, id);
CREATE INDEX contacts_case_id_reached_happened_on_idx ON contacts (case_id, reached, happened_on);

CREATE TABLE progress_reports (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    submitted_on date NOT NULL,
    body text NOT NULL
);
CREATE INDEX progress_reports_case_id_id_idx ON progress_reports (case_id, id);
CREATE INDEX progress_reports_case_id_submitted_on_idx ON progress_reports (case_id, submitted_on);

-- Items of information on their way from one agency to others, whom they are about and who receives them.
CREATE TABLE disclosures (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    from_agency_id uuid NOT NULL REFERENCES agencies(id),
    category text NOT NULL,
    status text NOT NULL,
    statutory boolean NOT NULL,
    request_ref text,
    family_from timestamp NOT NULL,
    notice_due_at timestamp,
    body text NOT NULL
);
CREATE INDEX disclosures_case_id_id_idx ON disclosures (case_id, id);
CREATE UNIQUE INDEX disclosures_request_ref_case_id_key ON disclosures (request_ref, case_id);

CREATE TABLE disclosure_subjects (
    disclosure_id uuid NOT NULL REFERENCES disclosures(id),
    person_id uuid NOT NULL REFERENCES people(id),
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (disclosure_id, person_id)
);

CREATE TABLE disclosure_recipients (
    disclosure_id uuid NOT NULL REFERENCES disclosures(id),
    recipient_id uuid NOT NULL,
    agency_id uuid REFERENCES agencies(id),
    worker_id uuid REFERENCES workers(id),
    person_id uuid REFERENCES people(id),
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (disclosure_id, recipient_id)
);

CREATE TABLE disclosure_notices (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    person_id uuid NOT NULL REFERENCES people(id),
    told_by uuid NOT NULL REFERENCES workers(id),
    body text NOT NULL
);
CREATE INDEX disclosure_notices_case_id_id_idx ON disclosure_notices (case_id, id);

CREATE TABLE advice_requests (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    disclosure_id uuid NOT NULL REFERENCES disclosures(id),
    adviser_id uuid NOT NULL REFERENCES workers(id),
    agency_id uuid NOT NULL REFERENCES agencies(id),
    privileged boolean NOT NULL,
    answered boolean NOT NULL,
    replaced boolean NOT NULL,
    body text NOT NULL
);
CREATE INDEX advice_requests_disclosure_id_id_idx ON advice_requests (disclosure_id, id);
CREATE INDEX advice_requests_adviser_id_id_idx ON advice_requests (adviser_id, id);

CREATE TABLE consent_standings (
    case_id uuid NOT NULL REFERENCES cases(id),
    purpose text NOT NULL,
    agency_id uuid NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    opens boolean NOT NULL,
    state text NOT NULL,
    ends_at timestamp NOT NULL,
    PRIMARY KEY (case_id, purpose, agency_id)
);

-- What consents hold back from an agency, or with a nil id from all: people, kinds of information, the whole family; and
-- what they held back, until the change that ended it.
CREATE TABLE consent_holds (
    case_id uuid NOT NULL REFERENCES cases(id),
    agency_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    ended_by uuid REFERENCES audit_log(change_id),
    PRIMARY KEY (case_id, agency_id, topic_id, change_id)
);
CREATE INDEX consent_holds_topic_id_agency_id_idx ON consent_holds (topic_id, agency_id);

CREATE TABLE name_words (
    word text COLLATE "C" NOT NULL,
    person_id uuid NOT NULL REFERENCES people(id),
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (word, person_id)
);
CREATE INDEX name_words_person_id_idx ON name_words (person_id);

CREATE TABLE person_identifiers (
    agency_id uuid NOT NULL REFERENCES agencies(id),
    system text NOT NULL,
    value text NOT NULL,
    person_id uuid NOT NULL REFERENCES people(id),
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    PRIMARY KEY (agency_id, system, value)
);
CREATE INDEX person_identifiers_person_id_idx ON person_identifiers (person_id);

CREATE TABLE idempotency_keys (
    client text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer NOT NULL,
    headers text NOT NULL,
    body text NOT NULL,
    operation text,
    seen text,
    subject_id uuid,
    created_at timestamp NOT NULL,
    PRIMARY KEY (client, route, key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

-- Agencies to which a case was open until this change.
CREATE TABLE departures (
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    agency_id uuid NOT NULL REFERENCES agencies(id),
    case_id uuid NOT NULL REFERENCES cases(id),
    PRIMARY KEY (change_id, agency_id)
);
CREATE INDEX departures_agency_id_change_id_idx ON departures (agency_id, change_id);

-- Changes at which the relay has not looked yet.
CREATE TABLE unrelayed (
    change_id uuid PRIMARY KEY NOT NULL REFERENCES outbox(change_id)
);

-- What each agency's system was told last of each thing of a case: what it was told of it then, and from when on it
-- was told of the thing at all.
CREATE TABLE holdings (
    agency_id uuid NOT NULL REFERENCES agencies(id),
    case_id uuid NOT NULL REFERENCES cases(id),
    resource text NOT NULL,
    thing_id uuid NOT NULL,
    event_id uuid NOT NULL,
    happening text NOT NULL,
    etag text NOT NULL,
    told_at timestamp NOT NULL,
    since timestamp NOT NULL,
    PRIMARY KEY (agency_id, case_id, resource, thing_id)
);
CREATE UNIQUE INDEX holdings_agency_id_told_at_key ON holdings (agency_id, told_at);
CREATE INDEX holdings_happening_told_at_idx ON holdings (happening, told_at);

-- Where agencies are told what happens.
CREATE TABLE webhooks (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    agency_id uuid NOT NULL REFERENCES agencies(id),
    status text NOT NULL,
    body text NOT NULL
);
CREATE INDEX webhooks_agency_id_id_idx ON webhooks (agency_id, id);

-- What was sent to a webhook of each thing last, or is to be sent; of no thing: a test.
CREATE TABLE deliveries (
    id uuid PRIMARY KEY NOT NULL,
    webhook_id uuid NOT NULL REFERENCES webhooks(id),
    case_id uuid REFERENCES cases(id),
    resource text,
    thing_id uuid,
    event_id uuid NOT NULL,
    status text NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp NOT NULL,
    made_at timestamp NOT NULL,
    told boolean NOT NULL
);
CREATE UNIQUE INDEX deliveries_webhook_id_case_id_resource_thing_id_key ON deliveries (webhook_id, case_id, resource, thing_id);
CREATE INDEX deliveries_webhook_id_id_idx ON deliveries (webhook_id, id);
CREATE INDEX deliveries_status_due_at_idx ON deliveries (status, due_at);

-- What came of each attempt to deliver.
CREATE TABLE delivery_attempts (
    delivery_id uuid NOT NULL REFERENCES deliveries(id),
    attempted_at timestamp NOT NULL,
    outcome text NOT NULL,
    status integer,
    elapsed_ms integer NOT NULL,
    PRIMARY KEY (delivery_id, attempted_at)
);
CREATE INDEX delivery_attempts_attempted_at_idx ON delivery_attempts (attempted_at);

-- What is to be written to agencies by e-mail, or was within three days: that nothing is sent to a webhook any more.
CREATE TABLE mails (
    id uuid PRIMARY KEY NOT NULL,
    agency_id uuid NOT NULL REFERENCES agencies(id),
    webhook_id uuid NOT NULL REFERENCES webhooks(id),
    made_at timestamp NOT NULL,
    due_at timestamp
);
CREATE INDEX mails_agency_id_made_at_idx ON mails (agency_id, made_at);
CREATE INDEX mails_due_at_idx ON mails (due_at);
CREATE INDEX mails_made_at_idx ON mails (made_at);

-- Who does what only one process is to do at a time, and until when.
CREATE TABLE leases (
    name text PRIMARY KEY NOT NULL,
    holder_id uuid NOT NULL,
    ends_at timestamp NOT NULL
);

-- What was shown to whom. The ids are in the order of time.
CREATE TABLE access_log (
    id uuid PRIMARY KEY NOT NULL,
    occurred_at timestamp NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    agency_id uuid,
    client text NOT NULL,
    request_id text NOT NULL,
    operation text NOT NULL,
    target_id uuid,
    outcome text NOT NULL,
    seen text NOT NULL,
    concerned_id uuid,
    grant_id uuid
);

-- Whom the entries of the access log, and those of the audit log by agencies, are about, newest last: what a family
-- and a privacy officer ask for.
CREATE TABLE access_subjects (
    subject_id uuid NOT NULL,
    record_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    PRIMARY KEY (subject_id, record_id)
);

CREATE FUNCTION index_accesses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO access_subjects (subject_id, record_id, agency_id)
    SELECT about.subject_id, added.id, coalesce(added.agency_id, '00000000-0000-0000-0000-000000000000'::uuid)
    FROM added, LATERAL (
        SELECT (subject ->> 'id')::uuid AS subject_id FROM jsonb_array_elements(added.seen::jsonb) AS subject
        UNION ALL SELECT added.concerned_id WHERE added.concerned_id IS NOT NULL
        AND NOT added.seen::jsonb @> jsonb_build_array(jsonb_build_object('id', added.concerned_id::text))
    ) AS about;
    RETURN NULL;
END $$;
CREATE TRIGGER access_log_subjects AFTER INSERT ON access_log
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION index_accesses();

-- What members of a family say in their own words.
CREATE TABLE statements (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    person_id uuid NOT NULL REFERENCES people(id),
    audience text NOT NULL,
    plan_version_id uuid REFERENCES plan_versions(id),
    replaces_id uuid REFERENCES statements(id),
    body text NOT NULL
);
CREATE INDEX statements_case_id_id_idx ON statements (case_id, id);
CREATE INDEX statements_person_id_id_idx ON statements (person_id, id);
CREATE UNIQUE INDEX statements_replaces_id_key ON statements (replaces_id);

-- What members of a family ask to be corrected.
CREATE TABLE corrections (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    person_id uuid NOT NULL REFERENCES people(id),
    status text NOT NULL,
    kind text NOT NULL,
    about_id uuid NOT NULL,
    source_id uuid REFERENCES agencies(id),
    body text NOT NULL
);
CREATE INDEX corrections_case_id_id_idx ON corrections (case_id, id);
CREATE INDEX corrections_person_id_id_idx ON corrections (person_id, id);

-- Cases opened to a worker in an emergency.
CREATE TABLE break_glass_grants (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    worker_id uuid NOT NULL REFERENCES workers(id),
    agency_id uuid NOT NULL REFERENCES agencies(id),
    part text NOT NULL,
    expires_at timestamp NOT NULL,
    review_due_at timestamp NOT NULL,
    revoked boolean NOT NULL,
    reviewed boolean NOT NULL,
    outcome text,
    body text NOT NULL
);
CREATE INDEX break_glass_grants_worker_id_case_id_idx ON break_glass_grants (worker_id, case_id);
CREATE INDEX break_glass_grants_case_id_id_idx ON break_glass_grants (case_id, id);

-- What agencies are told of things that they have: corrected, or with a statement that goes with them.
CREATE TABLE correction_notices (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    agency_id uuid REFERENCES agencies(id),
    member_id uuid REFERENCES people(id),
    correction_id uuid REFERENCES corrections(id),
    person_id uuid REFERENCES people(id),
    kind text NOT NULL,
    about_id uuid NOT NULL,
    acknowledged boolean NOT NULL,
    body text NOT NULL
);
CREATE INDEX correction_notices_agency_id_id_idx ON correction_notices (agency_id, id);
CREATE INDEX correction_notices_member_id_id_idx ON correction_notices (member_id, id);
CREATE INDEX correction_notices_correction_id_id_idx ON correction_notices (correction_id, id);
CREATE INDEX correction_notices_case_id_id_idx ON correction_notices (case_id, id);
CREATE INDEX correction_notices_about_id_id_idx ON correction_notices (about_id, id);
CREATE INDEX corrections_about_id_id_idx ON corrections (about_id, id);

-- What agencies were shown and are asked to let go of, because a consent was taken back.
CREATE TABLE recalls (
    id uuid PRIMARY KEY NOT NULL,
    version integer NOT NULL,
    change_id uuid NOT NULL REFERENCES audit_log(change_id),
    case_id uuid NOT NULL REFERENCES cases(id),
    agency_id uuid NOT NULL REFERENCES agencies(id),
    person_id uuid REFERENCES people(id),
    status text NOT NULL,
    due_at timestamp NOT NULL,
    body text NOT NULL
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
CREATE FUNCTION require_new_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.change_id = OLD.change_id THEN
        RAISE EXCEPTION 'an update needs a change of its own: %', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

-- What is written once stays.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows are only ever added here: %', TG_TABLE_NAME;
END $$;

CREATE TRIGGER regions_new_change BEFORE UPDATE ON regions FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER agencies_new_change BEFORE UPDATE ON agencies FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER workers_new_change BEFORE UPDATE ON workers FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER clients_new_change BEFORE UPDATE ON clients FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER login_codes_new_change BEFORE UPDATE ON login_codes FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER logins_new_change BEFORE UPDATE ON logins FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER sessions_new_change BEFORE UPDATE ON sessions FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER calendar_links_new_change BEFORE UPDATE ON calendar_links FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER coordinators_new_change BEFORE UPDATE ON coordinators FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER facilitators_new_change BEFORE UPDATE ON facilitators FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER people_new_change BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER families_new_change BEFORE UPDATE ON families FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER memberships_new_change BEFORE UPDATE ON memberships FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER relationships_new_change BEFORE UPDATE ON relationships FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER intakes_new_change BEFORE UPDATE ON intakes FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER cases_new_change BEFORE UPDATE ON cases FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER assignments_new_change BEFORE UPDATE ON assignments FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER consents_new_change BEFORE UPDATE ON consents FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER profile_entries_new_change BEFORE UPDATE ON profile_entries FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER needs_new_change BEFORE UPDATE ON needs FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER restrictions_new_change BEFORE UPDATE ON restrictions FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER meetings_new_change BEFORE UPDATE ON meetings FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER invitations_new_change BEFORE UPDATE ON invitations FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER plan_versions_new_change BEFORE UPDATE ON plan_versions FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER plan_renderings_new_change BEFORE UPDATE ON plan_renderings FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER actions_new_change BEFORE UPDATE ON actions FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER progress_updates_new_change BEFORE UPDATE ON progress_updates FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER follow_up_checks_new_change BEFORE UPDATE ON follow_up_checks FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER reviews_new_change BEFORE UPDATE ON reviews FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER final_reports_new_change BEFORE UPDATE ON final_reports FOR EACH ROW EXECUTE FUNCTION require_new_change();

CREATE TRIGGER disclosures_new_change BEFORE UPDATE ON disclosures FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER advice_requests_new_change BEFORE UPDATE ON advice_requests FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER safety_alerts_new_change BEFORE UPDATE ON safety_alerts FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER webhooks_new_change BEFORE UPDATE ON webhooks FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER break_glass_grants_new_change BEFORE UPDATE ON break_glass_grants FOR EACH ROW EXECUTE FUNCTION require_new_change();

CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER outbox_append_only BEFORE UPDATE OR DELETE ON outbox FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER outbox_no_truncate BEFORE TRUNCATE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER progress_updates_append_only BEFORE UPDATE OR DELETE ON progress_updates FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER progress_updates_no_truncate BEFORE TRUNCATE ON progress_updates FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER follow_up_checks_append_only BEFORE UPDATE OR DELETE ON follow_up_checks FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER follow_up_checks_no_truncate BEFORE TRUNCATE ON follow_up_checks FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER profile_wordings_append_only BEFORE UPDATE OR DELETE ON profile_wordings FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER profile_wordings_no_truncate BEFORE TRUNCATE ON profile_wordings FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER meeting_packs_append_only BEFORE UPDATE OR DELETE ON meeting_packs FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER meeting_packs_no_truncate BEFORE TRUNCATE ON meeting_packs FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER contacts_append_only BEFORE UPDATE OR DELETE ON contacts FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER contacts_no_truncate BEFORE TRUNCATE ON contacts FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER progress_reports_append_only BEFORE UPDATE OR DELETE ON progress_reports FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER progress_reports_no_truncate BEFORE TRUNCATE ON progress_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER departures_append_only BEFORE UPDATE OR DELETE ON departures FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER departures_no_truncate BEFORE TRUNCATE ON departures FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER access_subjects_append_only BEFORE UPDATE OR DELETE ON access_subjects FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER access_subjects_no_truncate BEFORE TRUNCATE ON access_subjects FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER statements_append_only BEFORE UPDATE OR DELETE ON statements FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER statements_no_truncate BEFORE TRUNCATE ON statements FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER recalls_new_change BEFORE UPDATE ON recalls FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER correction_notices_new_change BEFORE UPDATE ON correction_notices FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER corrections_new_change BEFORE UPDATE ON corrections FOR EACH ROW EXECUTE FUNCTION require_new_change();
CREATE TRIGGER disclosure_subjects_append_only BEFORE UPDATE OR DELETE ON disclosure_subjects FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER disclosure_subjects_no_truncate BEFORE TRUNCATE ON disclosure_subjects FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER disclosure_recipients_append_only BEFORE UPDATE OR DELETE ON disclosure_recipients FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER disclosure_recipients_no_truncate BEFORE TRUNCATE ON disclosure_recipients FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER disclosure_notices_append_only BEFORE UPDATE OR DELETE ON disclosure_notices FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER disclosure_notices_no_truncate BEFORE TRUNCATE ON disclosure_notices FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

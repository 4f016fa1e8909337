"""A shortened journey with a client that was generated from the contract."""

import os
import uuid

from contract import AuthenticatedClient
from contract.api.cases import get_case
from contract.api.consent import request_consent, sign_consent
from contract.api.directory import change_agency, get_agency, list_agencies, list_regions
from contract.api.families import add_member, create_family, create_person
from contract.api.intake import accept_intake, receive_intake, triage_intake
from contract.api.meetings import convene_meeting
from contract.models import (
    AcceptIntakeRequest,
    AgencyRequest,
    ConsentRequest,
    ConveneMeetingRequest,
    FamilyRequest,
    IntakeRequest,
    MembershipRequest,
    PersonRequest,
    Problem,
    SignatureRequest,
    TriageRequest,
)
from contract.types import UNSET


def client(persona):
    """Whoever this is, with the token of theirs."""
    return AuthenticatedClient(base_url=os.environ["BASE"], token=os.environ[persona])


administrator = client("ADMINISTRATOR")
coordinator = client("COORDINATOR")
nurse = client("PUBLIC_HEALTH")
stranger = client("STRANGER")


def key():
    """A key that no other request has."""
    return str(uuid.uuid4())


def answered(response, status):
    """What was answered, which has to have this status."""
    assert response.status_code == status, (response.status_code, response.content)
    return response.parsed


def refused(response, code):
    """The problem that was answered, which has to have this code."""
    assert isinstance(response.parsed, Problem), response.content
    assert response.parsed.code == code, response.parsed
    return response.parsed


def all_agencies():
    """Every agency, a few at a time."""
    found, cursor = [], UNSET
    while True:
        page = answered(list_agencies.sync_detailed(client=administrator, limit=3, cursor=cursor), 200)
        found += page.items
        cursor = page.next_cursor
        if cursor is UNSET:
            return found


def change_once(agency):
    """Reads with and without a tag, and changes with one: the second change comes too late."""
    read = get_agency.sync_detailed(agency.id, client=administrator)
    tag = read.headers["ETag"]
    again = get_agency.sync_detailed(agency.id, client=administrator, if_none_match=tag)
    assert again.status_code == 304

    def change(name):
        body = AgencyRequest.from_dict({"name": name, "kind": "government", "sector": "education"})
        return change_agency.sync_detailed(agency.id, client=administrator, body=body, if_match=tag)

    assert answered(change(f"{agency.name} (moved)"), 200).id == agency.id
    late = refused(change(f"{agency.name} (late)"), "request.stale")
    assert late.current_etag not in (UNSET, tag)


def ask(region):
    """Asks for the process to start: once, however often it is sent."""
    sent = {
        "region_id": str(region),
        "kind": "agency_worker",
        "referrer": {"name": "Ruth Allen", "relationship": "public health nurse visiting the family"},
        "reasons": ["school attendance"],
        "needs": ["health", "education"],
        "family_agrees_to_contact": True,
        "family": {
            "name": "Whānau Pōtae",
            "people": [
                {"name": "Aroha Pōtae", "relationship": "mother"},
                {"name": "Tama Pōtae", "relationship": "child"},
            ],
        },
    }

    def send(body, name):
        body = IntakeRequest.from_dict(body)
        return receive_intake.sync_detailed(client=nurse, body=body, idempotency_key=name)

    name = key()
    intake = answered(send(sent, name), 201)
    again = send(sent, name)
    assert answered(again, 201).id == intake.id
    assert again.headers["Idempotent-Replayed"] == "true"
    problem = refused(send(sent | {"reasons": []}, key()), "request.invalid")
    assert problem.errors[0].pointer == "#/reasons"
    return intake.id


def join(region, family, name, role):
    """A person of the family."""
    body = PersonRequest(name=name, region_id=region)
    person = answered(create_person.sync_detailed(client=coordinator, body=body, idempotency_key=key()), 201)
    body = MembershipRequest.from_dict(
        {
            "person_id": str(person.id),
            "role": role,
            "dependent": role == "child",
            "started_on": "2026-02-02",
        }
    )
    member = add_member.sync_detailed(family, client=coordinator, body=body, idempotency_key=key())
    assert answered(member, 201).person_id == person.id
    return person.id


def accept(intake, family, agencies):
    body = TriageRequest(family_id=family, duplicates_found="none")
    answered(triage_intake.sync_detailed(intake, client=coordinator, body=body, idempotency_key=key()), 200)
    body = AcceptIntakeRequest.from_dict(
        {
            "agencies": [str(it) for it in agencies],
            "immediate_danger": False,
            "offer": {"made_on": "2026-02-02", "how": "in person", "response": "accepted"},
        }
    )
    taken = accept_intake.sync_detailed(intake, client=coordinator, body=body, idempotency_key=key())
    return answered(taken, 201).id


def consent(case, mother, child, agencies):
    body = ConsentRequest.from_dict(
        {
            "person_id": str(mother),
            "agencies": [str(it) for it in agencies],
            "purposes": ["participate", "share_with_agencies"],
            "categories": ["identity", "education"],
            "children": [str(child)],
            "begins_on": "2026-02-02",
            "expires_on": "2027-02-01",
            "statement_version": "2026-01",
            "language": "en-NZ",
        }
    )
    asked = request_consent.sync_detailed(case, client=coordinator, body=body, idempotency_key=key())
    form = answered(asked, 201)
    body = SignatureRequest.from_dict(
        {
            "signed_on": "2026-02-02",
            "method": "paper",
            "witness": "Marama Tūhoe",
            "evidence_sha256": "0" * 64,
        }
    )
    signed = sign_consent.sync_detailed(form.id, client=coordinator, body=body, idempotency_key=key())
    answered(signed, 200)


def meet(case):
    body = ConveneMeetingRequest.from_dict(
        {
            "kind": "first",
            "minutes": 120,
            "starts_at_local": "2026-02-19T18:30:00",
            "venue": {"name": "The meeting room of the marae", "neutrality": "marae"},
        }
    )
    convened = convene_meeting.sync_detailed(case, client=coordinator, body=body, idempotency_key=key())
    meeting = answered(convened, 201)
    assert meeting.case_id == case
    assert convened.headers["Location"].endswith(f"/v1/meetings/{meeting.id}")


def main():
    agencies = all_agencies()
    assert len({it.id for it in agencies}) == len(agencies) > 3
    involved = [it.id for it in agencies if it.kind == "government"]
    change_once(next(it for it in agencies if it.sector == "education"))
    region = answered(list_regions.sync_detailed(client=coordinator), 200).items[0].id
    intake = ask(region)
    body = FamilyRequest(name="Whānau Pōtae", region_id=region, language="en-NZ")
    family = answered(create_family.sync_detailed(client=coordinator, body=body, idempotency_key=key()), 201).id
    mother = join(region, family, "Aroha Pōtae", "parent")
    child = join(region, family, "Tama Pōtae", "child")
    case = accept(intake, family, involved)
    consent(case, mother, child, involved)
    meet(case)
    assert answered(get_case.sync_detailed(case, client=coordinator), 200).status == "preparing"
    refused(get_case.sync_detailed(case, client=stranger), "request.not_found")
    print("the journey was made")


main()

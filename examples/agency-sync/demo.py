"""Prepares what the agency's administrator prepares, and runs sync.py against the demonstration, by its clock.

BASE, ADMINISTRATOR and SCHOOL_SYSTEM are what `whakakaha demo` prints.
"""

import base64
import json
import os
import uuid
from datetime import UTC, datetime

import httpx
import time_machine
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

import sync

BASE = os.environ.setdefault("BASE", "http://127.0.0.1:8080")
PORT = os.environ.setdefault("PORT", "8090")


def post(token, path, body):
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid.uuid4())}
    return httpx.post(BASE + path, headers=headers, json=body).raise_for_status().json()


def agency_of(token):
    """The agency for which a token was made: `sub` is `agency:` and its id."""
    claims = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(claims + "=="))["sub"].removeprefix("agency:")


def register(administrator, agency, public_key):
    """Registers this program; answers its `client_id`."""
    key = {"kid": "one", **json.loads(ECAlgorithm.to_jwk(public_key))}
    request = {"name": "nightly copy", "scopes": ["integration.read", "integration.write"], "keys": [key]}
    return post(administrator, f"/v1/agencies/{agency}/clients", request)["id"]


def name_address(system, agency):
    """Names the address to which events are sent; answers the secret with which they are signed."""
    webhook = post(system, f"/v1/agencies/{agency}/webhooks", {"url": f"http://127.0.0.1:{PORT}/"})
    headers = {"Authorization": f"Bearer {system}"}
    return httpx.get(f"{BASE}/v1/webhooks/{webhook['id']}/secret", headers=headers).raise_for_status().json()["secret"]


def prepare():
    """Prepares everything; answers what time it is in the demonstration."""
    system = os.environ["SCHOOL_SYSTEM"]
    agency = agency_of(system)
    key = ec.generate_private_key(ec.SECP256R1())
    client = register(os.environ["ADMINISTRATOR"], agency, key.public_key())
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with open("program.pem", "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(pem)
    secret = name_address(system, agency)
    os.environ |= {"CLIENT_ID": client, "KEY_ID": "one", "PRIVATE_KEY": "program.pem", "WEBHOOK_SECRET": secret}
    # An id begins with the milliseconds at which it was made.
    return datetime.fromtimestamp((uuid.UUID(client).int >> 80) / 1000, UTC)


if __name__ == "__main__":
    with time_machine.travel(prepare(), tick=True):
        sync.main()

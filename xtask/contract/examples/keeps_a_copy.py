"""Runs the example of an agency's system against the demonstration, and looks whether its copy is exact."""

import json
import os
import sys
import threading
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

import demo
import httpx
import sync
import time_machine
from standardwebhooks import Webhook

BASE = os.environ["BASE"]
SYSTEM, MOTHER = os.environ["SCHOOL_SYSTEM"], os.environ["MOTHER"]
RECEIVER = f"http://127.0.0.1:{os.environ['PORT']}/"
# A webhook wakes the example long before it would look by itself.
PATIENCE = 40


def read(path, token=SYSTEM, **query):
    answer = httpx.get(BASE + path, headers={"Authorization": f"Bearer {token}"}, params=query)
    return answer.raise_for_status()


def truth():
    """Everything that the agency may read now: its tag and its text, as the service answers."""
    events, cursor = [], {}
    while True:
        page = read("/v1/events", limit=200, **cursor).json()
        events += page["items"]
        cursor = {"cursor": page["next_cursor"]}
        if not page["has_more"]:
            break
    answers = {(it["data"]["case_id"], it["subject"]): read(it["data"]["href"]) for it in events}
    return {thing: (answer.headers["ETag"], answer.text) for thing, answer in answers.items()}


def copied():
    rows = sync.Copy(os.environ["COPY"]).db.execute(
        "SELECT case_id, subject, etag, content FROM thing WHERE content IS NOT NULL"
    )
    return {(case, subject): (etag, content) for case, subject, etag, content in rows}


def eventually(holds, what):
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, f"not in time: {what}"
        time.sleep(0.2)


def exact(what):
    eventually(lambda: copied() == truth(), f"the copy equals what the service answers {what}")


def message(secret, id, body, signed=None):
    """Sends a message to the example, signed as if it said something else, where it is told so."""
    signature = Webhook(secret).sign(id, datetime.now(UTC), signed or body)
    headers = {"webhook-id": id, "webhook-timestamp": str(int(time.time())), "webhook-signature": signature}
    return httpx.post(RECEIVER, content=body, headers=headers).status_code


def the_copy_follows():
    exact("at first")
    case = read("/v1/cases").json()["items"][0]["id"]
    entry = demo.post(MOTHER, f"/v1/cases/{case}/profile-entries", {"kind": "strength", "text": "we sing"})
    thing = (case, f"profile-entries/{entry['id']}")
    eventually(lambda: thing in copied(), "what was added is there")
    exact("after something was added")
    demo.post(MOTHER, f"/v1/profile-entries/{entry['id']}/removal", {})
    eventually(lambda: thing not in copied(), "what was removed is gone")
    exact("after something was removed")


def messages_are_checked(secret):
    body = json.dumps({"type": "nz.whakakaha.webhook.tested.v1"})
    id = str(uuid.uuid4())
    assert message(secret, id, body) == 204
    assert message(secret, id, body) == 204, "a message that comes twice is taken"
    assert message(secret, str(uuid.uuid4()), body, signed=body + " ") == 401, "a message that was tampered with is refused"
    assert httpx.post(RECEIVER, content=body).status_code == 401, "a message without a signature is refused"
    (count,) = sync.Copy(os.environ["COPY"]).db.execute("SELECT count(*) FROM message WHERE id = ?", (id,)).fetchone()
    assert count == 1
    agency = demo.agency_of(SYSTEM)
    assert httpx.options(RECEIVER, headers={"WebHook-Request-Origin": "elsewhere.example.nz"}).status_code == 403
    (webhook,) = [it for it in read(f"/v1/agencies/{agency}/webhooks").json()["items"] if it["url"] == RECEIVER]
    assert webhook["status"] == "active", "the example has said that it wants to be sent events"
    deliveries = read(f"/v1/webhooks/{webhook['id']}/deliveries", limit=200).json()["items"]
    # The question whether anything is wanted may have been asked before somebody was there to answer.
    deliveries = [it for it in deliveries if "resource" in it]
    taken = [it for it in deliveries if it["status"] == "delivered" and it["tried"] == 1]
    assert taken, "the service's own messages are taken at once"
    assert not [it for it in deliveries if it["tried"] > 1 or it["status"] == "failed"], "none is refused"


class Aged:
    """The service, to which every cursor is too old."""

    def __init__(self, service):
        self.service = service

    def call(self, method, path, **request):
        if "cursor" in request.get("params", {}):
            return httpx.Response(410, json={"code": "request.cursor_expired"})
        return self.service.call(method, path, **request)


def a_copy_that_is_too_old_is_made_anew(service):
    copy = sync.Copy("aged.db")
    copy.follow(service)
    with copy.db:
        copy.db.execute("INSERT INTO thing VALUES ('gone', 'cases/gone', '0', 'tag', 'gone long ago', 1)")
    copy.follow(Aged(service))
    rows = copy.db.execute("SELECT case_id, subject, etag, content FROM thing WHERE content IS NOT NULL").fetchall()
    assert {(case, subject): (etag, content) for case, subject, etag, content in rows} == truth()


def patience_is_kept(service):
    answers = iter([httpx.Response(503, headers={"Retry-After": "1"}), httpx.Response(200, text="there")])
    service.http = httpx.Client(base_url=BASE, transport=httpx.MockTransport(lambda _: next(answers)))
    began = time.monotonic()
    assert service.send("GET", "/").text == "there"
    assert time.monotonic() - began >= 1


def kinds():
    return {subject.split("/")[0] for _, subject in copied()}


def answered():
    return [it["status"] for it in read("/v1/recalls").json()["items"]]


def bytes_on_disk():
    """What the files of the copy hold, whatever the database still knows of it."""
    files = list(Path().glob(f"{os.environ['COPY']}*"))
    assert all(file.stat().st_mode & 0o077 == 0 for file in files), "the copy is for nobody else's eyes"
    return b"".join(file.read_bytes() for file in files)


def what_is_taken_back_is_forgotten():
    assert b"family_name" in bytes_on_disk()
    (case,) = (it["id"] for it in read("/v1/cases").json()["items"])
    (consent,) = [it for it in read("/v1/my/consents", MOTHER).json()["items"] if it["status"] == "active"]
    before = len(copied())
    demo.post(MOTHER, f"/v1/consents/{consent['id']}/withdrawal", {"channel": "by herself"})
    eventually(lambda: len(copied()) < before, "what her consent opened is gone from the copy")
    eventually(lambda: answered() == ["acknowledged"], "that the part was deleted is said")
    exact("after one consent was taken back")
    assert copied(), "the father's consent still stands"
    demo.post(MOTHER, f"/v1/cases/{case}/withdrawal", {"channel": "by herself"})
    eventually(lambda: kinds() == {"recalls"}, "the case is gone from the copy, and asked back")
    eventually(lambda: answered() == ["acknowledged"] * 2, "that it was deleted is said")
    exact("after that")
    assert b"family_name" not in bytes_on_disk(), "what is deleted is nowhere in the files"


def main():
    with time_machine.travel(demo.prepare(), tick=True):
        sys.argv = ["sync.py"]
        threading.Thread(target=sync.main, daemon=True).start()
        the_copy_follows()
        messages_are_checked(os.environ["WEBHOOK_SECRET"])
        with open(os.environ["PRIVATE_KEY"], "rb") as file:
            service = sync.Service(BASE, os.environ["CLIENT_ID"], os.environ["KEY_ID"], file.read())
        a_copy_that_is_too_old_is_made_anew(service)
        patience_is_kept(service)
        what_is_taken_back_is_forgotten()


main()

"""An agency's system that keeps an exact copy of what the agency may read, and nothing beyond that.

It follows docs/integrating.md: a token with a key of its own, the feed of events from the last cursor on, each thing read
where its tag differs, and webhooks so that the copy follows within seconds. What a family takes back is deleted, and that is said.
"""

import json
import os
import sqlite3
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import httpx
import jwt
from standardwebhooks import Webhook, WebhookVerificationError

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LARGEST_MESSAGE = 64 * 1024
ATTEMPTS = 6
# How long the ids of messages are kept, in seconds: none is sent again after three days.
MESSAGES_KEPT = 7 * 86_400
# How long it waits for a message before it looks into the feed all the same, in seconds.
REST = 60


class Service:
    """The service, as one program of one agency calls it."""

    def __init__(self, base, client_id, key_id, private_key):
        self.client_id, self.key_id, self.private_key = client_id, key_id, private_key
        self.http = httpx.Client(base_url=base, timeout=30)
        self.metadata = self.send("GET", "/.well-known/oauth-authorization-server").raise_for_status().json()
        self.token, self.token_ends = "", 0.0

    def send(self, method, path, **request):
        """Sends a request, again where the service asks for patience or cannot be reached."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self.http.request(method, path, **request)
            except httpx.TransportError:
                if attempt == ATTEMPTS:
                    raise
                time.sleep(2**attempt)
                continue
            if answer.status_code not in (429, 503) or attempt == ATTEMPTS:
                return answer
            time.sleep(int(answer.headers.get("Retry-After", 2**attempt)))

    def call(self, method, path, headers=None, **request):
        """Sends a request as this program; with a new token where the last one opens nothing any more."""
        for fresh in (False, True):
            bearer = {"Authorization": f"Bearer {self.bearer(fresh)}"}
            answer = self.send(method, path, headers=bearer | (headers or {}), **request)
            if answer.status_code != 401:
                break
        return answer

    def bearer(self, fresh):
        """The token, or the next one where it is about to expire."""
        if fresh or time.time() > self.token_ends:
            form = {
                "grant_type": "client_credentials",
                "client_assertion_type": ASSERTION_TYPE,
                "client_assertion": self.assertion(),
            }
            answer = self.send("POST", self.metadata["token_endpoint"], data=form).raise_for_status().json()
            self.token, self.token_ends = answer["access_token"], time.time() + answer["expires_in"] - 30
        return self.token

    def assertion(self):
        """Says who asks, once: signed with the private key that never leaves this machine."""
        now = int(time.time())
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.metadata["issuer"],
            "iat": now,
            "exp": now + 60,
            "jti": str(uuid.uuid4()),
        }
        return jwt.encode(claims, self.private_key, algorithm="ES256", headers={"kid": self.key_id})


class NotThere(Exception):
    """What was told of a moment ago may not be read any more. Soon the feed says so."""


class Copy:
    """The copy in a file, with the place in the feed from which to go on."""

    def __init__(self, path):
        # For nobody else's eyes, like the records that it repeats.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self.db = sqlite3.connect(path, timeout=30)
        self.db.executescript(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA secure_delete = ON;
            -- What was told last of each thing of a case. A thing without content is gone.
            CREATE TABLE IF NOT EXISTS thing (
                case_id TEXT, subject TEXT, sequence TEXT NOT NULL, etag TEXT, content TEXT, reading INTEGER NOT NULL,
                PRIMARY KEY (case_id, subject)
            );
            -- `reading` counts how often the feed was begun.
            CREATE TABLE IF NOT EXISTS feed (cursor TEXT, reading INTEGER NOT NULL, complete INTEGER NOT NULL);
            INSERT INTO feed SELECT NULL, 1, FALSE WHERE NOT EXISTS (SELECT * FROM feed);
            CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, came REAL NOT NULL);
            """
        )

    def known(self, case, subject):
        """The sequence, the tag and the content of a thing, as far as there is something."""
        query = "SELECT sequence, etag, content FROM thing WHERE case_id = ? AND subject = ?"
        return self.db.execute(query, (case, subject)).fetchone() or ("", None, None)

    def take(self, event, service):
        """Takes an event into the copy, in whatever order events come and however often."""
        about, subject, sequence = event["data"], event["subject"], event["sequence"]
        case, case_itself = about["case_id"], f"cases/{about['case_id']}"
        told, etag, content = self.known(case, subject)
        case_told, _, case_content = self.known(case, case_itself)
        if sequence < told or (case_content is None and sequence < case_told):
            return
        is_gone = event["type"].endswith(".deleted.v1")
        if is_gone:
            etag, content = None, None
        elif etag != about["etag"]:
            etag, content = self.read(about["href"], service)
        with self.db:
            if is_gone and subject == case_itself:
                self.db.execute("DELETE FROM thing WHERE case_id = ? AND sequence < ?", (case, sequence))
            self.db.execute(
                "INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?, ?, (SELECT reading FROM feed))",
                (case, subject, sequence, etag, content),
            )

    def read(self, href, service):
        """The tag of a thing, and what it says now."""
        answer = service.call("GET", href)
        if answer.status_code in (403, 404):
            raise NotThere(href)
        return answer.raise_for_status().headers["ETag"], answer.text

    def follow(self, service):
        """Goes on in the feed until there is no more for now."""
        try:
            while self.follow_page(service):
                pass
        except NotThere as thing:
            # The page is read again the next time, and then says what became of it.
            print(f"{thing} is not there any more", file=sys.stderr)

    def follow_page(self, service):
        """Takes a page of the feed; answers whether there is more."""
        (cursor,) = self.db.execute("SELECT cursor FROM feed").fetchone()
        answer = service.call("GET", "/v1/events", params={"limit": 200} | ({"cursor": cursor} if cursor else {}))
        if answer.status_code == 410:  # request.cursor_expired
            self.begin_again()
            return True
        page = answer.raise_for_status().json()
        for event in page["items"]:
            self.take(event, service)
        with self.db:
            self.db.execute("UPDATE feed SET cursor = ?", (page["next_cursor"],))
            if not page["has_more"] and self.db.execute("UPDATE feed SET complete = TRUE WHERE NOT complete").rowcount:
                # What was not found when the feed was read from its beginning is gone.
                self.db.execute("DELETE FROM thing WHERE reading < (SELECT reading FROM feed)")
        return page["has_more"]

    def answer_recalls(self, service):
        """Says that it was deleted, where the agency is asked to let go of a case and nothing of that is left here, or of a
        part, which is gone when the feed was read to its end."""
        # What was deleted is still in the file of recent changes, until all of that is written over.
        (is_held_up, _, _) = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_held_up:
            return
        asked = self.db.execute(
            """
            SELECT subject, content FROM thing AS asked WHERE subject LIKE 'recalls/%' AND content IS NOT NULL
            AND (json_extract(content, '$.extent') = 'part' OR NOT EXISTS (SELECT * FROM thing WHERE case_id = asked.case_id AND content IS NOT NULL
                            AND subject NOT LIKE 'recalls/%'))
            """
        ).fetchall()
        for subject, content in asked:
            if json.loads(content)["status"] in ("open", "escalated"):
                # The same key for the same recall: however often this is sent, it is done once.
                key = {"Idempotency-Key": subject}
                answer = service.call("POST", f"/v1/{subject}/acknowledgement", headers=key, json={"action": "deleted"})
                if answer.status_code not in (403, 404, 409):  # The family consents again, and soon the feed says so.
                    answer.raise_for_status()

    def begin_again(self):
        """Reads the feed from its beginning the next time."""
        with self.db:
            self.db.execute("UPDATE feed SET cursor = NULL, reading = reading + 1, complete = FALSE")

    def is_new(self, message):
        """Remembers the id of a message; answers whether it came for the first time."""
        now = time.time()
        with self.db:
            self.db.execute("DELETE FROM message WHERE came < ?", (now - MESSAGES_KEPT,))
            return self.db.execute("INSERT OR IGNORE INTO message VALUES (?, ?)", (message, now)).rowcount == 1


def receiver(base, port, secret, path, came):
    """Takes webhooks: checks who sent them, remembers their ids, and answers. The feed says what there is to do."""
    webhook, origin = Webhook(secret), urlsplit(base).hostname

    class Receiver(BaseHTTPRequestHandler):
        timeout = 15

        def do_OPTIONS(self):
            """Says that this address wants to be sent events, to this service alone."""
            self.send_response(204 if self.headers["WebHook-Request-Origin"] == origin else 403)
            self.send_header("WebHook-Allowed-Origin", origin)
            self.end_headers()

        def do_POST(self):
            self.send_response(self.receive())
            self.end_headers()

        def receive(self):
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 < length <= LARGEST_MESSAGE:
                return 413
            try:
                webhook.verify(self.rfile.read(length), dict(self.headers))
            except (WebhookVerificationError, ValueError):
                return 401
            if Copy(path).is_new(self.headers["webhook-id"]):
                came.set()
            return 204

        def log_message(self, *_):
            """Nothing of what comes is written to a log."""

    return ThreadingHTTPServer(("127.0.0.1", port), Receiver)


def main():
    path = os.environ.get("COPY", "copy.db")
    with open(os.environ["PRIVATE_KEY"], "rb") as file:
        service = Service(os.environ["BASE"], os.environ["CLIENT_ID"], os.environ["KEY_ID"], file.read())
    copy, came = Copy(path), threading.Event()
    if "WEBHOOK_SECRET" in os.environ:
        port = int(os.environ.get("PORT", "8090"))
        webhooks = receiver(os.environ["BASE"], port, os.environ["WEBHOOK_SECRET"], path, came)
        threading.Thread(target=webhooks.serve_forever, daemon=True).start()
    while True:
        came.clear()
        copy.follow(service)
        copy.answer_recalls(service)
        (things,) = copy.db.execute("SELECT count(*) FROM thing WHERE content IS NOT NULL").fetchone()
        print(f"the copy has {things} things", flush=True)
        if sys.argv[1:] == ["--once"]:
            return
        came.wait(REST)


if __name__ == "__main__":
    main()

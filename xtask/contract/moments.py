"""Tries operations with Schemathesis at the moment at which they can succeed.

The tests play stories and hand over each operation when somebody is about to do it: a line of JSON with the call comes in,
a line goes out when it has been tried. Writes are tried with `validate_only`, so the story goes on as if nothing had
happened. Whatever is answered is asked for again in the name of another agency. What was found is in the file that is named second.
"""

import json
import sys
import traceback
from collections import Counter

import hypothesis
import requests
import schemathesis
from schemathesis import GenerationMode

EXAMPLES = 4
NOTHING = schemathesis.core.NOT_SET


def settings():
    checks = list(hypothesis.HealthCheck)
    return hypothesis.settings(
        max_examples=EXAMPLES, database=None, deadline=None, derandomize=True, suppress_health_check=checks
    )


class Moment:
    """An operation that somebody is about to do."""

    def __init__(self, contract, call):
        self.operation = contract[call["path"]][call["method"]]
        self.call = call
        self.session = requests.Session()
        if call["token"]:
            self.session.headers["Authorization"] = f"Bearer {call['token']}"
        self.other = requests.Session()
        self.other.headers["Authorization"] = f"Bearer {call['other']}"
        self.refused = 0
        self.query = call["query"] | ({"validate_only": "true"} if call["is_write"] else {})
        self.statuses = Counter()
        self.failures = {}

    def examine(self):
        self.send(self.story())
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            self.generate(mode)
        return self.told()

    def told(self):
        return {
            "operation": self.operation.label,
            "statuses": self.statuses,
            "failures": self.failures,
            "refused": self.refused,
        }

    def story(self):
        """The call as the story has it."""
        body = self.call["body"]
        return self.operation.Case(
            path_parameters=self.call["ids"],
            headers=self.call["headers"],
            query=self.query,
            body=NOTHING if body is None else body,
            media_type=None if body is None else "application/json",
        )

    def generate(self, mode):
        """Calls like it with other contents, or with contents that are wrong."""
        if mode == GenerationMode.NEGATIVE and self.call["body"] is None:
            return
        strategy = self.operation.as_strategy(
            mode, path_parameters=self.call["ids"], headers=self.call["headers"], query=self.query
        )

        @settings()
        @hypothesis.given(strategy)
        def each(case):
            self.send(case)

        each()

    def send(self, case):
        if self.call["is_write"]:
            assert case.query["validate_only"] == "true"
        response = case.call(base_url=self.call["base"], session=self.session)
        self.statuses[response.status_code] += 1
        if self.call["other"] and response.status_code < 300:
            self.ask_for_others(case)
        try:
            case.validate_response(response)
        except BaseExceptionGroup as found:
            for failure in found.exceptions:
                self.failures.setdefault(type(failure).__name__, f"{failure}\n{response.text[:500]}")
        except AssertionError as failure:
            self.failures.setdefault(type(failure).__name__, f"{failure}\n{response.text[:500]}")

    def ask_for_others(self, case):
        """What somebody is answered is not for an agency that has nothing to do with it."""
        response = case.call(base_url=self.call["base"], session=self.other)
        if response.status_code in (403, 404):
            self.refused += 1
        else:
            self.failures.setdefault("AnsweredToOthers", f"{response.status_code}\n{response.text[:500]}")


def examined(contract, call):
    """What came of a moment; what went wrong with the looking was found as well."""
    moment = Moment(contract, call)
    try:
        return moment.examine()
    except Exception:
        moment.failures["Broken"] = traceback.format_exc()
        return moment.told()


def main():
    source, settings_file, results = sys.argv[1:]
    contract = schemathesis.openapi.from_path(source, config=schemathesis.Config.from_path(settings_file))
    with open(results, "a", encoding="utf-8") as told:
        for line in sys.stdin:
            print(json.dumps(examined(contract, json.loads(line))), file=told, flush=True)
            print("done", flush=True)


main()

"""The applicants of the storm, in a process of their own: locust, on loopback only.

usage: python -m benchmarks.site.applicants PLAN OUT PORT (storm | full | bare)

`storm`: each opens the page in good time, hands in at a moment of its own (90 % of them in the last minute), one in
five clicks twice, and whoever gets no answer tries the same again, as people do, until some time after the deadline.
`full`: as many at a time as the site bears, one after another. `bare`: the same against the bare peer.
"""

import json
import random
import re
import sys
import time
from pathlib import Path

import gevent
from locust import FastHttpUser, task
from locust.env import Environment
from locust.exception import StopUser

AT_A_TIME = 24
LAST_MINUTE = 60.0
EARLY = 90.0  # seconds over which the first tenth arrives, before the last minute
LONGEST = 30.0
SEED = 20270301
KEY = re.compile(r'name="key" value="([0-9a-f]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
HASH = re.compile(r'class="hash">([0-9a-f]{64})<')


class Plan:
    """Who hands in when; shared by all applicants of the process."""

    def __init__(self, place: Path) -> None:
        facts = json.loads(place.read_text())
        self.deadline: float = facts["deadline"]
        self.waiting: list[dict[str, str]] = facts["applicants"]
        self.receipts: list[dict[str, object]] = []
        self.refused = 0
        self.tries = 0
        self.begun = time.time()
        self.last = self.begun  # when the last receipt came
        self.left = len(self.waiting)
        self.waits: list[float] = []  # from the click to the receipt, however often it was tried
        self.dice = random.Random(SEED)

    def moment(self) -> float:
        dice = self.dice
        before = dice.uniform(0.5, LAST_MINUTE) if dice.random() < 0.9 else LAST_MINUTE + dice.uniform(0, EARLY)
        return self.deadline - before


class Applicant(FastHttpUser):
    """One person with one application."""

    abstract = True
    plan: Plan
    storming = True
    connection_timeout = network_timeout = LONGEST

    def on_start(self) -> None:
        if not self.plan.waiting:
            raise StopUser
        self.me = self.plan.waiting.pop()
        self.client.cookiejar.clear()
        self.headers = {"Cookie": f"sessionid={self.me['session']}"}

    @task
    def hand_in(self) -> None:
        moment = self.plan.moment() if self.storming else time.time()
        twice = self.storming and self.plan.dice.random() < 0.2
        if self.storming:
            gevent.sleep(max(0.0, moment - time.time() - self.plan.dice.uniform(5, 40)))
        form = self._form()
        if form is not None:
            gevent.sleep(max(0.0, moment - time.time()) if self.storming else 0)
            clicks = [gevent.spawn(self._submit, form) for _ in range(2 if twice else 1)]
            gevent.joinall(clicks)
        self.plan.left -= 1
        if self.storming:
            raise StopUser
        self.on_start()  # the next one

    def _form(self) -> dict[str, str] | None:
        """The page with its button, tried again while it does not come."""
        while True:
            with self.client.get(
                self.me["path"], name="open the page", headers=self.headers, catch_response=True
            ) as answer:
                text = answer.text or ""
                key, token = KEY.search(text), TOKEN.search(text)
                if answer.status_code == 200 and key and token:
                    cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
                    return {"key": key[1], "token": token[1], "cookie": cookie}
                if answer.status_code == 200:
                    answer.success()
                    return None  # the call is closed
                answer.failure(f"status {answer.status_code}")
            if time.time() > self.plan.deadline + LONGEST:
                return None
            gevent.sleep(1)

    def _submit(self, form: dict[str, str]) -> None:
        clicked = time.time()
        headers = {**self.headers, "Cookie": f"{self.headers['Cookie']}; {form['cookie']}"}
        data = {"csrfmiddlewaretoken": form["token"], "key": form["key"]}
        while time.time() < self.plan.deadline + LONGEST:
            self.plan.tries += 1
            with self.client.post(
                self.me["path"], data, name="hand in", headers=headers, allow_redirects=False, catch_response=True
            ) as answer:
                if answer.status_code == 302:
                    answer.success()
                    self._receipt(answer.headers["Location"], clicked)
                    return
                if answer.status_code in (403, 404, 409, 410, 422):
                    answer.success()  # a clear answer: too late
                    self.plan.refused += 1
                    return
                answer.failure(f"status {answer.status_code}")
            gevent.sleep(1)

    def _receipt(self, path: str, clicked: float) -> None:
        while True:
            with self.client.get(path, name="receipt", headers=self.headers, catch_response=True) as answer:
                found = HASH.search(answer.text or "")
                if answer.status_code == 200 and found:
                    self.plan.last = time.time()
                    self.plan.waits.append(self.plan.last - clicked)
                    self.plan.receipts.append({"submission": path.split("/")[3], "sha256": found[1]})
                    return
                answer.failure(f"status {answer.status_code}")
            if time.time() > self.plan.deadline + 2 * LONGEST:
                return
            gevent.sleep(1)


class BareClient(FastHttpUser):
    """As many inserted and rendered as it goes."""

    abstract = True

    @task
    def insert(self) -> None:
        self.client.post("/", {"text": "x" * 6000}, name="bare")


def main(plan: Path, out: Path, port: int, kind: str) -> None:
    shared = Plan(plan)
    number = len(shared.waiting)
    user = type(
        "One", (BareClient if kind == "bare" else Applicant,), {"abstract": False, "host": f"http://127.0.0.1:{port}"}
    )
    if kind != "bare":
        user.plan, user.storming = shared, kind == "storm"
    environment = Environment(user_classes=[user])
    runner = environment.create_local_runner()
    begun = time.time()
    runner.start(number if kind == "storm" else AT_A_TIME, spawn_rate=200)
    latest = {"storm": shared.deadline + 2 * LONGEST, "full": begun + 120, "bare": begun + 15}[kind]
    while time.time() < latest and (kind == "bare" or shared.left):
        gevent.sleep(0.2)
    seconds = (time.time() if kind == "bare" else shared.last) - begun
    runner.quit()
    shared.waits.sort()
    out.write_text(
        json.dumps(
            {
                "seconds": seconds,
                "receipts": shared.receipts,
                "refused": shared.refused,
                "tries": shared.tries,
                "waits": shared.waits,
                "requests": {
                    entry.name: {
                        "number": entry.num_requests,
                        "failures": entry.num_failures,
                        "p50": entry.get_response_time_percentile(0.5),
                        "p95": entry.get_response_time_percentile(0.95),
                    }
                    for entry in environment.stats.entries.values()
                },
                "errors": [f"{one.name}: {one.error} ({one.occurrences})" for one in environment.stats.errors.values()],
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])

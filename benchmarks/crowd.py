"""Fifty people fill in interviews and ask for memos at once, against the served application.

Every person answers question by question as the page's script does, with pauses as of a quick
typist, looks at the result, asks for the memo and goes on reading while it is made. Afterwards
every draft is read back: each answer must be there as it was sent. The load comes from the same
machine and is part of it. The baseline is the same walk by one person alone on the same server.
With `--flood N` so many strangers do their worst beside them (`crowd_flood.py`).
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.crowd_flood import Flood, behind_proxy
from benchmarks.crowd_services import SeparateServices
from tests.browser.site import LiveSite

PEOPLE = 50
ALONE_PACE = 0.1  # pauses of the one alone: nobody waits for them
PAUSE = (1.0, 4.0)  # seconds between two answers
READING = 240.0  # seconds after which nobody waits for a memo any longer
LOGOUT_PACE_SECONDS = 0.0  # nobody pauses once the walk is over
MAX_P95_SECONDS = 1.0  # what the 95th percentile of all pages may take
TIMEOUT = 60
TOKEN = "c" * 32
WORK = {
    "kind": "image",
    "summary": "Portrait at dusk, warm light from the left.",
    "distinctiveness": "different",
    "foreseeability": "broad",
    "created_from": "2024-06-01",
}
STEPS: tuple[dict[str, str], ...] = (
    {"action": "conceive", "intent": "A low sun behind her", "detail": "specific"},
    {"action": "generate", "prompt": "portrait, (dusk:1.2)", "detail": "rich", "effect": "visible"},
    {"action": "adjust", "prompt": "portrait, (dusk:1.4), rim light", "effect": "as_intended"},
    {"action": "select", "outputs": "4", "kept": "1", "criteria": "Only there she looks away"},
)


@dataclass
class Times:
    """How long each request took, by kind; and everything that went wrong."""

    seconds: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def percentile(self, share: int) -> float:
        return statistics.quantiles([s for _, s in self.seconds], n=100)[share - 1]


class Person:
    """One browser: a connection that is kept, a session, and what was sent."""

    def __init__(self, port: int, session: str, number: int, times: Times, pace: float) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self._cookie = f"sessionid={session}; csrftoken={TOKEN}"
        self._times = times
        self.pace = pace
        self._random = random.Random(number)
        self.number = number
        self.draft = ""
        self.memo = ""
        self.sent: dict[str, Any] = {}

    def get(self, kind: str, path: str) -> tuple[int, str, str]:
        return self._ask(kind, "GET", path, None, {})

    def post(self, kind: str, path: str, **data: str) -> tuple[int, str, str]:
        return self._ask(kind, "POST", path, data, {})

    def save(self, path: str, version: int, name: str, value: str) -> int:
        """One answer, as the page's script sends it; the version to send with the next one."""
        data = {"_version": str(version), "_fields": name, name: value}
        accept = {"Accept": "application/json"}
        status, _, body = self._ask("answer", "POST", path, data, accept)
        return int(json.loads(body)["version"]) if status == 200 else version

    def pause(self) -> None:
        self._connection.close()  # the server ends it soon anyway; a browser opens a new one
        time.sleep(self.pace * self._random.uniform(*PAUSE))

    def _ask(
        self, kind: str, method: str, path: str, data: dict[str, str] | None, more: dict[str, str]
    ) -> tuple[int, str, str]:
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **data}) if data else None
        headers = {"Cookie": self._cookie, **more}
        if method == "POST":
            body = body or f"csrfmiddlewaretoken={TOKEN}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.monotonic()
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode(errors="replace")
        except OSError as error:
            self._connection.close()
            self._times.wrong.append(f"{kind} {path}: {error}")
            return 0, "", ""
        self._times.seconds.append((kind, time.monotonic() - begun))
        if answer.status >= 400:
            self._times.wrong.append(f"{kind} {path}: {answer.status}")
        return answer.status, answer.headers.get("Location", ""), text


def walk(person: Person, end: float) -> None:
    """From the start page to the finished memo."""
    person.get("page", "/interview/")
    _, section, _ = person.post("begin", "/interview/", anyway="1")
    person.draft = section.split("/")[2]
    answer(person, section, {"title": f"Work of person {person.number}", **WORK})
    add(person, "parties", {"name": f"Person {person.number}", "kind": "person", "role": "author"})
    add(person, "tools", {"name": "Stable Diffusion", "does": "text_to_image"})
    for step in STEPS:
        add(person, "steps", step)
    person.get("page", f"/interview/{person.draft}/review/")
    person.get("result", f"/interview/{person.draft}/result/")
    person.pause()
    _, result, _ = person.post("assess", f"/interview/{person.draft}/result/")
    person.get("result", result)
    person.pause()
    language = person._random.choice(["en", "zh-hans"])
    _, person.memo, _ = person.post("ask for memo", f"{result}memos/", language=language)
    pages = ["/assessments/", result, f"{result}record/", "/cases/", f"/interview/{person.draft}/"]
    while time.monotonic() < end:
        person.get("page", person._random.choice(pages))
        person.pause()
        _, _, text = person.get("memo page", person.memo)
        if "memo.pdf" in text:
            break
        person.pause()


def answer(person: Person, path: str, answers: dict[str, str]) -> None:
    """One page of questions, one answer after the other."""
    _, _, page = person.get("page", path)
    found = re.search(r'name="_version" value="(\d+)"', page)
    version = int(found[1]) if found else 0
    for name, value in answers.items():
        version = person.save(path, version, name, value)
        person.pause()
    person.sent |= {(path, name): value for name, value in answers.items()}


def add(person: Person, section: str, values: dict[str, str]) -> None:
    first = dict(list(values.items())[:1])
    _, item, _ = person.post("add", f"/interview/{person.draft}/add/{section}/", **first)
    answer(person, item, values)


def missing_answers(person: Person) -> list[str]:
    """Answers that are not in the draft as they were sent."""
    person.pause()
    _, _, text = person.get("export", f"/interview/{person.draft}/record.json")
    record = json.loads(text) if text else {}
    lost = []
    for (path, name), value in person.sent.items():
        part = path.strip("/").split("/")[2:] or ["nowhere"]
        items = [record] if part == ["work"] else record.get(part[0], [])
        there = [item for item in items if part == ["work"] or item["id"] == part[1]]
        if not there or str(there[0].get(name)) != value:
            lost.append(f"{path} {name}: {value!r}")
    return lost


def crowd(
    port: int, sessions: list[str], reading: float, pace: float
) -> tuple[Times, list[Person], float]:
    times = Times()
    people = [Person(port, session, n, times, pace) for n, session in enumerate(sessions)]
    begun = time.monotonic()

    def single(person: Person) -> None:
        time.sleep(person._random.uniform(0, PAUSE[1]))
        try:
            walk(person, begun + reading)
            person.pace = LOGOUT_PACE_SECONDS
        except Exception as error:
            times.wrong.append(f"person {person.number}: {error!r}")

    threads = [threading.Thread(target=single, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, people, time.monotonic() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--pace", type=float, default=1.0, help="1: pauses of 1 to 4 s")
    parser.add_argument("--reading", type=float, default=READING, help="seconds of it all")
    parser.add_argument(
        "--services", action="store_true", help="PostgreSQL, Redis and a worker of its own"
    )
    parser.add_argument("--flood", type=int, default=0, help="strangers who flood beside them")
    asked = parser.parse_args()
    wrong = run(
        asked.people, asked.pace, asked.reading, services=asked.services, strangers=asked.flood
    )
    sys.exit(1 if wrong else 0)


def run(people: int, pace: float, reading: float, *, services: bool, strangers: int) -> int:
    """Serve, let all of them in, and print the figures; the number of things that went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        site = (SeparateServices if services else LiveSite)(Path(folder)).prepare(with_library=True)
        code = f"from benchmarks import crowd_rows; crowd_rows.main({people + 1})"
        sessions = json.loads(site.manage("shell", "--no-imports", "-c", code))
        if strangers:
            site.production["TRUSTED_PROXIES"] = "1"
        site.start(processes=2)
        try:
            if not strangers:
                return measure(site.port, sessions, reading, pace, None)
            with behind_proxy(site) as port:
                return measure(port, sessions, reading, pace, Flood(port, strangers))
        finally:
            site.stop()


def measure(
    port: int, sessions: list[str], reading: float, pace: float, flood: Flood | None
) -> int:
    """One person alone, then all; whoever floods does so while all are there."""
    alone, _, _ = crowd(port, sessions[-1:], reading, ALONE_PACE)
    if flood:
        flood.start()
    times, people, seconds = crowd(port, sessions[:-1], reading, pace)
    if flood:
        flood.stop()
    lost = [line for person in people for line in missing_answers(person)]
    for person in people:
        person.pause()
    ready = sum("memo.pdf" in person.get("memo page", person.memo)[2] for person in people)
    report(alone, times, seconds, ready, len(people))
    wrong = [*times.wrong, *(f"lost: {line}" for line in lost)]
    if flood:
        flood.report()
        wrong += flood.errors()
    if times.percentile(95) > MAX_P95_SECONDS:
        wrong.append(f"the 95th percentile is above {MAX_P95_SECONDS} s")
    print("\n".join(wrong[:40]) or "No error, no lost answer.")
    return len(wrong)


def report(alone: Times, times: Times, seconds: float, ready: int, people: int) -> None:
    print(f"{people} people, {len(times.seconds)} requests in {seconds:.0f} s, {ready} memos ready")
    for share in (50, 95, 99):
        single, many = alone.percentile(share), times.percentile(share)
        print(
            f"  {share}th percentile: {many:.3f} s; alone {single:.3f} s; ratio {many / single:.1f}"
        )
    for kind in sorted({kind for kind, _ in times.seconds}):
        own = sorted(s for k, s in times.seconds if k == kind)
        print(
            f"  {kind}: {len(own)}, 95th {own[int(len(own) * 0.95)]:.3f} s, worst {own[-1]:.3f} s"
        )


if __name__ == "__main__":
    main()

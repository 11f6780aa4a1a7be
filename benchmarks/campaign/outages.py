"""Each part that the application leans on is taken away and given back while people go on.

Redis and PostgreSQL are killed, the mail server refuses connections, the timestamping authority
takes them and never answers, the free disk falls under the watermark (`DISK_FREE_MIB`, with which
the web server is started again). What people may see meanwhile is said for each part; afterwards
every request must succeed, nothing that was promised may be missing, and every letter has come
once.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import signal
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

from benchmarks.campaign import kills
from benchmarks.campaign.client import Client
from benchmarks.campaign.load import Load, Sample, new_file
from benchmarks.campaign.site import WEB, WORKERS, Parts, ServedSite, own_parts

SETTINGS = {
    **kills.SETTINGS,
    "MAIL_RETRY_SECONDS": "5",
    "TIMESTAMP_SECONDS": "5",
}
PEOPLE, WORKS = 8, 4
WELL_SECONDS = 120  # within which `/readyz` answers again
PAGE_PAUSE, SLOW_PAUSE = (0.2, 1.0), (3.0, 6.0)
NEW_PASSWORD = "nine-patient-herons"
NO_DISK = {"DISK_FREE_MIB": "999999999"}


class Town(Load):
    """People and strangers who do a little of everything."""

    def __init__(self, site: ServedSite, people: list[dict[str, Any]], seed: int) -> None:
        super().__init__(site, people, seed)
        self.saved: dict[str, list[str]] = {}  # by draft: the last answer kept, and later ones

    def actions(self) -> Sequence[Callable[[random.Random], tuple[float, float]]]:
        return [
            *[self.upload] * 2,
            self.ask_proof,
            *[self.look] * 2,
            self.answer,
            self.begin,
            self.sign_in,
            self.share,
            self.sign_up,
        ]

    def look(self, chance: random.Random) -> tuple[float, float]:
        client = self.client(chance.choice(self.people))
        path = chance.choice(("/", "/cases/", "/assessments/", "/account/"))
        self.sample("page", lambda: client.get(path))
        self.sample("health", lambda: Client(self.site.port).get("/healthz"))
        return PAGE_PAUSE

    def answer(self, chance: random.Random) -> tuple[float, float]:
        """Change one answer; what was kept is compared at the end (`lost_answers`)."""
        person = chance.choice(self.people)
        draft = chance.choice(person["works"])["draft"]
        path, client = f"/interview/{draft}/work/", self.client(person)
        page = self.sample("question", lambda: client.get(path))
        found = page and re.search(rb'name="_version" value="(\d+)"', page.body)
        if found:
            value = f"Light from the left, {chance.getrandbits(32)}."
            version = found[1].decode()
            self.saved.setdefault(draft, []).append(value)
            kept = self.sample("answer", lambda: client.save(path, version, "summary", value))
            if kept is not None and kept.status == 200:
                self.saved[draft] = [value]
        return PAGE_PAUSE

    def begin(self, chance: random.Random) -> tuple[float, float]:
        """A stranger begins a work and hands in a file."""
        client = self.stranger(chance)
        begun = self.sample("begin", lambda: client.post("/interview/", anyway="1"))
        if begun is not None and begun.status == 302:
            draft = begun.location.split("/")[2]
            name, data = new_file(chance)
            path = f"/interview/{draft}/files/"
            answer = self.sample("upload of a stranger", lambda: client.upload(path, name, data))
            self.note_upload(draft, hashlib.sha256(data).hexdigest(), answer)
        return PAGE_PAUSE

    def sign_in(self, chance: random.Random) -> tuple[float, float]:
        client, person = self.stranger(chance), chance.choice(self.people)
        typed = {"login": person["email"], "password": person["password"]}
        self.sample("sign in", lambda: client.post("/account/login/", **typed))
        return SLOW_PAUSE

    def share(self, chance: random.Random) -> tuple[float, float]:
        person = chance.choice(self.people)
        path = f"/assessments/{chance.choice(person['works'])['assessment']}/share/"
        email = f"reader-{chance.getrandbits(32)}@example.org"
        client = self.client(person)
        self.sample("share", lambda: client.post(path, email=email))
        return SLOW_PAUSE

    def sign_up(self, chance: random.Random) -> tuple[float, float]:
        client, email = self.stranger(chance), f"new-{chance.getrandbits(32)}@example.org"
        typed = {"email": email, "password1": NEW_PASSWORD, "role": "creator"}
        self.sample("sign up", lambda: client.post("/account/signup/", **typed))
        return SLOW_PAUSE

    def stranger(self, chance: random.Random) -> Client:
        address = ".".join(str(chance.randrange(1, 255)) for _ in range(4))
        return Client(self.site.port, address=address)

    def lost_answers(self) -> list[str]:
        """Drafts whose answer is neither the last one that was kept nor a later one."""
        lost = []
        for person in self.people:
            for draft in (work["draft"] for work in person["works"]):
                page = self.client(person).get(f"/interview/{draft}/record.json")
                value = page.json()["summary"]
                if value not in self.saved.get(draft, [value]):
                    lost.append(f"lost: {self.saved[draft][0]!r} of {draft}, now {value!r}")
        return lost


@dataclass(frozen=True, kw_only=True)
class Outage:
    """One part: how it goes and comes, and what people may see of it."""

    name: str
    take: Callable[[], object]
    give: Callable[[], object]
    allowed: frozenset[str] = frozenset()  # beside what is below 500


@dataclass(kw_only=True)
class Times:
    """When the phases of an outage began, by time.monotonic."""

    before: float
    away: float
    back: float
    well: float = 0.0
    over: float = 0.0


@dataclass(kw_only=True)
class Bench:
    """The site under its load, and what was seen of the outages."""

    site: ServedSite
    parts: Parts
    town: Town
    seconds: float
    wrong: list[str] = field(default_factory=list)

    def outages(self) -> list[Outage]:
        parts, authority = self.parts, self.parts.authority
        # A server that is stopped and started refuses connections and ends those that wait.
        gone = ("ConnectionRefusedError", "ConnectionResetError", "RemoteDisconnected")
        return [
            Outage(name="Redis", take=parts.redis.kill, give=parts.redis.start),
            Outage(
                name="PostgreSQL",
                take=parts.postgres.stop,
                give=parts.postgres.start,
                allowed=frozenset({"503"}),
            ),
            Outage(name="mail server", take=parts.mail.stop, give=parts.mail.start),
            Outage(
                name="timestamping authority",
                take=lambda: setattr(authority, "mode", "hanging"),
                give=lambda: setattr(authority, "mode", "right"),
            ),
            Outage(
                name="disk",
                take=lambda: self.start_web_again(NO_DISK),
                give=lambda: self.start_web_again({}),
                allowed=frozenset({"507", *(f"no answer ({error})" for error in gone)}),
            ),
        ]

    def start_web_again(self, more: dict[str, str]) -> None:
        """Change the settings of the web server, as an operator does."""
        process = self.site.running[WEB]
        process.send_signal(signal.SIGTERM)
        process.wait()
        self.site.start_process(WEB, **more)

    def try_outage(self, outage: Outage) -> None:
        """Take the part away, give it back, and look at what came before, meanwhile and after."""
        before = time.monotonic()
        time.sleep(self.seconds / 2)
        away = time.monotonic()
        outage.take()
        time.sleep(self.seconds)
        outage.give()
        times = Times(before=before, away=away, back=time.monotonic())
        if not self._wait_until_well():
            self.wrong.append(f"{outage.name}: /readyz is not well after {WELL_SECONDS} s")
        times.well = time.monotonic()
        time.sleep(self.seconds / 2)
        times.over = time.monotonic()
        self._judge(outage, times)

    def _wait_until_well(self) -> bool:
        client, end = Client(self.site.port), time.monotonic() + WELL_SECONDS
        while time.monotonic() < end:
            with suppress(OSError, HTTPException):
                if client.get("/readyz").status == 200:
                    return True
            time.sleep(0.2)
        return False

    def _judge(self, outage: Outage, times: Times) -> None:
        samples = list(self.town.samples)
        phases = {
            "before": (times.before, times.away),
            "away": (times.away, times.well),
            "after": (times.well, times.over),
        }
        for phase, (begin, end) in phases.items():
            # One that was sent before the part went may be answered after that.
            within = [sample for sample in samples if begin <= sample.ended < end]
            show(outage.name, phase, within)
            allowed = outage.allowed if phase == "away" else frozenset()
            for sample in within:
                is_fault = sample.outcome >= "5"  # a status from 500 on, or no answer
                if is_fault and sample.outcome not in allowed:
                    at = sample.ended - times.away
                    self.wrong.append(
                        f"{outage.name}, {phase}, {at:+.1f} s: {sample.action} {sample.outcome}"
                    )
        print(f"  {outage.name}: well {times.well - times.back:.1f} s after its return", flush=True)


def show(name: str, phase: str, samples: list[Sample]) -> None:
    """One line of statuses, and the slow end of the times."""
    outcomes = Counter(sample.outcome for sample in samples)
    seconds = [sample.seconds for sample in samples]
    slow = statistics.quantiles(seconds, n=100)[94] if len(seconds) > 1 else 0.0
    listed = ", ".join(f"{number} × {outcome}" for outcome, number in sorted(outcomes.items()))
    print(f"  {name}, {phase}: {listed}; 95th percentile {slow:.2f} s", flush=True)


def main(*, seconds: float, seed: int, only: str) -> int:
    """Take away each part for so many seconds; the number of violations."""
    with tempfile.TemporaryDirectory() as folder, own_parts(Path(folder)) as parts:
        data = Path(folder) / "data"
        data.mkdir()
        site = ServedSite(data, parts.environment() | SETTINGS).prepare(with_library=True)
        people = json.loads(site.call("rows.make_works", PEOPLE, WORKS))
        site.serve((WEB, *WORKERS))
        bench = Bench(site=site, parts=parts, town=Town(site, people, seed), seconds=seconds)
        begun = time.monotonic()
        tried = [outage for outage in bench.outages() if only in outage.name]
        try:
            bench.town.start()
            for outage in tried:
                bench.try_outage(outage)
            bench.town.stop()
            if not kills.wait_for_end(site):
                bench.wrong.append(f"jobs are still open: {site.call('rows.open_jobs')}")
            bench.wrong += bench.town.lost_answers()
        finally:
            bench.town.stop()
            site.stop()
        return report(bench, len(tried), time.monotonic() - begun)


def report(bench: Bench, num_tried: int, seconds: float) -> int:
    """Compare with the rows, and print the line of figures."""
    place = bench.site.folder / "asked.json"
    place.write_text(json.dumps({**bench.town.asked(), "may_fail": ["authority_away"]}))
    kept = json.loads(bench.site.call("kept.check_kept", str(place)))
    letters = Counter(str(letter["Message-ID"]) for letter in bench.parts.mail.box.letters())
    wrong = [*bench.wrong, *kept["wrong"]]
    for name, figure in kept["figures"].items():
        print(f"  {name}: {figure}")
    twice = [f"letter {n} times" for n in letters.values() if n > 1]
    for line in [*wrong[:40], *twice, *(bench.site.errors() if wrong else [])]:
        print(f"  {line}")
    print(
        f"outages: {num_tried} parts in {seconds:.0f} s, {len(bench.town.samples)} requests, "
        f"{len(bench.town.uploads)} uploads, {len(letters)} letters; {len(wrong)} violations"
    )
    return len(wrong)

"""Processes of every kind are killed (SIGKILL) while people hand in files and wait for jobs.

Half of the kills meet the application as in production (PostgreSQL, Redis, two workers), half the
embedded one (SQLite, the worker in the web processes). Whatever ends is started again, as a
supervisor does. Meanwhile files are uploaded, and memos, dossiers and timestamps asked for.
Afterwards every upload that was answered with success has its row, its bytes and its reading; each
memo, dossier and timestamp was made once; nothing is open or failed; the log and all originals are
sound; no process and no file of the dead is left. Processes are found among the descendants of
this one alone.
"""

from __future__ import annotations

import json
import os
import random
import signal
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.campaign.load import Load
from benchmarks.campaign.site import WEB, WORKERS, Parts, ServedSite, own_parts
from benchmarks.processes import Process, adopt_orphans, descendants

# A dead worker's job is free soon, and may be cut off more often than in real life; how long a job
# takes on a busy machine is no question here.
SETTINGS = {
    "JOB_LEASE_SECONDS": "10",
    "JOB_SWEEP_SECONDS": "3",
    "JOB_ATTEMPTS": "30",  # one job may be hit again and again on a busy machine
    "JOB_TIME_LIMIT": "3000",
}
PEOPLE, WORKS = 12, 8
PRODUCTION = (
    "web process",
    "web parent",
    "worker process",
    "worker parent",
    "server of readers",
    "reader",
)
EMBEDDED = ("web process", "web parent", "memo process", "server of readers", "reader")
PAUSE = (0.2, 1.5)  # seconds between two kills
UPLOADS = 2  # for each kill, whatever the machine's speed
VICTIM_SECONDS = 120  # a process of the kind must turn up within
MORE_SECONDS = 10  # after which people do as much again while none has
END_SECONDS = 1800  # and all jobs end within, once nobody kills
LOOK_SECONDS = 10
SHOWN = 20  # kills, after which the time is told
FORK_SERVER, MEMO = "assessments.intake.fork_server", "multiprocessing.spawn"


@dataclass
class Killer:
    """Finds processes of a kind, kills them, and counts."""

    site: ServedSite
    load: Load
    proofs: float  # memos, dossiers and timestamps that are asked for, for each kill
    owed: float = 0.0
    killed: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def kill(self, kind: str, chance: random.Random) -> None:
        """Kill one process of the kind as soon as there is one."""
        end = time.monotonic() + VICTIM_SECONDS
        more = time.monotonic()
        while time.monotonic() < end:
            self.site.restart_dead()
            if time.monotonic() >= more:  # or nothing might be left to do
                self._allow_work()
                more += MORE_SECONDS
            if found := self._find(kind):
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(found), signal.SIGKILL)
                    self.killed[kind] += 1
                    return
            if kind not in ("reader", "memo process"):  # those live for milliseconds, or seconds
                time.sleep(0.1)
        self.missed[kind] += 1

    def _allow_work(self) -> None:
        self.owed += self.proofs
        self.load.allow(upload=UPLOADS, ask_proof=int(self.owed))
        self.owed %= 1

    def _find(self, kind: str) -> list[int]:
        alive = [p for p in descendants(os.getpid()) if not p.has_ended]
        if kind != "reader":
            return [p.pid for p in alive if kind_of(p, alive, self.site) == kind]
        servers = [p.pid for p in alive if kind_of(p, alive, self.site) == "server of readers"]
        for _ in range(200):
            for server in servers:
                with suppress(OSError):
                    listed = Path(f"/proc/{server}/task/{server}/children").read_text()
                    if children := [int(pid) for pid in listed.split()]:
                        return children
        return []


def kind_of(process: Process, alive: list[Process], site: ServedSite) -> str:
    """The kind of a process; empty for those that are never killed."""
    parents = {name: running.pid for name, running in site.running.items()}
    parent = next((p for p in alive if p.pid == process.parent), None)
    if FORK_SERVER in process.command:
        is_child = parent is not None and FORK_SERVER in parent.command
        return "reader" if is_child else "server of readers"
    if MEMO in process.command and "tracker_fd" in process.command:
        return "memo process"
    if process.pid == parents.get(WEB):
        return "web parent"
    if process.parent == parents.get(WEB) and "gunicorn" in process.command:
        return "web process"
    if process.pid in [parents.get(name) for name in WORKERS]:
        return "worker parent"
    if process.parent in [parents.get(name) for name in WORKERS] and "celery" in process.command:
        return "worker process"
    return ""


def main(*, kills: int, proofs: float, seed: int) -> int:
    """Kill so many processes; the number of violations."""
    adopt_orphans()
    violations = 0
    with tempfile.TemporaryDirectory() as folder, own_parts(Path(folder)) as parts:
        environment = parts.environment()
        alone = {n: v for n, v in environment.items() if not n.startswith(("POSTGRES_", "REDIS_"))}
        for name, given, processes, kinds, number in (
            ("production", environment, (WEB, *WORKERS), PRODUCTION, kills - kills // 2),
            ("embedded", alone, (WEB,), EMBEDDED, kills // 2),
        ):
            data = Path(folder) / name
            data.mkdir()
            site = ServedSite(data, given | SETTINGS).prepare(with_library=True)
            violations += kill_all(site, parts, processes, kinds, number, proofs, seed)
    return violations


def kill_all(
    site: ServedSite,
    parts: Parts,
    processes: tuple[str, ...],
    kinds: tuple[str, ...],
    number: int,
    proofs: float,
    seed: int,
) -> int:
    """Serve, load and kill one site; then look at what became of everything."""
    chance = random.Random(seed)
    people = json.loads(site.call("rows.make_works", PEOPLE, WORKS))
    load = Load(site, people, seed)
    killer = Killer(site=site, load=load, proofs=proofs)
    begun = time.monotonic()
    site.serve(processes)
    try:
        load.limit(upload=0, ask_proof=0)
        load.start()
        for count in range(number):
            if count % SHOWN == 0:
                print(f"  {count} after {time.monotonic() - begun:.0f} s", flush=True)
            killer.kill(kinds[count % len(kinds)], chance)
            time.sleep(chance.uniform(*PAUSE))
        load.stop()
        took = time.monotonic() - begun
        is_over = wait_for_end(site)
    finally:
        load.stop()
        site.stop()
    place = site.folder / "asked.json"
    place.write_text(json.dumps(load.asked()))
    kept = json.loads(site.call("kept.check_kept", str(place)))
    return report(site, parts, killer, load, kept, is_over, took)


def wait_for_end(site: ServedSite) -> bool:
    """Wait until no job is open; False where some stay so."""
    end = time.monotonic() + END_SECONDS
    while time.monotonic() < end:
        site.restart_dead()
        if not json.loads(site.call("rows.open_jobs")):
            return True
        time.sleep(LOOK_SECONDS)
    return False


def report(
    site: ServedSite,
    parts: Parts,
    killer: Killer,
    load: Load,
    kept: dict[str, Any],
    is_over: bool,
    took: float,
) -> int:
    """Print the table and the line of figures."""
    for kind in sorted(killer.killed | killer.missed):
        missed = killer.missed[kind]
        suffix = f", {missed} times none was there" if missed else ""
        print(f"  {kind}: {killer.killed[kind]} killed{suffix}")
    outcomes = sorted(load.outcomes().items())
    print("  answers: " + ", ".join(f"{number} × {outcome}" for outcome, number in outcomes))
    for name, figure in kept["figures"].items():
        print(f"  {name}: {figure}")
    letters = Counter(letter["Message-ID"] for letter in parts.mail.box.letters())
    twice = sum(number > 1 for number in letters.values())
    left = [p for p in descendants(os.getpid()) if kind_of(p, [], site) or "celery" in p.command]
    wrong = [
        *kept["wrong"],
        *(f"{n} answers {outcome}" for outcome, n in outcomes if outcome.startswith("5")),
        *([] if is_over else ["jobs are still open"]),
        *(f"left running: {p.command}" for p in left if not p.has_ended),
        *([f"{twice} letters were sent twice"] if twice else []),
    ]
    for line in [*wrong[:40], *(site.errors() if wrong else [])]:
        print(f"  {line}")
    print(
        f"kills ({site.folder.name}): {sum(killer.killed.values())} in {took:.0f} s, "
        f"{len(load.uploads)} uploads answered, {len(letters)} letters; {len(wrong)} violations"
    )
    return len(wrong)

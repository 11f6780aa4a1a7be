"""Files changed at random, read by the confined readers as uploads are: nothing exceeds its bounds.

Every file of the tests (real ones, one of each format that is read, hostile ones) is changed again
and again, as `tests/assessments/intake/fuzzing.py` does it, and read by a child of the warm server;
of what the reader takes for a picture the preview is made, too. A violation is

- a report, a stored report, or both with preview and fingerprint, that is larger than the file
  allows (`docs/decisions/0013-confined-readers.md`);
- more memory or time than a child may have, or a child that ends without a report;
- a problem that only a defect explains (`reader_failed`), or that has no sentence;
- a server of children that ends.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.campaign.measured_child import FIGURES
from tests.support.made_files import RESOURCES, chunk, png

CHILD = "benchmarks.campaign.measured_child"
# Beside the limit of the report: a preview and a fingerprint (likeness/limits.py).
STORED_BASE = 256 * 1024
MAX_MADE_BYTES = 1 << 20  # of a hostile file that a test makes; the others are only slower
SHOWN = 5
INFLATING = "inflating picture"
MAX_INFLATED = 8_000_000  # bytes of one text; TEXT_INFLATED is a little more
KEYS = (b"parameters", b"workflow", b"prompt", b"Comment", b"sd-metadata", b"Dream", b"AIGC")
UNITS = (
    *(b"\1", b"\0", b"a ", b"{", b'{"a":', b"[[", b"(a:1.2), ", b"Steps: 1, Seed: 1\n"),
    *(b'{"3":{"class_type":"KSampler","inputs":{"seed":1}}}', "猫".encode(), b"\xff", b"&lt;"),
)
DEFECTS = {"reader_failed", "reader_died", "timed_out"}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one file came to: bytes, seconds, and what is wrong, if anything."""

    name: str
    number: int
    size: int
    report: int
    stored: int
    seconds: float
    processor: float
    memory: int
    codes: frozenset[str]
    wrong: str

    @property
    def ratio(self) -> float:
        """Bytes that are stored for each byte that they may be."""
        return self.stored / (4 * self.size + STORED_BASE)


def kinds() -> dict[str, bytes]:
    """The files that are changed, by name."""
    from tests.assessments.intake import fuzzing, test_hostile

    hostile = {path.name: path.read_bytes() for path in (RESOURCES / "hostile").iterdir()}
    made = {what: make() for what, (make, _) in test_hostile.MADE.items()}
    small = {what: data for what, data in made.items() if len(data) <= MAX_MADE_BYTES}
    return {**fuzzing.real(), **hostile, **fuzzing.made_files(), **fuzzing.pictures(), **small}


def mutations(count: int, seed: int) -> Iterator[tuple[str, int, bytes]]:
    """So many changed files, in turns over all kinds; the same ones for the same seed.

    Every tenth is a picture made to inflate, which is changed half of the time.
    """
    from tests.assessments.intake.fuzzing import mutate

    chances = [(name, data, random.Random(f"{seed}-{name}")) for name, data in kinds().items()]
    inflating = random.Random(f"{seed}-{INFLATING}")
    for number in range(count):
        name, data, chance = chances[number % len(chances)]
        if number % 10 == 9:
            name, data, chance = INFLATING, inflating_picture(inflating), inflating
            if chance.random() < 0.5:
                yield name, number, data
                continue
        yield name, number, mutate(data, chance)


def inflating_picture(chance: random.Random) -> bytes:
    """A small picture whose texts inflate to megabytes of what is long in JSON, or much to read."""
    texts = []
    for _ in range(chance.randint(1, 4)):
        unit = chance.choice(UNITS)
        inflated = unit * (chance.randint(1, MAX_INFLATED) // len(unit))
        key = chance.choice(KEYS)
        if chance.random() < 0.5:
            texts.append(chunk(b"zTXt", key + b"\0\0" + zlib.compress(inflated, 9)))
        else:
            texts.append(chunk(b"iTXt", key + b"\0\1\0\0\0" + zlib.compress(inflated, 9)))
    return png(*texts)


def read_one(folder: Path, job: tuple[str, int, bytes]) -> Outcome:
    """Read one file as the job of an upload does, and measure."""
    from assessments.evidence.models import Original
    from assessments.evidence.preview import preview_in_child
    from assessments.evidence.reports import report_columns
    from assessments.intake import sandbox
    from assessments.intake.core import limits
    from assessments.intake.core.bounding import encode
    from assessments.intake.core.problems import SENTENCES

    name, number, data = job
    path = folder / str(number)
    path.write_bytes(data)
    limit = limits.report_limit(len(data)).value
    wall = sandbox.time_limits(len(data))[1]
    begun = time.monotonic()
    answer_limit = limits.Limit(value=limit + FIGURES.size, unit="bytes", code="reader_died")
    with path.open("rb") as file:
        try:
            answer, failure = sandbox.run_in_child(
                CHILD, file, name, "", answer_limit=answer_limit, wall_limit=wall
            )
        except sandbox.ChildKilled:
            answer, failure = b"", limits.MEMORY
    report = sandbox.report_of(answer[: -FIGURES.size], failure, path, name)
    processor, memory = FIGURES.unpack(answer[-FIGURES.size :]) if failure is None else (0.0, 0)
    seconds = time.monotonic() - begun
    digest = hashlib.sha256(data).hexdigest()
    columns = report_columns(report, Original(key=digest, sha256=digest, size=len(data)))
    stored = len(encode(columns["found"]))
    if long_report := columns["report_file"]:
        stored += (folder / "media" / long_report).stat().st_size
    if str(report.get("media_type")).startswith("image/") and data:
        preview = preview_in_child(data)
        stored += len(preview.jpeg or b"") + len(json.dumps(preview.fingerprint))
    path.unlink()
    codes = frozenset(problem["code"] for problem in report["problems"])
    faults = {
        "a defect": bool(codes & DEFECTS) or not codes <= SENTENCES.keys(),
        "a report too large": columns["report_bytes"] > limit,
        "too much stored": stored > 4 * len(data) + STORED_BASE,
        "too much memory": memory > limits.MEMORY.value,
        "too much time": seconds > wall.value,
    }
    return Outcome(
        name=name,
        number=number,
        size=len(data),
        report=columns["report_bytes"],
        stored=stored,
        seconds=seconds,
        processor=processor,
        memory=memory,
        codes=codes,
        wrong=", ".join(fault for fault, is_so in faults.items() if is_so),
    )


def main(*, count: int, seed: int) -> int:
    """Read so many files; the number of violations."""
    import django
    from django.core.management import call_command

    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "aigc_copyright.settings"}
        for name in ("POSTGRES_HOST", "REDIS_URL"):
            os.environ.pop(name, None)
        django.setup()
        call_command("migrate", verbosity=0)  # for the mark of the storage
        servers = Servers()
        begun = time.monotonic()
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            slots = threading.Semaphore(64)  # files that are made before they are read
            outcomes = []
            for job in mutations(count, seed):
                slots.acquire()
                future = pool.submit(partial(read_one, Path(folder)), job)
                future.add_done_callback(lambda _: slots.release())
                outcomes.append(future)
                servers.look()
            done = [future.result() for future in outcomes]
        servers.look()
        return report(done, servers.ended, seed, time.monotonic() - begun)


class Servers:
    """Counts the servers of children that ended while they were needed."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self.ended = 0

    def look(self) -> None:
        """Compare with what was seen before; a server that idled is started again (60 s)."""
        from assessments.intake import fork_server

        for module, server in list(fork_server._servers.items()):
            pid = server.process.pid
            self.ended += self._seen.get(module, pid) != pid
            self._seen[module] = pid


def report(done: list[Outcome], ended: int, seed: int, seconds: float) -> int:
    """Print the largest and the slowest, every violation, and the line of figures."""
    figures: dict[str, Any] = {
        "stored for its size": lambda o: (o.ratio, f"{o.ratio:.3f} of what it may ({o.stored} B)"),
        "report": lambda o: (o.report, f"{o.report} B of {o.size} B"),
        "memory": lambda o: (o.memory, f"{o.memory / 2**20:.0f} MiB"),
        "processor time": lambda o: (o.processor, f"{o.processor:.2f} s"),
        "time": lambda o: (o.seconds, f"{o.seconds:.2f} s"),
    }
    for what, figure in figures.items():
        ordered = sorted(done, key=lambda o: figure(o)[0], reverse=True)[:SHOWN]
        print(f"  most {what}: " + "; ".join(f"{o.name} {figure(o)[1]}" for o in ordered))
    codes = Counter(code for outcome in done for code in outcome.codes)
    print("  problems: " + ", ".join(f"{n} × {code}" for code, n in codes.most_common()))
    wrong = [outcome for outcome in done if outcome.wrong]
    for outcome in wrong:
        print(f"  {outcome.name} (number {outcome.number}): {outcome.wrong} {set(outcome.codes)}")
    print(
        f"files: {len(done)} of {len(kinds())} kinds, seed {seed}, in {seconds:.0f} s; largest "
        f"share of what may be stored {max(o.ratio for o in done):.3f}, "
        f"slowest {max(o.processor for o in done):.2f} s of processor time, most memory "
        f"{max(o.memory for o in done) / 2**20:.0f} MiB; {ended} servers ended, "
        f"{len(wrong)} violations"
    )
    return len(wrong) + ended

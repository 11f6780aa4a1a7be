"""Whether a change of the reasoning's speed changes any result: one digest over many of them.

`.venv/bin/python -m benchmarks.same_results [RECORDS] [SEED] [FILE]`, run with the code before and
after; the digests must be equal. The records are those of `plausible.py`, half of them with
some of their files held, and one of twelve steps (`reasoning.py`). FILE gets the results, one a
line, to find the first that differs. No figure of speed is measured here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import sys

from assessments.engine import CaseBase, assess, canonical_json
from assessments.engine.held_files import HeldFile, HeldFiles, Measured
from benchmarks.plausible import RULES, sources, varied
from benchmarks.reasoning import made_precedents, made_record
from cases.record import CreationRecord

TODAY = dt.date(2026, 11, 30)


def held_of(record: CreationRecord, chance: random.Random) -> HeldFiles | None:
    """Some of the files that a record names, as they may have been read; None: as described."""
    if chance.random() < 0.5:
        return None
    prompts = tuple(step.prompt for step in record.steps if step.prompt)
    settings = tuple(step.parameters for step in record.steps if step.parameters)
    return HeldFiles(
        files={
            piece.id: HeldFile(
                prompts=prompts if chance.random() < 0.7 else (),
                settings=settings if chance.random() < 0.7 else (),
                anchored=chance.random() < 0.5,
                made=chance.choice(["contemporaneous", "later", "unknown"]),
                text=chance.choice(["", "A contract", *(p.name for p in record.parties)]),
            )
            for piece in record.evidence
            if chance.random() < 0.7
        },
        measured={
            step.id: Measured(
                changed=chance.random() < 0.7, extent=chance.choice([None, "minor", "local"])
            )
            for step in record.steps
            if chance.random() < 0.2
        },
    )


def main() -> None:
    count, seed = (int(sys.argv[n]) if len(sys.argv) > n else d for n, d in ((1, 1000), (2, 1)))
    chance = random.Random(seed)
    found, base = sources()
    lines = []
    for plain in [*found, *(chance.choice(found) for _ in range(count))]:
        record = varied(plain, chance)
        lines.append(
            canonical_json(assess(record, base, RULES, None, held_of(record, chance), TODAY))
        )
    drawn = CaseBase.build(made_precedents(50), RULES)
    lines.append(canonical_json(assess(made_record(random.Random(1), 12), drawn, RULES)))
    whole = "\n".join(lines)
    print(f"{len(lines)} results, seed {seed}: {hashlib.sha256(whole.encode()).hexdigest()}")
    if len(sys.argv) > 3:
        with open(sys.argv[3], "w", encoding="utf-8") as file:
            file.write(whole + "\n")


if __name__ == "__main__":
    main()

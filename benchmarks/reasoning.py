"""The reasoning against 30, 50, 1,000 and 10,000 precedents: processor time, memory and growth.

The baseline is the same record against 30 precedents, measured in the same run. Precedents are
made from a fixed seed; no file or database is read.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assessments.engine import CaseBase, Precedent, assess, load_rules
from cases.record import CreationRecord

SIZES = (30, 50, 1_000, 10_000)
ROUNDS = 7
SEED = 20261122
PROMPTED = ("instruction", "control", "refinement", "selection")


def made_record(chance: random.Random, num_steps: int) -> CreationRecord:
    steps: list[dict[str, Any]] = [
        {
            "id": f"s{i}",
            "action": chance.choice(["conceive", "generate", "adjust", "select", "edit"]),
            "detail": chance.choice(["topic", "ordinary", "specific", "rich"]),
            "effect": chance.choice(["none", "random", "visible", "as_intended"]),
            "extent": chance.choice(["minor", "local", "substantial"]),
            "changed": chance.sample(["prompt", "parameters", "seed", "region"], 2),
            "evidence": chance.choice([["e1"], []]),
        }
        for i in range(num_steps)
    ]
    return CreationRecord.model_validate(
        {
            "schema": "creation-record/1",
            "title": "A work",
            "kind": "image",
            "parties": [{"id": "p", "name": "Author", "kind": "person", "role": "author"}],
            "steps": steps,
            "evidence": [
                {
                    "id": "e1", "what": "account_history", "made": "contemporaneous",
                    "shows": "each run with its prompt and settings",
                }
            ],
        }
    )  # fmt: skip


def made_precedents(count: int) -> list[Precedent]:
    chance, names = random.Random(SEED), load_rules().dimension_ids
    return [
        Precedent(
            slug=f"case-{i}",
            decided_on=dt.date(2024, 1, 1),
            jurisdiction=chance.choice(["CN", "US"]),
            outcome=outcome,
            elements={"originality": finding, "intellectual_achievement": finding},
            held={name: chance.choice([None, 0, 1, 2, 3, 4]) for name in names},
            turned_on={"prompted_output": tuple(chance.sample(PROMPTED, 2))},
            record=made_record(chance, 5),
        )
        for i in range(count)
        for outcome, finding in [
            ("protected", "met") if chance.random() < 0.5 else ("not_protected", "not_met")
        ]
    ]


def median_seconds(run: Callable[[], Any]) -> float:
    run()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    rules = load_rules()
    record = made_record(random.Random(1), 12)
    print(f"{'precedents':>10} {'assess s':>9} {'ratio':>6} {'build s':>8} {'memory MB':>10}")
    baseline = 0.0
    for size in SIZES:
        precedents = made_precedents(size)
        tracemalloc.start()
        base = CaseBase.build(precedents, rules)
        memory = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        start = time.process_time()
        CaseBase.build(precedents, rules)
        build = time.process_time() - start
        seconds = median_seconds(lambda base=base: assess(record, base, rules))
        baseline = baseline or seconds
        ratio = seconds / baseline
        print(f"{size:>10} {seconds:>9.3f} {ratio:>6.1f} {build:>8.2f} {memory:>10.1f}")


if __name__ == "__main__":
    main()

"""The work of an assessment grows with the steps of a record, not with their square."""

from __future__ import annotations

import cProfile
import pstats
from typing import Any

import pytest

from assessments.engine import CaseBase, assess
from cases.record import CreationRecord
from tests.support.records import PERSON, RULES, record

NO_CASES = CaseBase.build([], RULES)


def chain(count: int, kind: str) -> CreationRecord:
    """A record in which each step continues the one before: runs, or acts by hand after one."""
    steps: list[dict[str, Any]] = []
    for n in range(count):
        step: dict[str, Any] = {"id": f"s{n}", "action": "generate"}
        step |= {"tool": "t1", "prompt": "a boat"}
        if kind == "other words":
            step["prompt"] = f"a boat {n} on a river with {n} lamps"
        if kind == "layers":
            step["layer"] = f"l{n}"
        if kind == "by hand" and n % 2:
            step = {"id": f"s{n}", "action": "edit", "extent": "local", "adds": ["figure"]}
        if kind == "two who type":
            step["by"] = f"p{n % 2}"
        steps.append({**step, "parent": f"s{n - 1}"} if n else step)
    people = [{**PERSON, "id": name, "name": f"Author {name}"} for name in ("p0", "p1")]
    return record(steps=steps, parties=people)


def calls(of: CreationRecord) -> int:
    """The number of calls of functions that an assessment makes, whatever the machine does."""
    with cProfile.Profile() as profile:
        assess(of, NO_CASES, RULES)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["same words", "other words", "layers", "by hand", "two who type"])
def test_four_times_the_steps_are_about_four_times_the_work(kind: str) -> None:
    many = chain(240, kind)
    assess(many, NO_CASES, RULES)  # each prompt is read once for all
    assert calls(many) < 5.5 * calls(chain(60, kind))

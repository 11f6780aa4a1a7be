"""The work of an assessment grows with the steps of a record, not with their square."""

from __future__ import annotations

import cProfile
import pstats
from typing import Any

import pytest

from assessments.engine import CaseBase, assess
from cases.record import CreationRecord
from tests.support.records import PERSON, RULES, precedent, record

NO_CASES = CaseBase.build([], RULES)
# A record that a grant covers is read again with each value of its steps lowered.
GRANTED = record(
    steps=[
        {"id": "s1", "action": "generate", "tool": "t1", "prompt": "a boat"},
        {"id": "s2", "action": "edit", "extent": "local", "adds": ["figure"]},
    ],
    appraiser="decider",
)
DECIDED = CaseBase.build([precedent("granted", GRANTED, "protected")], RULES)


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
            step["by"] = f"p{n % 2}"
        if kind == "by hand" and n % 2:
            step = {"id": f"s{n}", "action": "edit", "extent": "local", "adds": ["figure"]}
        if kind == "words lent":
            step |= {"effect": "as_intended", "changed": ["seed", "parameters"], "prompt": None}
            step |= {} if n % 2 else {"detail": "rich"}
        if kind == "changes said":
            step |= {"effect": "as_intended", "changed": ["seed"] if n % 2 else ["prompt"]}
            step |= {"prompt": None} if n else {}
        if kind == "edits of one layer":
            step = {"id": f"s{n}", "action": "edit", "extent": "local", "adds": ["figure"]}
            step |= {"layer": "l", "intent": "drew the lamps by hand"}
        if kind == "two who type":
            step["by"] = f"p{n % 2}"
        steps.append({**step, "parent": f"s{n - 1}"} if n else step)
    if kind == "own drawings":
        drawings = [
            {"id": f"i{n}", "what": "sketch", "made_by": "own", "layer": f"l{n}"}
            for n in range(count)
        ]
        return record(steps=steps[:1], inputs=drawings)
    people = [{**PERSON, "id": name, "name": f"Author {name}"} for name in ("p0", "p1")]
    return record(steps=steps, parties=people)


def calls(of: CreationRecord, base: CaseBase = NO_CASES) -> int:
    """The number of calls of functions that an assessment makes, whatever the machine does."""
    with cProfile.Profile() as profile:
        assess(of, base, RULES)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


KINDS = ["same words", "other words", "layers", "by hand", "two who type", "own drawings"]
LOWERED = ["words lent", "changes said", "edits of one layer"]  # value by value


@pytest.mark.parametrize("kind", [*KINDS, *LOWERED])
def test_four_times_the_steps_are_about_four_times_the_work(kind: str) -> None:
    many = chain(240, kind)
    assess(many, NO_CASES, RULES)  # each prompt is read once for all
    assert calls(many) < 5.5 * calls(chain(60, kind))


@pytest.mark.parametrize("kind", ["same words", "by hand", "two who type", "words lent"])
def test_neither_are_they_the_square_where_a_decision_grants(kind: str) -> None:
    many = chain(160, kind)
    assess(many, DECIDED, RULES)
    assert calls(many, DECIDED) < 7 * calls(chain(40, kind), DECIDED)

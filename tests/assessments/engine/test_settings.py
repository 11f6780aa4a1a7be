"""What a changed setting shows by itself, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import Result, assess, load_rules
from tests.support.real_library import real_library
from tests.support.records import PROMPTS, record

RULES = load_rules()
EXAMINED = {
    "id": "e1",
    "what": "account_history",
    "made": "contemporaneous",
    "examined_by": {"name": "Wang Fang", "on": "2026-05-01"},
}


def result(before: Any, after: Any) -> Result:
    """Of one rich prompt that was run twice, with these settings."""
    run = {"by": "p1", "tool": "t1", "prompt": PROMPTS[1], "evidence": ["e1"]}
    again = {"parent": "s1", "changed": ["parameters"], "effect": "as_intended"}
    steps = [
        {**run, "id": "s1", "action": "generate", "parameters": before},
        {**run, **again, "id": "s2", "action": "adjust", "parameters": after},
    ]
    return assess(record(evidence=[EXAMINED], steps=steps), real_library().base, RULES)


@pytest.mark.parametrize(
    ("written", "level"),
    [({"model": "gpt-4o"}, 0), ({"Model hash": "a1b2", "seed": 3}, 0), ({"cfg_scale": 7}, 1)],
)
def test_what_a_program_writes_of_itself_is_no_setting(written: Any, level: int) -> None:
    run = {"by": "p1", "tool": "t1", "prompt": "a lantern", "evidence": ["e1"]}
    steps = [{**run, "id": "s1", "action": "generate", "parameters": written}]
    found = assess(record(evidence=[EXAMINED], steps=steps), real_library().base, RULES)
    assert found.answer("claimed").findings["control"].level == level


def levels(of: Result, basis: Any) -> tuple[int, int]:
    findings = of.answer(basis).findings
    return findings["control"].level, findings["refinement"].level


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"steps": 30}, {"steps": 31}),
        ({"width": 1024}, {"width": 1100}),
        ({"cfg_scale": 7}, {"cfg_scale": 7.5}),
    ],
)
def test_a_slight_change_of_a_setting_shows_no_control(before: Any, after: Any) -> None:
    found = result(before, after)

    assert levels(found, "proved") == (1, 0)
    assert found.proved.conclusion == "unlikely"
    assert "bound" not in (found.claimed.basis, found.proved.basis)


def test_a_change_of_a_setting_that_shapes_the_result_does_where_a_lawyer_saw_it() -> None:
    assert levels(result({"cfg_scale": 7}, {"cfg_scale": 14}), "proved") == (4, 3)


@pytest.mark.parametrize("name", ["filename", "job_id", "brush_of_a_new_tool"])
def test_a_setting_of_an_unknown_name_is_no_change_even_as_claimed(name: str) -> None:
    found = result({name: "1"}, {name: "2"})

    assert levels(found, "claimed") == levels(found, "proved") == (1, 0)
    assert found.claimed.conclusion not in ("likely", "protected")

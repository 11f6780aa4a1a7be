"""What is merely not shown is not shown yet: no refusal on the merits is its ground."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess, load_rules
from tests.support.real_library import real_library
from tests.support.records import PERSON, precedent, record

RULES = load_rules()
RAW = {"id": "e1", "what": "original_file", "made": "contemporaneous"}
HAND = {"id": "s2", "parent": "s1", "by": "p1", "extent": "substantial", "effect": "as_intended"}
GENERATE = {
    "id": "s1",
    "by": "p1",
    "action": "generate",
    "tool": "t1",
    "prompt": "oil painting style",
    "effect": "visible",
    "evidence": ["e1"],
}


def result(kind: str = "image", inputs: Any = (), more: Any = ()) -> Result:
    tool = {"id": "t1", "name": "A tool", "does": "image_to_image", "output_terms": "user"}
    of = record(
        kind=kind,
        parties=[PERSON],
        tools=[tool],
        evidence=[RAW],
        inputs=list(inputs),
        steps=[GENERATE, *more],
    )
    return assess(of, real_library().base, RULES)


OWN = {"id": "i1", "made_by": "own", "licence": "own", "in_output": "dominant", "evidence": ["e1"]}
UNSHOWN: dict[str, dict[str, Any]] = {
    "an own photograph": {"inputs": [{**OWN, "what": "photo"}]},
    "an own sketch": {"inputs": [{**OWN, "what": "sketch"}]},
    "work by hand": {"more": [{**HAND, "action": "edit", "adds": ["figure"]}]},
    "an arrangement": {
        "kind": "mixed",
        "more": [{**HAND, "action": "arrange", "adds": ["order", "structure"], "kept": 24}],
    },
    "painting into it again and again": {
        "more": [
            {
                **HAND,
                "action": "edit",
                "tool": "t1",
                "prompt": f"a paper crane with a red beak, number {n}, above the well to the left",
                "id": f"r{n}",
                "parent": "s1" if n == 2 else f"r{n - 1}",
                "changed": ["prompt", "region"],
            }
            for n in range(2, 8)
        ]
    },
}


@pytest.mark.parametrize("name", UNSHOWN)
def test_what_is_not_shown_is_unlikely_and_no_decision_is_its_ground(name: str) -> None:
    found = result(**UNSHOWN[name])

    assert found.claimed.conclusion not in ("not_protected", "unlikely")
    assert found.proved.conclusion == "unlikely"
    assert found.proved.basis != "bound"
    assert all(layer.status != "not_protected" for layer in found.layers)
    assert any(step.changes == "proved" for step in found.improvements)


def test_a_bare_prompt_is_still_refused_as_proved_by_what_refused_such_prompts() -> None:
    found = result()

    assert (found.claimed.conclusion, found.proved.conclusion) == ("not_protected",) * 2
    assert "yingtan-frosts-descent-2025" in found.proved.bound_by


def test_a_refusal_for_want_of_proof_binds_what_is_not_proved() -> None:
    bare = record(steps=[{**GENERATE, "evidence": []}])
    unproved = precedent("unproved", bare, "not_protected", refused_for="proof")
    rich = {**GENERATE, "prompt": None, "detail": "rich", "evidence": []}
    change = {"id": "s2", "parent": "s1", "action": "adjust", "tool": "t1", "by": "p1"}
    told = record(
        steps=[rich, {**change, "detail": "rich", "changed": ["region"], "effect": "as_intended"}]
    )
    found = assess(told, CaseBase.build([unproved], RULES), RULES)

    assert found.claimed.conclusion not in ("not_protected", "unlikely")
    assert found.proved.bound_by == ("unproved",)


def test_makers_who_foresaw_a_result_broadly_are_not_shown_to_have_foreseen_it_closely() -> None:
    seen = {"examined_by": {"name": "Wang Fang", "on": "2026-05-01"}}
    of = record(
        foreseeability="broad",
        evidence=[{**RAW, "what": "account_history", **seen}],
        steps=[{"id": "s1", "action": "prepare", "effect": "as_intended", "evidence": ["e1"]}],
    )
    found = assess(of, CaseBase.build([], RULES), RULES)

    levels = [answer.findings["foreseeability"].level for answer in (found.claimed, found.proved)]
    assert levels == [2, 2]

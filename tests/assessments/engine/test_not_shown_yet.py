"""What is not shown counts as none as proved, whatever its makers say of it."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess, load_rules
from assessments.engine.judging import RANK
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


LOWER: dict[str, Any] = {
    "in_output": "trace",
    "extent": "technical",
    "effect": "none",
    "changed": ["seed"],
}


def lowered(items: Any) -> list[dict[str, Any]]:
    """The same facts with everything that their makers appraise at a lower value."""
    return [{k: LOWER.get(k, value) for k, value in item.items()} for item in items]


@pytest.mark.parametrize("name", UNSHOWN)
def test_what_makers_say_of_what_is_not_shown_changes_no_word_as_proved(name: str) -> None:
    told = UNSHOWN[name]
    less: dict[str, Any] = {
        part: lowered(told[part]) for part in ("inputs", "more") if part in told
    }
    found, of_less = result(**told), result(**{**told, **less})

    assert RANK[found.claimed.conclusion] > RANK[of_less.claimed.conclusion]
    assert found.proved.conclusion == of_less.proved.conclusion == "not_protected"
    assert [x.status for x in found.layers] == [x.status for x in of_less.layers]
    refused = next(x for x in found.layers if x.layer == "prompted_output")
    assert "yingtan-frosts-descent-2025" in refused.bound_by


@pytest.mark.parametrize("name", UNSHOWN)
def test_what_is_not_shown_is_said_to_be_so_with_what_would_show_it(name: str) -> None:
    found = result(**UNSHOWN[name])

    unshown = [x for x in found.layers if x.claimed != x.proved]
    assert unshown
    assert {x.because for x in unshown} == {f"layer.{x.layer}.unproved" for x in unshown}
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
